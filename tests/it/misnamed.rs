//! The promise: what has nearly the right name, or is not what its name says, is told by its right name, and not passed over.

use std::fs;
use std::path::Path;

use crate::process::{Run, run};
use crate::support::small_dataset;

#[track_caller]
fn check(folder: &Path, arguments: &[&str], code: i32, told: &str) -> Run {
    let run = run(folder, arguments);
    assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
    let all = format!("{}{}", run.out, run.err);
    assert!(all.contains(told), "{arguments:?}: {run:?}");
    run
}

/// A folder in which a file system tells names apart by their case. On others the wrong name is the right one.
fn tells_case(folder: &Path) -> bool {
    fs::write(folder.join("case"), "").expect("it can be written");
    let tells = !folder.join("CASE").exists();
    fs::remove_file(folder.join("case")).expect("it is there");
    tells
}

#[test]
fn a_file_that_is_nearly_the_configuration_is_named() {
    let names = [
        "Besluit.toml",
        "BESLUIT.TOML",
        "besluit.toml.txt",
        "besluit.yaml",
        "besluit.yml",
    ];
    for name in names {
        let dataset = small_dataset();
        let folder = dataset.path();
        if name.eq_ignore_ascii_case("besluit.toml") && !tells_case(folder) {
            continue;
        }
        fs::rename(folder.join("besluit.toml"), folder.join(name)).expect("it can be moved");
        let told = format!("{name} is not read: name it `besluit.toml`");
        for arguments in [
            &["validate"][..],
            &["validate", "records"],
            &["validate", "records/actors/xd.json"],
            &["status"],
        ] {
            check(folder, arguments, 2, &told);
        }
    }
}

#[test]
fn a_folder_that_is_nearly_that_of_the_records_is_named() {
    for name in ["Records", "record", "recrods"] {
        let dataset = small_dataset();
        let folder = dataset.path();
        if name == "Records" && !tells_case(folder) {
            continue;
        }
        fs::rename(folder.join("records"), folder.join(name)).expect("it can be moved");
        let told = format!("{name} is not read: name it `records`");
        check(folder, &["validate"], 2, &told);
        check(folder, &["list"], 2, &told);
    }
    let dataset = small_dataset();
    fs::remove_dir_all(dataset.path().join("records")).expect("it is there");
    check(dataset.path(), &["validate"], 2, "cannot read");
}

#[test]
fn a_record_under_nearly_the_right_path_is_told_its_own() {
    let dataset = small_dataset();
    let folder = dataset.path().join("records");
    fs::rename(folder.join("actors"), folder.join("actor")).expect("it can be moved");
    let told = "the actor `xd` belongs in `actors/xd.json`";
    check(dataset.path(), &["validate"], 1, told);

    let dataset = small_dataset();
    let folder = dataset.path().join("records");
    fs::rename(folder.join("sources"), folder.join("source")).expect("it can be moved");
    let told = "belongs in `sources/xd-letter-2022-03-18/source.json`";
    check(dataset.path(), &["validate"], 1, told);

    let dataset = small_dataset();
    let folder = dataset.path().join("records/actors");
    fs::rename(folder.join("xd.json"), folder.join("xd.JSON")).expect("it can be moved");
    if tells_case(&folder) {
        check(dataset.path(), &["validate"], 1, "name it `xd.json`");
    }
}

#[test]
fn no_id_is_begun_that_validate_refuses() {
    let dataset = small_dataset();
    let long = "x".repeat(81);
    let longer = "x".repeat(200);
    let names = [
        "con",
        "nul",
        "com1",
        "besluit 🙂",
        "кабинет",
        "Xx",
        "-xx",
        "xx-",
        "a--b",
        "xx.json",
        "../xx",
        "",
        &long,
        &longer,
    ];
    for record_type in ["actor", "source", "proposal"] {
        for name in names {
            let run = run(dataset.path(), &["new", record_type, name]);
            assert_eq!(run.code, Some(2), "{name}: {run:?}");
        }
    }
    for arguments in [
        &["new", "decision", "--jurisdiction", "jj"][..],
        &["init", "other", "--prefix", "a", "--languages", "nld"],
        &["init", "other", "--prefix", "a", "--languages", "en,zz"],
    ] {
        check(dataset.path(), arguments, 2, "code");
    }
    // What is begun is told what is missing, and nothing about its id.
    for name in ["123", "a", &long[1..], "con-xx", "0-0"] {
        check(dataset.path(), &["new", "actor", name], 0, name);
    }
    let run = run(dataset.path(), &["validate", "--format", "concise"]);
    assert!(!run.out.contains("id-spelling"), "{run:?}");
    assert!(!run.out.contains("actor id"), "{run:?}");
}

#[test]
fn a_first_example_says_in_which_language_it_is() {
    for (languages, told) in [
        ("en", "Example cabinet (replace it)"),
        ("nl-BE", "Voorbeeldkabinet (vervang dit)"),
        (
            "fr",
            "Example cabinet (in English; replace it by words in fr)",
        ),
        (
            "nl,fr",
            "Example cabinet (in English; replace it by words in fr)",
        ),
        (
            "enm",
            "Example cabinet (in English; replace it by words in enm)",
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let arguments = ["init", ".", "--prefix", "a", "--languages", languages];
        check(folder.path(), &arguments, 0, "files in");
        let actor = folder.path().join("records/actors/example-cabinet.json");
        let actor = fs::read_to_string(actor).expect("it can be read");
        assert!(actor.contains(told), "{languages}: {actor}");
        check(folder.path(), &["validate"], 0, "0 errors, 0 warnings");
    }
}

#[test]
fn a_stream_has_one_record_a_line() {
    let dataset = small_dataset();
    let actor = fs::read_to_string(dataset.path().join("records/actors/xd.json"));
    let actor = actor.expect("it can be read");
    let list = format!("[{}]\n", actor.replace('\n', " "));
    for (text, told) in [
        (actor.as_str(), "a stream has one record a line"),
        (&list, "take out the `[ ]`"),
    ] {
        let path = dataset.path().join("stream.ndjson");
        fs::write(&path, text).expect("it can be written");
        let arguments = ["validate", "--root", ".", "stream.ndjson"];
        check(dataset.path(), &arguments, 1, told);
    }
}
