//! `sqlite`: the tables as a database with all their keys, the whole records as JSON beside them, full-text search and views.
//!
//! It is made in memory, in one order, by the engine that is compiled in; so the same dataset gives the same bytes. Keys are checked at
//! the end of a transaction, because records refer to one another in circles: a decision to its option, and that to its decision.

use std::fmt::Write;
use std::io;

use rusqlite::types::Value as Cell;
use rusqlite::{Connection, ffi, params_from_iter};
use serde_json::Value;

use super::ndjson::Line;
use super::relational::{JSON, type_name, with_approximations};
use super::tables::{self, Column, ColumnType, TABLES, Table};
use super::{Export, File, Files, Target};

mod search;
mod views;

/// The target.
pub const TARGET: Target = Target {
    name: "sqlite",
    about: "one database with all tables, their keys and full-text search, and the whole records as JSON",
    media_type: "application/vnd.sqlite3",
    needs_base: false,
    files: Files::One(file),
};

/// The file.
pub const FILE_NAME: &str = "records.sqlite";

/// One size on every machine.
const PAGE_SIZE: u32 = 4096;

fn file(export: &Export<'_>) -> io::Result<File> {
    let bytes = database(export).map_err(io::Error::other)?;
    let path = FILE_NAME.to_owned();
    Ok(File { path, bytes })
}

/// The bytes of the database.
fn database(export: &Export<'_>) -> rusqlite::Result<Vec<u8>> {
    let mut connection = Connection::open_in_memory()?;
    connection.pragma_update(None, "page_size", PAGE_SIZE)?;
    // All keys are checked at the end, at once: row by row that takes time that grows with the square of the rows.
    connection.pragma_update(None, "foreign_keys", false)?;
    let transaction = connection.transaction()?;
    let columns = |table: &Table| with_approximations(table.columns(export), &export.schema);
    let tables = TABLES.iter().map(|table| (table, columns(table)));
    let tables: Vec<_> = tables.collect();
    for (table, columns) in &tables {
        transaction.execute_batch(&definition(table, columns))?;
    }
    fill(&transaction, &tables, export)?;
    if transaction
        .prepare("PRAGMA foreign_key_check")?
        .exists([])?
    {
        let broken = ffi::Error::new(ffi::SQLITE_CONSTRAINT_FOREIGNKEY);
        return Err(rusqlite::Error::SqliteFailure(broken, None));
    }
    search::add(&transaction, export)?;
    transaction.execute_batch(&views::definitions(export))?;
    transaction.commit()?;
    Ok(connection.serialize("main")?.to_vec())
}

/// The statement that makes a table. The engine keeps it as it is, with what the table and each column says.
fn definition(table: &Table, columns: &[Column]) -> String {
    let mut parts: Vec<_> = columns.iter().map(column).collect();
    let mut keys = vec![format!("PRIMARY KEY ({})", names(table.key))];
    let single = columns.iter().filter_map(|column| {
        let there = column.references?;
        Some(foreign_key(&[&column.name], there, &["id"]))
    });
    keys.extend(single);
    let composite = table.references.iter();
    keys.extend(composite.map(|one| foreign_key(one.columns, one.table, one.key)));
    if table.is_of_records() {
        parts.push(format!(
            "  -- The whole record, as it is in `ndjson`.\n  {} TEXT NOT NULL",
            quoted(JSON)
        ));
    }
    parts.extend(keys.into_iter().map(|key| format!("  {key}")));
    format!(
        "CREATE TABLE {} (\n  -- {}\n{}\n) STRICT;",
        quoted(table.name),
        table.about,
        parts.join(",\n")
    )
}

/// A column of a table. What may be empty is null.
fn column(column: &Column) -> String {
    let name = quoted(&column.name);
    let mut definition = format!("  -- {}\n  {name} ", column.description);
    definition += type_name(column.column_type);
    if column.required {
        definition += " NOT NULL";
    }
    if column.column_type == ColumnType::Boolean {
        let _ = write!(definition, " CHECK ({name} IN (0, 1))");
    }
    definition
}

fn foreign_key(columns: &[&str], table: &str, key: &[&str]) -> String {
    format!(
        "FOREIGN KEY ({}) REFERENCES {} ({}) DEFERRABLE INITIALLY DEFERRED",
        names(columns),
        quoted(table),
        names(key)
    )
}

/// Adds the rows of the tables.
fn fill(
    connection: &Connection,
    tables: &[(&Table, Vec<Column>)],
    export: &Export<'_>,
) -> rusqlite::Result<()> {
    let mut inserts = Vec::new();
    for (table, columns) in tables {
        let places = vec!["?"; columns.len() + usize::from(table.is_of_records())];
        inserts.push(connection.prepare(&format!(
            "INSERT INTO {} VALUES ({})",
            quoted(table.name),
            places.join(", ")
        ))?);
    }
    // The tables of records have the records in their order.
    let mut records = export.records.iter().map(Line::of);
    let mut filled = Ok(());
    tables::rows(tables, export, &mut |at, row| {
        if filled.is_ok() {
            let record = tables[at]
                .0
                .is_of_records()
                .then(|| records.next())
                .flatten();
            let record = record.map(|line| {
                let json = serde_json::to_string(&line).expect("a record is plain data");
                Cell::Text(json)
            });
            let cells = row.iter().map(cell).chain(record);
            filled = inserts[at].execute(params_from_iter(cells)).map(|_| ());
        }
    });
    filled
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Null,
        Value::Bool(yes) => Cell::Integer((*yes).into()),
        Value::String(text) => Cell::Text(text.clone()),
        other => match (other.as_i64(), other.as_f64()) {
            (Some(whole), _) => Cell::Integer(whole),
            (None, Some(number)) => Cell::Real(number),
            (None, None) => Cell::Text(other.to_string()),
        },
    }
}

/// A name as SQL writes it, whatever words it reserves.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn names(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| quoted(name)).collect();
    names.join(", ")
}
