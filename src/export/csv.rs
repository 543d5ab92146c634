//! `csv`: each table as a file of comma-separated values (RFC 4180, UTF-8, lines end in CRLF), that a spreadsheet can open without
//! taking a text for a formula.
//!
//! Empty is absent: no text of a record is empty.

use std::borrow::Cow;
use std::io;

use csv::{Terminator, WriterBuilder};
use serde_json::Value;

use super::tables::{self, TABLES, Table};
use super::{Export, File, Target};
use crate::model::Decimal;

/// The media type of tables.
pub const MEDIA_TYPE: &str = "text/csv";

/// The target.
pub const TARGET: Target = Target {
    name: "csv",
    about: "one tidy table for each type of record and of what records list, safe to open in a spreadsheet",
    media_type: MEDIA_TYPE,
    files,
};

fn files(export: &Export<'_>) -> io::Result<Vec<File>> {
    let tables: Vec<_> = TABLES.iter().collect();
    of(&tables, export)
}

/// Tables as files, each with the names of its columns in the first line.
///
/// # Errors
/// If there is no memory for them.
pub fn of(tables: &[&Table], export: &Export<'_>) -> io::Result<Vec<File>> {
    let tables = tables.iter().map(|table| (*table, table.columns(export)));
    let tables: Vec<_> = tables.collect();
    let mut writers = Vec::new();
    for (_, columns) in &tables {
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(Vec::new());
        writer.write_record(columns.iter().map(|column| &column.name))?;
        writers.push(writer);
    }
    let mut written = Ok(());
    tables::rows(&tables, export, &mut |at, row| {
        if written.is_ok() {
            let mut cells = row.iter().map(cell);
            written = cells
                .try_for_each(|cell| writers[at].write_field(cell.as_bytes()))
                .and_then(|()| writers[at].write_record(None::<&[u8]>));
        }
    });
    written?;
    let files = tables.iter().zip(writers);
    files
        .map(|((table, _), writer)| {
            Ok(File {
                path: file_name(table),
                bytes: writer.into_inner().map_err(|error| error.into_error())?,
            })
        })
        .collect()
}

/// The name of the file that holds a table.
fn file_name(table: &Table) -> String {
    format!("{}.csv", table.name)
}

/// The path of the file of a table among all exports.
pub fn path_of(table: &Table) -> String {
    format!("{}/{}", TARGET.name, file_name(table))
}

/// A value as the text of a cell.
fn cell(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => safe(text),
        other => Cow::Owned(other.to_string()),
    }
}

/// A text as a cell that no spreadsheet takes for a formula: one that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets
/// an apostrophe before it, unless it is wholly a decimal number, which is no formula. So does one that would begin with such a
/// character if its own apostrophes were taken off; therefore one apostrophe less always gives the text back.
pub fn safe(text: &str) -> Cow<'_, str> {
    let is_formula = text
        .trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula && text.parse::<Decimal>().is_err() {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula() {
        for (text, expected) in [
            ("", ""),
            ("a=b", "a=b"),
            ("'t Hart", "'t Hart"),
            ("=1+1", "'=1+1"),
            ("+31", "'+31"),
            ("-1", "-1"),
            ("-5.00", "-5.00"),
            ("'-5.00", "''-5.00"),
            ("-5.00+1", "'-5.00+1"),
            ("-.5", "'-.5"),
            ("-1e3", "'-1e3"),
            ("--1", "'--1"),
            ("@x", "'@x"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("'=1", "''=1"),
        ] {
            assert_eq!(safe(text), expected);
            // Whoever reads a cell takes one apostrophe off where such a character follows.
            let bare = expected.trim_start_matches('\'');
            let is_marked =
                bare.len() < expected.len() && bare.starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert_eq!(&expected[usize::from(is_marked)..], text);
        }
    }
}
