//! The promise of the benchmarks: what is measured is a dataset in order that has whatever records have, it is the same in every run,
//! and of the errors in it each is found by its rule.

#[path = "../../benches/corpus/dataset/mod.rs"]
pub mod dataset;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use self::dataset::{Arguments, Content, Kind, MAX_WORDS, Planted, Totals, generate};
use crate::process::run;
use crate::support::{random, repository};
use serde_json::Value;
use tempfile::TempDir;

/// Enough for every sort of story to come to its end.
const RECORDS: Content = Content::Meetings { records: 1_200 };

fn written(content: Content, is_stream: bool, broken: usize) -> (TempDir, Totals) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let arguments = Arguments {
        folder: folder.path().to_owned(),
        content,
        is_stream,
        broken,
    };
    let totals = generate(&arguments);
    (folder, totals)
}

/// The result of `besluit validate` on a dataset: the exit code, and the report.
fn validated(folder: &Path, format: &str) -> (Option<i32>, String) {
    let is_stream = folder.join("records.ndjson").exists();
    let path = if is_stream { "records.ndjson" } else { "." };
    let run = run(
        folder,
        &[
            "validate",
            "--root",
            ".",
            "--as-of",
            "2025-12-31",
            "--format",
            format,
            path,
        ],
    );
    (run.code, run.out)
}

/// Holds a dataset without errors to the rules, and gives the summary.
#[track_caller]
fn in_order(folder: &Path) -> String {
    let (code, out) = validated(folder, "human");
    let last = out.lines().last().unwrap_or_default().to_owned();
    assert_eq!(code, Some(0), "{out}");
    assert!(last.contains("; 0 errors, 0 warnings"), "{out}");
    assert!(!last.contains(" 0 quotes"), "{out}");
    last
}

/// The records of a dataset by their type and id, and how each is written.
fn records(folder: &Path) -> BTreeMap<String, (Value, String)> {
    let stream = fs::read_to_string(folder.join("records.ndjson"));
    let texts: Vec<String> = match stream {
        Ok(stream) => stream.lines().map(str::to_owned).collect(),
        Err(_) => walkdir::WalkDir::new(folder.join("records"))
            .into_iter()
            .map(|entry| entry.expect("it can be read").into_path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
            .map(|path| fs::read_to_string(path).expect("it is text"))
            .collect(),
    };
    let read = |text: String| {
        let record: Value = serde_json::from_str(&text).expect("it is JSON");
        (
            format!("{} {}", record["type"], record["id"]),
            (record, text),
        )
    };
    texts.into_iter().map(read).collect()
}

#[test]
fn a_corpus_is_in_order() {
    let (files, totals) = written(RECORDS, false, 0);
    let (stream, _) = written(RECORDS, true, 0);
    assert_eq!(in_order(files.path()), in_order(stream.path()));
    let layout = run(files.path(), &["fmt", "--check"]);
    assert_eq!((layout.code, layout.out.as_str()), (Some(0), ""));

    let (of_files, of_stream) = (records(files.path()), records(stream.path()));
    assert_eq!(of_files.len(), totals.records);
    let plain = |records: &BTreeMap<_, (Value, _)>| -> Vec<Value> {
        records.values().map(|one| one.0.clone()).collect()
    };
    assert_eq!(plain(&of_files), plain(&of_stream));
    // What other programs write is now and then escaped from end to end.
    let is_escaped = |text: &&String| text.contains("\\u2019") && text.is_ascii();
    let texts = of_stream.values().map(|one| &one.1);
    assert!(texts.filter(is_escaped).count() > 10);

    let bytes: usize = of_files.values().map(|one| one.1.len()).sum();
    assert_eq!(bytes, totals.bytes);
    let mean = bytes / of_files.len();
    assert!((5_000..5_900).contains(&mean), "{mean} bytes a file");
}

#[test]
fn a_corpus_is_the_same_in_every_run() {
    let read = || {
        let (folder, _) = written(RECORDS, true, 50);
        fs::read(folder.path().join("records.ndjson")).expect("it was written")
    };
    assert!(read() == read());
}

#[test]
fn a_corpus_has_whatever_records_have() {
    let (folder, _) = written(RECORDS, true, 0);
    let mut keys = BTreeSet::new();
    let mut codes = BTreeSet::new();
    for (record, _) in records(folder.path()).values() {
        note(record, &mut keys, &mut codes);
    }
    let schema = repository().join("schema/record.schema.json");
    let schema = fs::read_to_string(schema).expect("the schema is committed");
    let schema: Value = serde_json::from_str(&schema).expect("it is JSON");
    let types = schema["$defs"].as_object().expect("it has types");
    for (name, of_type) in types {
        for field in of_type["properties"].as_object().into_iter().flatten() {
            assert!(keys.contains(field.0), "no {name} has a {}", field.0);
        }
    }
    for name in [
        "EventType",
        "StatementType",
        "Position",
        "ParticipantRole",
        "Reason",
        "CommitmentEventType",
    ] {
        for code in types[name]["oneOf"].as_array().expect("it has codes") {
            let code = code["const"].as_str().expect("a code is a string");
            let is_left_out = ["no_position", "no_objection"].contains(&code);
            assert!(is_left_out || codes.contains(code), "no {name} is {code}");
        }
    }
}

/// Adds the keys of a value, and the strings in it.
fn note(value: &Value, keys: &mut BTreeSet<String>, strings: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                keys.insert(key.clone());
                note(value, keys, strings);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| note(item, keys, strings)),
        Value::String(text) => drop(strings.insert(text.clone())),
        _ => {}
    }
}

