//! The exports that are refused, and the folders where nothing is written.

use std::fs;
use std::path::Path;

use besluit::export::{LEFT_OUT, TARGETS};

use crate::process::{Run, run};
use crate::support::small_dataset;

const ACTOR: &str = "records/actors/xd.json";

/// Exports in a folder, and wants nothing written.
#[track_caller]
fn check(folder: &Path, arguments: &[&str], code: i32, message: &str) -> Run {
    let before = super::tree(folder);
    let run = run(folder, &[&["export"], arguments].concat());
    assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
    assert_eq!(run.out, "", "{run:?}");
    assert!(run.err.contains(message), "{message}: {run:?}");
    assert!(super::tree(folder) == before, "{arguments:?}: {run:?}");
    run
}

#[test]
fn a_dataset_with_errors() {
    let folder = small_dataset();
    let path = folder.path().join(ACTOR);
    let good = fs::read_to_string(&path).expect("it can be read");
    let bad = good.replace("\"xd\"", "\"xe\"");
    fs::write(&path, &bad).expect("it can be written");
    let run = check(
        folder.path(),
        &["all", "-o", "out"],
        1,
        "run `besluit validate`",
    );
    assert_eq!(run.err.lines().count(), 1, "{run:?}");
    fs::write(&path, good).expect("it can be written");
    // A warning is no reason not to publish.
    fs::write(folder.path().join("records/notes.txt"), "").expect("it can be written");
    let run = crate::process::run(folder.path(), &["export", "csv", "-o", "out"]);
    assert_eq!(run.code, Some(0), "{run:?}");
}

/// Adds an allowance to the dataset of a folder.
fn allow(folder: &Path, rule: &str, record: &str) {
    let path = folder.join("besluit.toml");
    let config = fs::read_to_string(&path).expect("it can be read");
    let allowance = format!(
        "\n[[allowance]]\nrule = \"{rule}\"\nrecord = \"{record}\"\nreason = \"It is known.\"\n"
    );
    fs::write(&path, config + &allowance).expect("it can be written");
}

fn edit(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).expect("it can be read");
    assert!(text.contains(from), "{text}");
    fs::write(&path, text.replace(from, to)).expect("it can be written");
}

/// A dataset may allow what the keys of tables rest on, but then it has no tables.
#[test]
fn what_a_dataset_allows_and_tables_cannot_have() {
    let folder = small_dataset();
    edit(
        folder.path(),
        "records/actors/xd-cabinet.json",
        "\"on_behalf_of\": \"xd\"",
        "\"on_behalf_of\": \"xd-queen\"",
    );
    allow(folder.path(), "dangling-reference", "xd-cabinet");
    let validated = run(folder.path(), &["validate", "--as-of", "2025-01-01"]);
    assert_eq!(validated.code, Some(0), "{validated:?}");
    let message = "`besluit.toml` allows `dangling-reference` in `xd-cabinet`";
    check(folder.path(), &["all", "-o", "out"], 1, message);
}

