//! The promise: who begins a record says what is known, is asked for nothing else, and gets a number that nobody had.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::history::repository::{commit, git, has_git, publish};
use crate::process::{Run, run};
use crate::support::small_dataset;

const PAGE: &str = "<!DOCTYPE html>\n<html lang=\"en\"><head><title>The dike</title></head><body><main>\
    <p>The dike at Oost is mended.</p></main></body></html>\n";

#[track_caller]
fn check(folder: &Path, arguments: &[&str], code: i32) -> Run {
    let run = run(folder, arguments);
    assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
    run
}

/// Begins a record: its path and values, and the run.
#[track_caller]
fn begin(folder: &Path, arguments: &[&str]) -> (Value, Run) {
    let run = check(folder, &[&["new"], arguments].concat(), 0);
    let path = run.out.lines().last().expect("it tells the path");
    let text = fs::read_to_string(folder.join(path)).expect("it is there");
    (serde_json::from_str(&text).expect("it is JSON"), run)
}

/// The findings of a file, each as its rule.
fn findings(folder: &Path, path: &str) -> Vec<String> {
    let arguments = ["validate", "--as-of", "2026-12-31", "--format", "jsonl"];
    let run = run(folder, &arguments);
    let lines = run.out.lines().filter_map(|line| {
        let line: Value = serde_json::from_str(line).expect("it is JSON");
        (line["file"] == path).then(|| line["rule"].to_string())
    });
    lines.collect()
}

/// The id of the next decision of a year.
#[track_caller]
fn next(folder: &Path, year: &str) -> String {
    let arguments = ["decision", "--jurisdiction", "xd", "--year", year];
    let (record, run) = begin(folder, &arguments);
    let path = run.out.lines().last().expect("it tells the path");
    fs::remove_file(folder.join(path)).expect("it can be removed");
    record["id"].as_str().expect("it has an id").to_owned()
}

#[test]
fn a_source_in_one_command() {
    let dataset = small_dataset();
    fs::write(dataset.path().join("page.html"), PAGE).expect("it can be written");
    let arguments = [
        "source",
        "xd-page-2022",
        "--from",
        "page.html",
        "--keep-original",
        "--form",
        "web_page",
        "--title",
        "The dike at Oost",
        "--language",
        "en",
        "--author",
        "xd-cabinet",
        "--date",
        "2022-03-20",
        "--url",
        "https://dikes.example/oost",
        "--retrieved",
        "2022-03-21",
    ];
    let (record, run) = begin(dataset.path(), &arguments);
    assert!(
        run.err.contains("says of itself: title The dike"),
        "{run:?}"
    );
    assert!(run.err.contains("nothing is left to fill in"), "{run:?}");
    assert_eq!(record["original"]["retrieved"], "2022-03-21");
    // Only what the public can read has an address.
    assert_eq!(record["availability"], "public");
    let path = "records/sources/xd-page-2022/source.json";
    assert_eq!(findings(dataset.path(), path), [""; 0]);

    // The same as the other command makes of the document.
    let added = [
        "source",
        "add",
        "page.html",
        "--id",
        "xd-page-2023",
        "--keep-original",
    ];
    check(dataset.path(), &added, 0);
    let other = dataset
        .path()
        .join("records/sources/xd-page-2023/source.json");
    let other = fs::read_to_string(other).expect("it is there");
    let other: Value = serde_json::from_str(&other).expect("it is JSON");
    assert_eq!(record["text"], other["text"]);
    assert_eq!(record["original"]["sha256"], other["original"]["sha256"]);
}

#[test]
fn a_decision_of_what_is_known() {
    let dataset = small_dataset();
    let source = "xd-letter-2022-03-18";
    let bare = ["decision", "--jurisdiction", "xd", "--year", "2022"];
    let (record, _) = begin(dataset.path(), &bare);
    let path = format!(
        "records/decisions/2022/{}.json",
        record["id"].as_str().expect("it is there")
    );
    let before = findings(dataset.path(), &path).len();

    // Whose decision it is follows from the other decisions of the decider.
    let known = [
        "decision",
        "--year",
        "2022",
        "--kind",
        "order",
        "--decider",
        "xd-cabinet",
        "--title",
        "en=The dike is mended",
        "--option",
        "mend",
        "--option",
        "leave-it",
        "--event",
        "entered_into_force",
        "--date",
        "2022-03",
        "--from",
        source,
    ];
    let (record, _) = begin(dataset.path(), &known);
    assert_eq!(record["choice"], "mend");
    assert_eq!(record["options"][1]["id"], "leave-it");
    assert_eq!(record["events"][0]["id"], "entered-into-force");
    assert_eq!(record["events"][0]["evidence"][0]["source"], source);
    let path = format!(
        "records/decisions/2022/{}.json",
        record["id"].as_str().expect("it is there")
    );
    let after = findings(dataset.path(), &path).len();
    // The labels of the options and the quote are left.
    assert_eq!((before, after), (11, 3));
}

