//! The promise: in a stream, and nowhere else, a record may have beside its fields what follows from it. Nothing is made of that but
//! that it is JSON, and `besluit validate` finds in an export of a dataset what it finds in the dataset.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::process::{Run, run, run_with};
use crate::support::{folders, repository, small_dataset};

/// The export of a dataset: every record, one a line, with what follows from it.
fn exported(folder: &Path) -> String {
    let out = tempfile::tempdir().expect("a folder can be made");
    let path = out.path().to_str().expect("its path is UTF-8");
    let run = run(folder, &["export", "ndjson", "-o", path]);
    assert_eq!(run.code, Some(0), "{run:?}");
    fs::read_to_string(out.path().join("records.ndjson")).expect("it was just written")
}

/// The same records without what follows from them.
fn plain(lines: &str) -> String {
    let mut plain = String::new();
    for line in lines.lines() {
        let mut record: Value = serde_json::from_str(line).expect("it is JSON");
        let members = record.as_object_mut().expect("it is an object");
        assert!(members.shift_remove("derived").is_some());
        plain += &format!("{record}\n");
    }
    plain
}

const VALIDATE: [&str; 5] = ["validate", "--as-of", "2026-12-31", "--format", "json"];

/// Checks a stream by its path and as standard input, by itself and in a dataset: the same findings, of which it gives the rules and
/// the places, and the same report but for the name of the file.
#[track_caller]
fn findings(lines: &str, root: Option<&Path>) -> Vec<String> {
    let elsewhere = tempfile::tempdir().expect("a folder can be made");
    fs::write(elsewhere.path().join("x.ndjson"), lines).expect("it can be written");
    let root = root.map(|root| root.to_str().expect("its path is UTF-8"));
    let root: Vec<&str> = root.into_iter().flat_map(|root| ["--root", root]).collect();
    let by_path = run(
        elsewhere.path(),
        &[&VALIDATE[..], &root, &["x.ndjson"]].concat(),
    );
    let arguments = [&VALIDATE[..], &root, &["-"]].concat();
    let piped = run_with(elsewhere.path(), &arguments, lines);
    let found = rules(&by_path);
    assert_eq!(found, rules(&piped));
    assert_eq!(by_path.code, piped.code);
    found
}

/// The rule of each finding of a report, and its place in the record.
#[track_caller]
fn rules(run: &Run) -> Vec<String> {
    let report: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{run:?}"));
    let findings = report["findings"].as_array().expect("a list").iter();
    let text = |finding: &Value, key: &str| finding[key].as_str().map(str::to_owned);
    let mut found: Vec<_> = findings
        .filter_map(|one| Some(format!("{} {}", text(one, "rule")?, text(one, "pointer")?)))
        .collect();
    found.sort();
    found
}

#[test]
fn an_export_is_checked_as_its_dataset_is() {
    let mut datasets = folders(&repository().join("tests/fixtures/world"));
    datasets.push(repository());
    for folder in datasets {
        let lines = exported(&folder);
        let plain = plain(&lines);
        let found = findings(&lines, None);
        assert_eq!(found, findings(&plain, None), "{}", folder.display());
        let is_shape = |rule: &String| rule.starts_with("unknown-field");
        assert!(!found.iter().any(is_shape), "{found:?}");
        // In its dataset, with the texts, nothing is left to be found but what is found there.
        let here = run(&folder, &VALIDATE);
        assert_eq!(findings(&lines, Some(&folder)), rules(&here));
    }
}

