//! The items that fit a query, one line each: `besluit-list-1`.

use std::io::{self, Write};

use serde::Serialize;

use super::search::Match;
use super::{in_language, known_at, paragraph, past_in_words, source, words};
use crate::derive::{Moment, Projection};
use crate::model::LocalizedText;

/// The items that fit a query.
#[derive(Serialize)]
pub struct View<'a> {
    format: &'static str,
    as_of: String,
    /// Present if the records are seen from another day.
    #[serde(skip_serializing_if = "Option::is_none")]
    known_at: Option<String>,
    items: Vec<DecisionItem<'a>>,
}

#[derive(Serialize)]
struct DecisionItem<'a> {
    /// The id of the record; for a part of one, `record#part`.
    id: &'a str,
    r#type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<&'a str>,
    /// The details that have to be known to read the text right, such as that a provision was removed.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    details: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    topics: Vec<&'a str>,
    text: &'a LocalizedText,
    file: &'a str,
}

/// The view of what was found at a moment.
pub fn view<'a>(items: &'a [Match<'a>], moment: Moment) -> View<'a> {
    let entry = |item: &'a Match<'a>| DecisionItem {
        id: &item.id,
        r#type: &item.item_type,
        holder: item.holder,
        details: &item.details,
        topics: item.topics.clone(),
        text: item.text,
        file: &item.document.path,
    };
    View {
        format: "besluit-list-1",
        as_of: moment.at.to_string(),
        known_at: known_at(moment),
        items: items.iter().map(entry).collect(),
    }
}

/// Writes the view for people.
///
/// # Errors
/// If it cannot be written.
pub fn write(
    projection: &Projection,
    view: &View<'_>,
    language: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    for entry in &view.items {
        let holder = entry
            .holder
            .map_or(String::new(), |holder| format!(" of {holder}"));
        let details = match entry.details {
            [] => String::new(),
            details => format!(" ({})", words(&details.join(", "))),
        };
        let text = in_language(entry.text, language);
        let id = match entry.r#type {
            "source" => source(&projection.shown, entry.id, language),
            _ => entry.id.to_owned(),
        };
        let line = format!("{id}  {}{holder}{details}", entry.r#type);
        writeln!(out, "{}", paragraph(&line, 0))?;
        writeln!(out, "{}", paragraph(text, 4))?;
        if !entry.topics.is_empty() {
            let topics = format!("[{}]", words(&entry.topics.join(", ")));
            writeln!(out, "{}", paragraph(&topics, 4))?;
        }
    }
    let number = view.items.len();
    match past_in_words(projection) {
        Some(moment) => writeln!(out, "{number} found {moment}"),
        None => writeln!(out, "{number} found"),
    }
}
