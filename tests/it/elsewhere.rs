//! The promise of a selection: what is wrong by a file that was asked for is reported, in whatever file the finding is, and what
//! is not reported is counted.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::process::{run, run_with};
use crate::support::{copy, folders, repository};

/// Rules about two records, or a record and the text beside it, with the errors and warnings that their fixtures make.
const RULES: [&str; 7] = [
    "dangling-reference",
    "duplicate-id",
    "quote-not-found",
    "reference-cycle",
    "same-title",
    "text-changed",
    "two-positions",
];

const JSON: [&str; 5] = ["validate", "--as-of", "2025-12-31", "--format", "json"];

/// The base with a case of a rule laid over it.
fn laid_out(case: &Path) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    copy(&repository().join("tests/fixtures/base"), folder.path());
    copy(case, folder.path());
    folder
}

fn bad_cases() -> Vec<std::path::PathBuf> {
    let of_rule = |rule: &str| folders(&repository().join("tests/fixtures/rules").join(rule));
    let cases = RULES.into_iter().flat_map(of_rule);
    let is_bad = |case: &std::path::PathBuf| case.to_string_lossy().contains("/bad");
    cases.filter(is_bad).collect()
}

fn report(folder: &Path, more: &[&str]) -> Value {
    let run = run(folder, &[&JSON, more].concat());
    serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{more:?}: {run:?}"))
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().expect("a text")
}

/// The number of findings of a level, and of those elsewhere.
fn count(report: &Value, level: &str) -> (u64, u64) {
    let summary = &report["summary"];
    let elsewhere = summary["elsewhere"][level].as_u64();
    (
        summary[level].as_u64().expect("a number"),
        elsewhere.unwrap_or(0),
    )
}

#[test]
fn whichever_file_is_asked_for_its_findings_are_told() {
    let mut pairs = 0;
    for case in bad_cases() {
        let folder = laid_out(&case);
        let whole = report(folder.path(), &[]);
        assert!(whole["summary"].get("elsewhere").is_none(), "{whole}");
        for finding in list(&whole, "findings") {
            let mut files = vec![text(finding, "file")];
            files.extend(list(finding, "related").iter().map(|one| text(one, "file")));
            files.dedup();
            pairs += files.len() - 1;
            for file in files {
                let part = report(folder.path(), &[file]);
                let mut told = list(&part, "findings").iter();
                let is_it = |one: &Value| one["fingerprint"] == finding["fingerprint"];
                assert!(told.any(is_it), "{}: {file}: {part:#}", case.display());
                for level in ["errors", "warnings"] {
                    let (all, none) = count(&whole, level);
                    let (here, elsewhere) = count(&part, level);
                    assert_eq!((here + elsewhere, none), (all, 0), "{level} of {file}");
                }
            }
        }
    }
    assert!(pairs > 15, "{pairs}");
}

#[test]
fn people_are_told_that_there_is_more() {
    let case = repository().join("tests/fixtures/rules/quote-not-found/bad-nowhere");
    let folder = laid_out(&case);
    let one = run(
        folder.path(),
        &["validate", "--as-of", "2025-12-31", "records/proposals"],
    );
    let told = "0 errors, 0 warnings; 1 error elsewhere: `besluit validate` alone tells all";
    assert!(one.out.contains(told), "{one:?}");
    assert_eq!(one.code, Some(0));
}

/// A record that closes a circle is refused, however it comes and whatever the file is called that it is in.
#[test]
fn who_closes_a_circle_is_told() {
    let case = repository().join("tests/fixtures/rules/reference-cycle/bad-decisions");
    let folder = laid_out(&case);
    let of = |number: u8| format!("records/decisions/2025/base-xx-2025-000{number}.json");
    for path in [of(3), of(4)] {
        let record = fs::read_to_string(folder.path().join(&path)).expect("it is there");
        let line: Value = serde_json::from_str(&record).expect("it is JSON");
        for name in ["dump.ndjson", "zdump.ndjson"] {
            let elsewhere = tempfile::tempdir().expect("a folder can be made");
            let stream = elsewhere.path().join(name);
            fs::write(&stream, format!("{line}\n")).expect("it can be written");
            let stream = stream.to_str().expect("it is UTF-8");
            let found = report(folder.path(), &["--root", ".", stream]);
            let mut found = list(&found, "findings").iter();
            assert!(found.any(|one| one["rule"] == "reference-cycle"), "{name}");
        }
        let arguments = [&JSON[..], &["-", "--stdin-filename", &path]].concat();
        let run = run_with(folder.path(), &arguments, &record);
        assert_eq!(run.code, Some(1), "{run:?}");
    }
}