#[test]
fn quotes_run_over_the_ends_of_lines() {
    let (folder, _) = written(RECORDS, true, 0);
    let (mut over_lines, mut over_hyphens, mut all) = (0, 0, 0);
    for (record, _) in records(folder.path()).values() {
        for evidence in record["statements"].as_array().into_iter().flatten() {
            let evidence = &evidence["evidence"][0];
            let id = evidence["source"].as_str().expect("it has a source");
            let quote = evidence["quote"].as_str().expect("it is quoted");
            let path = folder.path().join(format!("records/sources/{id}/text.txt"));
            let text = fs::read_to_string(path).expect("it has a text");
            let joined = text.replace("-\n", "-");
            all += 1;
            over_lines += usize::from(!text.contains(quote));
            over_hyphens += usize::from(
                !text.contains(quote)
                    && joined.replace('\n', " ").contains(quote)
                    && !text.replace('\n', " ").contains(quote),
            );
        }
    }
    assert!(over_lines * 3 > all, "{over_lines} of {all}");
    assert!(over_hyphens * 100 > all, "{over_hyphens} of {all}");
}

#[test]
fn each_error_in_a_corpus_is_found_by_its_rule() {
    for is_stream in [false, true] {
        let (folder, totals) = written(RECORDS, is_stream, 150);
        let (code, out) = validated(folder.path(), "jsonl");
        assert_eq!(code, Some(1), "{out}");
        let lines = out
            .lines()
            .map(|line| serde_json::from_str(line).expect("it is JSON"));
        let findings: Vec<Value> = lines
            .filter(|one: &Value| one["level"] == "error")
            .collect();
        for Planted { kind, file, line } in &totals.planted {
            let is_it = |finding: &Value| {
                let own = finding["start"]["line"].as_u64();
                finding["rule"] == kind.rule()
                    && finding["file"] == **file
                    && line.is_none_or(|line| own == Some(line as u64))
            };
            let what = kind.name();
            assert!(findings.iter().any(is_it), "{what} in {file} {line:?}");
        }
        for kind in Kind::ALL {
            let count = totals.planted.iter().filter(|one| one.kind == kind).count();
            let even = totals.planted.len() / Kind::ALL.len();
            assert!(
                (even..=even + 2).contains(&count),
                "{} {count} times",
                kind.name()
            );
        }
        // One error is one finding; but a line that is no JSON has no id any more for others to refer to.
        let extra = findings.len() - totals.planted.len();
        let share = if is_stream { 10 } else { 50 };
        assert!(
            extra * share <= totals.planted.len(),
            "{extra} findings more than errors"
        );
    }
}

#[test]
fn a_long_text_is_quoted_from_end_to_end() {
    let quotes = 2_100;
    for words in [20_000, MAX_WORDS] {
        let (folder, totals) = written(Content::LongText { words, quotes }, false, 0);
        let summary = in_order(folder.path());
        assert!(
            summary.contains("; 2100 quotes anchored in 1 pinned text; "),
            "{summary}"
        );
        assert!(summary.starts_with("checked 3 decisions, "), "{summary}");
        assert!(totals.planted.is_empty());
    }
}
