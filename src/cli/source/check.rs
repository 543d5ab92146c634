//! `besluit source check`: whether a copy of a document has every quote that rests on a source.

use std::io::Write;

use super::DocumentArguments;
use crate::cli::candidates::texts;
use crate::cli::workspace::{self, DatasetArguments};
use crate::cli::{Out, Outcome, meant, say};
use crate::counted::count;
use crate::dataset::Dataset;
use crate::derive::Purpose;
use crate::derive::anchor::claims;
use crate::model::SourceId;
use crate::passage::{NormalText, miss, normal};
use crate::view::quote::{passage_of, reason_of};

/// Says whether a copy of a document has every quote that rests on a source; without a source, of which source it is.
///
/// The copy may be of another form, such as the HTML of a letter whose text was taken from the DOCX.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    document: DocumentArguments,
    /// The source, by id or name
    #[arg(add = texts())]
    source: Option<String>,
}

/// A quote from a source.
struct Quoted<'a> {
    /// The file of the record that quotes, and the place of the quote in it, as a JSON Pointer.
    place: (&'a str, String),
    words: &'a str,
}

pub fn run(
    arguments: &Arguments,
    dataset: &DatasetArguments,
    out: &mut Out,
) -> anyhow::Result<Outcome> {
    let document = arguments.document.read()?;
    let read = dataset.read()?;
    let dataset = &read.dataset;
    let text = normal(&document.extracted.text);
    let Some(written) = &arguments.source else {
        return of_which(dataset, &text, out);
    };
    // A record that is not in order yet has quotes from it all the same.
    let id = match dataset.document("source", written) {
        Some(_) => written,
        None => match meant::record((dataset, ""), "source", written) {
            Ok(record) => record.id(),
            Err(outcome) => return Ok(outcome),
        },
    };
    let quotes = quoted(dataset, id);
    let mut missing = 0;
    for Quoted {
        place: (path, pointer),
        words,
    } in &quotes
    {
        if !text.find(words).is_empty() {
            continue;
        }
        missing += 1;
        let path = read.display(path);
        writeln!(out, "{path}: {pointer}: not in this copy: “{words}”")?;
        let miss = miss(&text, words);
        if let Some(near) = passage_of(&miss) {
            let near = text.passage(near);
            writeln!(out, "  {}: “{near}”", reason_of(&miss))?;
        }
    }
    let all = count(quotes.len(), "quote");
    if quotes.is_empty() {
        say(format_args!("no record quotes `{id}`"));
    } else if missing == 0 {
        say(format_args!("all of {all} from `{id}` stand in this copy"));
    } else {
        say(format_args!(
            "{missing} of {all} from `{id}` do not stand in this copy"
        ));
        return Ok(Outcome::Findings);
    }
    Ok(workspace::outcome(&read))
}

/// The quotes of all records from a source.
fn quoted<'a>(dataset: &'a Dataset, source: &str) -> Vec<Quoted<'a>> {
    let mut quoted = Vec::new();
    for document in &dataset.documents {
        let own = claims(document).filter(|claim| claim.source == source);
        // What is out of scope belongs to the form of one copy.
        for claim in own.filter(|claim| claim.purpose == Purpose::Evidence) {
            let place = (document.path.as_str(), format!("{}/quote", claim.pointer));
            quoted.push(Quoted {
                place,
                words: claim.quote,
            });
        }
    }
    quoted
}

/// Says which sources the quotes in a text are from, the source of most of them first.
fn of_which(dataset: &Dataset, text: &NormalText, out: &mut Out) -> anyhow::Result<Outcome> {
    let mut counted: Vec<(usize, usize, &SourceId)> = Vec::new();
    for (_, source) in dataset.sources() {
        let quotes = quoted(dataset, source.id.as_str());
        let found = quotes
            .iter()
            .filter(|quote| !text.find(quote.words).is_empty());
        counted.push((found.count(), quotes.len(), &source.id));
    }
    counted.retain(|(found, _, _)| *found > 0);
    counted.sort_by(|one, other| {
        other
            .0
            .cmp(&one.0)
            .then(one.2.as_str().cmp(other.2.as_str()))
    });
    if counted.is_empty() {
        say(format_args!("no quote of any record stands in this copy"));
        return Ok(Outcome::Findings);
    }
    for (found, all, id) in counted {
        writeln!(
            out,
            "{id}: {found} of {} stand in this copy",
            count(all, "quote")
        )?;
    }
    Ok(Outcome::Clean)
}
