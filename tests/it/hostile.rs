//! The promise: nothing that is somebody else's works on a terminal or in the log of a CI run, whatever command prints it and
//! whichever file or argument it comes from.

#![cfg(target_os = "linux")]

use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

use besluit::dataset::sha256;
use serde_json::Value;
use tempfile::TempDir;

use crate::history::repository::{commit, git, has_git, publish};
use crate::process::{Run, run, run_with};
use crate::support::{raw_files, small_dataset};

/// What sets the title of a terminal, clears it, ends the line, speaks to the runner of CI and turns the direction of writing.
const HARM: &str = "x\u{1b}]0;t\u{7}\u{9b}2J\n::stop-commands::t\r\nINJECTED ##[group]##vso[x]\u{202e}\u{2028}\u{85}y";

/// The same as a part of a text of one line, which records and sources may hold.
const HARM_IN_TEXT: &str = "::stop-commands::t ##[group]t ##vso[task.x]t";

/// A command line that is run in a hostile dataset; the place of an argument that is hostile is a `HARM`.
const RUNS: &[&[&str]] = &[
    &["validate"],
    &["validate", "--notes", "--color", "always"],
    &["validate", "--format", "concise"],
    &["validate", "--format", "json"],
    &["validate", "--format", "jsonl"],
    &["validate", "--format", "github"],
    &["validate", "--format", "gitlab"],
    &["validate", "--format", "sarif"],
    &["validate", "--format", "junit"],
    &["validate", "--stats", "."],
    &["validate", HARM],
    &["validate", "records/*"],
    &["validate", "--format", HARM],
    &["validate", "--format", "json=no/such/x\u{1b}[2J\n::x::"],
    &["validate", "--deny", HARM],
    &["validate", "--as-of", HARM],
    &["validate", "--root", HARM],
    &["validate", "--against", HARM],
    &["validate", "--against", "HEAD"],
    &["validate", "--since", "HEAD"],
    &["validate", "-", "--stdin-filename", HARM],
    &["lsp"],
    &["validate", "--part", "0", "-o", "harm.part"],
    &["validate", "--part", HARM, "-o", "x"],
    &["validate", "--join", "harm.part", "--notes"],
    &["validate", "--join", HARM],
    &["validate", "--join", "harm.part", "harm.part"],
    &["explain", HARM],
    &["explain", "--format", HARM],
    &["fmt", "--check"],
    &["fmt", HARM],
    &["fmt"],
    &["migrate", "--check"],
    &["migrate", "--body", HARM],
    &["quote", HARM],
    &["quote", "stop-commands"],
    &["quote", "the words before", "--source", HARM],
    &["source", "text", HARM],
    &[
        "source",
        "text",
        "records/sources/xd-letter-2022-03-18/text.txt",
        "--format",
        "json",
    ],
    &[
        "source",
        "check",
        "records/sources/xd-letter-2022-03-18/text.txt",
    ],
    &[
        "source",
        "check",
        "records/sources/xd-letter-2022-03-18/text.txt",
        HARM,
    ],
    &["source", "add", "besluit.toml", "--id", HARM],
    &[
        "source",
        "add",
        "besluit.toml",
        "--id",
        "new-source",
        "--excerpt",
        HARM,
    ],
    &[
        "quote",
        "stop-commands",
        "--source",
        "xd-letter-2022-03-18",
        "--check",
    ],
    &["quote", HARM, "--source", "xd-letter-2022-03-18", "--check"],
    &[
        "quote",
        HARM,
        "--source",
        "xd-letter-2022-03-18",
        "--check",
        "--format",
        "json",
    ],
    &["quote", "a", "--source", HARM, "--check", "--format", HARM],
    &["new", HARM],
    &["new", "actor", HARM],
    &["new", "actor", "new-one"],
    &["new", "source", "new-one", "--text", HARM],
    &["new", "source", "new-two", "--from", HARM],
    &[
        "new",
        "source",
        "new-two",
        "--from",
        "besluit.toml",
        "--author",
        HARM,
    ],
    &["new", "source", "new-two", "--from", "besluit.toml"],
    &["new", "actor", "new-two", "--name", HARM],
    &["new", "decision", "--jurisdiction", HARM],
    &["new", "decision", "--kind", HARM, "--decider", HARM],
    &[
        "new",
        "decision",
        "--jurisdiction",
        "xd",
        "--from",
        "xd-letter-2022-03-18",
    ],
    &["init", HARM, "--prefix", "a", "--languages", "en"],
    &["init", "other", "--prefix", HARM, "--languages", "en"],
    &["init", "other", "--prefix", "a", "--languages", HARM],
    &["status"],
    &["status", "--proposal", HARM],
    &["status", "--format", "json"],
    &["show", HARM],
    &["show", "world-xd-2022-0001"],
    &["show", "world-xd-2022-0001", "--format", "json"],
    &["show", "xd-letter-2022-03-18"],
    &["show", "xd-letter-2022-03-18", "--text"],
    &["show", "xd"],
    &["show", "world-xd-2022-0001", "--lang", HARM],
    &["list"],
    &["list", HARM],
    &["list", "--format", "json"],
    &["timeline", HARM],
    &["timeline", "--proposal", HARM],
    &["timeline", "--format", "json"],
    &["coverage"],
    &["coverage", HARM],
    &["coverage", "--format", "json"],
    &["delta", HARM],
    &["delta", "-"],
    &["delta", HARM, "."],
    &["delta", ".", "--format", "human"],
    &["delta", "--apply", ".", HARM],
    &["delta", "--apply", HARM, "-"],
    &["compat"],
    &["compat", "--against", HARM],
    &["compat", "--format", "github"],
    &["release", "--plan"],
    &["release", "--prepare", "0.1.0", "2026-11-30"],
    &["release", "--prepare", HARM, HARM],
    &["release", HARM, "-o", "out"],
    &["release", "0.1.0", "-o", HARM],
    &["export", "all", "-o", "out"],
    &["export", "jsonld", "-o", "out", "--base", HARM],
    &["export", "ndjson", "-o", HARM],
    &["export", HARM, "-o", "out"],
    &["site", "-o", "out"],
    &["site", "-o", HARM, "--clean"],
    &["site", "-o", "out", "--lang", HARM, "--base", HARM],
    &["schema", HARM],
    &["schema", "--check", "--dir", HARM],
    &["schema", "--check"],
    &["completions", HARM],
    &["man", HARM],
    &["man", "--dir", HARM],
    &["help", HARM],
    &[HARM],
    &["validate", "--color", HARM],
];

