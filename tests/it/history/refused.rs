//! The comparisons that are refused: exit code 2, nothing on standard output, and on standard error what to do about it.

use std::fs;
use std::process::Command;

use super::repository::{
    ACTOR, DECISION, check, commit, edit, found, git, has_git, publish, published, refuse, validate,
};
use crate::process::{command, finish};
use crate::support::small_dataset;

#[test]
fn a_ref_that_is_not_there() {
    if !has_git() {
        return;
    }
    let folder = published();
    let folder = folder.path();
    for option in ["--against", "--since"] {
        refuse(
            folder,
            &[option, "v2"],
            "there is no git ref `v2` here; `git fetch --tags`",
        );
        for name in ["v1:records", "v1 ", "v1^{tree}"] {
            refuse(folder, &[option, name], "there is no git ref");
        }
        refuse(folder, &[option, ""], "no git ref was given");
        for range in ["^v1", "v1..v1", "v1...v1", "v1..", "v1^!"] {
            refuse(folder, &[option, range], "is a range of commits");
        }
        let equals = format!("{option}=--output=x");
        refuse(
            folder,
            &[&equals],
            "`--output=x` begins with `-`, as no git ref does",
        );
    }
    assert!(!folder.join("x").exists());
}

#[test]
fn a_folder_without_a_history() {
    if !has_git() {
        return;
    }
    let folder = small_dataset();
    for option in ["--against", "--since"] {
        refuse(folder.path(), &[option, "v1"], "is not in a git work tree");
    }
    let loose = tempfile::tempdir().expect("a folder can be made");
    fs::write(loose.path().join("x.json"), "{}").expect("it can be written");
    refuse(
        loose.path(),
        &["--against", "v1", "x.json"],
        "these files belong to none",
    );
    refuse(
        loose.path(),
        &["--since", "v1", "x.json"],
        "is not in a git work tree",
    );
    publish(loose.path());
    check(loose.path(), &["--since", "v1", "x.json"], 0, &[]);
    fs::write(loose.path().join("x.json"), "{ }").expect("it can be written");
    check(
        loose.path(),
        &["--since", "v1", "x.json"],
        1,
        &["missing-field x.json"],
    );
    let below = loose.path().join("below");
    fs::create_dir(&below).expect("it can be made");
    refuse(
        &below,
        &["--since", "v1", "../x.json"],
        "../x.json is not below this folder",
    );
}

#[test]
fn a_machine_without_git() {
    let folder = small_dataset();
    let run = finish({
        let mut command = Command::new(env!("CARGO_BIN_EXE_besluit"));
        command
            .args(["validate", "--against", "v1"])
            .current_dir(folder.path())
            .env("PATH", folder.path());
        command
    });
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("this needs the program `git`"), "{run:?}");
}

#[test]
fn a_shallow_clone() {
    if !has_git() {
        return;
    }
    let folder = published();
    edit(
        folder.path(),
        DECISION,
        "\"date\": \"2022-03-14\"",
        "\"date\": \"2022-03-15\"",
    );
    commit(folder.path());
    let clones = tempfile::tempdir().expect("a folder can be made");
    let address = format!("file://{}", folder.path().display());
    git(
        clones.path(),
        &["clone", "--quiet", "--depth", "1", &address, "shallow"],
    );
    let shallow = clones.path().join("shallow");
    for option in ["--against", "--since"] {
        for name in ["v1", "HEAD~1"] {
            refuse(&shallow, &[option, name], "this clone is shallow");
            refuse(&shallow, &[option, name], "`git fetch --unshallow --tags`");
            refuse(&shallow, &[option, name], "`fetch-depth: 0`");
        }
        // Two trees are compared, and this one is here.
        check(&shallow, &[option, "HEAD"], 0, &[]);
    }
    git(&shallow, &["fetch", "--quiet", "--unshallow", "--tags"]);
    check(
        &shallow,
        &["--against", "v1"],
        1,
        &[&format!("silent-change {DECISION}")],
    );
}

#[test]
fn a_partial_clone_fetches_nothing() {
    if !has_git() {
        return;
    }
    let folder = published();
    git(folder.path(), &["config", "uploadpack.allowFilter", "true"]);
    edit(folder.path(), ACTOR, "State of Xd", "The State of Xd");
    commit(folder.path());
    let clones = tempfile::tempdir().expect("a folder can be made");
    let address = format!("file://{}", folder.path().display());
    git(
        clones.path(),
        &[
            "clone",
            "--quiet",
            "--filter=blob:none",
            &address,
            "partial",
        ],
    );
    refuse(
        &clones.path().join("partial"),
        &["--against", "v1"],
        "this clone is partial",
    );
}

#[test]
fn a_published_config_that_makes_no_sense() {
    if !has_git() {
        return;
    }
    let folder = small_dataset();
    let folder = folder.path();
    let config = fs::read_to_string(folder.join("besluit.toml")).expect("it can be read");
    fs::write(folder.join("besluit.toml"), "x").expect("it can be written");
    publish(folder);
    fs::write(folder.join("besluit.toml"), config).expect("it can be written");
    check(folder, &["--against", "v1"], 0, &[]);
}

#[test]
fn a_published_record_that_is_none() {
    if !has_git() {
        return;
    }
    let folder = small_dataset();
    let folder = folder.path();
    let record = fs::read(folder.join(ACTOR)).expect("it can be read");
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n";
    fs::write(folder.join(ACTOR), pointer).expect("it can be written");
    publish(folder);
    fs::write(folder.join(ACTOR), record).expect("it can be written");
    let run = validate(folder, &["--against", "v1"]);
    assert_eq!((run.code, found(&run).len()), (Some(0), 0), "{run:?}");
    assert!(
        run.err.contains(&format!("as it was then: {ACTOR}")),
        "{run:?}"
    );
}

#[test]
fn records_in_another_repository() {
    if !has_git() {
        return;
    }
    let other = small_dataset();
    publish(other.path());
    let folder = published();
    let folder = folder.path();
    let below = folder.join("records/other");
    git(
        folder,
        &[
            "clone",
            "--quiet",
            &other.path().display().to_string(),
            "records/other",
        ],
    );
    fs::write(below.join("x.json"), "x").expect("it can be written");
    // As `git submodule add` does, but for the address.
    git(folder, &["add", "records/other"]);
    git(folder, &["commit", "--quiet", "--message", "Another one"]);
    refuse(
        folder,
        &["--against", "HEAD"],
        "cannot look into another repository",
    );
    let run = validate(folder, &["--since", "HEAD"]);
    assert!(
        found(&run).contains(&"json-syntax records/other/x.json".to_owned()),
        "{run:?}"
    );
}

#[cfg(unix)]
#[test]
fn no_room_for_a_temporary_file() {
    if !has_git() {
        return;
    }
    let folder = published();
    let run = finish({
        let mut command = command(folder.path(), &["validate", "--against", "v1"]);
        command.env("TMPDIR", folder.path().join("no-such-folder"));
        command
    });
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(
        run.err.contains("cannot write a temporary file in"),
        "{run:?}"
    );
}

#[test]
fn a_published_dataset_without_records() {
    if !has_git() {
        return;
    }
    let folder = small_dataset();
    let folder = folder.path();
    fs::write(folder.join(".gitignore"), "records\n").expect("it can be written");
    git(folder, &["init", "--quiet"]);
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "No records"]);
    refuse(
        folder,
        &["--against", "HEAD"],
        "there were no records in . then",
    );
}
