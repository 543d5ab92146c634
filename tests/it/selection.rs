//! The promises of the command line about what is checked and how much it weighs: streams of records, standard input, patterns,
//! levels and allowances.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use crate::process::{Run, run, run_with};
use crate::support::{repository, small_dataset};
use serde_json::Value;
use tempfile::TempDir;

/// Every record of a dataset, one a line, decisions first.
fn stream(folder: &Path) -> String {
    let mut files = crate::support::raw_files(folder);
    files.retain(|file| file.path.ends_with(".json"));
    files.sort_by_key(|file| (!file.path.contains("/decisions/"), file.path.clone()));
    let line = |bytes: &[u8]| {
        let record: Value = serde_json::from_slice(bytes).expect("a record is JSON");
        format!("{record}\n")
    };
    let records = files.iter().map(|file| file.content.as_ref());
    records
        .map(|bytes| line(bytes.expect("it was read")))
        .collect()
}

/// The small dataset, and a folder elsewhere that holds all its records in a stream.
fn streamed() -> (TempDir, TempDir, String) {
    let dataset = small_dataset();
    let elsewhere = tempfile::tempdir().expect("a folder can be made");
    let text = stream(dataset.path());
    fs::write(elsewhere.path().join("all.ndjson"), &text).expect("it can be written");
    (dataset, elsewhere, text)
}

fn findings(run: &Run) -> Vec<Value> {
    let report: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{run:?}"));
    report["findings"].as_array().expect("a list").clone()
}

const JSON: [&str; 5] = ["validate", "--as-of", "2025-12-31", "--format", "json"];

fn json<'a>(more: &[&'a str]) -> Vec<&'a str> {
    JSON.iter().copied().chain(more.iter().copied()).collect()
}

#[test]
fn a_stream_is_checked_as_a_whole_without_its_texts() {
    let (dataset, elsewhere, text) = streamed();
    let whole = run(dataset.path(), &["validate", "--as-of", "2025-12-31"]);
    assert_eq!(whole.code, Some(0), "{whole:?}");
    let alone = run(elsewhere.path(), &["validate", "all.ndjson"]);
    assert_eq!(alone.code, Some(0), "{alone:?}");
    assert!(alone.out.contains("; quotes: "), "{alone:?}");
    assert!(alone.out.contains(" not checked, "), "{alone:?}");

    let root = dataset.path().to_str().expect("the folder is UTF-8");
    let arguments = [
        "validate",
        "--as-of",
        "2025-12-31",
        "--root",
        root,
        "all.ndjson",
    ];
    let rooted = run(elsewhere.path(), &arguments);
    assert_eq!(rooted.out.lines().last(), whole.out.lines().last());

    // Standard input is told to be a stream by its name, or by its first line.
    for arguments in [
        &["validate", "-"][..],
        &["validate", "-", "--stdin-filename", "x.jsonl"],
    ] {
        let piped = run_with(elsewhere.path(), arguments, &text);
        assert_eq!(piped.out, alone.out, "{piped:?}");
    }
}

#[test]
fn a_finding_in_a_stream_has_its_line_and_column() {
    let (dataset, elsewhere, text) = streamed();
    let root = dataset.path().to_str().expect("the folder is UTF-8");
    let broken = text.replacen("\"type\":\"taken\"", "\"type\":\"takken\"", 1);
    assert!(broken != text);
    let line = broken.lines().position(|line| line.contains("takken"));
    let line = line.expect("it was just planted");
    let column = broken.lines().nth(line).expect("it is there");
    let at = column.find("\"takken\"").expect("it is there");
    let column = column[..at].chars().count() + 1;

    let place = |before: &str, ending: &str| {
        let text = before.to_owned() + &broken.replace('\n', ending);
        fs::write(elsewhere.path().join("all.ndjson"), &text).expect("it can be written");
        let run = run(elsewhere.path(), &json(&["--root", root, "all.ndjson"]));
        assert_eq!(run.code, Some(1), "{run:?}");
        let found = findings(&run);
        let codes: Vec<_> = found
            .iter()
            .filter(|one| one["rule"] == "unknown-code")
            .collect();
        let [finding] = codes.as_slice() else {
            panic!("{found:?}")
        };
        let span = |end: usize| finding["span"][end].as_u64().expect("a number") as usize;
        assert_eq!(&text[span(0)..span(1)], "\"takken\"");
        assert_eq!(finding["start"]["column"], column);
        let line = finding["start"]["line"].as_u64().expect("a number");
        (line, finding["fingerprint"].clone())
    };
    let (first, fingerprint) = place("", "\n");
    assert_eq!(first, line as u64 + 1);
    // On another line it is the same finding.
    assert_eq!(place("\n \n", "\r\n"), (first + 2, fingerprint));
}

