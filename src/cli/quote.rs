//! `besluit quote`: the evidence for words that stand in a pinned text.

use std::io::Write;
use std::ops::Range;

use anyhow::bail;
use serde_json::json;

use super::workspace::DatasetArguments;
use super::{Out, Outcome, meant, say};
use crate::counted::count;
use crate::dataset::SourceText;
use crate::json::{layout, parse};
use crate::model::{Record, Source};
use crate::passage::{Miss, describe, describe_all, describe_words, miss, word_count};
use crate::printable::Form;
use crate::workspace::Workspace;

/// Finds words in the pinned texts and prints the evidence to paste into a record.
///
/// Where the words do not stand there exactly, says where they nearly do and which characters differ, prints the evidence with the
/// source's own characters, and exits with 1.
#[derive(clap::Args)]
pub struct Arguments {
    /// The words
    text: String,
    /// Look in this source only, by id or name
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    #[command(flatten)]
    dataset: DatasetArguments,
}

/// A text that may hold the words.
struct Candidate<'a> {
    source: &'a Source,
    /// The path of the text, as people are told it.
    path: String,
    text: &'a SourceText,
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let workspace = arguments.dataset.read()?;
    let dataset = &workspace.dataset;
    if word_count(&arguments.text) == 0 {
        bail!("there is no word to look for");
    }
    let source = arguments.source.as_ref();
    let source = source.map(|one| meant::record((dataset, ""), "source", one));
    let source = match source.transpose() {
        Ok(source) => source.map(Record::id),
        Err(outcome) => return Ok(outcome),
    };
    let candidates: Vec<_> = candidates(&workspace)
        .filter(|candidate| source.is_none_or(|id| id == candidate.source.id.as_str()))
        .collect();
    if candidates.is_empty() {
        return Ok(no_text(source));
    }
    let mut found = 0;
    for candidate in &candidates {
        let places = candidate.text.normal().find(&arguments.text);
        for place in &places {
            say(format_args!(
                "{}: {}",
                locate(candidate, place),
                candidate.source.id
            ));
        }
        if places.len() > 1 {
            say(format_args!(
                "it stands there {} times: quote more words, so that one place is meant",
                places.len()
            ));
        }
        if let [place] = places.as_slice() {
            print(candidate, place, out)?;
        }
        found += places.len();
    }
    if found == 1 {
        return Ok(Outcome::Clean);
    }
    if found > 1 && arguments.source.is_none() {
        say(format_args!(
            "it stands in more than one place: choose one; `--source` looks in one text only"
        ));
    }
    if found == 0 && !explain(&arguments.text, &candidates, out)? {
        say(format_args!("nothing like it stands in the pinned texts"));
        let documents = dataset.documents.iter();
        let unread = documents
            .filter(|document| document.path.ends_with("/source.json") && document.record.is_none())
            .count();
        if unread > 0 {
            say(format_args!(
                "not looked into: the text of {}, as long as `besluit validate` finds errors there",
                count(unread, "source")
            ));
        }
    }
    Ok(Outcome::Findings)
}

fn candidates(workspace: &Workspace) -> impl Iterator<Item = Candidate<'_>> {
    let dataset = &workspace.dataset;
    dataset.sources().filter_map(|(document, source)| {
        let path = workspace.display(&dataset.sidecar(document, source)?.path);
        Some(Candidate {
            source,
            path,
            text: dataset.text(source)?,
        })
    })
}

/// Says why there is no text to look in.
fn no_text(source: Option<&str>) -> Outcome {
    match source {
        None => {
            say(format_args!("error: there is no pinned text to look in"));
            Outcome::Failed
        }
        Some(id) => {
            say(format_args!(
                "error: the text of `{id}` is not here: give a locator and a confidence instead"
            ));
            Outcome::Findings
        }
    }
}

/// The least share of words at which a passage is offered as what was meant.
const MIN_SHARED: f64 = 0.7;

/// Says where the words nearly stand; whether they do anywhere.
fn explain(quote: &str, candidates: &[Candidate<'_>], out: &mut Out) -> anyhow::Result<bool> {
    let misses: Vec<_> = candidates
        .iter()
        .map(|one| (one, miss(one.text.normal(), quote)))
        .collect();
    // An explanation that tells characters apart beats one that only shares words.
    let best = misses
        .iter()
        .filter_map(|(one, miss)| Some((one, miss, rank(miss)?)))
        .min_by(|a, b| a.2.total_cmp(&b.2));
    let Some((candidate, miss, _)) = best else {
        return Ok(false);
    };
    let (at, reason) = match miss {
        Miss::NotNormal { at, difference } => (
            at,
            format!(
                "white space or the composition of characters differs: {}",
                describe(difference)
            ),
        ),
        Miss::InsideWord { at } => (at, "it stands there only inside a longer word".to_owned()),
        Miss::LookAlike { at, differences } => (
            at,
            format!(
                "characters that look alike differ: {}",
                describe_all(differences)
            ),
        ),
        Miss::Near {
            at,
            shared,
            differences,
        } => {
            let told = describe_words(differences).map(|told| format!("; {told}"));
            (
                at,
                format!(
                    "this is the closest passage, with {:.0}% of the words{}",
                    shared * 100.0,
                    told.unwrap_or_default()
                ),
            )
        }
        Miss::Nothing => return Ok(false),
    };
    say(format_args!(
        "{}: {}: {reason}",
        locate(candidate, at),
        candidate.source.id
    ));
    print(candidate, at, out)?;
    Ok(true)
}

/// The lower, the more surely this is what was meant.
fn rank(miss: &Miss) -> Option<f64> {
    match miss {
        Miss::NotNormal { .. } => Some(0.0),
        Miss::LookAlike { .. } => Some(1.0),
        Miss::InsideWord { .. } => Some(2.0),
        Miss::Near { shared, .. } => Some(4.0 - shared).filter(|_| *shared >= MIN_SHARED),
        Miss::Nothing => None,
    }
}

/// Prints the evidence object for a place, in the layout of the records.
fn print(candidate: &Candidate<'_>, place: &Range<usize>, out: &mut Out) -> anyhow::Result<()> {
    let quote = candidate.text.normal().passage(place);
    let words = word_count(quote);
    if words > crate::check::rules::MAX_QUOTE_WORDS {
        say(format_args!(
            "note: this has {words} words; a quote has at most {}",
            crate::check::rules::MAX_QUOTE_WORDS
        ));
    }
    let evidence = json!({ "source": candidate.source.id.as_str(), "quote": quote }).to_string();
    out.set_form(Form::Json)?;
    match parse(evidence.as_bytes()).root {
        Some(root) => out.write_all(layout(&root, None).as_bytes())?,
        None => writeln!(out, "{evidence}")?,
    }
    Ok(out.set_form(Form::Text)?)
}

/// `path:line:column` of a place in a text.
fn locate(candidate: &Candidate<'_>, place: &Range<usize>) -> String {
    let position = candidate.text.position(place);
    format!("{}:{}:{}", candidate.path, position.line, position.column)
}
