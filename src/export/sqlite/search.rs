//! Full-text search in a database. An index belongs to its table and stores no text of its own, which is what tools that show a
//! database look for when they offer a search.

use super::quoted;
use crate::export::Export;
use crate::export::tables::TABLES;

/// The fields that are searched, each with its table, in all its languages.
const SEARCHED: [(&str, &str); 6] = [
    ("decisions", "title"),
    ("proposals", "title"),
    ("sources", "title"),
    ("statements", "text"),
    ("provisions", "text"),
    ("evidence", "quote"),
];

/// The statements that make and fill the index of each table: `statements_fts` is that of `statements`. Case and accents do not count.
pub fn definitions(export: &Export<'_>) -> String {
    let searched = TABLES.iter().filter_map(|table| {
        let (_, field) = SEARCHED.iter().find(|(name, _)| *name == table.name)?;
        let columns = table.columns(export);
        let columns = columns.iter().filter(|column| column.field == *field);
        let columns: Vec<_> = columns.map(|column| quoted(&column.name)).collect();
        let index = quoted(&format!("{}_fts", table.name));
        Some(format!(
            "CREATE VIRTUAL TABLE {index} USING fts5({}, content={}, tokenize='unicode61 remove_diacritics 2');\n\
             INSERT INTO {index}({index}) VALUES ('rebuild');\n\
             INSERT INTO {index}({index}) VALUES ('optimize');\n",
            columns.join(", "),
            quoted(table.name),
        ))
    });
    searched.collect()
}
