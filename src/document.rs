//! A file that is to hold a record, read as far as it can be: the one way in which records are read.
//!
//! Content that could not be read is kept with the reason, for the rules to report. Nothing here judges.

mod called;
mod home;
mod line;
mod place;
mod reference;

use std::sync::OnceLock;

use memchr::memmem;

use crate::completeness::EvidenceCounts;
use crate::config::RECORDS;
use crate::files::{RawFile, Refusal};
use crate::json::strict::Parsed;
use crate::json::{self, Fault, Lines, Node, Value};
use crate::model::{DERIVED, Decision, RECORD_TYPES, Record, Source};
use crate::schema::vocabulary::{key, of_type};
use crate::schema::{Schemas, Violation, ViolationKind, reader};
use crate::suggest::Hint;
use crate::tape::{Reader, Tape};

pub use called::Called;
pub use home::home;
use home::is_at;
pub(crate) use home::{resident, source_beside};
pub(crate) use place::Place;
pub use reference::Reference;
pub(crate) use reference::reference_at;
pub use reference::references_of;

/// A file that is to hold a record, read as far as it could be.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its path below the folder of the dataset, with `/` between folders.
    pub path: String,
    /// Its text; where it is not UTF-8, with replacement characters.
    pub text: String,
    /// The reason why it was not read at all, if it was not.
    pub refusal: Option<Refusal>,
    /// The faults for which the JSON reader refused it.
    pub(crate) faults: Vec<Fault>,
    /// The violations of its schema.
    pub violations: Vec<Violation>,
    /// The record, if nothing above is wrong.
    pub record: Option<Record>,
    /// Which line of its file it is, if the file is a stream of records or another from elsewhere: then the text is that of the
    /// line alone, and its path says nothing of the record.
    pub line: Option<StreamLine>,
    /// Its values, if it fits its schema.
    fits: Option<Fits>,
    /// Its value with places in the text. Of a record that fits its schema it is made when somebody asks, as for a finding.
    tree: OnceLock<Tree>,
}

/// The value of a document with its places.
#[derive(Clone, Debug)]
struct Tree {
    /// The offsets at which the lines of the text start.
    lines: Lines,
    root: Option<Node>,
}

/// A line of a file that holds one record a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StreamLine {
    /// The number of lines before it.
    pub before: usize,
    /// The byte at which it begins.
    pub start: usize,
    /// True if the file is a stream: what its records have under [`DERIVED`] is passed over.
    pub in_stream: bool,
}

/// The memory of a document that is not needed any more.
#[derive(Default)]
pub struct Memory {
    text: String,
    tape: Tape,
}

/// The type, the reader and the values of a record that fits its schema.
#[derive(Clone, Debug)]
struct Fits {
    /// Its type.
    record_type: &'static str,
    /// The reader of its type.
    pub reader: &'static Reader,
    /// Its values.
    pub tape: Tape,
}

impl Document {
    /// Reads a file that is to hold a record, as far as it can be read.
    pub fn read(file: RawFile, schemas: &Schemas) -> Document {
        let content = file.content.as_deref().map_err(|refusal| *refusal);
        Document::read_into((file.path, None), content, schemas, Memory::default())
    }

    /// Reads the bytes of a file, or of one line of it, as [`Document::read`] does, into the memory of a document that is not needed any
    /// more.
    pub fn read_into(
        place: (String, Option<StreamLine>),
        content: Result<&[u8], Refusal>,
        schemas: &Schemas,
        memory: Memory,
    ) -> Document {
        let mut document = Document::scan(place, content, memory);
        document.finish(schemas);
        document
    }

    /// Reads the bytes of a file as far as the fast reader does: what it accepts is on the tape, and nothing else is known yet. Who reads
    /// many does this to all before it finishes one, so that the code of either stays in the caches of a processor.
    pub(crate) fn scan(
        (path, line): (String, Option<StreamLine>),
        content: Result<&[u8], Refusal>,
        memory: Memory,
    ) -> Document {
        let Memory { mut text, mut tape } = memory;
        text.clear();
        let mut document = Document {
            path,
            text,
            refusal: None,
            faults: Vec::new(),
            violations: Vec::new(),
            record: None,
            line,
            fits: None,
            tree: OnceLock::new(),
        };
        match content.map(|bytes| simdutf8::basic::from_utf8(bytes).map_err(|_| bytes)) {
            Err(refusal) => document.refusal = Some(refusal),
            Ok(Ok(text)) => {
                document.text.push_str(text);
                if let Some(record_type) = type_of(&document.text)
                    && let Some(reader) = reader(record_type, document.in_stream())
                    && reader.read(&document.text, &mut tape)
                {
                    document.fits = Some(Fits {
                        record_type,
                        reader,
                        tape,
                    });
                }
            }
            Ok(Err(bytes)) => {
                let parsed = document.parse(bytes);
                document.faults = parsed.faults;
                document.text = String::from_utf8_lossy(bytes).into_owned();
                document.tree = Tree::new(&document.text, parsed.root).into();
            }
        }
        document
    }

