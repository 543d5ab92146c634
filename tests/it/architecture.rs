//! The promise: the house stays as ARCHITECTURE.md draws it. Imports go down only, the lower floors touch neither disk nor clock,
//! files stay readable, and nothing that could reach a network is among the dependencies.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::repository;

/// The parts of the program from the bottom to the top, each with the parts that it may import. Every part stands above those, so
/// there can be no circle.
const PARTS: [(&str, &[&str]); 23] = [
    // model: what a record is
    ("model", &[]),
    ("config", &["model"]),
    ("embedded", &["model"]),
    // read: bytes to values and places; these know JSON and text, not decisions
    ("simd", &[]),
    ("json", &["simd"]),
    ("passage", &["simd"]),
    ("tape", &["json", "simd", "model"]),
    ("files", &["json"]),
    ("git", &["files"]),
    // check: records in, findings out
    ("finding", &["json"]),
    ("schema", &["json", "model", "tape"]),
    (
        "document",
        &["config", "files", "json", "model", "tape", "schema"],
    ),
    ("index", &["document", "model", "schema"]),
    (
        "dataset",
        &[
            "config", "document", "files", "index", "json", "model", "passage", "schema",
        ],
    ),
    (
        "derive",
        &["dataset", "index", "json", "model", "passage", "schema"],
    ),
    (
        "workspace",
        &["config", "dataset", "document", "files", "index", "schema"],
    ),
    (
        "check",
        &[
            "config",
            "dataset",
            "derive",
            "document",
            "files",
            "finding",
            "index",
            "json",
            "model",
            "passage",
            "schema",
            "workspace",
        ],
    ),
    // write: findings to reports, records to views
    ("report", &["dataset", "files", "finding", "json", "schema"]),
    (
        "validate",
        &[
            "check",
            "dataset",
            "files",
            "finding",
            "report",
            "workspace",
        ],
    ),
    (
        "template",
        &["config", "dataset", "json", "model", "schema"],
    ),
    ("view", &["dataset", "derive", "finding", "model", "schema"]),
    ("export", &["dataset", "derive", "model", "schema"]),
    // cli: arguments and wiring
    (
        "cli",
        &[
            "check",
            "config",
            "dataset",
            "derive",
            "export",
            "files",
            "finding",
            "git",
            "json",
            "model",
            "passage",
            "report",
            "template",
            "schema",
            "validate",
            "view",
            "workspace",
        ],
    ),
];

/// The only parts that may touch the disk or read the clock.
const WORLDLY: [&str; 5] = ["files", "git", "workspace", "validate", "cli"];

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
        for name in names(&code(&text)) {
            let used = name
                .strip_prefix("crate::")
                .and_then(|rest| rest.split("::").next());
            let Some((used, _)) =
                used.and_then(|used| PARTS.into_iter().find(|(part, _)| *part == used))
            else {
                continue;
            };
            let fine = used == part || allowed.contains(&used);
            assert!(
                fine,
                "{}: {part} may not import {used}: {name}",
                path.display()
            );
            used_by_part.push((part, used));
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
fn the_lower_floors_touch_no_disk() {
    for (path, text) in sources() {
        let Some((part, _)) = place(&path) else {
            continue;
        };
        for name in names(&code(&text))
            .iter()
            .filter(|_| !WORLDLY.contains(&part))
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

/// The part that a file belongs to, and what it may import; `main.rs`, `lib.rs` and `bench.rs` stand above all parts.
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
    if ["main", "lib", "bench"].contains(&name) {
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

/// The code of a file: no comments, and nothing of the tests at its end.
fn code(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    let lines = text[..end]
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Every path of names in code, those of `use` spelled out.
fn names(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for statement in code.split(';') {
        let statement = statement.trim();
        let start = if statement.starts_with("use ") {
            Some(0)
        } else {
            statement.find("\nuse ").map(|at| at + 1)
        };
        match start {
            Some(start) => spell_out("", statement[start + "use ".len()..].trim(), &mut names),
            None => {
                let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
                let paths = statement
                    .split(|c: char| !is_part(c))
                    .filter(|word| word.contains("::"));
                names.extend(paths.map(|path| path.trim_matches(':').to_owned()));
            }
        }
    }
    names
}

/// The paths of one `use`: `a::{b, c}` is `a::b` and `a::c`.
fn spell_out(prefix: &str, tree: &str, names: &mut Vec<String>) {
    match tree.split_once('{') {
        None => names.push(format!(
            "{prefix}{}",
            tree.split(" as ").next().unwrap_or_default().trim()
        )),
        Some((head, rest)) => {
            let prefix = format!("{prefix}{}", head.trim());
            let (mut depth, mut from) = (0, 0);
            let rest = rest.trim_end().trim_end_matches('}');
            for (at, c) in rest.char_indices().chain([(rest.len(), ',')]) {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    // A list may end in a comma; and its last `}` was cut off with those around it.
                    ',' if depth <= 0 || at == rest.len() => {
                        let part = rest[from..at].trim();
                        if !part.is_empty() {
                            spell_out(&prefix, part, names);
                        }
                        from = at + 1;
                    }
                    _ => {}
                }
            }
        }
    }
}
