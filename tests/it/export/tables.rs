//! The tables: each is what its definition says, and together they hold what the records hold.

use std::collections::{BTreeMap, BTreeSet};

use besluit::dataset::Dataset;
use besluit::derive::quotes;
use besluit::export::Export;
use besluit::export::csv::safe;
use besluit::export::tables::{ColumnType, TABLES};
use serde_json::Value;

use super::{DECISION, changed, datasets, lines, tables};
use crate::support::{dataset, repository};

/// The origin of the rows of each table: the type of record, and the lists below it, with `*` for each item; a table of parts of several
/// types has several. An item without a path is of any type: every list of that name, wherever it stands.
const ORIGINS: &[(&str, &str, &str)] = &[
    ("decisions", "decision", ""),
    ("statuses", "decision", "derived/statuses/*"),
    ("provision_states", "decision", "derived/provision_states/*"),
    ("position_effects", "decision", "derived/effects/*"),
    ("participants", "decision", "participants/*"),
    ("consents", "decision", "participants/*/consents/*"),
    ("jointly", "", "jointly"),
    ("options", "decision", "options/*"),
    ("relations", "decision", "relations/*"),
    ("touched_parts", "", "parts"),
    ("events", "decision", "events/*"),
    ("tallies", "decision", "events/*/vote/tallies/*"),
    ("ballots", "decision", "events/*/vote/cast/*"),
    ("statements", "decision", "statements/*"),
    ("statement_topics", "decision", "statements/*/topics/*"),
    ("outcomes", "decision", "statements/*/outcomes/*"),
    ("statement_provisions", "decision", "statements/*/about/*"),
    (
        "statement_relations",
        "decision",
        "statements/*/relations/*",
    ),
    (
        "statement_reporters",
        "decision",
        "derived/statements/*/reporters/*",
    ),
    ("commitments", "decision", "commitments/*"),
    ("commitments", "source", "commitments/*"),
    ("commitment_conditions", "decision", "commitments/*/about/*"),
    ("commitment_conditions", "source", "commitments/*/about/*"),
    ("commitment_events", "decision", "commitments/*/events/*"),
    ("commitment_events", "source", "commitments/*/events/*"),
    ("discrepancies", "decision", "discrepancies/*"),
    ("readings", "decision", "discrepancies/*/readings/*"),
    ("proposals", "proposal", ""),
    ("proposal_fates", "proposal", "derived/fate/*"),
    ("positions", "proposal", "derived/positions/*"),
    ("versions", "proposal", "versions/*"),
    ("version_decisions", "proposal", "versions/*/decisions/*"),
    ("voting_rules", "proposal", "voting_rules/*"),
    ("provisions", "proposal", "provisions/*"),
    ("provisions", "decision", "provisions/*"),
    (
        "provision_addressees",
        "proposal",
        "provisions/*/addressees/*",
    ),
    (
        "provision_addressees",
        "decision",
        "provisions/*/addressees/*",
    ),
    ("provision_actors", "proposal", "provisions/*/actors/*"),
    ("provision_actors", "decision", "provisions/*/actors/*"),
    ("sources", "source", ""),
    ("authors", "source", "authors/*"),
    ("citations", "source", "cites/*"),
    ("out_of_scope", "source", "out_of_scope/*"),
    ("archived_copies", "source", "archived/*"),
    ("actors", "actor", ""),
    ("terms", "actor", "terms/*"),
    ("identifiers", "", "identifiers"),
    ("evidence", "", "evidence"),
];

/// The number of values that a path leads to.
fn count(value: &Value, path: &str) -> usize {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    match first {
        "" => 1,
        "*" => {
            let items = value.as_array().into_iter().flatten();
            items.map(|item| count(item, rest)).sum()
        }
        key => value.get(key).map_or(0, |value| count(value, rest)),
    }
}

/// The number of items in all lists of a name.
fn count_items(value: &Value, name: &str) -> usize {
    match value {
        Value::Array(items) => items.iter().map(|item| count_items(item, name)).sum(),
        Value::Object(object) => object
            .iter()
            .map(|(key, value)| {
                let own = if key == name {
                    value.as_array().map_or(0, Vec::len)
                } else {
                    0
                };
                own + count_items(value, name)
            })
            .sum(),
        _ => 0,
    }
}

