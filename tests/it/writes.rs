//! The promise: what is written is written whole or not at all, where it was asked for and nowhere else, and what a run that was killed
//! left is told and cleared away. `tests/interop/kills.py` kills real runs.

use std::fs;
use std::path::Path;

use crate::process::{Run, VALIDATE, run};
use crate::support::small_dataset;

const ACTOR: &str = "records/actors/xd.json";

#[track_caller]
fn check(folder: &Path, arguments: &[&str], code: i32) -> Run {
    let run = run(folder, arguments);
    assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
    run
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("it can be made");
    fs::write(path, text).expect("it can be written");
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("it can be read")
}

/// Takes a record out of its layout.
fn disorder(folder: &Path) -> String {
    let path = folder.join(ACTOR);
    let text = read(&path).replace("  ", " ");
    write(&path, &text);
    text
}

#[test]
#[cfg(unix)]
fn no_report_among_the_records_by_a_link() {
    let dataset = small_dataset();
    let elsewhere = tempfile::tempdir().expect("a folder can be made");
    let link = elsewhere.path().join("alias");
    std::os::unix::fs::symlink(dataset.path().join("records"), &link).expect("it can be made");
    let deep = elsewhere.path().join("deep");
    std::os::unix::fs::symlink(dataset.path().join("records/actors"), &deep)
        .expect("it can be made");
    for place in [
        "alias/r.json",
        "alias/actors/r.json",
        "deep/../r.json",
        "alias/no/r.json",
    ] {
        let format = format!("json={}", elsewhere.path().join(place).display());
        let run = check(
            dataset.path(),
            &[&VALIDATE[..], &["--format", &format]].concat(),
            2,
        );
        assert!(run.err.contains("no place among the records"), "{run:?}");
    }
    let format = format!("json={}", elsewhere.path().join("r.json").display());
    check(
        dataset.path(),
        &[&VALIDATE[..], &["--format", &format]].concat(),
        0,
    );
    check(dataset.path(), &VALIDATE, 0);
}

#[test]
fn what_a_killed_run_left_is_told_and_removed() {
    let folder = small_dataset();
    let left = folder.path().join("records/actors/.besluit-AbCdEf");
    write(&left, "{\"type\":");
    let run = check(folder.path(), &VALIDATE, 0);
    assert!(
        run.out
            .contains("warning[stray-file]: a run that was ended"),
        "{run:?}"
    );
    // A command that writes elsewhere leaves it.
    check(folder.path(), &["new", "source", "a-letter"], 0);
    assert!(left.exists());
    disorder(folder.path());
    check(folder.path(), &["fmt"], 0);
    assert!(!left.exists());
    fs::remove_dir_all(folder.path().join("records/sources/a-letter")).expect("it is there");
    check(
        folder.path(),
        &[&VALIDATE[..], &["--deny", "warnings"]].concat(),
        0,
    );
}

#[test]
fn what_was_begun_is_carried_on() {
    let folder = small_dataset();
    write(&folder.path().join("letter.txt"), "A letter.\n");
    let new = ["new", "source", "a-letter", "--text", "letter.txt"];
    let text = folder.path().join("records/sources/a-letter/text.txt");
    write(&text, "Another letter.\n");
    check(folder.path(), &new, 2);
    assert_eq!(read(&text), "Another letter.\n");
    write(&text, "A letter.\n");
    check(folder.path(), &new, 0);
    check(folder.path(), &new, 2);

    let init = ["init", "made", "--prefix", "a", "--languages", "en"];
    check(folder.path(), &init, 0);
    let made = folder.path().join("made");
    check(folder.path(), &init, 2);
    for gone in ["besluit.toml", "schema/actor.schema.json"] {
        fs::remove_file(made.join(gone)).expect("it was made");
    }
    check(folder.path(), &init, 0);
    assert!(made.join("besluit.toml").exists());
    fs::remove_file(made.join("besluit.toml")).expect("it was made");
    write(&made.join("schema/actor.schema.json"), "{}");
    check(folder.path(), &init, 2);
    assert!(!made.join("besluit.toml").exists());
}

