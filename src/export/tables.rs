//! The dataset as tables: one definition of each, from which every tabular form and every description of one is made.
//!
//! A table is a struct in `tables/<noun>.rs`, one field a column, whose documentation is that of the column. Names, types,
//! descriptions and references follow from it by its schema, so that nothing is said twice. What a record lists has a table of its
//! own, which names the record; a text for readers has one column for each language of the dataset. A column has the name of its
//! field in the record, unless that is a reserved word where tables are read: `for` and `to` are in SQL, Python or R.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::Export;
use crate::model::{LocalizedText, RecordState, Revision, State};

mod actor;
mod code;
mod column;
mod commitment;
mod decision;
mod discrepancy;
mod event;
mod evidence;
mod flat;
mod identifier;
mod proposal;
mod source;
mod statement;

pub use code::CODES;
pub use column::{Column, ColumnType};
pub use flat::FLAT_STATEMENTS;

/// A table, as data.
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The columns that tell its rows apart.
    pub key: &'static [&'static str],
    /// What it refers to by several columns; what it refers to by one is said of the column.
    pub references: &'static [Reference],
    /// The schema of a row.
    schema: fn() -> Value,
    /// Adds its rows, in the order of the records and of what they list.
    rows: fn(&Export<'_>, &mut Rows<'_>),
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

/// Every table, those of the parts of a record after that of the record.
pub const TABLES: &[&Table] = &[
    &decision::DECISIONS,
    &decision::PARTICIPANTS,
    &decision::OPTIONS,
    &decision::RELATIONS,
    &event::EVENTS,
    &event::TALLIES,
    &event::BALLOTS,
    &statement::STATEMENTS,
    &statement::TOPICS,
    &statement::PROVISIONS,
    &statement::RELATIONS,
    &statement::REPORTERS,
    &commitment::COMMITMENTS,
    &commitment::EVENTS,
    &discrepancy::DISCREPANCIES,
    &discrepancy::READINGS,
    &proposal::PROPOSALS,
    &proposal::VERSIONS,
    &proposal::PROVISIONS,
    &proposal::ADDRESSEES,
    &source::SOURCES,
    &source::AUTHORS,
    &source::CITATIONS,
    &source::OUT_OF_SCOPE,
    &actor::ACTORS,
    &actor::SPEAKS_FOR,
    &identifier::IDENTIFIERS,
    &evidence::EVIDENCE,
    &CODES,
];

impl Table {
    /// What the table holds.
    pub fn description(&self) -> String {
        column::description(&(self.schema)())
    }

    /// Whether its rows are the records of a type: then it is named after that.
    pub fn is_of(&self, record_type: &str) -> bool {
        self.name.strip_suffix('s') == Some(record_type)
    }

    /// Its columns, with one for each language where a field is a text for readers.
    pub fn columns(&self, export: &Export<'_>) -> Vec<Column> {
        column::columns(self.name, &(self.schema)(), export)
    }

    /// Hands each row to `take`, as the values of the columns in their order: texts, numbers and booleans, and null for what is
    /// absent.
    pub fn rows(&self, export: &Export<'_>, columns: &[Column], take: &mut dyn FnMut(&[Value])) {
        (self.rows)(export, &mut Rows { columns, take });
    }
}

/// Takes the rows of one table.
struct Rows<'a> {
    columns: &'a [Column],
    take: &'a mut dyn FnMut(&[Value]),
}

impl Rows<'_> {
    /// Adds a row.
    fn add(&mut self, row: &impl Serialize) {
        let row = serde_json::to_value(row).expect("a row is plain data with text for keys");
        let cells: Vec<_> = self
            .columns
            .iter()
            .map(|column| column.cell(&row))
            .collect();
        (self.take)(&cells);
    }
}

/// The life of a record, as columns of its table.
#[derive(Serialize, JsonSchema)]
struct RecordColumns<'a> {
    /// How many times the record has been published.
    revision: Revision,
    /// Whether the record counts: what is withdrawn was a mistake and stays only so that references to it lead somewhere.
    state: State,
    /// Why the record was changed or withdrawn.
    revision_reason: Option<&'a LocalizedText>,
}

impl<'a> RecordColumns<'a> {
    fn of(state: &'a RecordState) -> RecordColumns<'a> {
        RecordColumns {
            revision: state.revision,
            state: state.state,
            revision_reason: state.reason.as_ref(),
        }
    }
}