#[test]
fn a_table_has_a_row_for_each_item() {
    let mut filled = BTreeSet::new();
    for (folder, dataset) in datasets() {
        let records: Vec<Value> = lines(&dataset)
            .iter()
            .map(|line| serde_json::from_str(line).expect("it is JSON"))
            .collect();
        let tables = tables(&dataset);
        for table in TABLES {
            let rows = tables[table.name].len();
            let origins = ORIGINS.iter().filter(|(name, ..)| *name == table.name);
            let counts = origins.map(|(_, record_type, path)| -> usize {
                let records = records.iter();
                match *record_type {
                    "" => records.map(|one| count_items(one, path)).sum(),
                    _ => records
                        .filter(|record| record["type"] == *record_type)
                        .map(|record| count(record, path))
                        .sum(),
                }
            });
            let counts: Vec<usize> = counts.collect();
            if counts.is_empty() {
                continue;
            }
            let expected: usize = counts.iter().sum();
            assert_eq!(rows, expected, "{}, {folder:?}", table.name);
            if rows > 0 {
                filled.insert(table.name);
            }
        }
    }
    let expected: BTreeSet<_> = ORIGINS.iter().map(|(name, ..)| *name).collect();
    assert_eq!(filled, expected, "some dataset fills each table");
    let others: Vec<_> = TABLES
        .iter()
        .map(|table| table.name)
        .filter(|name| !expected.contains(name))
        .collect();
    // Their rows are counted in no list of the records.
    assert_eq!(others, ["current_positions", "speaks_for", "codes"]);
}

/// Every text, number and truth of a record, but for what says how it is to be read.
fn leaves(value: &Value, leaves: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| self::leaves(item, leaves)),
        Value::Object(object) => object
            .values()
            .for_each(|value| self::leaves(value, leaves)),
        Value::String(text) => leaves.push(text.clone()),
        other => leaves.push(other.to_string()),
    }
}

#[test]
fn nothing_of_a_record_is_left_out() {
    for (folder, dataset) in datasets() {
        let mut cells: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut tables = tables(&dataset);
        tables.remove("codes");
        for table in TABLES {
            for row in tables.remove(table.name).into_iter().flatten() {
                let record = ["record", table.key[0]]
                    .iter()
                    .find_map(|column| row.get(*column));
                let record = record.expect("a row names its record").clone();
                cells.entry(record).or_default().extend(row.into_values());
            }
        }
        for line in lines(&dataset) {
            let mut record: Value = serde_json::from_str(&line).expect("it is JSON");
            let object = record.as_object_mut().expect("it is an object");
            for key in ["$schema", "type", "schema_version", "derived"] {
                object.remove(key);
            }
            let own = &cells[record["id"].as_str().expect("it is text")];
            let mut all = Vec::new();
            leaves(&record, &mut all);
            for leaf in all {
                // A target in the same decision is its id alone; in another one, both have a column.
                let parts = leaf.split('#').filter(|part| !part.is_empty());
                let is_there = own.contains(&leaf)
                    || own.contains(&*safe(&leaf))
                    || (leaf.contains('#') && parts.into_iter().all(|part| own.contains(part)));
                assert!(is_there, "{folder:?}: {}: {leaf}", record["id"]);
            }
        }
    }
}

/// Keys tell rows apart, references lead somewhere, and what is required is there.
#[test]
fn the_rows_are_as_the_definitions_say() {
    let (mut referred, mut composite, mut dates) = (0, 0, 0);
    for (folder, dataset) in datasets() {
        let quotes = quotes(&dataset);
        let export = Export::new(&dataset, &quotes);
        let rows = tables(&dataset);
        let values = |row: &BTreeMap<String, String>, columns: &[&str]| -> Vec<String> {
            columns.iter().map(|column| row[*column].clone()).collect()
        };
        for table in TABLES {
            let keys: BTreeSet<_> = rows[table.name]
                .iter()
                .map(|row| values(row, table.key))
                .collect();
            assert_eq!(keys.len(), rows[table.name].len(), "{}", table.name);
            for reference in table.references {
                let there: BTreeSet<_> = rows[reference.table]
                    .iter()
                    .map(|row| values(row, reference.key))
                    .collect();
                for row in &rows[table.name] {
                    let here = values(row, reference.columns);
                    if here.iter().all(|value| !value.is_empty()) {
                        assert!(
                            there.contains(&here),
                            "{}: {here:?}, {folder:?}",
                            table.name
                        );
                        composite += 1;
                    }
                }
            }
            for column in table.columns(&export) {
                let ids: Option<BTreeSet<_>> = column
                    .references
                    .map(|other| rows[other].iter().map(|row| row["id"].as_str()).collect());
                for row in &rows[table.name] {
                    let value = row[&column.name].as_str();
                    let place = format!("{}.{}, {folder:?}", table.name, column.name);
                    assert!(!column.required || !value.is_empty(), "{place}");
                    if value.is_empty() {
                        continue;
                    }
                    let fits = match column.column_type {
                        ColumnType::Text => true,
                        ColumnType::Integer => value.parse::<u64>().is_ok(),
                        ColumnType::Number => value.parse::<f64>().is_ok(),
                        ColumnType::Decimal => value.parse::<besluit::model::Decimal>().is_ok(),
                        ColumnType::Boolean => value.parse::<bool>().is_ok(),
                        ColumnType::Date => value.parse::<besluit::model::Date>().is_ok(),
                        ColumnType::Day => value.parse::<jiff::civil::Date>().is_ok(),
                    };
                    if column.column_type == ColumnType::Date {
                        let day = |suffix| row[&format!("{}_{suffix}", column.name)].as_str();
                        assert!(day("earliest") <= day("latest"), "{place}: {value}");
                        assert_eq!(day("earliest") == day("latest"), day("precision") == "day");
                        dates += 1;
                    }
                    assert!(fits, "{place}: {value}");
                    if let Some(ids) = &ids {
                        assert!(ids.contains(value), "{place}: {value}");
                        referred += 1;
                    }
                }
            }
        }
    }
    let enough = referred > 1000 && composite > 300 && dates > 300;
    assert!(enough, "{referred} {composite} {dates}");
}