#[test]
fn standard_input_stands_for_a_file() {
    let dataset = small_dataset();
    let path = "records/actors/xd.json";
    let good = fs::read_to_string(dataset.path().join(path)).expect("it can be read");
    let bad = good.replace("\"kind\"", "\"knd\"");
    let named = json(&["-", "--stdin-filename", path]);
    assert_eq!(run_with(dataset.path(), &named, &good).code, Some(0));
    let run_bad = run_with(dataset.path(), &named, &bad);
    assert_eq!(run_bad.code, Some(1), "{run_bad:?}");
    let found = findings(&run_bad);
    assert!(
        !found.is_empty() && found.iter().all(|one| one["file"] == path),
        "{found:?}"
    );

    // A file that is not there yet belongs where its name says.
    let new = good.replace("\"xd\"", "\"xd-new\"");
    let misplaced = json(&["-", "--stdin-filename", "records/actors/xd-other.json"]);
    let found = findings(&run_with(dataset.path(), &misplaced, &new));
    assert!(
        found.iter().any(|one| one["rule"] == "misplaced-file"),
        "{found:?}"
    );

    // Without a name it is looked at in the place of the record that it is.
    let unnamed = run_with(dataset.path(), &json(&["-", "--root", "."]), &bad);
    assert_eq!(unnamed.code, Some(1));
    let found = findings(&unnamed);
    assert!(
        found.iter().all(|one| one["file"] == "<stdin>"),
        "{found:?}"
    );
}

#[test]
fn a_record_from_elsewhere_takes_the_place_of_its_own() {
    let dataset = small_dataset();
    let elsewhere = tempfile::tempdir().expect("a folder can be made");
    let root = dataset.path().to_str().expect("the folder is UTF-8");
    let good = fs::read_to_string(dataset.path().join("records/actors/xd.json"));
    let good = good.expect("it can be read");
    fs::write(elsewhere.path().join("draft.json"), &good).expect("it can be written");
    let good = run(elsewhere.path(), &json(&["--root", root, "draft.json"]));
    assert_eq!((good.code, findings(&good).len()), (Some(0), 0), "{good:?}");
    let alone = run(elsewhere.path(), &json(&["--root", root, "."]));
    assert_eq!(
        alone.code,
        Some(2),
        "a folder from elsewhere is no record: {alone:?}"
    );
    let none = run(elsewhere.path(), &json(&["--root", ".", "draft.json"]));
    assert_eq!(none.code, Some(2), "{none:?}");
}

#[test]
fn patterns_name_files() {
    let dataset = small_dataset();
    let all = run(dataset.path(), &["validate", "records/actors"]);
    let fitting = run(dataset.path(), &["validate", "records/a*/**/*.json"]);
    assert_eq!((fitting.code, fitting.out), (all.code, all.out));
    for nothing in ["records/b*/*.json", "records/[", "records/nothing.json"] {
        let none = run(dataset.path(), &["validate", nothing]);
        assert_eq!(none.code, Some(2), "{none:?}");
    }
}

