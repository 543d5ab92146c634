//! `ndjson`: one record a line, exactly as it is, with what follows from it under the key `derived`.

use std::io;

use serde::Serialize;

use super::derived::Derived;
use super::{Export, Exported, File, Files, Target};
use crate::model::Record;

pub use crate::model::DERIVED;

/// The target.
pub const TARGET: Target = Target {
    name: "ndjson",
    about: "every record whole, one a line, with what follows from it under the key `derived`",
    media_type: "application/x-ndjson",
    needs_base: false,
    files: Files::One(file),
};

/// The file.
pub const FILE_NAME: &str = "records.ndjson";

/// A record, and what follows from it.
#[derive(Serialize)]
pub struct Line<'a> {
    #[serde(flatten)]
    record: &'a Record,
    derived: &'a Derived<'a>,
}

impl<'a> Line<'a> {
    /// The line of a record.
    pub fn of(exported: &'a Exported<'a>) -> Line<'a> {
        Line {
            record: exported.record,
            derived: &exported.derived,
        }
    }
}

fn file(export: &Export<'_>) -> io::Result<File> {
    let mut bytes = Vec::new();
    for exported in &export.records {
        serde_json::to_writer(&mut bytes, &Line::of(exported))?;
        bytes.push(b'\n');
    }
    let path = FILE_NAME.to_owned();
    Ok(File { path, bytes })
}

/// The record of a line, as it was before [`DERIVED`] was added.
///
/// # Errors
/// If the line is no JSON, or is no record without that key.
pub fn record(line: &str) -> serde_json::Result<Record> {
    let mut value: serde_json::Value = serde_json::from_str(line)?;
    if let Some(object) = value.as_object_mut() {
        object.shift_remove(DERIVED);
    }
    Record::from_value(value)
}
