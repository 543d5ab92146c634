//! Views of the records, for people and for programs: what the records say and what follows from them, laid out. Nothing is decided
//! here. A view is one file, with a function for either reader; the shapes for programs are stable, fields may be added.

use serde::Serialize;
use textwrap::{Options, WordSplitter};

use crate::derive::{Moment, Projection};
use crate::model::{Decision, Evidence, LocalizedText, code};

pub mod coverage;
#[cfg(test)]
mod dossier;
pub mod explain;
#[cfg(test)]
mod foreknowledge;
#[cfg(test)]
mod letters;
pub mod list;
#[cfg(test)]
mod reading;
pub mod reference;
pub mod search;
pub mod show;
pub mod status;
pub mod timeline;

/// The width that text for people is wrapped to, in columns.
const WIDTH: usize = 80;

/// A text in the language that the reader asked for, else in the first that there is.
pub fn in_language<'a>(text: &'a LocalizedText, language: &str) -> &'a str {
    text.get(language)
        .or_else(|| text.iter().next().map(|(_, text)| text.as_str()))
        .unwrap_or_default()
}

/// The day from which the records are seen, if that is another one than the day that is looked at.
fn known_at(moment: Moment) -> Option<String> {
    (moment.known != moment.at).then(|| moment.known.to_string())
}

/// The day that is looked at, and the day from which one looks if that is another one than today, in words.
fn moment_in_words(projection: &Projection) -> String {
    let Projection { moment, today, .. } = projection;
    match known_at(*moment).filter(|_| moment.known != *today) {
        Some(known) => format!("as of {}, as known on {known}", moment.at),
        None => format!("as of {}", moment.at),
    }
}

/// A relation of a decision to an older one.
#[derive(Serialize)]
struct RelationView<'a> {
    r#type: String,
    target: &'a str,
}

/// The relations of a decision to older ones.
fn relations(decision: &Decision) -> Vec<RelationView<'_>> {
    let relations = decision.relations.iter();
    relations
        .map(|relation| RelationView {
            r#type: code(&relation.r#type),
            target: relation.target.as_str(),
        })
        .collect()
}

/// The sources of some evidence; several quotes of one source in a row are one reference to it.
fn sources(evidence: &[Evidence]) -> Vec<&str> {
    let mut sources: Vec<_> = evidence
        .iter()
        .map(|evidence| evidence.source.as_str())
        .collect();
    sources.dedup();
    sources
}

/// A paragraph, wrapped and indented.
fn paragraph(text: &str, indent: usize) -> String {
    wrapped(text, indent, WIDTH)
}

/// A paragraph of a width, wrapped and indented.
fn wrapped(text: &str, indent: usize, width: usize) -> String {
    let spaces = " ".repeat(indent);
    // Ids and paths are copied from the screen: a line breaks at a space only.
    let options = Options::new(width)
        .initial_indent(&spaces)
        .subsequent_indent(&spaces)
        .break_words(false)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}