/// Runs everything in a dataset, and wants nothing to be printed that works on whoever reads it.
#[track_caller]
fn check(what: &str, folder: &Path) {
    for arguments in RUNS {
        let run = match arguments.contains(&"-") {
            true => run_with(folder, arguments, HARM),
            false => run(folder, arguments),
        };
        check_run(&format!("{what}: {arguments:?}"), arguments, &run);
    }
}

#[track_caller]
fn check_run(what: &str, arguments: &[&str], run: &Run) {
    let has = |name: &str| arguments.contains(&name);
    let mut out = run.out.clone();
    if has("always") {
        let colours = regex("\u{1b}\\[[0-9;]*m");
        out = colours.replace_all(&out, "").into_owned();
    }
    for text in [&out, &run.err] {
        for line in text.split('\n') {
            let harm = line.chars().find(|c| {
                let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}');
                c.is_control() && *c != '\t' || turns
            });
            assert_eq!(harm, None, "{what}: {line:?} of {text}");
            let is_ours = ["::error ", "::warning ", "::notice "]
                .iter()
                .any(|ours| has("github") && line.starts_with(ours));
            // What leads to another file in a report for people is no command.
            let is_place = line.trim_start().starts_with("::: ");
            let is_command = line.trim_start().starts_with("::") && !is_ours && !is_place;
            assert!(!is_command, "{what}: {line:?} of {text}");
            assert!(
                !line.contains("##[") && !line.contains("##vso["),
                "{what}: {line:?}"
            );
            assert!(!line.starts_with("INJECTED"), "{what}: {line:?} of {text}");
        }
    }
    if has("json") && run.code != Some(2) {
        let json = serde_json::from_str::<Value>(&run.out);
        assert!(json.is_ok() || run.out.is_empty(), "{what}: {}", run.out);
    }
}

fn regex(pattern: &str) -> regex::Regex {
    regex::Regex::new(pattern).expect("it is a pattern")
}

/// Puts something into each file of records in turn.
fn rewrite(folder: &Path, with: impl Fn(&str) -> String) {
    for file in raw_files(folder) {
        if file.path.ends_with(".json") {
            let bytes = file.content.expect("it was read");
            let text = String::from_utf8(bytes).expect("it is UTF-8");
            fs::write(folder.join(&file.path), with(&text)).expect("it can be written");
        }
    }
}

/// A value in which every string, or every key as well, is hostile.
fn harmed(value: &Value, with_keys: bool) -> Value {
    match value {
        Value::String(text) => Value::from(format!("{text}{HARM}")),
        Value::Array(items) => items.iter().map(|one| harmed(one, with_keys)).collect(),
        Value::Object(members) => {
            let member = |(key, one): (&String, &Value)| {
                let key = match with_keys {
                    true => format!("{key}{HARM}"),
                    false => key.clone(),
                };
                (key, harmed(one, with_keys))
            };
            Value::Object(members.iter().map(member).collect())
        }
        other => other.clone(),
    }
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("a record is JSON")
}

