//! The promise: the house stays as ARCHITECTURE.md draws it. Imports go down only, the lower floors touch neither disk nor clock,
//! files stay readable, and nothing that could reach a network is among the dependencies.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::repository;

/// The parts of the program from the bottom to the top, each with the parts that it may import. Every part stands above those, so
/// there can be no circle.
const PARTS: [(&str, &[&str]); 14] = [
    // model: what a record is
    ("model", &[]),
    ("config", &["model"]),
    // read: bytes to values and places; these know JSON and text, not decisions
    ("json", &[]),
    ("passage", &[]),
    ("files", &["json"]),
    // check: records in, findings out
    ("finding", &["json"]),
    ("schema", &["json", "model"]),
    (
        "dataset",
        &["config", "files", "json", "model", "passage", "schema"],
    ),
    ("derive", &["dataset", "json", "model", "passage"]),
    (
        "check",
        &[
            "config", "dataset", "derive", "files", "finding", "json", "model", "passage", "schema",
        ],
    ),
    // write: findings to reports, records to views
    ("report", &["check", "finding", "json"]),
    (
        "scaffold",
        &["config", "dataset", "json", "model", "schema"],
    ),
    (
        "scaffold",
        &["config", "dataset", "json", "model", "schema"],
    ),
    ("view", &["check", "dataset", "derive", "json", "model"]),
    // cli: arguments and wiring
    (
        "cli",
        &[
            "check", "config", "dataset", "derive", "files", "finding", "json", "model", "passage",
            "report", "scaffold", "schema", "view",
        ],
    ),
];

/// The only parts that may touch the disk or read the clock.
const WORLDLY: [&str; 2] = ["files", "cli"];

/// Crates that open connections. `deny.toml` bans the same.
const NETWORK_CRATES: [&str; 12] = [
    "reqwest",
    "hyper",
    "ureq",
    "curl",
    "isahc",
    "attohttpc",
    "tokio",
    "async-std",
    "mio",
    "socket2",
    "rustls",
    "openssl",
];

#[test]
fn imports_go_down_only() {
    let order = |part: &str| PARTS.iter().position(|(name, _)| *name == part);
    for (part, allowed) in PARTS {
        assert!(
            allowed.iter().all(|used| order(used) < order(part)),
            "{part} may import only what stands below it"
        );
    }
    let mut used_by_part: Vec<(&str, &str)> = Vec::new();
    for (path, text) in sources() {
        let Some((part, allowed)) = place(&path) else {
            continue;
        };
        for line in code(&text) {
            for used in imports(line) {
                let fine = used == part || allowed.contains(&used);
                assert!(
                    fine,
                    "{}: {part} may not import {used}: {line}",
                    path.display()
                );
                used_by_part.push((part, used));
            }
        }
    }
    for (part, allowed) in PARTS {
        for &used in allowed {
            assert!(
                used_by_part.contains(&(part, used)),
                "{part} may import {used}, and does not: take it off the list"
            );
        }
    }
}

#[test]
fn the_lower_floors_touch_neither_disk_nor_clock() {
    for (path, text) in sources() {
        let Some((part, _)) = place(&path) else {
            continue;
        };
        if WORLDLY.contains(&part) {
            continue;
        }
        for line in code(&text) {
            for worldly in [
                "std::fs",
                "File::",
                "std::env",
                "std::net",
                "std::process",
                "SystemTime",
                "Timestamp::now",
                "Instant::",
            ] {
                assert!(
                    !line.contains(worldly),
                    "{}: {worldly} in {part}: {line}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn only_main_ends_the_process() {
    for (path, text) in sources() {
        let exits =
            code(&text).any(|line| line.contains("process::exit") || line.contains("ExitCode"));
        assert!(
            !exits || path.ends_with("main.rs"),
            "{} exits",
            path.display()
        );
    }
}

#[test]
fn files_stay_readable() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(
            lines <= 420,
            "{} has {lines} lines: is it one idea?",
            path.display()
        );
        let documented = text.starts_with("//!");
        assert!(
            documented,
            "{} does not open with why it exists",
            path.display()
        );
        let unsaid = ["todo!(", "unimplemented!(", "dbg!("]
            .into_iter()
            .find(|word| text.contains(word));
        assert_eq!(unsaid, None, "{}", path.display());
    }
}

#[test]
fn no_dependency_reaches_a_network() {
    let lock =
        fs::read_to_string(repository().join("Cargo.lock")).expect("the lock file is committed");
    for name in NETWORK_CRATES {
        assert!(
            !lock.contains(&format!("name = \"{name}\"\n")),
            "{name} is among the dependencies"
        );
    }
}

/// Every Rust file of the program, with its text.
fn sources() -> Vec<(PathBuf, String)> {
    let mut folders = vec![repository().join("src")];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the sources can be read") {
            let path = entry.expect("the sources can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("a source is UTF-8");
                sources.push((path, text));
            }
        }
    }
    assert!(sources.len() > 50, "the sources were found");
    sources
}

/// The part that a file belongs to, and what it may import; `main.rs` and `lib.rs` stand above all parts.
fn place(path: &Path) -> Option<(&'static str, &'static [&'static str])> {
    let below = path
        .strip_prefix(repository().join("src"))
        .expect("a source is below src");
    let first = below
        .components()
        .next()
        .expect("a path has a component")
        .as_os_str()
        .to_string_lossy();
    let name = first.trim_end_matches(".rs");
    if name == "main" || name == "lib" {
        return None;
    }
    let found = PARTS.into_iter().find(|(part, _)| *part == name);
    assert!(
        found.is_some(),
        "{} belongs to no part: give it a place in this test and in ARCHITECTURE.md",
        path.display()
    );
    found
}

/// The lines of a file that are code: no comments, and nothing of the tests at its end.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .take_while(|line| !line.contains("#[cfg(test)]"))
        .filter(|line| !line.trim_start().starts_with("//"))
}

/// The parts of the program that a line names by `crate::`.
fn imports(line: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => list
                .split(['}', ';'])
                .next()
                .unwrap_or_default()
                .split(',')
                .collect(),
            None => vec![rest],
        };
        for name in names {
            let end = name
                .trim()
                .find(|c: char| !(c.is_alphanumeric() || c == '_'));
            let name = &name.trim()[..end.unwrap_or(name.trim().len())];
            found.extend(
                PARTS
                    .into_iter()
                    .map(|(part, _)| part)
                    .find(|part| *part == name),
            );
        }
    }
    found
}
