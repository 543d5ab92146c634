//! The promise: the house stays as ARCHITECTURE.md draws it. Imports go down only, the lower floors touch neither disk nor clock,
//! files stay readable, and nothing that could reach a network is among the dependencies.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::repository;

mod imports;

use imports::names;

/// The parts of the program from the bottom to the top. Those of a row stand beside each other: each may import what is in the rows
/// below, and nothing of its own row or of those above.
const ROWS: [&[&str]; 19] = [
    &["counted"],
    // model: what a record is, with the quick tests for strings, and what is counted of it
    &["simd", "suggest", "printable", "completeness"],
    &["model"],
    &["config", "embedded", "wording"],
    // read: bytes to values and places; these know JSON and text, not decisions
    &["json", "passage", "extract"],
    &["tape", "files"],
    &["git"],
    // check: records in, findings out
    &["finding", "schema"],
    &["document"],
    &["index"],
    &["dataset"],
    &["derive", "workspace"],
    &["check"],
    // write: findings to reports, records to views
    &["report", "template", "migrate", "view", "export", "compat"],
    &["delta", "site"],
    &["release"],
    &["validate", "contract"],
    // part: a run in shards; lsp: the talk with an editor
    &["part", "lsp"],
    // cli: arguments and wiring
    &["cli"],
];

/// Imports that would go down, and are forbidden all the same: reports and views show what was found, and ask no rule; the lower
/// floors know JSON and text, and nothing of decisions.
const FORBIDDEN: [(&str, &str); 6] = [
    ("report", "check"),
    ("view", "check"),
    ("export", "check"),
    ("template", "check"),
    ("json", "model"),
    ("files", "model"),
];

/// The only parts that may touch the disk or read the clock.
const WORLDLY: [&str; 6] = ["files", "git", "workspace", "validate", "part", "cli"];

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
    for (path, text) in sources() {
        let Some(part) = part(&path) else {
            continue;
        };
        for name in names(&code(&text)) {
            let used = name
                .strip_prefix("crate::")
                .and_then(|rest| rest.split("::").next());
            let Some(used) = used.filter(|used| row(used).is_some()) else {
                continue;
            };
            let is_down = used == part || row(used) < row(&part);
            let is_forbidden = FORBIDDEN.contains(&(part.as_str(), used));
            assert!(
                is_down && !is_forbidden,
                "{}: {part} may not import {used}: {name}",
                path.display()
            );
        }
    }
}

#[test]
fn no_file_imports_itself_by_way_of_others() {
    let source = repository().join("src");
    let files: Vec<_> = sources()
        .into_iter()
        .map(|(path, text)| {
            let below = path.strip_prefix(&source).expect("a source is below src");
            (below.to_owned(), code(&text))
        })
        .collect();
    assert_eq!(imports::circle(&files), None);
}

#[test]
fn a_circle_is_found() {
    let files = |inner: &str| {
        vec![
            ("lib.rs".into(), "mod a; mod b;".to_owned()),
            ("a.rs".into(), "mod c; pub use c::C; fn f() {}".to_owned()),
            ("a/c.rs".into(), inner.to_owned()),
            ("b.rs".into(), "use crate::a::C; pub struct B;".to_owned()),
        ]
    };
    assert_eq!(imports::circle(&files("pub struct C;")), None);
    // `b` imports what `a` only hands on, so the circle is between `b` and `a/c`.
    let circle = imports::circle(&files("use crate::b::B; pub struct C;"));
    assert_eq!(circle, Some(vec!["a/c.rs".into(), "b.rs".into()]));
    let circle = imports::circle(&files("use super::super::b::{B, B as D}; pub struct C;"));
    assert_eq!(circle, Some(vec!["a/c.rs".into(), "b.rs".into()]));
}

#[test]
fn the_lower_floors_touch_no_disk() {
    for (path, text) in sources() {
        let Some(part) = part(&path) else {
            continue;
        };
        for name in names(&code(&text))
            .iter()
            .filter(|_| !WORLDLY.contains(&part.as_str()))
        {
            for worldly in [
                "std::fs",
                "std::env",
                "std::net",
                "std::process",
                "tempfile",
                "walkdir",
            ] {
                assert!(!name.starts_with(worldly), "{}: {name}", path.display());
            }
        }
    }
}

#[test]
fn only_the_front_of_the_command_reads_the_clock() {
    for (path, text) in sources() {
        let code = code(&text);
        let reads = ["SystemTime", "Timestamp::now", "Zoned::now", "Instant::now"]
            .iter()
            .any(|clock| code.contains(clock));
        assert!(
            !reads || path.ends_with("src/cli.rs"),
            "{} reads the clock",
            path.display()
        );
    }
}

#[test]
fn only_main_ends_the_process() {
    for (path, text) in sources() {
        let code = code(&text);
        let exits = code.contains("process::exit")
            || code.contains("ExitCode")
            || code.contains("process::abort");
        assert!(
            !exits || path.ends_with("src/main.rs"),
            "{} exits",
            path.display()
        );
    }
}

#[test]
fn names_are_found_in_lists() {
    let code = "use a::{b, c::{d, e as f}, self}; use crate::{g::h, i}; let x = crate::j::k(std::fs::read(p));";
    let expected = [
        "a::b",
        "a::c::d",
        "a::c::e",
        "a::self",
        "crate::g::h",
        "crate::i",
        "crate::j::k",
        "std::fs::read",
    ];
    assert_eq!(names(code), expected);
}

#[test]
fn files_stay_readable() {
    for (path, text) in files() {
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

/// Every Rust file of the program that is compiled into it, with its text: none of those that hold tests alone, which may use all.
fn sources() -> Vec<(PathBuf, String)> {
    let all = files();
    let mut tests = Vec::new();
    for (path, text) in &all {
        let folder = match path.file_stem().and_then(OsStr::to_str) {
            Some("lib" | "main") => path.with_file_name(""),
            _ => path.with_extension(""),
        };
        let declared = text.split("#[cfg(test)]\nmod ").skip(1);
        let names = declared.filter_map(|rest| rest.split_once(';'));
        // A module that is written out where it is declared has a brace before the next semicolon.
        let names = names
            .map(|(name, _)| name)
            .filter(|name| !name.contains('{'));
        tests.extend(names.map(|name| folder.join(name)));
    }
    assert!(tests.len() > 5, "the tests were found");
    let is_test = |path: &Path| {
        let mut tests = tests.iter();
        tests.any(|test| path.starts_with(test) || path.with_extension("") == *test)
    };
    all.into_iter().filter(|(path, _)| !is_test(path)).collect()
}

/// Every Rust file below `src`, with its text.
fn files() -> Vec<(PathBuf, String)> {
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

/// The row in which a part stands, counted from the bottom.
fn row(part: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&part))
}

/// The part that a file belongs to; `main.rs`, `lib.rs` and `bench.rs` stand above all parts.
fn part(path: &Path) -> Option<String> {
    let below = path
        .strip_prefix(repository().join("src"))
        .expect("a source is below src");
    let first = below.iter().next().expect("a path has a component");
    let name = first.to_string_lossy();
    let name = name.trim_end_matches(".rs");
    if ["main", "lib", "bench"].contains(&name) {
        return None;
    }
    assert!(
        row(name).is_some(),
        "{} belongs to no part: give it a place in this test and in ARCHITECTURE.md",
        path.display()
    );
    Some(name.to_owned())
}

/// The code of a file: no comments, and nothing of the tests at its end.
fn code(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    let lines = text[..end]
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}
