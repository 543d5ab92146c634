//! The promise: a release is made of one commit, says itself which one it is, and nothing is released that must not be.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::history::repository::{DECISION, commit, edit, git, has_git};
use crate::process::{Run, run};
use crate::support::small_dataset;

const TITLE: &str = "extends the licence for the northern gas field until 2027\"\n";

#[track_caller]
fn check(folder: &Path, arguments: &[&str], code: i32, expected: &[&str]) -> Run {
    let run = run(folder, &[&["release"], arguments].concat());
    assert_eq!(run.code, Some(code), "{run:?}");
    for text in expected {
        assert!(
            run.out.contains(text) || run.err.contains(text),
            "{text}: {run:?}"
        );
    }
    run
}

/// A small dataset of which 0.1.0 is prepared and committed.
fn prepared() -> TempDir {
    let folder = small_dataset();
    let written = run(folder.path(), &["schema", "--write"]);
    assert_eq!(written.code, Some(0), "{written:?}");
    git(folder.path(), &["init", "--quiet"]);
    commit(folder.path());
    let first = ["nothing is released yet"];
    check(folder.path(), &["--plan"], 0, &first);
    check(
        folder.path(),
        &["0.1.0", "-o", "out"],
        2,
        &["0.1.0 is not prepared"],
    );
    check(
        folder.path(),
        &["--prepare", "0.1.0", "2026-01-02"],
        0,
        &["prepared: CITATION.cff"],
    );
    check(
        folder.path(),
        &["0.1.0", "-o", "out"],
        1,
        &["CITATION.cff is not as it is in the commit"],
    );
    commit(folder.path());
    folder
}

/// Gives the decision a new revision, with its reason.
fn revise(folder: &Path) {
    let path = folder.join(DECISION);
    let text = fs::read_to_string(&path).expect("it can be read");
    let mut record: Value = serde_json::from_str(&text).expect("it is JSON");
    let revision = record["record"]["revision"].as_u64().expect("it has one");
    record["record"]["revision"] = (revision + 1).into();
    record["record"]["reason"] = serde_json::json!({ "en": "It was wrong before." });
    fs::write(path, format!("{record:#}\n")).expect("it can be written");
}

#[test]
fn the_same_commit_gives_the_same_files() {
    if !has_git() {
        return;
    }
    let folder = prepared();
    let outside = tempfile::tempdir().expect("a folder can be made");
    let one = outside.path().join("one");
    let other = outside.path().join("other");
    for place in [&one, &other] {
        let place = place.to_str().expect("it is UTF-8");
        check(folder.path(), &["0.1.0", "-o", place], 0, &["0.1.0: "]);
    }
    let files = |place: &Path| {
        let files = walkdir::WalkDir::new(place).sort_by_file_name().into_iter();
        let files = files.map(|entry| entry.expect("it can be listed").into_path());
        let files = files.filter(|path| path.is_file()).map(|path| {
            let below = path.strip_prefix(place).expect("it is below").to_owned();
            (below, fs::read(path).expect("it can be read"))
        });
        files.collect::<Vec<_>>()
    };
    let files = (files(&one), files(&other));
    assert!(files.0 == files.1 && files.0.len() > 40);
    let manifest = fs::read_to_string(one.join("manifest.json")).expect("it is there");
    let manifest: Value = serde_json::from_str(&manifest).expect("it is JSON");
    assert_eq!(manifest["version"], "0.1.0");
    assert_eq!(manifest["date"], "2026-01-02");
    let head = git(folder.path(), &["rev-parse", "HEAD"]);
    assert_eq!(manifest["commit"], head.as_str());
    let records = fs::read(one.join("records.ndjson")).expect("it is there");
    let kept = fs::read(folder.path().join("released/0.1.0/records.ndjson"));
    assert_eq!(records, kept.expect("it is there"));
}

