//! The dataset as tables: one definition of each, from which every tabular form and every description of one is made.
//!
//! A table is a place in the records, such as the events of a decision: `tables/list.rs` has them all. Its columns are the members that
//! the schema of the model has there, with their documentation, so that a new field of the model is a new column without another word;
//! beside them stand columns that are made of the row, such as the record that it is in. What a record lists has a table of its own; a
//! text for readers has one column for each language of the dataset.

use serde_json::Value;

use super::Export;

mod column;
mod follows;
#[rustfmt::skip]
mod list;
mod row;

pub use column::{Column, ColumnType};
pub(super) use follows::schema;
pub use list::{CODES, FLAT_STATEMENTS, TABLES};

use column::Columns;

/// A table, as data.
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub about: &'static str,
    /// Where its rows are in the records: the type of these, and the path to what is a row, by the names of members, with `*` for each
    /// item of a list and `**` for whatever lies between.
    rows: &'static str,
    /// The columns that tell its rows apart.
    pub key: &'static [&'static str],
    /// What it refers to by several columns; what it refers to by one is said of the column.
    pub references: &'static [Reference],
    /// Its columns, in their order.
    columns: &'static [Columns],
}

/// Columns that hold the key of a row of another table, or of the same. Where one of them is empty, nothing is referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The columns.
    pub columns: &'static [&'static str],
    /// The table that they refer to.
    pub table: &'static str,
    /// The columns there, in the same order.
    pub key: &'static [&'static str],
}

impl Table {
    /// Whether its rows are the records of a type: then it is named after that.
    pub fn is_of(&self, record_type: &str) -> bool {
        self.name.strip_suffix('s') == Some(record_type)
    }

    /// Its columns, with one for each language where a field is a text for readers.
    pub fn columns(&self, export: &Export<'_>) -> Vec<Column> {
        let fields = column::fields(self, &export.schema).into_iter();
        fields
            .flat_map(|field| column::by_language(field, export))
            .collect()
    }

    /// Hands each row to `take`, as the values of the columns in their order: texts, numbers and booleans, and null for what is
    /// absent.
    pub fn rows(&self, export: &Export<'_>, columns: &[Column], take: &mut dyn FnMut(&[Value])) {
        let (of, path) = self.rows.split_once('/').unwrap_or((self.rows, ""));
        follows::each_record(of, export, |record| {
            for place in row::places(record, path) {
                let row = row::Row::at(record, &place);
                let cells: Vec<_> = columns.iter().map(|column| column.cell(&row)).collect();
                take(&cells);
            }
        });
    }
}
