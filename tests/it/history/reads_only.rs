//! The program reads a repository: it runs nothing that the repository names, and writes nothing in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::repository::{ACTOR, DECISION, edit, found, git, has_git, published, validate};

/// Every file below a folder, with when it was written and what it holds.
fn state(folder: &Path) -> BTreeMap<String, (SystemTime, Vec<u8>)> {
    let mut state = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        let metadata = path.symlink_metadata().expect("it is there");
        let name = path.display().to_string();
        let written = metadata.modified().expect("the system tells it");
        if metadata.is_dir() {
            state.extend(self::state(&path));
            state.insert(name, (written, Vec::new()));
        } else {
            state.insert(name, (written, fs::read(&path).expect("it can be read")));
        }
    }
    state
}

/// Writes a file anew as it is, some time later: git believes that it may have changed.
fn touch(folder: &Path, file: &str) {
    let file = fs::File::options().write(true).open(folder.join(file));
    let later = SystemTime::now() + Duration::from_secs(5);
    let file = file.expect("it is there");
    file.set_modified(later).expect("it can be touched");
}

#[cfg(unix)]
#[test]
fn nothing_that_a_repository_names_is_run() {
    use std::os::unix::fs::PermissionsExt;

    if !has_git() {
        return;
    }
    let folder = published();
    let folder = folder.path();
    let elsewhere = tempfile::tempdir().expect("a folder can be made");
    let was_run = elsewhere.path().join("was-run");
    let touch_it = format!("touch '{}'", was_run.display());
    for hook in [
        "post-index-change",
        "post-checkout",
        "pre-commit",
        "reference-transaction",
    ] {
        let path = folder.join(".git/hooks").join(hook);
        fs::create_dir_all(path.parent().expect("it has one")).expect("it can be made");
        fs::write(&path, format!("#!/bin/sh\n{touch_it}\n")).expect("it can be written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it is ours");
    }
    let runs = format!("{touch_it}; cat \"$1\"");
    for (key, value) in [
        ("core.fsmonitor", touch_it.as_str()),
        ("diff.orderFile", "there/is/none"),
        ("diff.external", &runs),
        ("diff.x.command", &runs),
        ("diff.x.textconv", &runs),
        ("diff.x.cachetextconv", "true"),
        ("filter.x.clean", &runs),
        ("filter.x.smudge", &runs),
        ("filter.x.required", "true"),
        ("diff.autoRefreshIndex", "true"),
        ("diff.algorithm", "none of them"),
        ("core.pager", &runs),
        ("pager.ls-files", &runs),
        ("interactive.diffFilter", &runs),
    ] {
        git(folder, &["config", key, value]);
    }
    fs::write(
        folder.join(".git/info/attributes"),
        "*.json filter=x diff=x\n",
    )
    .expect("it can be written");
    // One that changed, one that was only touched, and one that is new.
    touch(folder, DECISION);
    edit(folder, ACTOR, "\"id\"", "\"no\"");
    fs::write(folder.join("records/actors/new.json"), "x").expect("it can be written");
    let before = state(folder);
    let _ = fs::remove_file(&was_run);
    for arguments in [
        &["--since", "v1"][..],
        &["--against", "v1"],
        &["--staged"],
        &["--staged", "--since", "v1"],
        &["--staged", "--against", "v1"],
    ] {
        let run = validate(folder, arguments);
        let code = if arguments[0] == "--staged" { 0 } else { 1 };
        assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
        assert!(!was_run.exists(), "{arguments:?} ran something");
        assert!(state(folder) == before, "{arguments:?} wrote something");
    }
}

#[test]
fn what_was_only_touched_has_not_changed() {
    if !has_git() {
        return;
    }
    let folder = published();
    let folder = folder.path();
    // Each of them has an error, and that is not new.
    for file in [ACTOR, DECISION] {
        edit(folder, file, "\"record\"", "\"rekord\"");
    }
    super::repository::commit(folder);
    touch(folder, ACTOR);
    let run = validate(folder, &["--since", "HEAD"]);
    assert_eq!(found(&run), [""; 0], "{run:?}");
    edit(folder, ACTOR, "\"rekord\"", "\"recorda\"");
    let run = validate(folder, &["--since", "HEAD"]);
    assert!(
        found(&run).iter().all(|one| one.ends_with(ACTOR)),
        "{run:?}"
    );
    assert!(!found(&run).is_empty(), "{run:?}");
}
