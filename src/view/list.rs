//! The items that fit a query, one line each: `besluit-list-1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::search::{Detail, Match};
use super::{Reader, known_at, past_in_words, source, words};
use crate::derive::{Moment, Projection};
use crate::model::{ActorId, Day, Keyword, LocalizedText, title};
use crate::wording::Words;

/// The records and parts of records that fit a query, as `besluit list --format json` prints them.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ListView")]
pub struct View<'a> {
    /// The name of this shape.
    #[schemars(extend("const" = "besluit-list-1"))]
    format: &'static str,
    /// The day up to which things count as having happened or been said.
    as_of: Day,
    /// The day from which one looks: what became public later is not known. Absent where that is the same day.
    #[serde(skip_serializing_if = "Option::is_none")]
    known_at: Option<Day>,
    /// The items, in the order of the files.
    items: Vec<ListItem<'a>>,
}

/// A record, or a statement, commitment, provision or discrepancy in one.
#[derive(Serialize, JsonSchema)]
struct ListItem<'a> {
    /// The id of the record; of a part of one, `record#part`.
    id: &'a str,
    /// The type of the record, the type of the statement, or `commitment`, `provision` or `discrepancy`.
    r#type: &'a str,
    /// The actor whose statement it is. Absent for all that is no statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<&'a ActorId>,
    /// The details that have to be known to read the text right, such as that a provision was removed. Absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    details: Vec<String>,
    /// The details, to be told to people.
    #[serde(skip)]
    told: &'a [Detail],
    /// The keywords that it is about. Absent where there are none.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    #[schemars(length(min = 1))]
    topics: &'a [Keyword],
    /// Its text, title or name; of a discrepancy, why one reading is followed.
    text: &'a LocalizedText,
    /// The file of the record, relative to the working directory, with `/` between folders.
    file: &'a str,
}

/// The view of what was found at a moment.
pub fn view<'a>(items: &'a [Match<'a>], moment: Moment) -> View<'a> {
    let entry = |item: &'a Match<'a>| ListItem {
        id: &item.id,
        r#type: &item.item_type,
        holder: item.holder,
        details: item.details.iter().map(Detail::text).collect(),
        told: &item.details,
        topics: item.topics,
        text: item.text,
        file: &item.document.path,
    };
    View {
        format: "besluit-list-1",
        as_of: Day(moment.at),
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
    reader: &Reader<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let told = reader.words;
    for entry in &view.items {
        let holder = entry.holder.map_or(String::new(), |holder| {
            format!(" {} {}", told.of, reader.id(holder))
        });
        let details = entry.told.iter().map(|one| one.in_words(told));
        let details = match details.collect::<Vec<_>>().join(", ") {
            none if none.is_empty() => String::new(),
            details => format!(" ({})", words(&details)),
        };
        let text = entry.text.best(reader.language);
        let id = match entry.r#type {
            "source" => source(&projection.shown, entry.id, reader),
            _ => reader.id(entry.id),
        };
        let line = format!(
            "{id}  {}{holder}{details}",
            type_in_words(told, entry.r#type)
        );
        writeln!(out, "{}", reader.paragraph(&line, 0))?;
        writeln!(out, "{}", reader.paragraph(text, 4))?;
        if !entry.topics.is_empty() {
            let topics: Vec<_> = entry.topics.iter().map(|topic| topic.as_str()).collect();
            let topics = format!("[{}]", words(&topics.join(", ")));
            writeln!(out, "{}", reader.paragraph(&topics, 4))?;
        }
    }
    let found = (told.found)(view.items.len());
    match past_in_words(projection, told) {
        Some(moment) => writeln!(out, "{found} {moment}"),
        None => writeln!(out, "{found}"),
    }
}

/// The type of an item in words: that of a record or part, or a type of statement.
fn type_in_words(words: &Words, item_type: &str) -> String {
    match title("statement_type", item_type, words.language) {
        Some(_) => words.code_of("statement_type", item_type),
        None => words.noun(item_type),
    }
}
