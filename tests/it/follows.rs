//! The promise: what follows from the records of each hard case stays what it was found to be. Its `follows.txt` has it, a line for each
//! value or item of a list: the record, the place below `derived`, and the value. The digests are left out, which change with every word,
//! and the places of quotes, which other tests compare with the texts.
//!
//! Run with `UPDATE_EXPECTED=1` to write every `follows.txt` anew, and review the difference.

use std::{env, fs};

use besluit::derive::quotes;
use besluit::export::{Export, TARGETS};
use serde_json::Value;

use crate::support::{dataset, folders, repository};

/// What is compared elsewhere.
const LEFT_OUT: [&str; 2] = ["digest", "quotes"];

#[test]
fn what_follows_from_the_hard_cases_stays() {
    let mut wrong = Vec::new();
    for folder in folders(&repository().join("tests/fixtures/world")) {
        let dataset = dataset(&folder);
        let quotes = quotes(&dataset);
        let export = Export::new(&dataset, &quotes);
        let target = TARGETS.iter().find(|target| target.name == "ndjson");
        let files = target.expect("it is a target").files(&export);
        let file = files.expect("it can be made").remove(0);
        let lines = String::from_utf8(file.bytes).expect("it is UTF-8");
        let found: String = lines.lines().flat_map(follows).collect();
        let path = folder.join("follows.txt");
        if env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&path, &found).expect("the fixtures can be written");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        let differs = |(found, expected): &(&str, &str)| found != expected;
        let first = found.lines().zip(expected.lines()).find(differs);
        if found != expected {
            wrong.push(format!("{}: {first:#?}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The lines of what follows from a record.
fn follows(record: &str) -> Vec<String> {
    let record: Value = serde_json::from_str(record).expect("it is JSON");
    let id = record["id"].as_str().expect("a record has an id");
    let derived = record["derived"].as_object().expect("it has what follows");
    let mut lines = Vec::new();
    for (key, value) in derived {
        match value {
            _ if LEFT_OUT.contains(&key.as_str()) => {}
            Value::Array(items) => {
                let items = items.iter().enumerate();
                lines.extend(items.map(|(nth, item)| format!("{id} /{key}/{nth} {item}\n")));
            }
            value => lines.push(format!("{id} /{key} {value}\n")),
        }
    }
    lines
}
