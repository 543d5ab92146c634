//! What the real database says of itself, beside what `schema/tables.json` says of it.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::super::sqlite::{open, texts};
use super::{Told, columns, datasets, in_name, of_form};

/// The tables, indexes and views of a database, without those in which the engine keeps an index, each with what it is.
fn all(connection: &Connection) -> Vec<(String, String)> {
    let rows = texts(connection, "SELECT name, type FROM pragma_table_list");
    let rows = rows.into_iter().map(|row| (row[0].clone(), row[1].clone()));
    rows.filter(|(name, kind)| kind != "shadow" && !name.starts_with("sqlite_"))
        .collect()
}

#[test]
fn the_database_has_these_columns() {
    let told = of_form("sqlite");
    let mut kinds = BTreeSet::new();
    for (folder, dataset) in datasets() {
        let (_file, connection) = open(&dataset);
        let all = all(&connection);
        let names: BTreeSet<_> = all.iter().map(|(name, _)| name).collect();
        assert!(names.into_iter().eq(told.keys()), "{folder:?}: {all:?}");
        for (name, kind) in &all {
            let expected = columns(&told[name], &dataset, in_name);
            let query =
                format!("SELECT name, type, \"notnull\", pk FROM pragma_table_info('{name}')");
            let rows = texts(&connection, &query);
            let found = rows.iter().zip(&expected).map(|(row, expected)| Told {
                name: row[0].clone(),
                type_name: match kind.as_str() {
                    // An index keeps no types: every cell that it shows is a text.
                    "virtual" => "TEXT".to_owned(),
                    _ => row[1].clone(),
                },
                nullable: match kind.as_str() {
                    "table" => row[2] == "0",
                    // Only a table says it; what stands there has to agree.
                    _ => expected.nullable,
                },
            });
            assert_eq!(found.collect::<Vec<_>>(), expected, "{name}, {folder:?}");
            assert_eq!(rows.len(), expected.len(), "{name}, {folder:?}");
            let mut key: Vec<_> = rows.iter().filter(|row| row[3] != "0").collect();
            key.sort_by_key(|row| row[3].parse::<u32>().expect("it is a number"));
            let key: Vec<_> = key.into_iter().map(|row| row[0].as_str()).collect();
            assert_eq!(told[name]["key"], serde_json::json!(key), "{name}");
            for column in expected.iter().filter(|column| !column.nullable) {
                let query = format!(
                    "SELECT count(*) FROM \"{name}\" WHERE \"{}\" IS NULL",
                    column.name
                );
                assert_eq!(texts(&connection, &query), [["0"]], "{column:?} of {name}");
            }
            kinds.insert(kind.clone());
        }
    }
    let all_kinds = ["table", "view", "virtual"].map(str::to_owned);
    assert_eq!(kinds, BTreeSet::from(all_kinds));
}

#[test]
fn the_database_declares_these_references() {
    let told = of_form("sqlite");
    let (_, dataset) = datasets().remove(0);
    let (_file, connection) = open(&dataset);
    let mut count = 0;
    for (name, table) in &told {
        let query =
            format!("SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list('{name}')");
        let declared: BTreeSet<_> = texts(&connection, &query).into_iter().collect();
        let from = declared.iter().map(|row| row[0].as_str());
        // The own id of a row can be half of a reference; that is not told.
        let from: BTreeSet<_> = from.filter(|column| *column != "id").collect();
        let mut expected = BTreeSet::new();
        for column in table["columns"].as_array().expect("it has columns") {
            if let Some(there) = column["references"].as_str() {
                let column = column["name"].as_str().expect("it has a name");
                let (table, there) = there.split_once('.').expect("a table and a column");
                let row = [column, table, there].map(str::to_owned).to_vec();
                assert!(declared.contains(&row), "{row:?} of {name}: {declared:?}");
                expected.insert(column);
                count += 1;
            }
        }
        assert_eq!(expected, from, "{name}");
    }
    assert!(count > 80, "{count}");
}
