//! A file that is to hold a record, read as far as it can be.

use super::index::resident;
use crate::files::{RawFile, Refusal};
use crate::json::{self, Fault, Lines, Node};
use crate::model::Record;
use crate::schema::{Mistake, MistakeKind, RecordSchema, Schemas};

/// A file that is to hold a record, read as far as it could be.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its path below the folder of the dataset, with `/` between folders.
    pub path: String,
    /// Its text; where it is not UTF-8, with replacement characters.
    pub text: String,
    /// Where the lines of the text start.
    pub lines: Lines,
    /// Why it was not read at all.
    pub refusal: Option<Refusal>,
    /// What the JSON reader refused.
    pub faults: Vec<Fault>,
    /// The value with its places, if it is JSON.
    pub root: Option<Node>,
    /// Where it departs from its schema.
    pub mistakes: Vec<Mistake>,
    /// The record, if nothing above is wrong.
    pub record: Option<Record>,
    /// Where values of named types stand, such as every `SourceId` and every `Evidence`.
    pub places: Vec<Place>,
    /// Which line of its file it is, if the file is a stream of records or another from elsewhere: then the text is that of the
    /// line alone, and its path says nothing of the record.
    pub line: Option<StreamLine>,
    /// Whether it was read only because the checks of others look at it: then nothing is reported in it.
    pub is_aside: bool,
}

/// A line of a file that holds one record a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StreamLine {
    /// How many lines stand before it.
    pub before: usize,
    /// The byte at which it begins.
    pub start: usize,
}

/// Where a value of a named type stands in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The name of the Rust type, which is also its name in the schema.
    pub type_name: String,
    /// The value's place, as a JSON Pointer.
    pub pointer: String,
}

impl Document {
    /// Reads a file that is to hold a record, as far as it can be read.
    pub fn read(file: RawFile, schemas: &Schemas) -> Document {
        let mut document = Document::parse(file);
        if let Some(root) = &document.root {
            let value = root.to_value();
            match schemas.of(&value) {
                Err(mistake) => document.mistakes.push(mistake),
                Ok(schema) => {
                    document.mistakes = schema.mistakes(&value);
                    if document.mistakes.is_empty() && document.faults.is_empty() {
                        document.places = places(schema, root);
                        match Record::from_value(value) {
                            Ok(record) => document.record = Some(record),
                            Err(error) => document.mistakes.push(unread(&error)),
                        }
                    }
                }
            }
        }
        document
    }

    /// Reads a record that fits its schema: what [`Document::read`] makes of it, without asking the schema again.
    pub fn read_fitting(file: RawFile, schemas: &Schemas) -> Document {
        let mut document = Document::parse(file);
        let root = document
            .root
            .as_ref()
            .filter(|_| document.faults.is_empty());
        let record_type = root.and_then(|root| root.get("type")?.as_str());
        if let Some((root, schema)) = root.zip(record_type.and_then(|one| schemas.get(one))) {
            document.places = places(schema, root);
            match Record::from_text(schema.record_type, &document.text) {
                Ok(record) => document.record = Some(record),
                Err(error) => document.mistakes.push(unread(&error)),
            }
        }
        document
    }

    /// Reads the JSON of a file.
    fn parse(file: RawFile) -> Document {
        let mut document = Document {
            path: file.path,
            text: String::new(),
            lines: Lines::new(""),
            refusal: None,
            faults: Vec::new(),
            root: None,
            mistakes: Vec::new(),
            record: None,
            places: Vec::new(),
            line: None,
            is_aside: false,
        };
        let bytes = match file.content {
            Ok(bytes) => bytes,
            Err(refusal) => {
                document.refusal = Some(refusal);
                return document;
            }
        };
        let parsed = json::parse(&bytes);
        document.text = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        document.lines = Lines::new(&document.text);
        document.faults = parsed.faults;
        document.root = parsed.root;
        document
    }

    /// Reads a record whose path says nothing of it, such as one from standard input.
    pub fn read_elsewhere(file: RawFile, schemas: &Schemas) -> Document {
        Document {
            line: Some(StreamLine::default()),
            ..Document::read(file, schemas)
        }
    }

    /// The type and id that the document claims, if it is JSON that has them.
    pub fn identity(&self) -> Option<(&str, &str)> {
        let root = self.root.as_ref()?;
        Some((root.get("type")?.as_str()?, root.get("id")?.as_str()?))
    }

    /// The type and id of the record that belongs where the document stands.
    pub fn resident(&self) -> Option<(&'static str, &str)> {
        resident(&self.path)
    }

    /// The places of the values of one type, such as `ActorId`.
    pub fn places_of(&self, type_name: &str) -> impl Iterator<Item = &Place> {
        self.places
            .iter()
            .filter(move |place| place.type_name == type_name)
    }

    /// The value at a place, if it is a string.
    pub fn str_at(&self, pointer: &str) -> Option<&str> {
        self.root.as_ref()?.pointer(pointer)?.as_str()
    }
}

fn places(schema: &RecordSchema, root: &Node) -> Vec<Place> {
    let mut places = Vec::new();
    json::shape::walk(&schema.schema, root, &mut |type_name, pointer, _| {
        if !type_name.is_empty() {
            places.push(Place {
                type_name: type_name.to_owned(),
                pointer: pointer.to_owned(),
            });
        }
    });
    places
}

/// The types refuse what the schema accepts: a fault of this program that a test rules out, reported rather than hidden.
fn unread(error: &serde_json::Error) -> Mistake {
    Mistake {
        kind: MistakeKind::MalformedValue,
        pointer: String::new(),
        at_key: false,
        missing: None,
        message: format!("the record cannot be read: {error}"),
        hint: None,
    }
}