/// No table promises a language that a text may lack.
#[test]
fn what_a_dataset_allows_and_tables_can_have() {
    let folder = small_dataset();
    edit(
        folder.path(),
        ACTOR,
        "\"en\": \"State of Xd\"",
        "\"de\": \"Staat Xd\"",
    );
    allow(folder.path(), "missing-language", "xd");
    let run = run(folder.path(), &["export", "all", "-o", "out"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let package = fs::read_to_string(folder.path().join("out/datapackage.json"));
    let package: serde_json::Value =
        serde_json::from_str(&package.expect("it is there")).expect("it is JSON");
    let resources = package["resources"].as_array().expect("they are a list");
    let actors = resources.iter().find(|one| one["name"] == "actors");
    let fields = actors.expect("it is there")["schema"]["fields"].as_array();
    let is_required = |name: &str| {
        let mut fields = fields.expect("they are a list").iter();
        let field = fields.find(|field| field["name"] == name);
        field.expect("it is there")["constraints"]["required"] == true
    };
    assert!(is_required("id") && !is_required("name_en") && !is_required("name_de"));
}

/// A build that has not every form says so, and which folder is of another export.
#[test]
fn what_all_leaves_out_is_said() {
    let folder = super::served_dataset();
    fs::create_dir_all(folder.path().join("out/sqlite")).expect("it can be made");
    let run = run(folder.path(), &["export", "all", "-o", "out"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(run.err.lines().count(), LEFT_OUT.len(), "{run:?}");
    for (form, feature) in LEFT_OUT {
        let note =
            format!("note: {form} is left out, because this build has not the feature `{feature}`");
        assert!(run.err.contains(&note), "{run:?}");
    }
    let is_built_in = cfg!(feature = "sqlite");
    let former = run.err.contains("out/sqlite is of another export");
    assert_eq!(former, !is_built_in, "{run:?}");
}

#[test]
fn among_the_records() {
    let folder = small_dataset();
    for output in [
        "records",
        "records/out",
        "out/../records/actors",
        "./records/.",
    ] {
        check(
            folder.path(),
            &["csv", "-o", output],
            2,
            "no place among the records",
        );
    }
    let other = small_dataset();
    let output = other.path().join("records/out");
    let output = output.to_str().expect("it is UTF-8");
    let message = "no place among the records";
    check(folder.path(), &["ndjson", "-o", output], 2, message);
    #[cfg(unix)]
    {
        let records = folder.path().join("records");
        std::os::unix::fs::symlink(&records, folder.path().join("link")).expect("it can be made");
        fs::create_dir(folder.path().join("out")).expect("it can be made");
        std::os::unix::fs::symlink(&records, folder.path().join("out/csv"))
            .expect("it can be made");
        for arguments in [
            ["csv", "-o", "link"],
            ["csv", "-o", "link/new"],
            ["all", "-o", "out"],
        ] {
            let before = super::tree(&records);
            let run = run(folder.path(), &[&["export"], &arguments[..]].concat());
            assert_eq!(run.code, Some(2), "{run:?}");
            assert!(run.err.contains(message), "{run:?}");
            assert!(super::tree(&records) == before);
        }
    }
}

/// The forms that this build leaves out are known by name, and so is the feature that adds each.
#[test]
fn a_form_that_is_left_out() {
    let folder = small_dataset();
    for (form, feature) in LEFT_OUT {
        let arguments = [form, "-o", "out"];
        let message = format!("--features {feature}");
        check(folder.path(), &arguments, 2, &message);
    }
    let forms = |name: &str| TARGETS.iter().any(|target| target.name == name);
    for (form, is_built_in) in [
        ("turtle", cfg!(feature = "rdf")),
        ("nquads", cfg!(feature = "rdf")),
        ("sqlite", cfg!(feature = "sqlite")),
        ("parquet", cfg!(feature = "parquet")),
    ] {
        assert_eq!(forms(form), is_built_in);
        assert_eq!(
            LEFT_OUT.iter().any(|(left_out, _)| *left_out == form),
            !is_built_in
        );
    }
}

#[test]
fn what_cannot_be_done() {
    let folder = small_dataset();
    check(folder.path(), &["csv"], 2, "--output <DIR>");
    check(folder.path(), &["-o", "out"], 2, "<TARGET>");
    check(folder.path(), &["xlsx", "-o", "out"], 2, "xlsx");
    check(
        folder.path(),
        &["csv", "-o", "besluit.toml"],
        2,
        "cannot write besluit.toml",
    );
    fs::remove_dir_all(folder.path().join("records")).expect("it is there");
    fs::create_dir(folder.path().join("records")).expect("it can be made");
    check(folder.path(), &["csv", "-o", "out"], 2, "nothing to export");
    let nowhere = tempfile::tempdir().expect("a folder can be made");
    check(nowhere.path(), &["csv", "-o", "out"], 2, "no dataset here");
}