#[test]
fn every_column_says_what_it_is() {
    let dataset = dataset(&repository());
    let quotes = quotes(&dataset);
    let export = Export::new(&dataset, &quotes);
    let mut names = BTreeSet::new();
    for table in TABLES {
        assert!(names.insert(table.name), "{} is there twice", table.name);
        assert!(table.about.ends_with('.'), "{}", table.name);
        let columns = table.columns(&export);
        let mut own = BTreeSet::new();
        for column in &columns {
            let place = format!("{}.{}", table.name, column.name);
            assert!(column.description.ends_with('.'), "{place}");
            assert!(own.insert(column.name.as_str()), "{place} is there twice");
            let is_snake_case = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            assert!(column.name.chars().all(is_snake_case), "{place}");
            assert!(
                !["for", "to", "from", "column", "in", "is", "select"].contains(&&*column.name),
                "{place} is a reserved word elsewhere"
            );
        }
        let is_required = |name: &&str| {
            let mut columns = columns.iter();
            columns.any(|column| column.name == *name && column.required)
        };
        assert!(table.key.iter().all(is_required), "{}", table.name);
    }
}

/// A language that only some texts have gets a column of its own, after those that the dataset requires.
#[test]
fn a_text_has_a_column_for_each_language() {
    let dataset: Dataset = changed(DECISION, |record| {
        record["title"]["zh-Hant-TW"] = "標題".into();
    });
    let rows = &tables(&dataset)["decisions"];
    assert_eq!(rows[0]["title_zh_hant_tw"], "標題");
    let quotes = quotes(&dataset);
    let export = Export::new(&dataset, &quotes);
    let required = &dataset.config.languages;
    assert_eq!(export.languages[..required.len()], required[..]);
    assert_eq!(export.languages.len(), required.len() + 1);
    let titles = TABLES[0].columns(&export);
    let titles = titles
        .iter()
        .filter(|column| column.name.starts_with("title_"));
    let is_required: Vec<_> = titles.map(|column| column.required).collect();
    assert_eq!(is_required.last(), Some(&false));
    assert!(is_required[..required.len()].iter().all(|one| *one));
}

/// Whoever adds up the votes of a party and of a single member counts both.
#[test]
fn each_ballot_has_a_number_of_votes() {
    let (mut one, mut more) = (0, 0);
    for (folder, dataset) in datasets() {
        let lines = lines(&dataset);
        let records = lines
            .iter()
            .map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        let ballots = records.flat_map(|record| {
            let events = record["events"].as_array().cloned().unwrap_or_default();
            let cast = events
                .into_iter()
                .filter_map(|event| event["vote"]["cast"].as_array().cloned());
            cast.flatten().collect::<Vec<_>>()
        });
        let expected: Vec<String> = ballots
            .map(|ballot| ballot.get("count").map_or("1".into(), Value::to_string))
            .collect();
        let rows = &tables(&dataset)["ballots"];
        let found: Vec<&String> = rows.iter().map(|row| &row["votes"]).collect();
        assert!(found.iter().copied().eq(&expected), "{folder:?}: {found:?}");
        one += expected.iter().filter(|votes| *votes == "1").count();
        more += expected.iter().filter(|votes| *votes != "1").count();
    }
    assert!(one > 0 && more > 0, "{one} {more}");
}