    /// True if it is a line of a stream.
    fn in_stream(&self) -> bool {
        self.line.is_some_and(|line| line.in_stream)
    }

    /// Reads bytes strictly. What a stream passes over is held to the rules of JSON with the rest, and is no part of the value.
    fn parse(&self, bytes: &[u8]) -> Parsed {
        let mut parsed = json::parse(bytes);
        if self.in_stream() {
            parsed
                .faults
                .iter_mut()
                .for_each(|fault| line::one_a_line(bytes, fault));
        }
        if self.in_stream()
            && let Some(Value::Object(members)) = parsed.root.as_mut().map(|root| &mut root.value)
        {
            members.retain(|member| member.key != DERIVED);
        }
        parsed
    }

    /// Takes the record from the tape, or reads strictly what the fast reader declined.
    pub(crate) fn finish(&mut self, schemas: &Schemas) {
        if self.fits.is_some() {
            self.fit();
        } else if self.refusal.is_none() && self.faults.is_empty() {
            self.read_strictly(schemas);
        }
    }

    /// Reads what the fast reader declined: it is wrong, or only unusual.
    fn read_strictly(&mut self, schemas: &Schemas) {
        let parsed = self.parse(self.text.as_bytes());
        self.faults = parsed.faults;
        if let Some(root) = &parsed.root {
            self.hold(root, schemas);
        }
        self.tree = Tree::new(&self.text, parsed.root).into();
    }

    /// Holds the value against its schema.
    fn hold(&mut self, root: &Node, schemas: &Schemas) {
        let value = root.to_value();
        let schema = match schemas.of(&value) {
            Err(violation) => return self.violations.push(*violation),
            Ok(schema) => schema,
        };
        self.violations = schema.violations(&value);
        if let Some(other) = self.of_other_type(&value, schemas) {
            self.violations = vec![other];
        }
        if self.violations.is_empty()
            && self.faults.is_empty()
            && let Some(reader) = reader(schema.record_type, self.in_stream())
        {
            self.fits = Some(Fits {
                record_type: schema.record_type,
                reader,
                tape: reader.trace(&self.text, root),
            });
            self.fit();
        }
    }

    /// That the record is of another type than its `type` says: the one that its folder and its id say, by whose schema less is wrong
    /// with it.
    fn of_other_type(&self, value: &serde_json::Value, schemas: &Schemas) -> Option<Violation> {
        let (meant, id) = self.resident().filter(|_| self.line.is_none())?;
        let written = value["type"].as_str()?;
        if value["id"] != id || written == meant {
            return None;
        }
        let mut other = value.clone();
        other["type"] = meant.into();
        let left = schemas.get(meant)?.violations(&other).len();
        (left < self.violations.len()).then(|| Violation {
            kind: ViolationKind::UnknownCode,
            pointer: "/type".to_owned(),
            at_key: false,
            missing: None,
            record_type: None,
            message: format!("`{written}` is not the type of what stands here: the folder and the id say `{meant}`"),
            hint: Some(Hint::write(meant).with_text(format!("write `{meant}`, or move the file"))),
        })
    }

    /// Takes the record from what is known of one that fits.
    fn fit(&mut self) {
        let Some(fits) = &self.fits else { return };
        match fits.tape.record(&self.text, fits.record_type) {
            Ok(record) => self.record = Some(record),
            Err(error) => {
                self.violations.push(unread(&error));
                self.fits = None;
            }
        }
    }

    /// The type, the reader and the values of the record, if it fits its schema.
    fn fits(&self) -> Option<&Fits> {
        self.fits.as_ref()
    }

