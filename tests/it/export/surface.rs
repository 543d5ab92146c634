//! The promise of `schema/tables.json`: the real files have the tables and the columns that it names, no more, no fewer and in this order,
//! and where it says that a column is never empty, it never is.

use std::collections::{BTreeMap, BTreeSet};

use besluit::dataset::Dataset;
use besluit::derive::quotes;
use besluit::export::Export;
use besluit::export::tables::TABLES;
use serde_json::Value;

use super::{datasets, files_of, tables};
use crate::support::repository;

#[cfg(feature = "parquet")]
mod columns;
#[cfg(feature = "sqlite")]
mod database;

/// The stand-in for a language in the name of a column.
const LANGUAGE: &str = "{language}";

/// A column, as the file says that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    name: String,
    type_name: String,
    nullable: bool,
}

/// What the file says of a form.
fn of_form(form: &str) -> BTreeMap<String, Value> {
    let path = repository().join("schema/tables.json");
    let text = std::fs::read_to_string(path).expect("it is committed");
    let all: Value = serde_json::from_str(&text).expect("it is JSON");
    let tables = all[form].as_object().expect("the form has tables");
    tables.clone().into_iter().collect()
}

/// The columns of a table for a dataset: one for each of its languages where the name has the stand-in. In a language that the dataset
/// does not require each can be empty.
fn columns(table: &Value, dataset: &Dataset, tag: impl Fn(&str) -> String) -> Vec<Told> {
    let quotes = quotes(dataset);
    let export = Export::new(dataset, &quotes);
    let mut allowances = dataset.config.allowances.iter();
    let may_miss = allowances.any(|one| one.rule == "missing-language");
    let mut columns = Vec::new();
    for column in table["columns"].as_array().expect("it has columns") {
        let told = Told {
            name: column["name"].as_str().expect("a name").to_owned(),
            type_name: column["type"].as_str().expect("a type").to_owned(),
            nullable: column["nullable"].as_bool().expect("it is said"),
        };
        if !told.name.contains(LANGUAGE) {
            columns.push(told);
            continue;
        }
        for language in &export.languages {
            let is_required = !may_miss && dataset.config.languages.contains(language);
            columns.push(Told {
                name: told.name.replace(LANGUAGE, &tag(language.as_str())),
                nullable: told.nullable || !is_required,
                ..told.clone()
            });
        }
    }
    columns
}

/// A language in the name of a column of a table.
fn in_name(tag: &str) -> String {
    tag.to_lowercase().replace('-', "_")
}

#[test]
fn the_files_of_comma_separated_values_have_these_columns() {
    let told = of_form("csv");
    let names: BTreeSet<_> = TABLES.iter().map(|table| table.name).collect();
    assert!(told.keys().map(String::as_str).eq(names));
    let (mut filled, mut languages) = (0, 0);
    for (folder, dataset) in datasets() {
        let files = files_of("csv", &dataset);
        let rows = tables(&dataset);
        for table in TABLES {
            let of_table = &told[table.name];
            assert_eq!(of_table["key"], serde_json::json!(table.key));
            let expected = columns(of_table, &dataset, in_name);
            let file = &files[&format!("{}.csv", table.name)];
            let mut reader = ::csv::Reader::from_reader(&file[..]);
            let found = reader.headers().expect("it has a first line");
            let names = expected.iter().map(|column| column.name.as_str());
            assert!(found.iter().eq(names), "{}, {folder:?}", table.name);
            languages += expected.len() - of_table["columns"].as_array().map_or(0, Vec::len);
            for column in expected.iter().filter(|column| !column.nullable) {
                for row in &rows[table.name] {
                    let cell = &row[&column.name];
                    assert!(!cell.is_empty(), "{} of {}", column.name, table.name);
                    let is_of_type = match column.type_name.as_str() {
                        "integer" => cell.parse::<i64>().is_ok(),
                        "number" => cell.parse::<f64>().is_ok(),
                        "boolean" => ["true", "false"].contains(&cell.as_str()),
                        "day" => cell.parse::<jiff::civil::Date>().is_ok(),
                        "text" | "date" | "decimal" => true,
                        other => panic!("there is no type `{other}`"),
                    };
                    assert!(is_of_type, "{cell} of {}", column.name);
                    filled += 1;
                }
            }
        }
    }
    assert!(filled > 10_000 && languages > 100, "{filled} {languages}");
}

/// A column that refers to another one refers to one that is there.
#[test]
fn a_reference_leads_to_a_column() {
    let mut count = 0;
    for form in ["csv", "sqlite"] {
        let told = of_form(form);
        for (name, table) in &told {
            for column in table["columns"].as_array().expect("it has columns") {
                let Some(there) = column["references"].as_str() else {
                    continue;
                };
                let (table, there) = there.split_once('.').expect("a table and a column");
                let columns = told[table]["columns"].as_array().expect("it has columns");
                let is_there = columns.iter().any(|column| column["name"] == there);
                assert!(is_there, "{column} of {name}");
                count += 1;
            }
        }
    }
    assert!(count > 150, "{count}");
}
