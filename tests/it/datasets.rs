//! The promise: where several datasets are in one repository, every command reads the one that is meant, and the machines that show a
//! change know its files by their paths from the top of the work tree, wherever one stands.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::process::{Run, VALIDATE, run};
use crate::support::{copy, repository, small_dataset};

/// A folder with two datasets, `a` and `deep/b`, and what is none.
fn several() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let world = repository().join("tests/fixtures/world");
    copy(&world.join("late-dissent"), &folder.path().join("a"));
    copy(&world.join("budget"), &folder.path().join("deep/b"));
    fs::write(folder.path().join("package.json"), "{}").expect("it can be written");
    folder
}

#[track_caller]
fn check(folder: &Path, arguments: &[&str], code: i32) -> Run {
    let run = run(folder, arguments);
    assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
    run
}

/// The number of records that a run checked.
fn records(folder: &Path, paths: &[&str]) -> u64 {
    let run = check(
        folder,
        &[&VALIDATE[..], &["--format", "json"], paths].concat(),
        0,
    );
    let report: Value = serde_json::from_str(&run.out).expect("it is JSON");
    let numbers = report["summary"]["records"].as_object().expect("an object");
    numbers.values().filter_map(Value::as_u64).sum()
}

#[test]
fn a_folder_above_datasets_means_each() {
    let folder = several();
    let path = folder.path();
    let (a, b) = (records(path, &["a"]), records(path, &["deep/b"]));
    assert!(a > 0 && b > 0 && a != b);
    assert_eq!(records(path, &["."]), a + b);
    assert_eq!(records(path, &["deep"]), b);
    assert_eq!(records(path, &["deep", "a/records"]), a + b);
    check(path, &["fmt", "--check", "."], 0);
    // A dataset in the folder of another one is no part of it, and is found all the same.
    copy(small_dataset().path(), &path.join("a/tests/c"));
    assert_eq!(records(path, &["a"]), a);
    assert_eq!(records(path, &["a/tests"]), a);
    assert_eq!(records(path, &["."]), a + b);
}

#[test]
fn where_none_is_meant_they_are_named() {
    let folder = several();
    let path = folder.path();
    for command in [
        &["validate"][..],
        &["fmt"],
        &["list"],
        &["new", "actor", "x"],
    ] {
        let told = check(path, command, 2);
        assert!(told.err.contains("only below: a, deep/b;"), "{told:?}");
        assert!(told.err.contains("`--root`"), "{told:?}");
    }
    let told = check(path, &["list", "--root", "deep"], 2);
    assert!(told.err.contains("below it are deep/b"), "{told:?}");
    let told = check(path, &["list", "--root", "deep/b/records"], 2);
    assert!(told.err.contains("is no dataset"), "{told:?}");
}

/// The commands that read no dataset, and the one that an editor tells its folders.
const WITHOUT: [&str; 5] = ["completions", "explain", "init", "lsp", "man"];

#[test]
fn every_command_that_reads_a_dataset_takes_its_folder() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let help = check(folder.path(), &["--help"], 0).out;
    let commands = help.split("Commands:").nth(1).expect("a list");
    let commands = commands.split("Options:").next().expect("a list");
    let names = commands
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names: BTreeSet<_> = names
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(names.len() > 14, "{names:?}");
    for name in names {
        let help = check(folder.path(), &[name, "--help"], 0).out;
        assert_eq!(
            help.contains("--root <DIR>"),
            !WITHOUT.contains(&name),
            "{name}"
        );
    }
}

