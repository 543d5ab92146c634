//! Full-text search in a database. An index belongs to its table and shows the text of that, which is what tools that show a database
//! look for when they offer a search.
//!
//! An index holds each text as it stands and, behind that, in the form in which `besluit list` searches it: words are found by their
//! plain letters, whole, whatever ligature, invisible character or hyphen at the end of a line parts them.

use rusqlite::types::Value as Cell;
use rusqlite::{Connection, params_from_iter};

use super::{names, quoted};
use crate::export::Export;
use crate::export::relational;
use crate::export::tables::TABLES;
use crate::passage::folded;

/// Makes and fills the index of each table that is searched. Case and accents do not count.
pub fn add(connection: &Connection, export: &Export<'_>) -> rusqlite::Result<()> {
    for table in TABLES {
        let Some(index) = relational::index(table, table.columns(export)) else {
            continue;
        };
        let columns: Vec<&str> = index.columns.iter().map(|column| &*column.name).collect();
        let (index, content) = (quoted(&index.name), quoted(table.name));
        let columns_in_sql = names(&columns);
        connection.execute_batch(&format!(
            "CREATE VIRTUAL TABLE {index} USING fts5({columns_in_sql}, content={content}, tokenize='unicode61 remove_diacritics 2');"
        ))?;
        let places = vec!["?"; columns.len() + 1].join(", ");
        let mut insert = connection.prepare(&format!(
            "INSERT INTO {index} (rowid, {columns_in_sql}) VALUES ({places})"
        ))?;
        let mut select = connection.prepare(&format!(
            "SELECT rowid, {columns_in_sql} FROM {content} ORDER BY rowid"
        ))?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let cells = (0..=columns.len()).map(|at| row.get(at).map(searched));
            let cells: Vec<Cell> = cells.collect::<rusqlite::Result<_>>()?;
            insert.execute(params_from_iter(cells))?;
        }
        connection.execute_batch(&format!(
            "INSERT INTO {index}({index}) VALUES ('optimize');"
        ))?;
    }
    Ok(())
}

/// What an index holds of a cell.
fn searched(cell: Cell) -> Cell {
    match cell {
        Cell::Text(text) => Cell::Text(format!("{text}\n{}", folded(&text))),
        other => other,
    }
}
