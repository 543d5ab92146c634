//! `parquet`: the records of each type as a file of columns, nested as they are, for tools that analyse; the tables as flat files; and
//! the statements with their evidence as one flat file.
//!
//! A row of records is a line of `ndjson`: the record, and what follows from it under `derived`. What is absent is null. A date that may
//! be only a month or an interval is a text, and beside it stand the days that it can mean; a decimal is a text, and beside it stands the
//! number that it is.

use std::io;
use std::sync::Arc;

use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::Compression;
use ::parquet::file::properties::WriterProperties;
use arrow_array::RecordBatch;
use arrow_schema::{Field, Schema};
use serde_json::{Map, Value};

use super::columnar::{ENDING, Shape, TABLES_FOLDER, of_table, with_decimals};
use super::ndjson::Line;
use super::tables::{self, FLAT_STATEMENTS, TABLES, Table};
use super::{Export, File, Files, Target};
use crate::model::RECORD_TYPES;

mod column;
mod shape;

/// The target.
pub const TARGET: Target = Target {
    name: "parquet",
    about: "a file of columns for each type of record, nested as it is, and one for each table; and statements with their quotes, flat",
    media_type: "application/vnd.apache.parquet",
    needs_base: false,
    files: Files::Several(files),
};

/// The number of rows that are made into columns at a time.
const BATCH: usize = 4096;

fn files(export: &Export<'_>) -> io::Result<Vec<File>> {
    let records = RECORD_TYPES.iter().map(|name| records(export, name));
    let statements = std::iter::once_with(|| flat(export, &FLAT_STATEMENTS, ""));
    let tables = TABLES
        .iter()
        .map(|table| flat(export, table, TABLES_FOLDER));
    records.chain(statements).chain(tables).collect()
}

/// The records of a type.
fn records(export: &Export<'_>, record_type: &str) -> io::Result<File> {
    let languages = export.languages.iter().map(|language| language.as_str());
    let shape = Shape::of_records(record_type, languages);
    let exported = export.records.iter();
    let rows = exported
        .filter(|exported| exported.record.record_type() == record_type)
        .map(|exported| {
            let mut row = serde_json::to_value(Line::of(exported))?;
            shape::add_beside(&shape, &mut row);
            Ok(row)
        });
    file(
        &format!("{record_type}s"),
        shape::fields(&shape.fields()),
        rows,
    )
}

/// A table, in a folder.
fn flat(export: &Export<'_>, table: &Table, folder: &str) -> io::Result<File> {
    let columns = with_decimals(table.columns(export), &export.schema);
    let tables = [(table, columns)];
    let [(_, columns)] = &tables;
    let mut rows = Vec::new();
    tables::rows(&tables, export, &mut |_, row| {
        let cells = columns.iter().zip(row);
        let cells = cells.map(|(column, cell)| (column.name.clone(), cell.clone()));
        rows.push(Ok(Value::Object(cells.collect::<Map<_, _>>())));
    });
    let name = format!("{folder}{}", table.name);
    file(&name, shape::fields(&of_table(columns)), rows.into_iter())
}

/// A file with these columns and rows. Nothing in it tells when or where it was made.
fn file(
    name: &str,
    fields: Vec<Field>,
    mut rows: impl Iterator<Item = serde_json::Result<Value>>,
) -> io::Result<File> {
    let schema = Arc::new(Schema::new(fields));
    let properties = WriterProperties::builder()
        .set_created_by("besluit".to_owned())
        .set_compression(Compression::SNAPPY)
        .build();
    let mut writer = ArrowWriter::try_new(Vec::new(), schema.clone(), Some(properties))?;
    loop {
        let batch: Vec<_> = rows.by_ref().take(BATCH).collect::<Result<_, _>>()?;
        if batch.is_empty() {
            break;
        }
        let rows: Vec<_> = batch.iter().map(Some).collect();
        let columns = column::members(schema.fields(), &rows).map_err(io::Error::other)?;
        let batch = RecordBatch::try_new(schema.clone(), columns).map_err(io::Error::other)?;
        writer.write(&batch)?;
    }
    Ok(File {
        path: format!("{name}{ENDING}"),
        bytes: writer.into_inner()?,
    })
}
