//! The dataset as tables: one definition of each, from which every tabular form and every description of one is made.
//!
//! A table is a place in the records, such as the events of a decision: `tables/list.rs` has them all. Its columns are the members that
//! the schema of the model has there, with their documentation, so that a new field of the model is a new column without another word;
//! beside them stand columns that are made of the row, such as the record that it is in. What a record lists has a table of its own; a
//! text for readers has one column for each language of the dataset.

use std::cell::LazyCell;

use serde_json::{Value, json};

use super::{Export, codelists};
use crate::model::RECORD_TYPES;

mod column;
mod follows;
#[rustfmt::skip]
mod list;
mod row;

pub use column::{Column, ColumnType};
pub(super) use follows::schema;
pub use list::{CODES, FLAT_STATEMENTS, TABLES};

use column::Columns;
use row::Row;

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

    /// The path to its rows, if they are in the records of a type.
    fn path_in(&self, type_name: &str) -> Option<&'static str> {
        let (of, path) = self.rows.split_once('/').unwrap_or((self.rows, ""));
        let is_in = of.eq_ignore_ascii_case(type_name)
            || (of == "Record" && RECORD_TYPES.contains(&type_name));
        is_in.then_some(path)
    }
}

/// Hands each row of some tables to `take`, with the place of its table among them, as the values of the columns in their order: texts,
/// numbers and booleans, and null for what is absent. The rows of a table come in the order of the records and of what they list.
pub fn rows(
    tables: &[(&Table, Vec<Column>)],
    export: &Export<'_>,
    take: &mut dyn FnMut(usize, &[Value]),
) {
    let mut take_from = |type_name: &str, make: &dyn Fn() -> Value| {
        let record = LazyCell::new(make);
        for (at, (table, columns)) in tables.iter().enumerate() {
            let Some(path) = table.path_in(type_name) else {
                continue;
            };
            for (place, value) in row::places(&record, path) {
                let row = Row {
                    record: &record,
                    place: &place,
                    value,
                };
                let cells: Vec<_> = columns.iter().map(|column| column.cell(&row)).collect();
                take(at, &cells);
            }
        }
    };
    for exported in &export.records {
        take_from(exported.record.record_type(), &|| follows::record(exported));
    }
    for list in codelists::lists() {
        take_from("CodeList", &|| json!(list));
    }
}