/// The small dataset, and the line of one of its actors in an export.
fn actor() -> (TempDir, String) {
    let folder = small_dataset();
    let lines = exported(folder.path());
    let line = lines.lines().find(|line| line.contains(r#""id":"xd","#));
    let line = line.expect("the actor is there").to_owned();
    (folder, line)
}

const KEY: &str = r#""derived":"#;

#[test]
fn whatever_stands_under_the_key_is_passed_over() {
    let (folder, line) = actor();
    let (record, _) = line.split_once(&format!(",{KEY}")).expect("it has it");
    let fields = record.strip_prefix('{').expect("it is an object");
    for value in [
        "{}",
        "[]",
        "null",
        "-1.5e+9",
        r#""text""#,
        r#"{"added_later": [null, {"": true}], "caf\u00e9 \ud83d\ude00": "\"\\"}"#,
        r#"{"derived": {"id": 1, "type": "decision"}}"#,
    ] {
        for line in [
            format!("{record},{KEY}{value}}}"),
            format!("{{ {KEY} {value} , {fields}}}"),
            // A key is the same however it is written.
            format!(r#"{record}, "deri\u0076ed" : {value}}}"#),
        ] {
            let none: [&str; 0] = [];
            assert_eq!(findings(&line, Some(folder.path())), none, "{line}");
        }
    }
}

#[test]
fn it_has_to_be_json_and_to_stand_once() {
    let (folder, line) = actor();
    let (record, _) = line.split_once(&format!(",{KEY}")).expect("it has it");
    for (rest, rule) in [
        (r#","derived":{},"derived":{}}"#, "duplicate-key "),
        (r#","derived":{},"deri\u0076ed":1}"#, "duplicate-key "),
        (r#","derived":{"a":1,"a":1}}"#, "duplicate-key "),
        (r#","derived":[{"a":1,"\u0061":1}]}"#, "duplicate-key "),
        (r#","derived":{"a":1,}}"#, "json-syntax "),
        (r#","derived":[01]}"#, "json-syntax "),
        (r#","derived":"\ud800"}"#, "json-syntax "),
        (r#","derived":nul}"#, "json-syntax "),
        (r#","derived":1e999}"#, "json-syntax "),
        (r#","derivd":{}}"#, "unknown-field /derivd"),
        (r#","Derived":{}}"#, "unknown-field /Derived"),
        // The record is checked as it always is.
        (r#","derived":{},"knd":"body"}"#, "unknown-field /knd"),
    ] {
        let line = format!("{record}{rest}");
        assert_eq!(findings(&line, Some(folder.path())), [rule], "{line}");
    }
    let depth = format!("{record},{KEY}{}{}}}", "[".repeat(70), "]".repeat(70));
    assert_eq!(findings(&depth, Some(folder.path())), ["nesting-too-deep "]);
    // One level down it is a field like any other.
    let inside = line.replacen(r#""revision":1"#, r#""revision":1,"derived":{}"#, 1);
    let found = findings(&inside, Some(folder.path()));
    assert_eq!(found, ["unknown-field /record/derived"]);
}

#[test]
fn a_file_does_not_have_it() {
    let (folder, line) = actor();
    let root = folder.path().to_str().expect("its path is UTF-8");
    let expected = ["unknown-field /derived"];
    // Neither a file of its own elsewhere has it, nor one that standard input is to become, nor one at home.
    let elsewhere = tempfile::tempdir().expect("a folder can be made");
    fs::write(elsewhere.path().join("x.json"), &line).expect("it can be written");
    let arguments = [&VALIDATE[..], &["--root", root, "x.json"]].concat();
    assert_eq!(rules(&run(elsewhere.path(), &arguments)), expected);
    let path = "records/actors/xd.json";
    let arguments = [&VALIDATE[..], &["-", "--stdin-filename", path]].concat();
    assert_eq!(rules(&run_with(folder.path(), &arguments, &line)), expected);
    let arguments = [&VALIDATE[..], &["-", "--root", "."]].concat();
    let record: Value = serde_json::from_str(&line).expect("it is JSON");
    let laid_out = format!("{record:#}\n");
    assert_eq!(
        rules(&run_with(folder.path(), &arguments, &laid_out)),
        expected
    );
    fs::write(folder.path().join(path), &line).expect("it can be written");
    assert_eq!(
        rules(&run(
            folder.path(),
            &[&VALIDATE[..], &["records/actors/xd.json"]].concat()
        )),
        expected
    );
}

#[test]
fn nothing_in_a_record_leads_there() {
    let folder = repository();
    let lines = exported(&folder);
    let pointed = lines.replacen(
        r#""pointer":"/events/1/act""#,
        r#""pointer":"/derived/status""#,
        1,
    );
    assert!(pointed != lines);
    let found = findings(&pointed, Some(&folder));
    let is_told = |one: &String| one.starts_with("discrepancy-reading ");
    assert!(found.iter().any(is_told), "{found:?}");
    assert_eq!(found, findings(&plain(&pointed), Some(&folder)));
}