/// A dataset with one finding that is a warning by itself.
fn warned() -> TempDir {
    let dataset = small_dataset();
    fs::write(dataset.path().join("records/stray.txt"), "x").expect("it can be written");
    dataset
}

#[test]
fn a_run_can_weigh_rules_otherwise() {
    let dataset = warned();
    for (arguments, code, errors, warnings) in [
        (&[][..], 0, 0, 1),
        (&["--deny", "stray-file"], 1, 1, 0),
        (&["--deny", "warnings"], 1, 1, 0),
        (&["--deny", "warnings", "--warn", "stray-file"], 0, 0, 1),
        (&["--allow", "stray-file"], 0, 0, 0),
        (&["--allow", "warnings", "--deny", "stray-file"], 1, 1, 0),
    ] {
        let run = run(dataset.path(), &json(arguments));
        assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
        let report: Value = serde_json::from_str(&run.out).expect("it is JSON");
        let counts = (&report["summary"]["errors"], &report["summary"]["warnings"]);
        assert_eq!(counts, (&errors.into(), &warnings.into()), "{arguments:?}");
    }
    for unclear in [
        &["--deny", "stray-fil"][..],
        &["--deny", "stray-file", "--allow", "stray-file"],
        // What is not checked further cannot be let pass.
        &["--allow", "unknown-field"],
        &["--warn", "json-syntax"],
        &["--stdin-filename", "x.json"],
        &["-", "-"],
        &["--format", "concise"],
        &["--format", "yaml=x"],
        &["--format", "json="],
    ] {
        let run = run(dataset.path(), &json(unclear));
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{unclear:?}");
        assert_ne!(run.err, "", "{unclear:?}");
    }
}

#[test]
fn an_allowance_holds_for_one_record() {
    let dataset = small_dataset();
    let config = dataset.path().join("besluit.toml");
    let written = fs::read_to_string(&config).expect("it can be read");
    let record = dataset.path().join("records/actors/xd.json");
    let good = fs::read_to_string(&record).expect("it can be read");
    let revised = good.replace("\"revision\": 1", "\"revision\": 2");
    fs::write(&record, revised).expect("it can be written");
    let allow = |rules: &[&str]| {
        let allowance = |rule: &&str| {
            format!("\n[[allowance]]\nrule = \"{rule}\"\nrecord = \"xd\"\nreason = \"A test.\"\n")
        };
        let allowances: String = rules.iter().map(allowance).collect();
        fs::write(&config, written.clone() + &allowances).expect("it can be written");
        run(dataset.path(), &json(&[]))
    };
    assert_eq!(allow(&["wrong-type"]).code, Some(1));
    let allowed = allow(&["revision-reason"]);
    let expected = (Some(0), 0);
    assert_eq!((allowed.code, findings(&allowed).len()), expected);
    let more = findings(&allow(&["revision-reason", "wrong-type"]));
    let rules: Vec<_> = more
        .iter()
        .map(|one| (&one["rule"], &one["file"]))
        .collect();
    assert_eq!(
        rules,
        [(&"unmatched-allowance".into(), &"besluit.toml".into())]
    );
    // What is allowed of changes is asked only where something is compared.
    let unasked = allow(&["revision-reason", "silent-change"]);
    assert_eq!(findings(&unasked).len(), 0, "{unasked:?}");
    fs::write(&config, written + "\n[[allowance]]\nrule = \"x\"\n").expect("it can be written");
    let unclear = run(dataset.path(), &JSON);
    assert_eq!(unclear.code, Some(2), "{unclear:?}");
}

