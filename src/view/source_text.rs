//! The text of a document, and what was left out of it: `besluit-source-text-1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::counted::count;
use crate::dataset::sha256;
use crate::extract::{Extracted, Kind};
use crate::model::{MediaType, Sha256};
use crate::passage::{shortened, word_count};

/// The text of a document, as `besluit source text --format json` prints it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SourceTextView")]
pub struct View {
    /// The name of this shape.
    #[schemars(extend("const" = "besluit-source-text-1"))]
    format: &'static str,
    /// The media type of the document, told by its bytes.
    #[schemars(with = "MediaType")]
    media_type: &'static str,
    /// The SHA-256 hash of its bytes.
    #[schemars(with = "Sha256")]
    sha256: String,
    /// Its size, in bytes.
    bytes: u64,
    /// The method by which the text was taken from it. Absent where the document is its own text.
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    /// The text.
    pub text: String,
    /// The pieces of the text that are not of the document: marks of notes. Each stands in the text once.
    marks: Vec<String>,
    /// The number of paragraphs, items of lists and rows of tables.
    blocks: usize,
    /// The number of notes.
    notes: usize,
    /// What is not in the text.
    left_out: Vec<LeftOut>,
    /// The hyphens at ends of lines, each with the words around it; of a document that is printed in lines.
    hyphens: Vec<String>,
    /// The characters that are worth a look.
    characters: Vec<Character>,
    /// What else is to be known of how it was read: its encoding if that is not UTF-8, names that are not known.
    remarks: Vec<String>,
    /// What the document says of itself, which nobody checked.
    suggestions: Suggestions,
}

/// A part of a document that is not in its text.
#[derive(Serialize, JsonSchema)]
struct LeftOut {
    /// What it is, such as `head of pages`.
    what: &'static str,
    /// Its words, or its name where it has none.
    words: String,
}

/// A character that is worth a look.
#[derive(Serialize, JsonSchema)]
struct Character {
    /// Its code point, such as `U+00AD`.
    character: String,
    /// How often it stands in the text.
    count: usize,
}

/// What a document says of itself.
#[derive(Serialize, JsonSchema)]
struct Suggestions {
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    /// Its date, as it is written there.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    /// Its language.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    /// Its official identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    /// Its authors, as they are written there.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    authors: Vec<String>,
}

/// The view of a document: its bytes, what it is, the method by which its text was taken, and what came of that.
pub fn view(bytes: &[u8], kind: Kind, method: Option<String>, extracted: &Extracted) -> View {
    let Extracted { text, report } = extracted.clone();
    let left_out = report.left_out.into_iter().map(|one| LeftOut {
        what: one.what,
        words: one.words,
    });
    let characters = report.characters.into_iter();
    let characters = characters.map(|(character, count)| Character {
        character: format!("U+{:04X}", u32::from(character)),
        count,
    });
    let said = report.suggestions;
    View {
        format: "besluit-source-text-1",
        media_type: kind.media_type(),
        sha256: sha256(bytes),
        bytes: bytes.len() as u64,
        method,
        text,
        marks: report.marks,
        blocks: report.blocks,
        notes: report.notes,
        left_out: left_out.collect(),
        hyphens: report.hyphens,
        characters: characters.collect(),
        remarks: report.remarks,
        suggestions: Suggestions {
            title: said.title,
            date: said.date,
            language: said.language,
            number: said.number,
            authors: said.authors,
        },
    }
}

impl View {
    /// What was taken from the document, what was left out, and what is worth a look, in lines for people.
    pub fn report(&self) -> Vec<String> {
        let method = self.method.as_deref();
        let method = method.map_or(String::new(), |method| format!(", by {method}"));
        let media_type = self.media_type;
        let blocks = count(self.blocks, "paragraph");
        let words = count(word_count(&self.text), "word");
        let notes = count(self.notes, "note");
        let mut lines = vec![format!("{media_type}{method}: {blocks}, {words}, {notes}")];
        for one in &self.left_out {
            let words = shortened(&one.words);
            lines.push(format!("left out: {}: {words}", one.what));
        }
        for words in &self.hyphens {
            lines.push(format!(
                "a hyphen at the end of a line, not joined: {words}"
            ));
        }
        for one in &self.characters {
            let times = count(one.count, "time");
            lines.push(format!("worth a look: {}, {times}", one.character));
        }
        if !self.marks.is_empty() {
            let marks = self.marks.join(" ");
            lines.push(format!("not of the document, and out of scope: {marks}"));
        }
        if self.marks.len() < 2 * self.notes {
            lines.push("some marks of notes stand there more than once: declare them out of scope with a word beside them".to_owned());
        }
        lines.extend(self.remarks.iter().cloned());
        let said = &self.suggestions;
        let named = [
            ("title", &said.title),
            ("date", &said.date),
            ("language", &said.language),
            ("number", &said.number),
        ];
        for (name, value) in named {
            let value = value.iter();
            lines.extend(value.map(|value| format!("it says of itself: {name} {value}")));
        }
        let authors = said.authors.iter();
        lines.extend(authors.map(|author| format!("it says of itself: author {author}")));
        lines
    }
}
