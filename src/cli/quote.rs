//! `besluit quote`: the evidence for words that stand in a pinned text.

use std::io::Write;
use std::ops::Range;

use anyhow::bail;
use serde_json::json;

use super::candidates::texts;
use super::view::{ViewFormat, print_json};
use super::workspace::DatasetArguments;
use super::{Out, Outcome, meant, say};
use crate::dataset::PinnedText;
use crate::json::{layout, parse};
use crate::passage::{Miss, miss, word_count};
use crate::printable::Form;
use crate::view::quote::{self, Shown, State, passage_of, reason_of};
use crate::workspace::Workspace;

/// Finds words in the pinned texts and prints the evidence to paste into a record.
///
/// Where the words do not stand there exactly, says where they nearly do and which characters differ, prints the evidence with the
/// source's own characters, and exits with 1. So it does where the source breaks a word at the end of a line, and the words have it
/// whole.
///
/// With `--check` says whether they stand in the text of one source: anchored, otherwise, or not at all; and exits with 0 only if they
/// are anchored, which is what `besluit validate` asks of a quote.
#[derive(clap::Args)]
pub struct Arguments {
    /// The words
    text: String,
    /// Look in this source only, by id or name
    #[arg(long, value_name = "SOURCE", add = texts())]
    source: Option<String>,
    /// Say how the words stand in the source, and print no evidence
    #[arg(long, requires = "source")]
    check: bool,
    /// The form of the answer of `--check` [default: human]
    #[arg(long, value_enum, requires = "check")]
    format: Option<ViewFormat>,
    #[command(flatten)]
    dataset: DatasetArguments,
}

/// A text that may hold the words.
struct Candidate<'a> {
    pinned: PinnedText<'a>,
    /// The path of the text, as people are told it.
    path: String,
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let workspace = arguments.dataset.read()?;
    if word_count(&arguments.text) == 0 {
        bail!("there is no word to look for");
    }
    let source = match source(arguments, &workspace) {
        Ok(source) => source,
        Err(outcome) => return Ok(outcome),
    };
    let candidates: Vec<_> = candidates(&workspace)
        .filter(|candidate| source.is_none_or(|id| id == candidate.pinned.id))
        .collect();
    if let (true, Some(source)) = (arguments.check, source) {
        return check(arguments, source, &candidates, out);
    }
    if candidates.is_empty() {
        return Ok(no_text(source));
    }
    let mut found = 0;
    for candidate in &candidates {
        let places = candidate.pinned.text.normal().find(&arguments.text);
        for place in &places {
            say(format_args!(
                "{}: {}",
                locate(candidate, place),
                candidate.pinned.id
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
    }
    Ok(Outcome::Findings)
}

/// The id of the source that is to be looked into, if one is named. Its record need not be in order.
fn source<'a>(arguments: &Arguments, workspace: &'a Workspace) -> Result<Option<&'a str>, Outcome> {
    let dataset = &workspace.dataset;
    let Some(written) = &arguments.source else {
        return Ok(None);
    };
    // One that cannot be read may claim no id; then its folder has it.
    let beside = |text: &PinnedText<'_>| text.source.is_none() && text.id == written.as_str();
    if let Some(text) = dataset.pinned_texts().find(beside) {
        return Ok(Some(text.id));
    }
    let documents = meant::documents((dataset, ""), &["source"], written)?;
    let document = documents.first().ok_or(Outcome::Findings)?;
    Ok(document.identity().map(|(_, id)| id))
}

fn candidates(workspace: &Workspace) -> impl Iterator<Item = Candidate<'_>> {
    workspace.dataset.pinned_texts().map(|pinned| Candidate {
        path: workspace.display(pinned.path),
        pinned,
    })
}

/// Says how the words stand in one source.
fn check(
    arguments: &Arguments,
    source: &str,
    candidates: &[Candidate<'_>],
    out: &mut Out,
) -> anyhow::Result<Outcome> {
    let text = candidates.first().map(|candidate| Shown {
        pinned: &candidate.pinned,
        path: &candidate.path,
    });
    candidates.first().into_iter().for_each(tell_unread);
    let view = quote::view(source, &arguments.text, text);
    match arguments.format.unwrap_or_default() {
        ViewFormat::Human => quote::write(&view, out)?,
        ViewFormat::Json => print_json(&view, out)?,
    }
    Ok(match view.state() {
        State::Anchored => Outcome::Clean,
        _ => Outcome::Findings,
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

/// Says that the record of a source is not in order.
fn tell_unread(candidate: &Candidate<'_>) {
    if candidate.pinned.source.is_none() {
        say(format_args!(
            "note: the record of `{}` is not in order yet: `besluit validate` says why",
            candidate.pinned.id
        ));
    }
}

/// Says where the words nearly stand; whether they do anywhere.
fn explain(quote: &str, candidates: &[Candidate<'_>], out: &mut Out) -> anyhow::Result<bool> {
    let misses: Vec<_> = candidates
        .iter()
        .map(|one| (one, miss(one.pinned.text.normal(), quote)))
        .collect();
    // An explanation that tells characters apart beats one that only shares words.
    let best = misses
        .iter()
        .filter_map(|(one, miss)| Some((one, miss, passage_of(miss)?)))
        .min_by(|a, b| rank(a.1).total_cmp(&rank(b.1)));
    let Some((candidate, miss, at)) = best else {
        return Ok(false);
    };
    say(format_args!(
        "{}: {}: {}",
        locate(candidate, at),
        candidate.pinned.id,
        reason_of(miss)
    ));
    let text = candidate.pinned.text.normal();
    match text.find(text.passage(at)).len() {
        0 | 1 => print(candidate, at, out)?,
        times => say(format_args!(
            "`{}` stands there {times} times: quote more words, so that one place is meant",
            text.passage(at)
        )),
    }
    Ok(true)
}

/// The lower, the more surely this is what was meant.
fn rank(miss: &Miss) -> f64 {
    match miss {
        Miss::NotNormal { .. } => 0.0,
        Miss::LookAlike { differences, .. } if differences.is_empty() => 1.0,
        Miss::LookAlike { .. } => 2.0,
        Miss::InsideWord { .. } => 3.0,
        Miss::Near { shared, .. } => 5.0 - shared,
        Miss::Nothing => f64::INFINITY,
    }
}

/// Prints the evidence object for a place, in the layout of the records.
fn print(candidate: &Candidate<'_>, place: &Range<usize>, out: &mut Out) -> anyhow::Result<()> {
    let quote = candidate.pinned.text.normal().passage(place);
    let words = word_count(quote);
    if words > crate::check::rules::MAX_QUOTE_WORDS {
        say(format_args!(
            "note: this has {words} words; a quote has at most {}",
            crate::check::rules::MAX_QUOTE_WORDS
        ));
    }
    tell_unread(candidate);
    let evidence = json!({ "source": candidate.pinned.id, "quote": quote }).to_string();
    out.set_form(Form::Json)?;
    match parse(evidence.as_bytes()).root {
        Some(root) => out.write_all(layout(&root, None).as_bytes())?,
        None => writeln!(out, "{evidence}")?,
    }
    Ok(out.set_form(Form::Text)?)
}

/// `path:line:column` of a place in a text.
fn locate(candidate: &Candidate<'_>, place: &Range<usize>) -> String {
    let position = candidate.pinned.text.position(place);
    format!("{}:{}:{}", candidate.path, position.line, position.column)
}
