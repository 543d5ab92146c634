//! The dataset as tables: one definition of each, from which every tabular form and every description of one is made.
//!
//! A table is a place in the records, such as the events of a decision: `tables/list.rs` has them all. Its columns are the members that
//! the schema of the model has there, with their documentation, so that a new field of the model is a new column without another word;
//! beside them stand columns that are made of the row, such as the record that it is in. What a record lists has a table of its own; a
//! text for readers has one column for each language of the dataset.

use std::cell::LazyCell;

use serde_json::{Value, json};

use super::{Export, codes};

pub(super) mod beside;
mod claim;
mod column;
mod follows;
#[rustfmt::skip]
mod list;
mod row;
mod table;

pub use column::{Column, ColumnType, LANGUAGE};
pub(crate) use follows::schema;
pub use list::{CODES, FLAT_STATEMENTS, TABLES};
pub use table::{Reference, Table};

use row::Row;

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
    for list in codes::lists() {
        take_from("CodeList", &|| json!(list));
    }
}
