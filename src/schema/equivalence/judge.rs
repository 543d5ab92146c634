//! Asks everything that accepts or reads a record, and holds the answers against each other.

use crate::dataset::{Document, RawFile};
use crate::json;
use crate::model::{Actor, Decision, Proposal, Record, Source};
use crate::schema::{Schemas, generate};
use crate::support::original::SCHEMAS;
use serde::de::Error;
use serde_json::Value;

/// A way in which serde reads a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    /// The bytes as the program reads a file.
    Program,
    /// The strict reader's value as the type that its `type` field names.
    Tree,
    /// The bytes as one type.
    Typed,
    /// The bytes as whichever type fits.
    Untagged,
    /// The bytes as any JSON value, and that as the type that its `type` field names.
    Value,
}

const READERS: [Reader; 5] = [
    Reader::Program,
    Reader::Tree,
    Reader::Typed,
    Reader::Untagged,
    Reader::Value,
];

pub struct Judge {
    schemas: Schemas,
    /// The schema of all record types at once.
    union: jsonschema::Validator,
}

/// The verdict of all readers on one text, where that is consistent.
pub struct Verdict {
    /// True if the strict reader and the schema accept it.
    pub accepted: bool,
    /// The readers that read it nevertheless, if they do not.
    pub read_by: Vec<Reader>,
}

impl Judge {
    pub fn new() -> Judge {
        let union = generate("record").expect("there is a schema of all types");
        Judge {
            schemas: Schemas::new(),
            union: jsonschema::draft202012::options()
                .with_pattern_options(jsonschema::PatternOptions::regex())
                .should_validate_formats(true)
                .offline()
                .build(&union)
                .expect("a generated schema is a valid schema"),
        }
    }

    pub fn schema(&self, record_type: &str) -> &Value {
        let schema = self.schemas.get(record_type);
        &schema.expect("the record has a type").schema
    }

    /// The verdict on a text that was a record of that type before somebody changed it.
    ///
    /// # Errors
    /// If the schema of all types and that of the type differ, if a reader cannot read what the schema accepts, or if what
    /// it has read is not what was written.
    pub fn judge(&self, record_type: &str, bytes: &[u8]) -> Result<Verdict, String> {
        let parsed = json::parse(bytes);
        let value = parsed.root.as_ref().map(json::Node::to_value);
        let mut accepted = false;
        if let Some(value) = &value {
            accepted = match self.schemas.of(value) {
                Ok(schema) => schema.violations(value).is_empty(),
                Err(_) => false,
            };
            if accepted != self.union.is_valid(value) {
                return Err(format!(
                    "the schema of the type says {accepted}, that of all types does not"
                ));
            }
        }
        match value {
            Some(value) if accepted && parsed.faults.is_empty() => {
                for reader in READERS {
                    check_reading(reader, record_type, bytes, &value)?;
                }
                Ok(Verdict {
                    accepted: true,
                    read_by: Vec::new(),
                })
            }
            value => {
                // The program reads no value of a text with faults.
                let value = value.as_ref().filter(|_| parsed.faults.is_empty());
                let reads = |reader: &Reader| read(*reader, record_type, bytes, value).is_ok();
                Ok(Verdict {
                    accepted: false,
                    read_by: READERS.into_iter().filter(reads).collect(),
                })
            }
        }
    }
}

/// Checks that a text that is accepted can be read, and is written back as it was.
fn check_reading(
    reader: Reader,
    record_type: &str,
    bytes: &[u8],
    value: &Value,
) -> Result<(), String> {
    let record = read(reader, record_type, bytes, Some(value))
        .map_err(|error| format!("accepted, but not read by {reader:?}: {error}"))?;
    let written = serde_json::to_value(&record).map_err(|error| error.to_string())?;
    if !same(&written, value) {
        return Err(format!("{reader:?} has read something else: {written}"));
    }
    let text = serde_json::to_vec(&record).map_err(|error| error.to_string())?;
    match json::parse(&text).root {
        Some(again) if same(&again.to_value(), value) => Ok(()),
        _ => Err(format!("what {reader:?} has read is written otherwise")),
    }
}

fn read(
    reader: Reader,
    record_type: &str,
    bytes: &[u8],
    value: Option<&Value>,
) -> Result<Record, serde_json::Error> {
    match (reader, record_type) {
        (Reader::Program, _) => {
            let file = RawFile {
                path: String::new(),
                content: Ok(bytes.to_vec()),
            };
            let record = Document::read(file, &SCHEMAS).record;
            record.ok_or_else(|| serde_json::Error::custom("it is not read"))
        }
        (Reader::Tree, _) => Record::from_value(value.cloned().unwrap_or_default()),
        (Reader::Value, _) => Record::from_value(serde_json::from_slice(bytes)?),
        (Reader::Untagged, _) => serde_json::from_slice(bytes),
        (Reader::Typed, "decision") => {
            serde_json::from_slice::<Box<Decision>>(bytes).map(Record::Decision)
        }
        (Reader::Typed, "proposal") => {
            serde_json::from_slice::<Box<Proposal>>(bytes).map(Record::Proposal)
        }
        (Reader::Typed, "source") => {
            serde_json::from_slice::<Box<Source>>(bytes).map(Record::Source)
        }
        (Reader::Typed, "actor") => serde_json::from_slice::<Box<Actor>>(bytes).map(Record::Actor),
        (Reader::Typed, other) => panic!("`{other}` is not a type of record"),
    }
}

/// True if two values are equal in JSON, where `1`, `1.0` and `1e0` are one number and members have no order.
pub fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        // Two integers are compared as such: beyond 2^53 different ones are the same float.
        (Value::Number(a), Value::Number(b)) if a.is_f64() || b.is_f64() => {
            a.as_f64() == b.as_f64()
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}
