//! The tables as a database has them, whatever makes it: their columns, the texts that are searched, and the views.

use serde_json::Value;

use super::tables::beside::Beside;
use super::tables::{Column, ColumnType, TABLES, Table};

/// The column that has the whole record.
pub const JSON: &str = "json";

/// A decimal as a floating-point number: the engine has no other.
const APPROX: Beside = Beside {
    suffix: "approx",
    type_name: "Number",
    about: "About `{}`, as a number to sort and to add; the text is exact.",
    make: |decimal, _| {
        decimal
            .as_str()
            .and_then(|text| text.parse::<f64>().ok())
            .into()
    },
};

/// The columns of a table. The engine has no decimals: a decimal is the text that it is, and beside it about the number.
pub fn with_approximations(columns: Vec<Column>, schema: &Value) -> Vec<Column> {
    let columns = columns.into_iter().flat_map(|column| {
        let is_decimal = column.column_type == ColumnType::Decimal;
        let approx = is_decimal.then(|| column.with(&APPROX, schema));
        std::iter::once(column).chain(approx)
    });
    columns.collect()
}

/// The type of a column as the engine has it.
pub fn type_name(column_type: ColumnType) -> &'static str {
    match column_type {
        // An engine without decimals would round one.
        ColumnType::Text | ColumnType::Date | ColumnType::Day | ColumnType::Decimal => "TEXT",
        ColumnType::Integer | ColumnType::Boolean => "INTEGER",
        ColumnType::Number => "REAL",
    }
}

/// The fields that are searched, each with its table, in all its languages.
const SEARCHED: [(&str, &str); 6] = [
    ("decisions", "title"),
    ("proposals", "title"),
    ("sources", "title"),
    ("statements", "text"),
    ("provisions", "text"),
    ("evidence", "quote"),
];

/// The index by which a table is searched.
pub struct Index {
    /// Its name: `statements_fts` is that of `statements`.
    pub name: String,
    /// The columns of the table that are searched.
    pub columns: Vec<Column>,
}

/// The index of a table that has these columns; `None` if it is not searched.
pub fn index(table: &Table, columns: Vec<Column>) -> Option<Index> {
    let (_, field) = SEARCHED.iter().find(|(name, _)| *name == table.name)?;
    let columns = columns.into_iter();
    Some(Index {
        name: format!("{}_fts", table.name),
        columns: columns.filter(|column| column.field == *field).collect(),
    })
}

/// A question that is asked often, as a view.
pub struct View {
    /// Its name.
    pub name: &'static str,
    /// The description of its rows.
    pub about: &'static str,
    /// The tables that it is made of, each with its name in `rows`.
    tables: &'static [(&'static str, &'static str)],
    /// Its fields: the name of a table in `rows`, that of the field there, and that of the column here, to which a text for readers adds
    /// the language.
    fields: &'static [(&'static str, &'static str, &'static str)],
    /// Its rows, in SQL.
    pub rows: &'static str,
}

/// A column of a view.
pub struct ViewColumn {
    /// The name of its table in the rows of the view.
    pub table: &'static str,
    /// The column of that table.
    pub column: Column,
    /// Its name in the view.
    pub name: String,
}

impl View {
    /// Its columns, where the tables have those that `columns_of` gives.
    pub fn columns(&self, columns_of: &dyn Fn(&Table) -> Vec<Column>) -> Vec<ViewColumn> {
        let mut columns = Vec::new();
        for (alias, field, name) in self.fields {
            let named = |table: &&Table| self.tables.contains(&(*alias, table.name));
            let tables = TABLES.iter().filter(named);
            let found = tables.flat_map(columns_of);
            let found = found.filter(|column| column.field == *field);
            columns.extend(found.map(|column| ViewColumn {
                table: alias,
                name: format!("{name}{}", &column.name[field.len()..]),
                column,
            }));
        }
        columns
    }
}

/// Every view: the questions that are asked most, as of the newest event.
pub const VIEWS: [View; 2] = [
    View {
        name: "current_position",
        about: "The position of each actor on each proposal that stands, since when, and the decision that it stands on.",
        tables: &[("held", "current_positions"), ("decisions", "decisions")],
        fields: &[
            ("held", "proposal", "proposal"),
            ("held", "actor", "actor"),
            ("held", "position", "position"),
            ("held", "valid_from", "valid_from"),
            ("decisions", "status", "status"),
            ("held", "decision", "decision"),
            ("decisions", "title", "title"),
        ],
        rows: "FROM current_positions AS held JOIN decisions ON decisions.id = held.decision
ORDER BY held.proposal, held.actor, held.decision",
    },
    View {
        name: "superseded_decisions",
        about: "Each decision that a later one with another choice took the place of, that one, and since when.",
        tables: &[("older", "decisions"), ("later", "decisions")],
        fields: &[
            ("older", "id", "id"),
            ("older", "title", "title"),
            ("older", "proposal", "proposal"),
            ("older", "reached", "reached"),
            ("older", "status_since", "superseded_since"),
            ("later", "id", "superseded_by"),
            ("later", "title", "later_title"),
        ],
        rows: "FROM decisions AS older JOIN decisions AS later ON later.id = older.undone_by
WHERE older.status = 'superseded'
ORDER BY older.id",
    },
];
