//! The definition of a table: the place of its rows in the records, and its columns.

use serde_json::Value;

use super::row::Row;
use crate::model::RECORD_TYPES;

/// A table, as data.
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The description of its rows.
    pub about: &'static str,
    /// The path of its rows in the records: the type of these, and the path to what is a row, by the names of members, with `*` for
    /// each item of a list, `**` for whatever lies between and `!name` for only what has no such member.
    pub rows: &'static str,
    /// The columns that tell its rows apart.
    pub key: &'static [&'static str],
    /// Its references by several columns; a reference by one column is said of that column.
    pub references: &'static [Reference],
    /// Its columns, in their order.
    pub columns: &'static [Columns],
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
    /// True if its rows are the records of a type: then it is named after that.
    pub fn is_of(&self, record_type: &str) -> bool {
        self.name.strip_suffix('s') == Some(record_type)
    }

    /// True if its rows are whole records.
    pub fn is_of_records(&self) -> bool {
        RECORD_TYPES.iter().any(|name| self.is_of(name))
    }

    /// The path to its rows, if they are in the records of a type.
    pub fn path_in(&self, type_name: &str) -> Option<&'static str> {
        let (of, path) = self.rows.split_once('/').unwrap_or((self.rows, ""));
        let is_in = of.eq_ignore_ascii_case(type_name)
            || (of == "Record" && RECORD_TYPES.contains(&type_name));
        is_in.then_some(path)
    }
}

/// Makes the value of a row.
pub type Make = fn(&Row<'_>) -> Value;

/// Columns of a table, as it is defined.
pub enum Columns {
    /// The members that the schema says the row has, but for lists, which have tables of their own. A member that has members is as many
    /// columns, whose names begin with its name.
    Members,
    /// The row itself, a text: the name of the column, and what it says.
    Itself(&'static str, &'static str),
    /// One that the schema does not have: its name, its type in the schema or `Boolean` or `Integer`, what it says, and what makes it.
    /// Every row has a value unless it says when it is empty.
    Made(&'static str, &'static str, &'static str, Make),
    /// Those that say of which row of which table a piece of evidence is evidence.
    Claim,
    /// One of another table: its name here, that table, its name there, and how many steps up from the row that table's row is.
    Of(&'static str, &'static str, &'static str, usize),
}