#[test]
fn the_number_follows_from_what_changed() {
    if !has_git() {
        return;
    }
    let folder = prepared();
    let folder = folder.path();
    let plan = |expected: &str| check(folder, &["--plan"], 0, &[expected]);
    let back = || git(folder, &["checkout", "--quiet", "--", "."]);
    plan("there is nothing to release");
    edit(
        folder,
        DECISION,
        TITLE,
        &TITLE.replace("2027", "the end of 2027"),
    );
    revise(folder);
    plan("the next release: 0.1.1 or higher (patch)");
    back();
    edit(
        folder,
        DECISION,
        "\"date\": \"2022-03-14\"",
        "\"date\": \"2022-03-15\"",
    );
    revise(folder);
    plan("the next release: 0.2.0 or higher (minor)");
    check(
        folder,
        &["--prepare", "0.1.1", "2026-02-03"],
        1,
        &["0.1.1 is too low: the decision `world-xd-2022-0001` says something else"],
    );
    back();
    revise(folder);
    edit(folder, DECISION, "\"published\"", "\"withdrawn\"");
    plan("the next release: 0.2.0 or higher (minor)");
}

#[test]
fn what_must_not_be_released_is_refused_with_all_reasons() {
    if !has_git() {
        return;
    }
    let folder = prepared();
    let folder = folder.path();
    fs::remove_file(folder.join(DECISION)).expect("it is there");
    fs::write(folder.join(".zenodo.json"), "{}").expect("it can be written");
    check(
        folder,
        &["--prepare", "0.2.0", "2025-01-01"],
        1,
        &[
            "the decision `world-xd-2022-0001` was released, and is gone",
            "Zenodo reads nothing of CITATION.cff",
            "at error level",
        ],
    );
    git(folder, &["checkout", "--quiet", "--", "."]);
    fs::remove_file(folder.join(".zenodo.json")).expect("it is there");
    check(
        folder,
        &["--prepare", "0.1.0", "2026-02-03"],
        1,
        &["what was released stays"],
    );
    edit(
        folder,
        DECISION,
        TITLE,
        &TITLE.replace("2027", "the end of 2027"),
    );
    revise(folder);
    check(
        folder,
        &["--prepare", "0.1.1", "2025-02-03"],
        1,
        &["2025-02-03 is before 2026-01-02, the day of 0.1.0"],
    );
    let own = concat!("schema/released/", env!("CARGO_PKG_VERSION"), "/rules.json");
    edit(folder, own, "\"error\"", "\"warning\"");
    check(
        folder,
        &["--prepare", "0.1.1", "2026-02-03"],
        1,
        &["run `besluit compat`"],
    );
    git(folder, &["checkout", "--quiet", "--", own]);
    check(
        folder,
        &["--prepare", "0.1.1", "2026-02-03"],
        0,
        &["next: "],
    );
    commit(folder);
    edit(folder, DECISION, "the end of 2027", "2028");
    commit(folder);
    check(
        folder,
        &["0.1.1", "-o", "../out"],
        1,
        &["the records are not those that were prepared"],
    );
}

/// Where no tag is known, the folder of the release is.
#[test]
fn a_shallow_clone_compares_with_the_folder_of_a_release() {
    if !has_git() {
        return;
    }
    let folder = prepared();
    edit(
        folder.path(),
        DECISION,
        "\"date\": \"2022-03-14\"",
        "\"date\": \"2022-03-15\"",
    );
    commit(folder.path());
    git(folder.path(), &["tag", "v9"]);
    let outside = tempfile::tempdir().expect("a folder can be made");
    let clone = outside.path().join("clone");
    let source = format!("file://{}", folder.path().display());
    let place = clone.to_str().expect("it is UTF-8");
    git(
        outside.path(),
        &[
            "clone",
            "--quiet",
            "--depth",
            "1",
            "--no-tags",
            &source,
            place,
        ],
    );
    let validate = |against| {
        run(
            &clone,
            &["validate", "--as-of", "2026-01-02", "--against", against],
        )
    };
    let unknown = validate("v0.1.0");
    assert_eq!(unknown.code, Some(2), "{unknown:?}");
    assert!(unknown.err.contains("shallow"), "{unknown:?}");
    for against in ["released/0.1.0", "released/0.1.0/records.ndjson"] {
        let compared = validate(against);
        assert_eq!(compared.code, Some(1), "{compared:?}");
        assert!(compared.out.contains("silent-change"), "{compared:?}");
    }
}
