//! A dataset of any size that looks like one that people made: governments that meet every week, what they decide and why, what
//! becomes of it at later meetings, and the minutes, letters and press reports that say so. The same bytes on every machine. A share
//! of the records can be given one error each.

mod actor;
mod broken;
mod commitment;
mod decision;
mod event;
mod government;
mod long_text;
mod meeting;
mod meetings;
mod option;
mod output;
mod proposal;
mod source;
mod statement;
mod text;
mod words;

use std::path::PathBuf;

use serde_json::{Value, json};

pub use broken::Kind;
pub use long_text::MAX_WORDS;
pub use output::{Planted, Totals};

use super::random;
use output::Output;

/// The arguments: which dataset is asked for.
pub struct Arguments {
    /// The folder that it is written into.
    pub folder: PathBuf,
    /// The content of the dataset.
    pub content: Content,
    /// True if the records go into one stream instead of a file each.
    pub is_stream: bool,
    /// The number of records of each thousand that are given an error.
    pub broken: usize,
}

/// The content of a dataset.
#[derive(Clone, Copy)]
pub enum Content {
    /// Meetings of governments, with about so many records.
    Meetings { records: usize },
    /// One source with a text of so many words, and decisions that quote it so many times.
    LongText { words: usize, quotes: usize },
}

/// Writes a dataset: its `besluit.toml`, its texts, and its records as files, or as the stream `records.ndjson`.
pub fn generate(arguments: &Arguments) -> Totals {
    let mut out = Output::new(arguments);
    let config = "name = \"corpus\"\nprefix = \"corpus\"\nlanguages = [\"en\", \"nl\"]\n";
    out.write("besluit.toml", config.as_bytes());
    match arguments.content {
        Content::Meetings { records } => {
            let mut nth = 0;
            while nth == 0 || out.totals.records < records {
                meetings::govern(nth, records, &mut out);
                nth += 1;
            }
        }
        Content::LongText { words, quotes } => long_text::write(words, quotes, &mut out),
    }
    out.finish()
}

/// The fields that every record begins with. The path is the one from the place where its file would stand.
fn record(of_type: &str, id: &str) -> Value {
    let up = match of_type {
        "decision" | "source" => "../../../",
        _ => "../../",
    };
    json!({
        "$schema": format!("{up}schema/{of_type}.schema.json"),
        "type": of_type,
        "schema_version": "0.2.0",
        "id": id,
    })
}

/// Adds fields to an object, in the order in which they are given. `null` and an empty list stand for a field that is absent.
fn with(mut object: Value, fields: Value) -> Value {
    let (Some(object_fields), Value::Object(fields)) = (object.as_object_mut(), fields) else {
        panic!("both are objects");
    };
    for (name, value) in fields {
        if !(value.is_null() || value.as_array().is_some_and(Vec::is_empty)) {
            object_fields.insert(name, value);
        }
    }
    object
}

/// An object without the fields that are absent.
fn fields(fields: Value) -> Value {
    with(json!({}), fields)
}

/// The life of a record that was published once.
fn revision() -> Value {
    json!({ "revision": 1, "state": "published" })
}

/// The text of a title or a paraphrase in both languages.
fn both(dutch: &str, english: &str) -> Value {
    json!({ "en": english, "nl": dutch })
}

/// True if a piece of evidence quotes no number, which a quantity would have to be.
fn has_no_digit(evidence: &Value) -> bool {
    let quote = evidence["quote"].as_str();
    quote.is_none_or(|quote| !quote.contains(|one: char| one.is_ascii_digit()))
}
