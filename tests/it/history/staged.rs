//! What `--staged` checks: the index, which the next commit will hold.

use std::fs;
use std::path::Path;

use super::repository::{
    ACTOR, DECISION, commit, edit, found, git, has_git, published, refuse, validate,
};
use crate::process::run;
use crate::support::copy;

/// Names an actor that is not there as the one who proposed.
fn name_another(folder: &Path) {
    let (one, other) = (
        "\"actor\": \"xd-minister-economy\"",
        "\"actor\": \"xd-new\"",
    );
    edit(folder, DECISION, one, other);
}

fn write_another(folder: &Path) {
    let actor = fs::read_to_string(folder.join(ACTOR)).expect("it can be read");
    let new = actor.replace("\"id\": \"xd\"", "\"id\": \"xd-new\"");
    let new = new.replace("State of Xd", "New State of Xd");
    fs::write(folder.join("records/actors/xd-new.json"), new).expect("it can be written");
}

#[track_caller]
fn finds(folder: &Path, arguments: &[&str], rules: &[&str]) {
    let run = validate(folder, &[&["--staged"], arguments].concat());
    let found = found(&run);
    let found = found.iter().filter_map(|one| one.split(' ').next());
    assert_eq!(found.collect::<Vec<_>>(), rules, "{run:?}");
    assert_eq!(run.code, Some(i32::from(!rules.is_empty())), "{run:?}");
}

#[test]
fn the_index_is_judged_and_not_the_folder() {
    if !has_git() {
        return;
    }
    let folder = published();
    let folder = folder.path();
    finds(folder, &[], &[]);
    // A draft that nobody commits is nobody's business, nor is what was not added yet.
    fs::write(folder.join("records/actors/draft.json"), "{").expect("it can be written");
    finds(folder, &[], &[]);
    git(
        folder,
        &["add", "--intent-to-add", "records/actors/draft.json"],
    );
    finds(folder, &[], &[]);
    git(
        folder,
        &["rm", "--quiet", "--cached", "records/actors/draft.json"],
    );
    // What is committed names what is not.
    name_another(folder);
    write_another(folder);
    finds(folder, &[], &[]);
    git(folder, &["add", DECISION]);
    finds(folder, &[], &["dangling-reference"]);
    finds(folder, &["--since", "v1"], &["dangling-reference"]);
    finds(
        folder,
        &["--against", "v1"],
        &["dangling-reference", "silent-change"],
    );
    git(folder, &["add", "records/actors/xd-new.json"]);
    finds(folder, &[], &[]);
    // The text of a source is that of the index as well.
    fs::write(folder.join("records/actors/xd-new.json"), "").expect("it can be written");
    finds(folder, &[], &[]);
    git(folder, &["add", "records/actors/xd-new.json"]);
    let run = validate(folder, &["--staged"]);
    assert!(found(&run).contains(&"json-syntax records/actors/xd-new.json".to_owned()));
}

#[test]
fn what_cannot_be_committed_is_refused() {
    if !has_git() {
        return;
    }
    let folder = published();
    let folder = folder.path();
    git(folder, &["checkout", "--quiet", "-b", "other"]);
    edit(folder, ACTOR, "\"en\": \"", "\"en\": \"Other ");
    commit(folder);
    git(folder, &["checkout", "--quiet", "-b", "third", "v1"]);
    edit(folder, ACTOR, "\"en\": \"", "\"en\": \"Third ");
    commit(folder);
    let merge = ["merge", "--quiet", "other"];
    let mut command = std::process::Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=x", "-c", "user.email=x@y.example"]);
    let merge = command.args(merge).output();
    assert!(!merge.expect("git can be run").status.success());
    refuse(folder, &["--staged"], "is in a conflict of a merge");
    git(folder, &["add", ACTOR]);
    git(folder, &["rm", "--quiet", "--cached", "besluit.toml"]);
    refuse(folder, &["--staged"], "besluit.toml in the index of git");
    refuse(folder, &["--staged", ACTOR], "cannot be used with");
}

/// The hook of docs/ci.md in a repository, where a commit may have an index of its own.
#[cfg(unix)]
#[test]
fn a_hook_sees_the_commit_that_is_made() {
    use std::os::unix::fs::PermissionsExt;

    if !has_git() {
        return;
    }
    for dataset in ["", "data"] {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let folder = folder.path();
        copy(published().path(), &folder.join(dataset));
        if !dataset.is_empty() {
            fs::remove_dir_all(folder.join(dataset).join(".git")).expect("it is there");
            git(folder, &["init", "--quiet"]);
            commit(folder);
        }
        let hook = folder.join(".git/hooks/pre-commit");
        let program = env!("CARGO_BIN_EXE_besluit");
        let root = if dataset.is_empty() { "." } else { dataset };
        let line = format!(
            "#!/bin/sh\nexec '{program}' validate --staged --root '{root}' --as-of 2025-12-31\n"
        );
        fs::create_dir_all(hook.parent().expect("it has one")).expect("it can be made");
        fs::write(&hook, line).expect("it can be written");
        fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("it is ours");
        let dataset = folder.join(dataset);
        name_another(&dataset);
        write_another(&dataset);
        let try_it = |arguments: &[&str]| {
            let identity = [
                "-c",
                "user.name=x",
                "-c",
                "user.email=x@y.example",
                "commit",
                "-m",
                "x",
            ];
            let mut git = std::process::Command::new("git");
            git.arg("-C").arg(&dataset).args(identity).args(arguments);
            git.output().expect("git can be run").status.success()
        };
        // Of what is named or tracked git makes an index for this commit alone.
        assert!(!try_it(&["-a"]), "the new actor is untracked");
        assert!(!try_it(&["--", DECISION]), "the new actor is untracked");
        git(&dataset, &["add", "records/actors/xd-new.json"]);
        assert!(
            !try_it(&["--", DECISION]),
            "the new actor is not in that commit"
        );
        assert!(try_it(&["-a"]), "all of it holds");
    }
}

#[test]
fn an_index_of_another_repository_is_not_believed() {
    if !has_git() {
        return;
    }
    let (folder, other) = (published(), published());
    name_another(other.path());
    git(other.path(), &["add", DECISION]);
    let mut command = crate::process::command(
        folder.path(),
        &["validate", "--staged", "--as-of", "2025-12-31"],
    );
    command.env("GIT_INDEX_FILE", other.path().join(".git/index"));
    let run_here = crate::process::finish(command);
    assert_eq!(run_here.code, Some(0), "{run_here:?}");
    let plain = tempfile::tempdir().expect("a folder can be made");
    let nowhere = run(plain.path(), &["validate", "--staged"]);
    assert_eq!(nowhere.code, Some(2), "{nowhere:?}");
}
