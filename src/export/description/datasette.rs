//! `datasette.json`: how Datasette shows the database: the column by which a row is named wherever another one refers to it, the columns
//! to choose rows by, and what each table and column says.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::About;
use crate::export::sqlite::FILE_NAME;
use crate::export::tables::{self, Column, ColumnType, TABLES, Table};

/// The largest number of different values that a column to choose rows by has: as many as Datasette shows of one.
const FEW: usize = 30;

pub fn write(about: &About<'_>) -> Value {
    let columns = TABLES
        .iter()
        .map(|table| (table, table.columns(about.export)));
    let columns: Vec<_> = columns.collect();
    let counts = counts(about, &columns);
    let tables = columns.iter().zip(&counts);
    let tables = tables.map(|((table, columns), counts)| {
        let descriptions = columns
            .iter()
            .map(|column| (column.name.clone(), json!(column.description)));
        let facets = columns.iter().zip(&counts.different);
        let facets = facets.filter(|(_, different)| is_facet(different, counts.rows));
        let facets: Vec<_> = facets.map(|(column, _)| &column.name).collect();
        let mut told = json!({
            "description": table.about,
            "label_column": label(about, table, columns),
            "columns": descriptions.collect::<Map<_, _>>(),
        });
        if !facets.is_empty() {
            told["facets"] = json!(facets);
        }
        (table.name.to_owned(), told)
    });
    let database = FILE_NAME
        .rsplit_once('.')
        .map_or(FILE_NAME, |(name, _)| name);
    let mut all = Map::new();
    all.insert("title".into(), json!(about.title));
    all.insert("description".into(), json!(about.summary()));
    if let (Some(name), Some(address)) = (about.license, about.license_url()) {
        all.insert("license".into(), json!(name));
        all.insert("license_url".into(), json!(address));
    }
    let tables: Map<_, _> = tables.collect();
    all.insert(
        "databases".into(),
        json!({ database: { "tables": tables } }),
    );
    Value::Object(all)
}

/// The column that names a row best: of a record its title or name; else a text for readers that every row has; else a code; else what
/// stands behind the key; else the last part of that.
fn label<'c>(about: &About<'_>, table: &Table, columns: &'c [Column]) -> &'c str {
    let first = about.export.languages.first();
    let first = first.map(|language| language.as_str());
    let is_text =
        |column: &&Column| column.language.is_some() && column.language.as_deref() == first;
    let texts = || columns.iter().filter(is_text);
    let required = || columns.iter().filter(|column| column.required);
    let in_key = |column: &&Column| table.key.contains(&&*column.name);
    let of_record = texts().next().filter(|_| table.is_of_records());
    let text = || texts().find(|column| column.required);
    let code = || required().find(|column| column.list.is_some());
    let behind = || {
        let mut plain = required().filter(|column| column.column_type == ColumnType::Text);
        // Where it stands in the record is no name.
        plain.rfind(|column| !in_key(column) && column.name != "place")
    };
    let found = of_record.or_else(text).or_else(code).or_else(behind);
    let found = found.or_else(|| columns.iter().rfind(in_key));
    found.map_or("", |column| &column.name)
}

/// The rows of a table, and the different values of each column that rows could be chosen by: no more than are asked for.
struct Counts {
    rows: usize,
    different: Vec<Option<BTreeSet<String>>>,
}

/// True if rows can be chosen by a column: it has several values, but few, and fewer than there are rows.
fn is_facet(different: &Option<BTreeSet<String>>, rows: usize) -> bool {
    let number = different.as_ref().map_or(0, BTreeSet::len);
    number > 1 && number <= FEW && number < rows
}

fn counts(about: &About<'_>, tables: &[(&Table, Vec<Column>)]) -> Vec<Counts> {
    let mut counts: Vec<_> = tables
        .iter()
        .map(|(_, columns)| {
            let choosable = |column: &Column| {
                column.list.is_some()
                    || column.references.is_some()
                    || column.column_type == ColumnType::Boolean
            };
            let different = columns
                .iter()
                .map(|column| choosable(column).then(BTreeSet::new));
            Counts {
                rows: 0,
                different: different.collect(),
            }
        })
        .collect();
    tables::rows(tables, about.export, &mut |at, row| {
        let counts = &mut counts[at];
        counts.rows += 1;
        for (value, different) in row.iter().zip(&mut counts.different) {
            if let Some(different) = different
                && !value.is_null()
                && different.len() <= FEW
            {
                different.insert(value.to_string());
            }
        }
    });
    counts
}
