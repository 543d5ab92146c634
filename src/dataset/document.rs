//! A file that is to hold a record, read as far as it can be.

use std::sync::{Arc, OnceLock};

use super::index::resident;
use crate::files::{RawFile, Refusal};
use crate::json::shape::{Place, Places, Shapes};
use crate::json::{self, Fault, Lines, Node};
use crate::model::Record;
use crate::schema::{Mistake, MistakeKind, Schemas};

/// A file that is to hold a record, read as far as it could be.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its path below the folder of the dataset, with `/` between folders.
    pub path: String,
    /// Its text; where it is not UTF-8, with replacement characters.
    pub text: String,
    /// Why it was not read at all.
    pub refusal: Option<Refusal>,
    /// What the JSON reader refused.
    pub(crate) faults: Vec<Fault>,
    /// Where it departs from its schema.
    pub mistakes: Vec<Mistake>,
    /// The record, if nothing above is wrong.
    pub record: Option<Record>,
    /// Which line of its file it is, if the file is a stream of records or another from elsewhere: then the text is that of the
    /// line alone, and its path says nothing of the record.
    pub line: Option<StreamLine>,
    /// Whether it was read only because the checks of others look at it: then nothing is reported in it.
    pub(crate) is_aside: bool,
    /// What has to be done with its quotes.
    pub(crate) quotes: Quotes,
    /// The rules of which it is known that they find nothing in it, a bit for each; whoever checks knows which.
    pub(crate) settled: u64,
    /// What its schema says of values, if it fits.
    shapes: Option<Arc<Shapes>>,
    /// Its value with places. Of a record that fits its schema it is made when somebody asks: most that are only looked at for others
    /// are never asked.
    tree: OnceLock<Tree>,
}

/// What has to be done with the quotes of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Quotes {
    /// They are looked for, and counted.
    #[default]
    Open,
    /// They were looked for and counted, but count once more where a source declares what says nothing to record.
    Quoting,
    /// They were looked for and counted.
    Done,
}

/// The value of a document with its places.
#[derive(Clone, Debug)]
struct Tree {
    /// Where the lines of the text start.
    lines: Lines,
    root: Option<Node>,
    /// Where values of named types stand.
    places: Places,
}

/// A line of a file that holds one record a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StreamLine {
    /// How many lines stand before it.
    pub before: usize,
    /// The byte at which it begins.
    pub start: usize,
}

impl Document {
    /// Reads a file that is to hold a record, as far as it can be read.
    pub fn read(file: RawFile, schemas: &Schemas) -> Document {
        let mut document = Document {
            path: file.path,
            text: String::new(),
            refusal: None,
            faults: Vec::new(),
            mistakes: Vec::new(),
            record: None,
            line: None,
            is_aside: false,
            quotes: Quotes::Open,
            settled: 0,
            shapes: None,
            tree: OnceLock::new(),
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
        document.faults = parsed.faults;
        if let Some(root) = &parsed.root {
            document.fit(root, schemas);
        }
        document.tree = Tree::new(&document.text, parsed.root, document.shapes.as_deref()).into();
        document
    }

    /// Holds the value against its schema.
    fn fit(&mut self, root: &Node, schemas: &Schemas) {
        let value = root.to_value();
        let schema = match schemas.of(&value) {
            Err(mistake) => return self.mistakes.push(mistake),
            Ok(schema) => schema,
        };
        self.mistakes = schema.mistakes(&value);
        if self.mistakes.is_empty() && self.faults.is_empty() {
            self.shapes = Some(Arc::clone(&schema.shapes));
            match Record::from_value(value) {
                Ok(record) => self.record = Some(record),
                Err(error) => self.mistakes.push(unread(&error)),
            }
        }
    }

    /// Reads a record that fits its schema: what [`Document::read`] makes of it, without asking the schema again.
    pub(crate) fn read_fitting(file: RawFile, record_type: &str, schemas: &Schemas) -> Document {
        let content = file.content.map(String::from_utf8);
        let (text, schema) = match (content, schemas.get(record_type)) {
            (Ok(Ok(text)), Some(schema)) => (text, schema),
            // It is not what it was.
            (content, _) => {
                let content =
                    content.map(|text| text.map_or_else(|bytes| bytes.into_bytes(), String::into));
                let path = file.path;
                return Document::read(RawFile { path, content }, schemas);
            }
        };
        let mut document = Document {
            path: file.path,
            text,
            refusal: None,
            faults: Vec::new(),
            mistakes: Vec::new(),
            record: None,
            line: None,
            is_aside: false,
            quotes: Quotes::Open,
            settled: 0,
            shapes: Some(Arc::clone(&schema.shapes)),
            tree: OnceLock::new(),
        };
        match Record::from_text(schema.record_type, &document.text) {
            Ok(record) => document.record = Some(record),
            Err(error) => document.mistakes.push(unread(&error)),
        }
        document
    }

    fn tree(&self) -> &Tree {
        self.tree.get_or_init(|| {
            let root = match self.refusal {
                None => json::parse(self.text.as_bytes()).root,
                Some(_) => None,
            };
            Tree::new(&self.text, root, self.shapes.as_deref())
        })
    }

    /// The value with its places, if it is JSON.
    pub(crate) fn root(&self) -> Option<&Node> {
        self.tree().root.as_ref()
    }

    /// Where the lines of the text start.
    pub(crate) fn lines(&self) -> &Lines {
        &self.tree().lines
    }

    /// Reads a record whose path says nothing of it, such as one from standard input.
    pub(crate) fn read_elsewhere(file: RawFile, schemas: &Schemas) -> Document {
        let mut document = Document::read(file, schemas);
        document.line = Some(StreamLine::default());
        document
    }

    /// The type and id that the document claims, if it is JSON that has them.
    pub fn identity(&self) -> Option<(&str, &str)> {
        if let Some(record) = &self.record {
            return Some((record.record_type(), record.id()));
        }
        let root = self.root()?;
        Some((root.get("type")?.as_str()?, root.get("id")?.as_str()?))
    }

    /// The type and id of the record that belongs where the document stands.
    pub(crate) fn resident(&self) -> Option<(&'static str, &str)> {
        resident(&self.path)
    }

    /// Where values of named types stand, such as every `SourceId` and every `Evidence`, if it fits its schema.
    pub(crate) fn places(&self) -> impl Iterator<Item = Place<'_>> + Clone {
        let known = self.root().zip(self.shapes.as_deref());
        let places = known.map(|(root, shapes)| self.tree().places.all(shapes, root));
        places.into_iter().flatten()
    }

    /// The places of the values of one type, such as `ActorId`.
    pub(crate) fn places_of(
        &self,
        type_name: &str,
    ) -> impl Iterator<Item = Place<'_>> + Clone + use<'_> {
        let known = self.root().zip(self.shapes.as_deref());
        let places = known.map(|(root, shapes)| {
            let places = &self.tree().places;
            places.of_type(type_name, shapes, root)
        });
        places.into_iter().flatten()
    }

    /// The value at a place, if it is a string.
    pub fn str_at(&self, pointer: &str) -> Option<&str> {
        self.root()?.pointer(pointer)?.as_str()
    }
}

impl Tree {
    fn new(text: &str, root: Option<Node>, shapes: Option<&Shapes>) -> Tree {
        let places = root.as_ref().zip(shapes);
        Tree {
            lines: Lines::new(text),
            places: places.map_or_else(Places::default, |(root, shapes)| Places::new(shapes, root)),
            root,
        }
    }
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
