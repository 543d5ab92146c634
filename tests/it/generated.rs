//! The promise: what is generated and committed is current.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use besluit::export::derived::follows;
use besluit::schema;
use tempfile::TempDir;

use crate::process::run;
use crate::support::repository;

/// What stands beside the generated files: the context of the linked data and decisions about changes, both written by hand, and what was
/// released.
const BY_HAND: [&str; 3] = ["context.jsonld", "changes.toml", "released"];

/// A new folder in which a command wrote something.
fn made(arguments: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let run = run(folder.path(), arguments);
    assert_eq!(run.code, Some(0), "{run:?}");
    folder
}

/// Checks that the file at a path of this repository is what a command prints there.
#[track_caller]
fn check_printed(path: &str, arguments: &[&str]) -> String {
    let committed = fs::read_to_string(repository().join(path)).unwrap_or_default();
    let run = run(&repository(), arguments);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(
        committed == run.out,
        "{path} is not current: run `cargo run -- {} > {path}`",
        arguments.join(" ")
    );
    committed
}

/// The generated files in a folder, by their paths below it.
fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let files = walkdir::WalkDir::new(folder).into_iter();
    let files = files.map(|file| file.expect("the files are there"));
    let files = files.filter(|file| file.file_type().is_file());
    let below = |path: &Path| path.strip_prefix(folder).map(Path::to_owned);
    files
        .map(|file| below(file.path()).expect("it was found there"))
        .filter(|path| !BY_HAND.iter().any(|own| path.starts_with(own)))
        .collect()
}

#[test]
fn what_others_rely_on_is_what_the_program_does() {
    let folder = made(&["schema", "--write", "--dir", "."]);
    let committed = repository().join("schema");
    let generated = files(folder.path());
    assert!(generated.len() > 2 * schema::NAMES.len());
    assert_eq!(
        files(&committed),
        generated,
        "every file in schema/ is generated"
    );
    for path in generated {
        assert!(
            fs::read(committed.join(&path)).ok() == fs::read(folder.path().join(&path)).ok(),
            "schema/{} is not current: run `cargo run -- schema --write`",
            path.display()
        );
    }
}

#[test]
fn the_page_of_fields_and_codes_is_that_of_the_schema_and_the_records() {
    let committed = check_printed(
        "docs/reference.md",
        &["schema", "record", "--format", "markdown"],
    );
    // Its links lead to its headings.
    let headings = committed
        .lines()
        .filter_map(|line| line.strip_prefix("### "));
    let headings: BTreeSet<_> = headings
        .map(|heading| heading.to_lowercase().replace(' ', "-"))
        .collect();
    let links = committed.split("](#").skip(1);
    let links: BTreeSet<_> = links
        .filter_map(|rest| Some(rest.split_once(')')?.0.to_owned()))
        .collect();
    assert_eq!(links, headings);
    let schema = schema::with_derived("record", follows).expect("it has a schema");
    let definitions = schema["$defs"]
        .as_object()
        .map_or(0, |definitions| definitions.len());
    assert_eq!(headings.len(), definitions, "every type has a section");
}

#[test]
fn the_page_of_the_rules_is_that_of_their_files() {
    check_printed("docs/rules.md", &["explain", "--format", "markdown"]);
}

#[test]
fn editors_find_the_schemas_as_in_a_new_dataset() {
    let folder = made(&["init", "--prefix", "new", "--languages", "en", "."]);
    for path in [".vscode/settings.json", ".vscode/tasks.json"] {
        let committed = fs::read_to_string(repository().join(path)).expect("it is committed");
        let new = fs::read_to_string(folder.path().join(path)).expect("it is made");
        assert_eq!(committed, new, "{path}");
    }
}
