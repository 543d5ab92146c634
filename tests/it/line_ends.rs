//! The promise: what git does to line ends changes no dataset that `besluit init` made, and is told once where it changed one.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::history::repository::{commit, git, has_git};
use crate::process::{Run, VALIDATE, run};

const FMT: [&str; 2] = ["fmt", "--check"];
const SCHEMA: [&str; 2] = ["schema", "--check"];

/// A clone of a dataset that `besluit init` made, as git makes it on Windows; with the attributes that it has by `init`, or others.
fn cloned(attributes: Option<&str>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let made = folder.path().join("made");
    let init = ["init", "made", "--prefix", "a", "--languages", "en"];
    assert_eq!(run(folder.path(), &init).code, Some(0));
    if let Some(attributes) = attributes {
        fs::write(made.join(".gitattributes"), attributes).expect("it can be written");
    }
    git(&made, &["init", "--quiet"]);
    commit(&made);
    let clone = [
        "clone",
        "--quiet",
        "-c",
        "core.autocrlf=true",
        "made",
        "clone",
    ];
    git(folder.path(), &clone);
    let clone = folder.path().join("clone");
    (folder, clone)
}

fn has_crlf(path: &Path) -> bool {
    let text = fs::read_to_string(path).expect("it can be read");
    text.contains("\r\n")
}

#[track_caller]
fn check(folder: &Path, arguments: &[&str], code: i32) -> Run {
    let run = run(folder, arguments);
    assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
    run
}

#[test]
fn a_clone_of_a_new_dataset_holds() {
    if !has_git() {
        return;
    }
    let (_folder, clone) = cloned(None);
    assert!(!has_crlf(&clone.join("README.md")));
    check(&clone, &VALIDATE, 0);
    check(&clone, &FMT, 0);
    check(&clone, &SCHEMA, 0);
}

#[test]
fn changed_line_ends_are_told_once() {
    if !has_git() {
        return;
    }
    let (_folder, clone) = cloned(Some("records/sources/**/*.txt -text\n"));
    assert!(has_crlf(&clone.join("records/actors/example-cabinet.json")));
    // A record says the same, whatever ends its lines.
    let said = check(&clone, &VALIDATE, 0);
    assert!(said.out.contains("0 errors, 0 warnings"), "{said:?}");
    for (command, mends) in [(FMT, &["fmt"][..]), (SCHEMA, &["schema", "--write"])] {
        let told = check(&clone, &command, 1);
        assert_eq!(told.out.lines().count(), 1, "{told:?}");
        for part in [
            " more files: line ends are CRLF",
            "`core.autocrlf`",
            &format!("Run `besluit {}`", mends.join(" ")),
            "`* text=auto eol=lf`",
        ] {
            assert!(told.out.contains(part), "{part}: {told:?}");
        }
        check(&clone, mends, 0);
        check(&clone, &command, 0);
    }
    check(&clone, &VALIDATE, 0);
}

#[test]
fn what_else_is_wrong_is_told_of_each() {
    if !has_git() {
        return;
    }
    let (_folder, clone) = cloned(Some(""));
    let path = "records/actors/example-cabinet.json";
    let text = fs::read_to_string(clone.join(path)).expect("it can be read");
    fs::write(clone.join(path), text.replace("  ", "   ")).expect("it can be written");
    let told = check(&clone, &FMT, 1);
    let lines: Vec<_> = told.out.lines().collect();
    assert_eq!(lines.len(), 2, "{told:?}");
    assert!(lines[0].starts_with(&format!("{path}: not in the canonical layout")));
    assert!(lines[1].contains(" and 1 more file: line ends"), "{told:?}");
    // A text is pinned byte for byte, and is not what it was.
    let told = check(&clone, &VALIDATE, 1);
    assert!(told.out.contains("error[text-changed]"), "{told:?}");
    assert!(
        told.out.contains("its line ends are CRLF, and were LF"),
        "{told:?}"
    );
    assert!(told.out.contains("`records/sources/** -text`"), "{told:?}");
}
