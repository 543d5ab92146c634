//! The output of the records: into a file each, or into one stream.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

use serde_json::Value;

use super::Arguments;
use super::broken::{Deck, Kind};
use super::random::Random;

/// The totals of what was written.
#[derive(Default)]
pub struct Totals {
    pub records: usize,
    /// The bytes of all records.
    pub bytes: usize,
    /// Every error that was planted.
    pub planted: Vec<Planted>,
}

/// An error that was planted.
pub struct Planted {
    pub kind: Kind,
    /// The file of the record, below the folder.
    pub file: String,
    /// In a stream, the line of the record, counted from 1.
    pub line: Option<usize>,
}

/// The output that the records go into.
pub struct Output {
    pub totals: Totals,
    folder: PathBuf,
    stream: Option<BufWriter<File>>,
    deck: Deck,
    escapes: Random,
}

impl Output {
    pub fn new(arguments: &Arguments) -> Output {
        fs::create_dir_all(&arguments.folder).expect("the folder can be made");
        let stream = arguments.folder.join("records.ndjson");
        Output {
            totals: Totals::default(),
            folder: arguments.folder.clone(),
            stream: arguments
                .is_stream
                .then(|| BufWriter::new(File::create(stream).expect("it can be made"))),
            deck: Deck::new(arguments.broken),
            escapes: Random::new(2_026, "escapes"),
        }
    }

    /// Writes a file that is no record.
    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().expect("it is below the folder"))
            .expect("a folder can be made");
        fs::write(path, bytes).expect("it can be written");
    }

    /// Writes a record where it belongs, as `besluit fmt` lays it out, or as a line of the stream. Streams come from other programs,
    /// some of which escape all that is not ASCII.
    pub fn record(&mut self, record: &Value) {
        let mut record = record.clone();
        let kind = self.deck.plant(&mut record);
        let mut text = match &self.stream {
            Some(_) if self.escapes.below(24) == 0 => escaped(&record.to_string()),
            Some(_) => record.to_string(),
            None => format!("{record:#}\n"),
        };
        if kind == Some(Kind::JsonSyntax) {
            self.deck.cut(&mut text);
        }
        self.totals.records += 1;
        self.totals.bytes += text.len();
        let (file, line) = match &mut self.stream {
            Some(stream) => {
                writeln!(stream, "{text}").expect("it can be written");
                ("records.ndjson".to_owned(), Some(self.totals.records))
            }
            None => {
                let file = home(&record);
                self.write(&file, text.as_bytes());
                (file, None)
            }
        };
        if let Some(kind) = kind {
            self.totals.planted.push(Planted { kind, file, line });
        }
    }

    pub fn finish(self) -> Totals {
        if let Some(mut stream) = self.stream {
            stream.flush().expect("it can be written");
        }
        self.totals
    }
}

/// The file that a record has.
fn home(record: &Value) -> String {
    let text = |field: &str| record[field].as_str().expect("it is a text");
    let (of_type, id) = (text("type"), text("id"));
    match of_type {
        "decision" => {
            let year = id.split('-').nth(2).expect("it has a year");
            format!("records/decisions/{year}/{id}.json")
        }
        "source" => format!("records/sources/{id}/source.json"),
        _ => format!("records/{of_type}s/{id}.json"),
    }
}

/// JSON in which all that is not ASCII is escaped.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            escaped.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    escaped
}
