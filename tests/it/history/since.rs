//! The findings that `--since` reports.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::repository::{
    ACTOR, check, commit, edit, found, git, has_git, publish, published, validate,
};
use crate::process::{command, finish};
use crate::support::small_dataset;

#[test]
fn since_reports_what_changed() {
    if !has_git() {
        return;
    }
    let folder = small_dataset();
    let folder = folder.path();
    let write = |file: &str| {
        let path: PathBuf = folder.join("records").join(file);
        fs::create_dir_all(path.parent().expect("it has one")).expect("it can be made");
        fs::write(path, "x").expect("it can be written");
    };
    for file in ["same.json", "changed.json", "old name.json", "gone.json"] {
        write(file);
    }
    publish(folder);
    let syntax = |file: &str| format!("json-syntax records/{file}");
    // There are errors, and none in what changed.
    check(folder, &["--since", "v1"], 0, &[]);

    fs::write(folder.join("records/changed.json"), "xx").expect("it can be written");
    fs::remove_file(folder.join("records/gone.json")).expect("it is there");
    git(
        folder,
        &["mv", "records/old name.json", "records/new name.json"],
    );
    fs::write(folder.join(".gitignore"), "ignored.json\n").expect("it can be written");
    write("ignored.json");
    write("untracked/é.json");
    let expected = [
        "changed.json",
        "ignored.json",
        "new name.json",
        "untracked/é.json",
    ]
    .map(syntax);
    let check_changed = || {
        let run = validate(folder, &["--since", "v1"]);
        assert_eq!(found(&run), expected, "{run:?}");
        assert_eq!(run.code, Some(1));
    };
    check_changed();
    commit(folder);
    check_changed();
    check(folder, &["--since", "HEAD"], 0, &[]);

    // Another repository within this one: git does not look into it.
    write("nested/x.json");
    git(&folder.join("records/nested"), &["init", "--quiet"]);
    let nested = syntax("nested/x.json");
    check(folder, &["--since", "HEAD"], 1, &[&nested]);
    check(
        folder,
        &["--since", "HEAD", "records/nested"],
        1,
        &[&nested],
    );
    check(folder, &["--since", "HEAD", "records/actors"], 0, &[]);
}

/// Checks the findings in a file that is given to standard input.
#[track_caller]
fn check_stdin(folder: &Path, input: &Path, arguments: &[&str], expected: &[&str]) {
    let given = ["validate", "--format", "concise", "--since", "v1", "-"];
    let mut command = command(folder, &[&given, arguments].concat());
    command.stdin(File::open(input).expect("it was just written"));
    let run = finish(command);
    assert_eq!(found(&run), expected, "{run:?}");
    assert_eq!(run.code, Some(1), "{run:?}");
}

#[test]
fn what_is_named_from_elsewhere_counts() {
    if !has_git() {
        return;
    }
    let folder = published();
    let folder = folder.path();
    let elsewhere = tempfile::tempdir().expect("a folder can be made");
    let file = elsewhere.path().join("x.json");
    let stream = elsewhere.path().join("x.ndjson");
    fs::write(&file, "{}").expect("it can be written");
    fs::write(&stream, "{}\n").expect("it can be written");
    let is_found = |folder: &Path, arguments: &[&str]| {
        let run = validate(folder, &[&["--since", "v1"], arguments].concat());
        assert_eq!(found(&run).len(), 1, "{run:?}");
        assert_eq!(run.code, Some(1), "{run:?}");
    };
    let root = ["--root", "."];
    for path in [&file, &stream] {
        let path = path.to_str().expect("it is UTF-8");
        is_found(folder, &[root[0], root[1], path]);
    }
    check_stdin(folder, &file, &root, &["missing-field <stdin>"]);
    check_stdin(folder, &file, &[], &["missing-field <stdin>"]);
    let named = ["--stdin-filename", ACTOR];
    check_stdin(folder, &file, &named, &[&format!("missing-field {ACTOR}")]);

    // In a repository without a dataset too, and where a stream is as it was.
    let loose = tempfile::tempdir().expect("a folder can be made");
    fs::copy(&stream, loose.path().join("x.ndjson")).expect("it can be copied");
    publish(loose.path());
    check_stdin(loose.path(), &file, &[], &["missing-field <stdin>"]);
    is_found(loose.path(), &["x.ndjson"]);
}

#[test]
fn a_config_that_changed() {
    if !has_git() {
        return;
    }
    let folder = published();
    let folder = folder.path();
    let config = folder.join("besluit.toml");
    let text = fs::read_to_string(&config).expect("it can be read");
    let allowance = "[[allowance]]\nrule = \"same-title\"\nrecord = \"xd\"\nreason = \"x\"\n";
    fs::write(&config, format!("{text}\n{allowance}")).expect("it can be written");
    let unmatched = ["unmatched-allowance besluit.toml"];
    check(folder, &["--since", "v1"], 0, &unmatched);
    commit(folder);
    check(folder, &["--since", "v1"], 0, &unmatched);
    check(folder, &["--since", "HEAD"], 0, &[]);
}

#[test]
fn what_git_is_told_not_to_look_at_counts() {
    if !has_git() {
        return;
    }
    for flag in ["--assume-unchanged", "--skip-worktree"] {
        let folder = published();
        let folder = folder.path();
        git(folder, &["update-index", flag, ACTOR]);
        edit(folder, ACTOR, "\"id\"", "\"no\"");
        let run = validate(folder, &["--since", "v1"]);
        assert!(
            found(&run).contains(&format!("unknown-field {ACTOR}")),
            "{run:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn no_filter_is_run() {
    if !has_git() {
        return;
    }
    let folder = published();
    let folder = folder.path();
    fs::write(folder.join(".gitattributes"), "*.json filter=touch\n").expect("it can be written");
    let clean = format!("touch '{}'; cat", folder.join("was-run").display());
    git(folder, &["config", "filter.touch.clean", &clean]);
    git(folder, &["config", "filter.touch.required", "true"]);
    edit(folder, ACTOR, "\"id\"", "\"no\"");
    let run = validate(folder, &["--since", "v1"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(!folder.join("was-run").exists());
    git(folder, &["config", "filter.a=b.clean", "cat"]);
    super::repository::refuse(folder, &["--since", "v1"], "`a=b` cannot be switched off");
}
