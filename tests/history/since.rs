//! What `--since` reports.

use std::fs;
use std::path::PathBuf;

use crate::repository::{check, commit, found, git, has_git, publish, validate};
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
