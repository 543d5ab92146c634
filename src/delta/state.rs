//! A state of a dataset: its records, each in one line, in one order. The same records give the same bytes, however their files are
//! laid out and in whatever form they came.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Deserialize;

use super::StateName;
use crate::dataset::{Document, sha256};
use crate::document::StreamLine;
use crate::files::{self, Refusal};
use crate::json::{Node, Value, layout};
use crate::model::{DERIVED, RECORD_TYPES};
use crate::schema::Schemas;

/// The name of the file of a release that holds a state, or an export of it.
pub const FILE_NAME: &str = crate::export::ndjson::FILE_NAME;

/// The records of a dataset, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State(pub BTreeMap<Key, Line>);

/// The name of a record. Names are in the order of the types of the model, of others in that of their names, and then of the ids.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    rank: usize,
    /// The type of the record.
    pub record_type: String,
    /// Its id.
    pub id: String,
}

/// A record in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its line, without the line feed.
    pub text: String,
    /// The hash of the file that it was read from, if that held nothing else.
    pub file: Option<String>,
}

impl Key {
    /// The name of the record of a type and id.
    pub fn new(record_type: &str, id: &str) -> Key {
        let mut types = RECORD_TYPES.iter();
        Key {
            rank: types
                .position(|one| *one == record_type)
                .unwrap_or(usize::MAX),
            record_type: record_type.to_owned(),
            id: id.to_owned(),
        }
    }
}

impl State {
    /// The state of documents. They need not fit the model of today: to be JSON with a type and an id is enough.
    ///
    /// # Errors
    /// If one of them is not, or has the type and id of another one: which, and why.
    pub fn of<D: Borrow<Document> + Sync>(
        documents: &[D],
        schemas: &Schemas,
    ) -> Result<State, String> {
        let lines: Vec<_> = documents
            .par_iter()
            .map(|document| line(document.borrow(), schemas))
            .collect();
        let mut state = State::default();
        for (document, line) in documents.iter().zip(lines) {
            let told = |why| format!("{}: {why}", place(document.borrow()));
            let (key, line) = line.map_err(told)?;
            state.insert(key, line).map_err(told)?;
        }
        Ok(state)
    }

    /// The state whose bytes these are, if each line has a type and an id: the lines are taken as they are.
    pub fn verbatim(bytes: &[u8]) -> Option<State> {
        let mut state = State::default();
        for line in std::str::from_utf8(bytes).ok()?.lines() {
            let line = (
                name_of(line)?,
                Line {
                    text: line.to_owned(),
                    file: None,
                },
            );
            state.insert(line.0, line.1).ok()?;
        }
        Some(state)
    }

    fn insert(&mut self, key: Key, line: Line) -> Result<(), String> {
        let again = format!("the {} `{}` is there twice", key.record_type, key.id);
        match self.0.insert(key, line) {
            None => Ok(()),
            Some(_) => Err(again),
        }
    }

    /// It with what it is called.
    pub fn named(&self, name: StateName) -> StateName {
        StateName {
            records: self.0.len(),
            sha256: sha256(&self.bytes()),
            ..name
        }
    }

    /// Its bytes: each line with a line feed.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for line in self.0.values() {
            bytes.extend_from_slice(line.text.as_bytes());
            bytes.push(b'\n');
        }
        bytes
    }
}

/// The name that the line of a record gives it.
pub fn name_of(line: &str) -> Option<Key> {
    #[derive(Deserialize)]
    struct Named {
        r#type: String,
        id: String,
    }
    let named: Named = serde_json::from_str(line).ok()?;
    Some(Key::new(&named.r#type, &named.id))
}

/// The records of a stream, one a line; a line without anything is none.
pub fn documents(name: &str, stream: &[u8], schemas: &Schemas) -> Vec<Document> {
    let mut start = 0;
    let lines = stream.split_inclusive(|byte| *byte == b'\n').enumerate();
    let lines = lines.map(|(before, bytes)| {
        let line = StreamLine {
            before,
            start,
            in_stream: true,
        };
        start += bytes.len();
        (line, bytes.strip_suffix(b"\n").unwrap_or(bytes))
    });
    let lines: Vec<_> = lines
        .filter(|(_, bytes)| !bytes.trim_ascii().is_empty())
        .collect();
    let read = |(line, bytes): (StreamLine, &[u8])| {
        let content = match bytes.len() > files::MAX_RECORD {
            true => Err(Refusal::TooLarge),
            false => Ok(bytes),
        };
        let place = (name.to_owned(), Some(line));
        Document::read_into(place, content, schemas, Default::default())
    };
    lines.into_par_iter().map(read).collect()
}

/// The record of a line of a state.
pub fn document(line: &str, schemas: &Schemas) -> Document {
    let place = (String::new(), None);
    Document::read_into(place, Ok(line.as_bytes()), schemas, Default::default())
}

fn line(document: &Document, schemas: &Schemas) -> Result<(Key, Line), String> {
    if let Some(refusal) = document.refusal {
        return Err(refusal.describe(files::MAX_RECORD));
    }
    let root = document.root().filter(|_| document.faults.is_empty());
    let root = root.ok_or("it is not strict JSON; `besluit validate` says why")?;
    let (record_type, id) = document.identity().ok_or("it has no `type` and `id`")?;
    let schema = schemas.get(record_type).map(|schema| &schema.schema);
    let text = match root.get(DERIVED) {
        None => layout::line(root, schema),
        Some(_) => layout::line(&without_derived(root), schema),
    };
    let file = document
        .line
        .is_none()
        .then(|| sha256(document.text.as_bytes()));
    Ok((Key::new(record_type, id), Line { text, file }))
}

fn without_derived(root: &Node) -> Node {
    let mut root = root.clone();
    if let Value::Object(members) = &mut root.value {
        members.retain(|member| member.key != DERIVED);
    }
    root
}

/// The place of a document, for a message.
fn place(document: &Document) -> String {
    match document.line {
        Some(line) => format!("{}:{}", document.path, line.before + 1),
        None => document.path.clone(),
    }
}
