//! `csv`: each table as a file of comma-separated values (RFC 4180, UTF-8, lines end in CRLF), in which no spreadsheet takes a text for
//! a formula, whichever separator it reads the file by. [`SPREADSHEET`] is the form that one opens with a double click.
//!
//! Empty is absent: no text of a record is empty.

use std::borrow::Cow;
use std::io;

use serde_json::Value;

use super::tables::{self, Column, ColumnType, TABLES, Table};
use super::{Export, File, Files, Target};

/// The media type of tables.
pub const MEDIA_TYPE: &str = "text/csv";

/// The target.
pub const TARGET: Target = Target {
    name: "csv",
    about: "one tidy table for each type of record and of what records list, safe to open in a spreadsheet",
    media_type: MEDIA_TYPE,
    needs_base: false,
    files: Files::Several(files),
};

/// The way in which tables are written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// What stands at the beginning of each file.
    pub mark: &'static str,
    /// What stands between two cells.
    pub separator: char,
    /// What stands between the whole part of a number and the rest.
    pub point: char,
}

/// RFC 4180, as programs read it.
pub const RFC_4180: Dialect = Dialect {
    mark: "",
    separator: ',',
    point: '.',
};

/// The form that a spreadsheet opens right where numbers have a decimal comma, as in Dutch and Belgian settings: it tells by the mark
/// that the text is UTF-8, and expects semicolons between cells.
pub const SPREADSHEET: Dialect = Dialect {
    mark: "\u{feff}",
    separator: ';',
    point: ',',
};

fn files(export: &Export<'_>) -> io::Result<Vec<File>> {
    let tables: Vec<_> = TABLES.iter().collect();
    Ok(of(&tables, export))
}

/// Tables as files in the dialect of the export, each with the names of its columns in the first line.
pub fn of(tables: &[&Table], export: &Export<'_>) -> Vec<File> {
    let dialect = &export.dialect;
    let tables = tables.iter().map(|table| (*table, table.columns(export)));
    let tables: Vec<_> = tables.collect();
    let mut texts = Vec::new();
    for (_, columns) in &tables {
        let mut text = dialect.mark.to_owned();
        let names = columns.iter().map(|column| Cow::Borrowed(&*column.name));
        dialect.add_row(names, &mut text);
        texts.push(text);
    }
    tables::rows(&tables, export, &mut |at, row| {
        let cells = row.iter().zip(&tables[at].1);
        let cells = cells.map(|(value, column)| dialect.cell(value, column));
        dialect.add_row(cells, &mut texts[at]);
    });
    let files = tables.iter().zip(texts);
    files
        .map(|((table, _), text)| File {
            path: file_name(table),
            bytes: text.into_bytes(),
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

/// What some programs take for the separator of cells, or for the end of a row.
const SEPARATORS: [char; 5] = [',', ';', '\t', '\r', '\n'];

impl Dialect {
    /// A value as the text of a cell.
    fn cell<'v>(&self, value: &'v Value, column: &Column) -> Cow<'v, str> {
        let is_decimal = matches!(column.column_type, ColumnType::Number | ColumnType::Decimal);
        match value {
            Value::Null => Cow::Borrowed(""),
            Value::String(number) if is_decimal => Cow::Owned(self.number(number)),
            Value::String(text) => safe(text),
            other => Cow::Owned(self.number(&other.to_string())),
        }
    }

    /// A number, which no cell needs to be kept safe from.
    fn number(&self, number: &str) -> String {
        number.replace('.', self.point.encode_utf8(&mut [0; 4]))
    }

    /// Adds a row. A cell stands between quotes if any separator is in it: it stays whole in a program that takes all of them for one.
    fn add_row<'c>(&self, cells: impl Iterator<Item = Cow<'c, str>>, text: &mut String) {
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                text.push(self.separator);
            }
            if cell.contains(SEPARATORS) || cell.contains('"') {
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(&cell);
            }
        }
        text.push_str("\r\n");
    }
}

/// The signs by which a spreadsheet knows a formula, also in full width. A tab or a carriage return before one is passed over.
const SIGNS: [char; 10] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];

/// A text as a cell that no spreadsheet takes for a formula, nor any part of it where the cell is taken apart by another separator. A sign
/// that a cell can begin with gets an apostrophe before it: one at the beginning of the text or behind a separator in it, whatever
/// spaces, quotes and apostrophes lie between. So one apostrophe less before each such sign always gives the text back.
pub fn safe(text: &str) -> Cow<'_, str> {
    if !text.contains(SIGNS) {
        return Cow::Borrowed(text);
    }
    let mut cell = String::new();
    let mut begins = true;
    for c in text.chars() {
        if begins && SIGNS.contains(&c) {
            cell.push('\'');
        }
        let is_passed_over = c.is_whitespace() || matches!(c, '"' | '\'');
        begins = SEPARATORS.contains(&c) || (begins && is_passed_over);
        cell.push(c);
    }
    Cow::Owned(cell)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The text of a cell, as a reader gets it back.
    fn plain(cell: &str) -> String {
        let mut text = String::new();
        let mut begins = true;
        let mut rest = cell.chars().peekable();
        while let Some(c) = rest.next() {
            let is_sign_next = rest.peek().is_some_and(|next| SIGNS.contains(next));
            if begins && c == '\'' && is_sign_next {
                continue;
            }
            let is_passed_over = c.is_whitespace() || matches!(c, '"' | '\'');
            begins = SEPARATORS.contains(&c) || (begins && is_passed_over);
            text.push(c);
        }
        text
    }

    #[test]
    fn no_text_is_a_formula() {
        for (text, expected) in [
            ("", ""),
            ("a=b", "a=b"),
            ("a - b, c", "a - b, c"),
            ("'t Hart", "'t Hart"),
            ("=1+1", "'=1+1"),
            ("+31", "'+31"),
            ("-1", "'-1"),
            ("-5.00", "'-5.00"),
            ("'-5.00", "''-5.00"),
            ("-5.00+1", "'-5.00+1"),
            ("-.5", "'-.5"),
            ("-1e3", "'-1e3"),
            ("--1", "'--1"),
            ("@x", "'@x"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("'=1", "''=1"),
            (" =1", " '=1"),
            ("\u{a0}=1", "\u{a0}'=1"),
            ("\"=1\"", "\"'=1\""),
            ("＝1", "'＝1"),
            ("＠x, －1", "'＠x, '－1"),
            ("a;=1", "a;'=1"),
            ("a,=1;b", "a,'=1;b"),
            ("a, \"=1\"", "a, \"'=1\""),
            ("a\t=1", "a\t'=1"),
            ("a\n=1", "a\n'=1"),
            ("a\r\n=1", "a\r\n'=1"),
            ("€ 5,-", "€ 5,'-"),
            (",;=1", ",;'=1"),
            ("\t=1", "'\t'=1"),
        ] {
            assert_eq!(safe(text), expected);
            assert_eq!(plain(expected), text);
        }
    }

    proptest! {
        /// However a cell is taken apart, no part begins with a sign, and the text can be had back.
        #[test]
        fn no_part_is_a_formula(text in "[ab=+@\\-＝,;\t\r\n \"']{0,12}") {
            let cell = safe(&text);
            prop_assert_eq!(plain(&cell), text.as_str());
            for part in cell.split([',', ';', '\n']) {
                let bare = part.trim_start_matches([' ', '"']);
                prop_assert!(!bare.starts_with(SIGNS), "{}", part);
            }
        }
    }
}