#[test]
fn every_command_is_run() {
    let help = run(small_dataset().path(), &["help"]).out;
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<_> = commands
        .take_while(|line| !line.is_empty())
        // What goes on from the line before is further in.
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() > 10, "{help}");
    for command in commands {
        assert!(RUNS.iter().any(|run| run[0] == command), "{command}");
    }
}

#[test]
fn records_whose_strings_are_hostile() {
    let folder = small_dataset();
    rewrite(folder.path(), |text| {
        harmed(&parsed(text), false).to_string()
    });
    check("strings", folder.path());
    let folder = small_dataset();
    rewrite(folder.path(), |text| {
        harmed(&parsed(text), true).to_string()
    });
    check("keys", folder.path());
    // Bytes that are no JSON.
    let folder = small_dataset();
    rewrite(folder.path(), |text| text.replace("\"id\"", HARM));
    check("bytes", folder.path());
}

#[test]
fn records_that_hold_and_are_hostile() {
    let folder = small_dataset();
    let path = folder.path();
    for file in raw_files(path)
        .iter()
        .filter(|file| file.path.ends_with(".txt"))
    {
        let text = fs::read_to_string(path.join(&file.path)).expect("it can be read");
        let hostile = format!("the words before\n{HARM}\n{text}\n{HARM_IN_TEXT}\n");
        let digests = [sha256(text.as_bytes()), sha256(hostile.as_bytes())];
        let digests = digests.map(|digest| digest.to_string());
        fs::write(path.join(&file.path), hostile).expect("it can be written");
        rewrite(path, |record| record.replace(&digests[0], &digests[1]));
    }
    rewrite(path, |record| {
        let mut record = parsed(record);
        for key in ["title", "name"] {
            for text in record[key].as_object_mut().into_iter().flatten() {
                *text.1 = Value::from(format!(
                    "{} {HARM_IN_TEXT} {}",
                    "a".repeat(70),
                    HARM_IN_TEXT.repeat(9)
                ));
            }
        }
        record.to_string()
    });
    check("what holds", path);
}

#[test]
fn a_configuration_that_is_hostile() {
    let quoted = serde_json::Value::from(HARM)
        .to_string()
        .replace('\u{7f}', "");
    for text in [
        format!("{quoted} = 1"),
        format!("name = {quoted}\ndescription = {quoted}\nlanguages = [\"en\"]"),
        format!("prefix = {quoted}"),
        format!("license = {quoted}"),
        format!("languages = [{quoted}]"),
        format!("[[allowance]]\nrule = {quoted}\nrecord = {quoted}\nreason = {quoted}"),
        format!("[[allowance]]\nrule = 'same-title'\nrecord = {quoted}\nreason = {quoted}"),
        format!("[[allowance]]\n{quoted} = {quoted}"),
        format!("name = '''\n{HARM}"),
        HARM.to_owned(),
    ] {
        let folder = small_dataset();
        fs::write(folder.path().join("besluit.toml"), &text).expect("it can be written");
        check(&text, folder.path());
    }
}

#[test]
fn files_whose_names_are_hostile() {
    let name = format!("{}.json", HARM.replace('/', ""));
    let folder = small_dataset();
    let actors = folder.path().join("records/actors");
    fs::copy(actors.join("xd.json"), actors.join(&name)).expect("it can be copied");
    fs::write(actors.join(format!("2{name}")), "{").expect("it can be written");
    fs::write(folder.path().join("records").join(HARM), "stray").expect("it can be written");
    let mut bytes = HARM.as_bytes().to_vec();
    bytes.extend(b"\xff.json");
    fs::write(actors.join(OsString::from_vec(bytes)), "{").expect("it can be written");
    check("names", folder.path());

    // The folder of the dataset itself.
    let above = tempfile::tempdir().expect("a folder can be made");
    let inner: PathBuf = above.path().join(HARM);
    fs::rename(small_dataset().keep(), &inner).expect("it can be moved");
    fs::write(inner.join("records/actors/xd.json"), "{").expect("it can be written");
    check("folder", &inner);
    let arguments = ["validate", HARM];
    check_run("from above", &arguments, &run(above.path(), &arguments));
}

#[test]
fn published_files_whose_names_are_hostile() {
    if !has_git() {
        return;
    }
    let folder: TempDir = small_dataset();
    let actors = folder.path().join("records/actors");
    let hostile = actors.join(format!("{HARM}.json"));
    fs::rename(actors.join("xd.json"), &hostile).expect("it can be moved");
    publish(folder.path());
    check("published", folder.path());
    fs::remove_file(&hostile).expect("it is there");
    check("vanished", folder.path());
    commit(folder.path());
    git(folder.path(), &["tag", "v3"]);
    check("removed", folder.path());
}
