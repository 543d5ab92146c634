//! The promise: what was published stays, and `--against` a git ref shows what did not; `--since` one reports no more than what
//! changed.
//!
//! These tests run real `git` in folders of their own. Where there is no such program, they say on standard error that they are
//! skipped; with `BESLUIT_TESTS_NEED_GIT` in the environment, as `.ci/run` has it, they fail.

mod changed_text;
mod reads_only;
mod refused;
pub mod repository;
mod since;
mod staged;

use std::fs;

use self::repository::{
    ACTOR, DECISION, check, commit, edit, found, git, has_git, publish, published, refuse, validate,
};
use crate::process::{command, finish};
use crate::support::small_dataset;

#[test]
fn a_change_needs_a_revision() {
    if !has_git() {
        return;
    }
    let folder = published();
    let folder = folder.path();
    let against = ["--against", "v1"];
    check(folder, &against, 0, &[]);

    edit(
        folder,
        DECISION,
        "\"date\": \"2022-03-14\"",
        "\"date\": \"2022-03-15\"",
    );
    let silent = format!("silent-change {DECISION}");
    let run = check(folder, &against, 1, &[&silent]);
    assert!(
        run.out
            .contains("`date` of `taken` was published as `2022-03-14`"),
        "{run:?}"
    );
    check(folder, &[], 0, &[]);
    commit(folder);
    check(folder, &against, 1, &[&silent]);
    check(folder, &["--against", "HEAD"], 0, &[]);
    check(folder, &["--against", "HEAD~1"], 1, &[&silent]);

    edit(folder, DECISION, "\"revision\": 2", "\"revision\": 3");
    let run = check(folder, &against, 1, &[&silent]);
    assert!(
        run.out.contains("this reason is the one of revision 2"),
        "{run:?}"
    );
    edit(
        folder,
        DECISION,
        "The minutes of the sitting,",
        "The date was wrong; the minutes of the sitting,",
    );
    check(folder, &against, 0, &[]);
}

#[test]
fn nothing_vanishes() {
    if !has_git() {
        return;
    }
    let folder = small_dataset();
    let folder = folder.path();
    let observer = "records/actors/xd-observer.json";
    let actor = fs::read_to_string(folder.join(ACTOR)).expect("it can be read");
    let actor = actor.replace("\"xd\"", "\"xd-observer\"");
    let actor = actor.replace("State of Xd", "Observer of Xd");
    fs::write(folder.join(observer), &actor).expect("it can be written");
    publish(folder);

    fs::remove_file(folder.join(observer)).expect("it is there");
    let vanished = format!("vanished-record {observer}");
    check(folder, &["--against", "v1"], 1, &[&vanished]);
    // What is gone is among the records and among the actors; it is no decision, and it changed.
    check(
        folder,
        &["--against", "v1", "records/actors"],
        1,
        &[&vanished],
    );
    check(folder, &["--against", "v1", "records/decisions"], 0, &[]);
    check(
        folder,
        &["--against", "v1", "--since", "v1"],
        1,
        &[&vanished],
    );

    let state = (
        r#""revision": 1, "state": "published""#,
        r#""revision": 2, "state": "withdrawn", "reason": { "en": "The office never existed." }"#,
    );
    let actor = actor.replace("1,\n    ", "1, ");
    fs::write(folder.join(observer), &actor).expect("it can be written");
    edit(folder, observer, state.0, state.1);
    check(folder, &["--against", "v1"], 0, &[]);

    edit(
        folder,
        DECISION,
        "\"id\": \"cold-winter\"",
        "\"id\": \"cold\"",
    );
    check(
        folder,
        &["--against", "v1", "--format", "json=report.json"],
        1,
        &[&format!("vanished-id {DECISION}")],
    );
    let report = fs::read_to_string(folder.join("report.json")).expect("it was just written");
    assert!(report.contains("`cold` says the same"), "{report}");
}