/// A letter may tell of what others decided on another day.
#[test]
fn what_a_source_says_is_suggested_and_not_asserted() {
    let dataset = small_dataset();
    let arguments = [
        "decision",
        "--jurisdiction",
        "xd",
        "--from",
        "xd-letter-2022-03-18",
    ];
    let (record, run) = begin(dataset.path(), &arguments);
    assert_eq!(record["events"][0]["date"], "");
    assert_eq!(record["decider"]["actor"], "");
    assert!(
        run.err.contains("`xd-letter-2022-03-18` is of 2022-03-18"),
        "{run:?}"
    );
    assert!(
        run.err.contains("`xd-letter-2022-03-18` is by `"),
        "{run:?}"
    );
}

#[test]
fn what_is_not_there_is_refused_with_what_was_meant() {
    let dataset = small_dataset();
    for (arguments, code, said) in [
        (&["decision", "--kind", "ordr"][..], 2, "'order'"),
        (&["decision", "--event", "take"], 2, "'taken'"),
        (&["source", "x", "--form", "leter"], 2, "'letter'"),
        (&["actor", "x", "--kind", "persn"], 2, "'person'"),
        (
            &["source", "x", "--author", "xd-cabinett"],
            1,
            "did you mean `xd-cabinet`?",
        ),
        (
            &["decision", "--decider", "xd-cabinett"],
            1,
            "did you mean `xd-cabinet`?",
        ),
        (
            &["decision", "--from", "xd-letter-2022-03-19"],
            1,
            "did you mean `xd-letter-2022-03-18`?",
        ),
        (
            &["decision", "--proposal", "no-such-proposal"],
            1,
            "there is no proposal",
        ),
        (
            &["source", "x", "--date", "3-3-2025"],
            2,
            "such as `2025-11-26`",
        ),
        (&["decision"], 2, "Name it with `--jurisdiction`"),
    ] {
        let run = check(dataset.path(), &[&["new"], arguments].concat(), code);
        assert!(run.err.contains(said), "{arguments:?}: {run:?}");
        assert_eq!(run.out, "", "{arguments:?}");
    }
}

/// Who has two languages says which one is meant.
#[test]
fn words_are_in_a_language() {
    let dataset = small_dataset();
    let config = dataset.path().join("besluit.toml");
    let text = fs::read_to_string(&config).expect("it is there");
    let text = text.replace("languages = [\"en\"]", "languages = [\"en\", \"nl\"]");
    fs::write(&config, text).expect("it can be written");
    let run = check(dataset.path(), &["new", "actor", "x", "--name", "Xd"], 2);
    assert!(run.err.contains("--name \"en=…\""), "{run:?}");
    let (record, _) = begin(dataset.path(), &["actor", "x", "--name", "nl=Iks"]);
    assert_eq!(record["name"], serde_json::json!({ "en": "", "nl": "Iks" }));
}

#[test]
fn a_number_that_was_released_is_not_given_again() {
    let dataset = small_dataset();
    assert_eq!(next(dataset.path(), "2031"), "world-xd-2031-0001");
    let released = dataset.path().join("released/0.1.0");
    fs::create_dir_all(&released).expect("it can be made");
    let lines = "{\"type\":\"decision\",\"id\":\"world-xd-2031-0007\"}\n\
        {\"type\":\"actor\",\"id\":\"world-xd-2031-0009\"}\nnot JSON\n";
    fs::write(released.join("records.ndjson"), lines).expect("it can be written");
    assert_eq!(next(dataset.path(), "2031"), "world-xd-2031-0008");
    assert_eq!(next(dataset.path(), "2032"), "world-xd-2032-0001");
}

#[test]
fn a_number_that_was_committed_is_not_given_again() {
    if !has_git() {
        return;
    }
    let dataset = small_dataset();
    let folder = dataset.path();
    git(folder, &["init", "-q"]);
    // Nothing is committed so far.
    assert_eq!(next(folder, "2031"), "world-xd-2031-0001");
    publish(folder);
    let (first, _) = begin(
        folder,
        &["decision", "--jurisdiction", "xd", "--year", "2031"],
    );
    assert_eq!(first["id"], "world-xd-2031-0001");
    commit(folder);
    let path = folder.join("records/decisions/2031/world-xd-2031-0001.json");
    fs::remove_file(&path).expect("it can be removed");
    commit(folder);
    assert_eq!(next(folder, "2031"), "world-xd-2031-0002");
    // Of another branch it is given as well: the two will meet.
    git(folder, &["checkout", "-q", "-b", "other"]);
    begin(
        folder,
        &["decision", "--jurisdiction", "xd", "--year", "2031"],
    );
    commit(folder);
    git(folder, &["checkout", "-q", "-"]);
    assert_eq!(next(folder, "2031"), "world-xd-2031-0003");
}
