//! The promise about files that are named by themselves: each of them is read, or the exit code says that one was not.

use std::fs;
use std::path::Path;

use crate::process::{Run, run};
use crate::support::small_dataset;

const ACTOR: &str = "records/actors/xd.json";
const TEXT: &str = "records/sources/xd-letter-2022-03-18/text.txt";

fn validate(folder: &Path, paths: &[&str]) -> Run {
    let arguments = ["validate", "--as-of", "2025-12-31", "--format", "concise"];
    run(folder, &[&arguments, paths].concat())
}

#[test]
fn a_named_file_that_is_no_record_is_not_passed_over() {
    let dataset = small_dataset();
    let folder = dataset.path();
    let record = fs::read(folder.join(ACTOR)).expect("it can be read");
    let beside = TEXT.replace("text.txt", "notes.yaml");
    let no_records = [
        "records.ndjson.gz",
        "records/actors/xd.yaml",
        "records/actors/.xd.json",
        "records/README.md",
        &beside,
    ];
    for path in no_records {
        fs::write(folder.join(path), &record).expect("it can be written");
    }
    assert_eq!(validate(folder, &[ACTOR, TEXT]).code, Some(0));
    let loose = tempfile::tempdir().expect("a folder can be made");
    fs::write(loose.path().join("a.json"), &record).expect("it can be written");
    fs::write(loose.path().join("b.yaml"), &record).expect("it can be written");
    let alone = [
        (loose.path(), "a.json", "b.yaml"),
        (folder, ACTOR, no_records[1]),
        (folder, ACTOR, no_records[2]),
        (folder, ACTOR, no_records[3]),
        (folder, ACTOR, no_records[4]),
    ];
    for (folder, record, none) in alone {
        for paths in [&[none][..], &[record, none]] {
            let run = validate(folder, paths);
            assert_eq!(run.code, Some(2), "{paths:?}: {run:?}");
            assert!(run.err.contains(none), "{paths:?}: {run:?}");
        }
        let run = run(folder, &["fmt", "--check", record, none]);
        assert_eq!(run.code, Some(2), "{none}: {run:?}");
    }
    assert_eq!(validate(folder, &["records.ndjson.gz"]).code, Some(2));
    // What a folder holds or a pattern fits was not named.
    fs::remove_file(folder.join(no_records[1])).expect("it is there");
    for paths in [&["records"][..], &["records/*", ACTOR]] {
        assert_eq!(validate(folder, paths).code, Some(0), "{paths:?}");
    }
}

#[cfg(unix)]
#[test]
fn two_files_that_are_shown_alike_are_both_read() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let loose = tempfile::tempdir().expect("a folder can be made");
    let dataset = small_dataset();
    let pairs: [[&[u8]; 2]; 3] = [
        [b"\xfe.json", b"\xff.json"],
        ["\u{e9}.json".as_bytes(), "e\u{301}.json".as_bytes()],
        [b"\x01.json", b"\\u{1}.json"],
    ];
    for folder in [
        loose.path().to_owned(),
        dataset.path().join("records/actors"),
    ] {
        for pair in pairs {
            let paths = pair.map(|name| folder.join(OsStr::from_bytes(name)));
            for path in &paths {
                // Not every system takes every name.
                if fs::write(path, "x").is_err() {
                    return;
                }
            }
            let arguments = ["validate", "--format", "concise"].map(OsStr::new);
            let named = paths.each_ref().map(|path| path.as_os_str());
            for arguments in [&[&arguments[..], &named].concat(), &arguments.to_vec()] {
                // Without a dataset, nothing but what is named is looked at.
                if arguments.len() == 3 && folder == loose.path() {
                    continue;
                }
                let run = run(&folder, arguments);
                let found = run.out.matches("[json-syntax]").count();
                assert_eq!(found, 2, "{paths:?}: {run:?}");
            }
            for path in &paths {
                fs::remove_file(path).expect("it is there");
            }
        }
    }
}