#[test]
fn what_follows_is_no_change() {
    if !has_git() {
        return;
    }
    let folder = published();
    let folder = folder.path();
    finish(command(folder, &["export", "ndjson", "-o", "export"]));
    let stream = "export/records.ndjson";
    let against = ["--against", "v1", "--root", ".", stream];
    check(folder, &against, 0, &[]);
    // What it says of the record itself counts, and nothing under the key.
    edit(folder, stream, r#""derived":{"#, r#""derived":{"added":1,"#);
    check(folder, &against, 0, &[]);
    edit(
        folder,
        stream,
        r#""date":"2022-03-14""#,
        r#""date":"2022-03-15""#,
    );
    let silent = format!("silent-change {stream}");
    check(folder, &against, 1, &[&silent]);
}

#[test]
fn layout_is_no_change() {
    if !has_git() {
        return;
    }
    let folder = published();
    let path = folder.path().join(DECISION);
    let text = fs::read_to_string(&path).expect("it can be read");
    let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    fs::write(&path, turned(&value).to_string()).expect("it can be written");
    check(folder.path(), &["--against", "v1"], 0, &[]);
    fs::write(&path, text.replace('\n', "\r\n")).expect("it can be written");
    check(folder.path(), &["--against", "v1"], 0, &[]);
}

/// A value with the keys of every object in the opposite order.
fn turned(value: &serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(members) => {
            let members = members.iter().rev();
            members
                .map(|(key, value)| (key.clone(), turned(value)))
                .collect()
        }
        serde_json::Value::Array(items) => items.iter().map(turned).collect(),
        other => other.clone(),
    }
}

#[test]
fn a_dataset_in_a_part_of_the_repository() {
    if !has_git() {
        return;
    }
    let repository = tempfile::tempdir().expect("a folder can be made");
    let moved = small_dataset();
    let folder = repository.path().join("gegevens \u{e9} \"één\" *");
    fs::rename(moved.path(), &folder).expect("it can be moved");
    let note = "records/a \"note\" of café.txt";
    fs::write(folder.join(note), "x").expect("it can be written");
    fs::write(repository.path().join("other.json"), "{").expect("it can be written");
    publish(repository.path());
    fs::write(repository.path().join("other.json"), "").expect("it can be written");
    let stray = format!("stray-file {note}");
    check(&folder, &["--against", "v1"], 0, &[&stray]);
    check(&folder, &["--since", "v1"], 0, &[]);
    fs::write(folder.join(note), "y").expect("it can be written");
    check(&folder, &["--since", "v1"], 0, &[&stray]);
    edit(
        &folder,
        DECISION,
        "\"holder\": \"xd-cabinet\"",
        "\"holder\": \"xd-parliament\"",
    );
    let run = validate(&folder, &["--against", "v1"]);
    assert!(
        found(&run).contains(&format!("silent-change {DECISION}")),
        "{run:?}"
    );

    let elsewhere = repository.path().join("elsewhere");
    fs::rename(&folder, &elsewhere).expect("it can be moved");
    refuse(
        &elsewhere,
        &["--against", "v1"],
        "there was no dataset in . then",
    );
}

#[test]
fn a_hook_of_another_repository() {
    if !has_git() {
        return;
    }
    let folder = published();
    let other = published();
    edit(other.path(), DECISION, "2022-03-14", "2022-03-13");
    commit(other.path());
    git(other.path(), &["tag", "--force", "v1"]);
    let broken = other.path().join("no-such-index");
    let run = finish({
        let mut command = command(
            folder.path(),
            &[
                "validate",
                "--as-of",
                "2025-12-31",
                "--against",
                "v1",
                "--since",
                "v1",
            ],
        );
        command
            .env("GIT_DIR", other.path().join(".git"))
            .env("GIT_WORK_TREE", other.path())
            .env("GIT_INDEX_FILE", &broken)
            .env("GIT_PREFIX", "records/")
            .env("GIT_OBJECT_DIRECTORY", &broken)
            .env("GIT_EXTERNAL_DIFF", "false");
        command
    });
    assert_eq!((run.code, found(&run).len()), (Some(0), 0), "{run:?}");
    assert!(!broken.exists());
}

#[cfg(unix)]
#[test]
fn a_link_and_a_name_of_other_bytes() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    if !has_git() {
        return;
    }
    let folder = small_dataset();
    let folder = folder.path();
    let link = folder.join("records/actors/link.json");
    symlink("/dev/zero", &link).expect("it can be made");
    let name = OsStr::from_bytes(b"records/\xff.txt");
    // Some systems have no such names.
    let is_named = fs::write(folder.join(name), "x").is_ok();
    publish(folder);
    let run = validate(folder, &["--against", "v1"]);
    let mut expected = vec!["not-a-file records/actors/link.json"];
    if is_named {
        expected.push("stray-file records/\u{fffd}.txt");
    }
    assert_eq!(found(&run), expected, "{run:?}");
}