#[test]
fn editors_understand_the_concise_form() {
    let tasks = fs::read_to_string(repository().join(".vscode/tasks.json"));
    let tasks: Value = serde_json::from_str(&tasks.expect("it is there")).expect("it is JSON");
    let pattern = &tasks["tasks"][0]["problemMatcher"]["pattern"];
    let regexp = pattern["regexp"].as_str().expect("a string");
    let regexp = regex::Regex::new(regexp).expect("a pattern");
    let group = |name: &str| pattern[name].as_u64().expect("a number") as usize;

    let dataset = warned();
    let record = dataset.path().join("records/actors/xd.json");
    let good = fs::read_to_string(&record).expect("it can be read");
    fs::write(&record, good.replace("\"kind\"", "\"knd\"")).expect("it can be written");
    let task = &tasks["tasks"][0];
    let arguments = task["args"].as_array().expect("a list").iter();
    let arguments: Vec<_> = arguments
        .filter_map(Value::as_str)
        .map(OsStr::new)
        .collect();
    let concise = run(dataset.path(), &arguments);
    let lines: Vec<_> = concise.out.lines().collect();
    let (_, lines) = lines.split_last().expect("a summary");
    assert_eq!(lines.len(), findings(&run(dataset.path(), &JSON)).len());
    for (line, finding) in lines.iter().zip(findings(&run(dataset.path(), &JSON))) {
        let found = regexp.captures(line).unwrap_or_else(|| panic!("{line}"));
        assert_eq!(&found[group("file")], finding["file"]);
        assert_eq!(found[group("line")], finding["start"]["line"].to_string());
        assert_eq!(
            found[group("column")],
            finding["start"]["column"].to_string()
        );
        assert_eq!(&found[group("severity")], finding["level"]);
        assert_eq!(&found[group("code")], finding["rule"]);
        let message = finding["message"].as_str().expect("a text");
        let hint = finding["hint"]
            .as_str()
            .map_or(String::new(), |hint| format!("; {hint}"));
        assert_eq!(found[group("message")], format!("{message}{hint}"));
    }
}

#[test]
fn a_report_replaces_only_a_report() {
    let dataset = small_dataset();
    let record = dataset.path().join("records/actors/xd.json");
    let good = fs::read(&record).expect("it can be read");
    for refused in [
        &["--format", "json=records/actors/xd.json"][..],
        &["--format", "json=records/new.json"],
        &["--format", "json=a", "--format", "sarif=./b/../a"],
    ] {
        let arguments = [&["validate"], refused].concat();
        let run = run(dataset.path(), &arguments);
        assert_eq!(run.code, Some(2), "{refused:?}: {run:?}");
    }
    assert_eq!(fs::read(&record).expect("it can be read"), good);
    assert!(!dataset.path().join("a").exists());
}

#[cfg(unix)]
#[test]
fn a_report_goes_where_a_link_or_a_device_leads() {
    let dataset = small_dataset();
    let path = |name: &str| dataset.path().join(name);
    fs::write(path("report"), "old").expect("it can be written");
    std::os::unix::fs::symlink("report", path("link")).expect("the link is new");
    let arguments = [
        "validate",
        "--format",
        "json=link",
        "--format",
        "sarif=/dev/null",
    ];
    let run = run(dataset.path(), &arguments);
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{run:?}");
    assert!(path("link").is_symlink());
    let report = fs::read_to_string(path("report")).expect("it can be read");
    assert!(report.starts_with('{'), "{report}");
    assert!(!Path::new("/dev/null").is_file());
}

#[test]
fn what_is_no_record_at_all_is_told_of_in_bounds() {
    let dataset = small_dataset();
    let path = dataset.path().join("records/actors/xd.json");
    let fields: Vec<_> = (0..30_000).map(|n| format!("\"f{n}\": 0")).collect();
    let record = format!("{{\"type\": \"actor\", {}}}", fields.join(", "));
    fs::write(path, record).expect("it can be written");
    let run = run(dataset.path(), &json(&["records/actors/xd.json"]));
    assert_eq!(run.code, Some(1));
    let found = findings(&run);
    assert!((900..=1001).contains(&found.len()), "{}", found.len());
    let says_so = |one: &Value| {
        one["message"]
            .as_str()
            .expect("a text")
            .starts_with("more in")
    };
    assert!(found.iter().any(says_so));
}