#[test]
fn a_command_elsewhere_says_what_it_says_in_the_folder() {
    let folder = several();
    let path = folder.path();
    let root = ["--root", "a"];
    let there = path.join("a");
    let decision = "world-xd-2022-0001";
    for (command, code) in [
        (&["list", "--as-of", "2026-01-01"][..], 0),
        (&["show", decision, "--as-of", "2026-01-01"], 0),
        (&["status", "--as-of", "2026-01-01"], 0),
        (&["timeline", "none"], 1),
        (&["coverage", "--as-of", "2026-01-01"], 0),
        (&["quote", "the"], 1),
        (&["export", "ndjson", "-o", "-"], 0),
        (&["schema", "record", "--format", "markdown"], 0),
        (&["migrate", "--check"], 0),
        (&["fmt", "--check"], 0),
        (&VALIDATE, 0),
    ] {
        let inside = check(&there, command, code);
        let outside = check(path, &[command, &root].concat(), code);
        assert_eq!(inside.out, outside.out, "{command:?}");
        assert_eq!(
            inside.err,
            outside.err.replace("a/records", "records"),
            "{command:?}"
        );
    }
    let made = check(path, &["new", "actor", "somebody", "--root", "a"], 0);
    assert_eq!(made.out, "a/records/actors/somebody.json\n");
    assert!(there.join("records/actors/somebody.json").exists());
    let absent = check(path, &["schema", "--check", "--root", "a"], 1);
    let first = absent.out.lines().next().expect("a line");
    assert!(
        first.starts_with("a/schema/") && first.contains("`besluit schema --write --root a`"),
        "{first}"
    );
    check(path, &["schema", "--write", "--root", "a"], 0);
    check(&there, &["schema", "--check"], 0);
}

/// A work tree with a dataset in `data` in which something is wrong.
fn work_tree() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let data = folder.path().join("data");
    copy(small_dataset().path(), &data);
    fs::create_dir(folder.path().join(".git")).expect("it can be made");
    let path = data.join("records/actors/xd.json");
    let text = fs::read_to_string(&path).expect("it can be read");
    fs::write(&path, text.replace("\"kind\"", "\"knd\"")).expect("it can be written");
    folder
}

/// A report in a form, which has errors.
fn report(folder: &Path, format: &str, more: &[&str]) -> String {
    let arguments = [&VALIDATE[..], &["--format", format], more].concat();
    check(folder, &arguments, 1).out
}

#[test]
fn machines_are_told_paths_from_the_top_of_the_work_tree() {
    let folder = work_tree();
    let top = folder.path();
    let file = "data/records/actors/xd.json";
    for (format, place) in [
        ("github", format!("file={file},")),
        ("gitlab", format!("\"path\": \"{file}\"")),
        ("sarif", format!("\"uri\": \"{file}\"")),
        ("junit", format!("name=\"{file}\"")),
    ] {
        let at_top = report(top, format, &["data"]);
        assert!(at_top.contains(&place), "{format}: {at_top}");
        assert!(!at_top.contains("\"records/"), "{format}: {at_top}");
        let by_root = report(top, format, &["--root", "data"]);
        assert_eq!(by_root, at_top, "{format}");
        for below in ["data", "data/records/actors"] {
            assert_eq!(
                report(&top.join(below), format, &[]),
                at_top,
                "{format} in {below}"
            );
        }
    }
    // People are told them as they stand.
    for (format, place) in [
        ("human", "--> xd.json:"),
        ("concise", "xd.json:"),
        ("json", "\"file\": \"xd.json\""),
        ("jsonl", "\"file\":\"xd.json\""),
    ] {
        let told = report(&top.join("data/records/actors"), format, &[]);
        assert!(told.contains(place), "{format}: {told}");
        assert!(!told.contains(file), "{format}: {told}");
    }
}

#[test]
fn both_paths_in_one_run_and_none_without_a_work_tree() {
    let folder = work_tree();
    let data = folder.path().join("data");
    let concise = report(&data, "concise", &["--format", "gitlab=../out.json"]);
    assert!(concise.starts_with("records/actors/xd.json:"), "{concise}");
    let gitlab = fs::read_to_string(folder.path().join("out.json")).expect("it is written");
    assert!(
        gitlab.contains("\"path\": \"data/records/actors/xd.json\""),
        "{gitlab}"
    );
    fs::remove_dir(folder.path().join(".git")).expect("it is there");
    let gitlab = report(&data, "gitlab", &[]);
    assert!(
        gitlab.contains("\"path\": \"records/actors/xd.json\""),
        "{gitlab}"
    );
}