    /// Its memory, for another document.
    pub fn into_memory(self) -> Memory {
        let tape = self.fits.map(|fits| fits.tape);
        Memory {
            text: self.text,
            tape: tape.unwrap_or_default(),
        }
    }

    fn tree(&self) -> &Tree {
        self.tree.get_or_init(|| {
            let is_read = self.refusal.is_none();
            let root = is_read.then(|| self.parse(self.text.as_bytes()).root);
            Tree::new(&self.text, root.flatten())
        })
    }

    /// The value with its places, if it is JSON.
    pub(crate) fn root(&self) -> Option<&Node> {
        self.tree().root.as_ref()
    }

    /// The offsets at which the lines of the text start.
    pub(crate) fn lines(&self) -> &Lines {
        &self.tree().lines
    }

    /// The type and id that the document claims, if it is JSON that has them.
    pub fn identity(&self) -> Option<(&str, &str)> {
        if let Some(record) = &self.record {
            return Some((record.record_type(), record.id()));
        }
        let root = self.root()?;
        Some((root.get("type")?.as_str()?, root.get("id")?.as_str()?))
    }

    /// The decision that it holds, if it holds one.
    pub fn decision(&self) -> Option<&Decision> {
        self.record.as_ref()?.decision()
    }

    /// The source that it holds, if it holds one.
    pub fn source(&self) -> Option<&Source> {
        self.record.as_ref()?.source()
    }

    /// The type and id of the record that belongs where the document stands.
    pub(crate) fn resident(&self) -> Option<(&'static str, &str)> {
        home::resident(&self.path)
    }

    /// True if it stands where its type and id say, below whatever folder.
    pub(crate) fn is_home(&self) -> bool {
        let identity = self.identity();
        identity.is_some_and(|(record_type, id)| is_at(&self.path, &home(record_type, id)))
    }

    /// The path of a file beside a source. A record from elsewhere has it where it would have it at home.
    pub(crate) fn beside(&self, source: &Source, name: &str) -> String {
        let home = format!("{RECORDS}/{}", home("source", source.id.as_str()));
        let path = match self.line {
            Some(_) => &home,
            None => &self.path,
        };
        match path.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{name}"),
            None => name.to_owned(),
        }
    }

    /// What the claims of the record rest on.
    pub fn evidence(&self) -> EvidenceCounts {
        let mut counts = EvidenceCounts::default();
        for (_, has_quote) in self.pieces_of_evidence() {
            counts.add(has_quote);
        }
        counts
    }

    /// Each piece of evidence: the id of its source, and whether it quotes that.
    pub(crate) fn pieces_of_evidence(&self) -> impl Iterator<Item = (&str, bool)> {
        let places = self.places_of(of_type::EVIDENCE);
        places.map(|place| {
            let source = place.get(key::SOURCE).and_then(|one| one.as_str());
            let has_quote = place.get(key::QUOTE).is_some();
            (source.unwrap_or_default(), has_quote)
        })
    }

    /// The value at a place, if it is a string.
    pub fn str_at(&self, pointer: &str) -> Option<&str> {
        self.root()?.pointer(pointer)?.as_str()
    }
}

impl Tree {
    fn new(text: &str, root: Option<Node>) -> Tree {
        let lines = Lines::new(text);
        Tree { lines, root }
    }
}

/// The type that a record seems to have; the reader of a type declines a record of any other.
fn type_of(record: &str) -> Option<&'static str> {
    const KEY: &[u8] = b"\"type\"";
    let record = record.as_bytes();
    let at = memmem::find(record.get(..record.len().min(256))?, KEY)?;
    let rest = record[at + KEY.len()..].trim_ascii_start();
    let rest = rest.strip_prefix(b":")?.trim_ascii_start();
    let name = rest.strip_prefix(b"\"")?;
    let is_it = |one: &&str| {
        let rest = name.strip_prefix(one.as_bytes());
        rest.is_some_and(|rest| rest.first() == Some(&b'"'))
    };
    RECORD_TYPES.into_iter().find(is_it)
}

/// The types refuse what the schema accepts: a fault of this program that a test rules out, reported rather than hidden.
fn unread(error: &impl std::error::Error) -> Violation {
    Violation {
        kind: ViolationKind::MalformedValue,
        pointer: String::new(),
        at_key: false,
        missing: None,
        record_type: None,
        message: format!("the record cannot be read: {error}"),
        hint: None,
    }
}