#[test]
fn an_export_is_whole_and_other_files_stay() {
    let folder = small_dataset();
    let path = folder.path();
    let export = ["export", "csv", "-o", "out"];
    let entries = || {
        let entries = fs::read_dir(path).expect("it can be read");
        let names = entries.map(|entry| entry.expect("it can be read").file_name());
        names
            .filter(|name| name.to_string_lossy().contains("besluit-"))
            .count()
    };
    check(path, &export, 0);
    let actors = read(&path.join("out/actors.csv"));
    write(&path.join("out/mine/notes.txt"), "mine");
    write(&path.join("out/actors.csv"), "older");
    check(path, &export, 0);
    assert_eq!(read(&path.join("out/actors.csv")), actors);
    assert_eq!(read(&path.join("out/mine/notes.txt")), "mine");

    // A run was killed before the new folder took the place of the old one, or before all was carried over.
    fs::rename(path.join("out"), path.join(".besluit-old-out")).expect("it can be moved");
    write(&path.join(".besluit-new-out/half.csv"), "half");
    check(path, &export, 0);
    assert_eq!(read(&path.join("out/mine/notes.txt")), "mine");
    fs::remove_dir_all(path.join("out/mine")).expect("it is there");
    write(&path.join(".besluit-old-out/mine/notes.txt"), "mine");
    write(&path.join(".besluit-old-out/actors.csv"), "older");
    check(path, &export, 0);
    assert_eq!(read(&path.join("out/mine/notes.txt")), "mine");
    assert_eq!(read(&path.join("out/actors.csv")), actors);
    assert!(!path.join("out/half.csv").exists());
    assert_eq!(entries(), 0);

    // The folder that one stands in stays where it is: one file takes the place of another in it, and several would come one by one.
    let inner = path.join("out");
    write(&inner.join("actors.csv"), "older");
    let run = check(&inner, &["export", "csv", "-o", "."], 2);
    assert!(
        run.err.contains("the working directory is in it"),
        "{run:?}"
    );
    assert_eq!(read(&inner.join("actors.csv")), "older");
    check(&inner, &["export", "ndjson", "-o", "."], 0);
    assert!(inner.join("records.ndjson").exists());
    assert_eq!(read(&inner.join("mine/notes.txt")), "mine");
    assert_eq!(entries(), 0);
}

#[test]
#[cfg(unix)]
fn a_file_that_is_replaced_keeps_its_mode_and_leaves_its_other_names() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    let folder = small_dataset();
    let path = folder.path().join(ACTOR);
    let old = disorder(folder.path());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("it can be set");
    let snapshot = folder.path().join("snapshot.json");
    fs::hard_link(&path, &snapshot).expect("it can be linked");
    let before = fs::metadata(&path).expect("it is there");
    check(folder.path(), &["fmt"], 0);
    let after = fs::metadata(&path).expect("it is there");
    assert_ne!(read(&path), old);
    assert_eq!(read(&snapshot), old);
    assert_eq!(after.mode(), before.mode());
    assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
    // A new file has what the system gives.
    write(&folder.path().join("plain"), "");
    check(folder.path(), &["new", "actor", "new-one"], 0);
    let new = fs::metadata(folder.path().join("records/actors/new-one.json")).expect("it is made");
    let plain = fs::metadata(folder.path().join("plain")).expect("it is there");
    assert_eq!(new.mode(), plain.mode());
}

#[test]
#[cfg(unix)]
fn a_file_that_is_replaced_keeps_its_extended_attributes() {
    let folder = small_dataset();
    let path = folder.path().join(ACTOR);
    disorder(folder.path());
    let label = "user.besluit.label";
    if xattr::set(&path, label, b"read by all").is_err() {
        // Not every file system has them.
        return;
    }
    let before: Vec<_> = xattr::list(&path).expect("they can be listed").collect();
    check(folder.path(), &["fmt"], 0);
    let after: Vec<_> = xattr::list(&path).expect("they can be listed").collect();
    assert_eq!(after, before);
    let kept = xattr::get(&path, label).expect("it can be read");
    assert_eq!(kept.as_deref(), Some(&b"read by all"[..]));
    check(folder.path(), &["fmt", "--check"], 0);
}

#[test]
#[cfg(unix)]
fn a_pattern_goes_on_behind_what_cannot_be_read() {
    use std::os::unix::fs::PermissionsExt;

    let folder = small_dataset();
    let closed = folder.path().join("records/actors/aaa");
    fs::create_dir(&closed).expect("it can be made");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("it can be set");
    if fs::read_dir(&closed).is_ok() {
        // The superuser reads everything.
        return;
    }
    write(&folder.path().join("records/actors/zzz.json"), "{");
    let pattern = ["records/actors/**/*.json"];
    let run = check(folder.path(), &[&VALIDATE[..], &pattern].concat(), 2);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).expect("it can be set");
    assert!(
        run.out.contains("json-syntax") && run.err.contains("actors/aaa"),
        "{run:?}"
    );
}
