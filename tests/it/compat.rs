//! The promise: `besluit compat` says whether the version suffices, by its exit code, and what was released is not altered.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::{Run, run};
use crate::support::{repository, small_dataset};

const FROZEN: &str = "schema/released/0.2.0";

/// A small dataset with a frozen contract, edited before it was frozen.
fn frozen(edit: impl FnOnce(&Path)) -> TempDir {
    let folder = small_dataset();
    let frozen = folder.path().join(FROZEN);
    let written = run(folder.path(), &["schema", "--write", "--dir", FROZEN]);
    assert_eq!(written.code, Some(0), "{written:?}");
    let context = repository().join("schema/context.jsonld");
    fs::copy(context, frozen.join("context.jsonld")).expect("it can be copied");
    edit(&frozen);
    let files = walkdir::WalkDir::new(&frozen).sort_by_file_name();
    let files = files
        .into_iter()
        .map(|entry| entry.expect("it can be listed").into_path());
    let sums = files.filter(|path| path.is_file()).map(|path| {
        let below = path.strip_prefix(&frozen).expect("it is below");
        let below = below.to_string_lossy().replace('\\', "/");
        let bytes = fs::read(&path).expect("it was written");
        format!("{}  {below}\n", besluit::dataset::sha256(&bytes))
    });
    let sums: String = sums.collect();
    fs::write(frozen.join("SHA256SUMS"), sums).expect("it can be written");
    folder
}

/// Edits a file of a frozen contract: what it has is then what changed since.
fn edit(path: &Path, edit: impl FnOnce(&mut Value)) {
    let text = fs::read_to_string(path).expect("it is there");
    let mut value = serde_json::from_str(&text).expect("it is JSON");
    edit(&mut value);
    fs::write(path, format!("{value:#}\n")).expect("it can be written");
}

#[track_caller]
fn check(folder: &TempDir, arguments: &[&str], code: i32, expected: &[&str]) -> Run {
    let run = run(folder.path(), &[&["compat"], arguments].concat());
    assert_eq!(run.code, Some(code), "{run:?}");
    for text in expected {
        assert!(
            run.out.contains(text) || run.err.contains(text),
            "{text}: {run:?}"
        );
    }
    run
}

#[test]
fn nothing_has_changed() {
    let folder = frozen(|_| ());
    let said = ["required: none; the model says: none — in order"];
    check(&folder, &[], 0, &said);
    check(&folder, &["--against", FROZEN], 0, &said);
}

#[test]
fn nothing_is_there_to_compare_with() {
    let folder = small_dataset();
    check(
        &folder,
        &[],
        2,
        &["there is no frozen contract in", "--against"],
    );
    check(
        &folder,
        &["--against", "nowhere"],
        2,
        &["cannot compare with `nowhere`"],
    );
    check(
        &folder,
        &["--against", "records"],
        2,
        &["there is no contract in"],
    );
}

#[test]
fn a_break_asks_for_more_than_the_version_says() {
    // A field that was optional: now it is not there.
    let folder = frozen(|folder| {
        for path in ["actor.schema.json", "consumer/actor.schema.json"] {
            edit(&folder.join(path), |schema| {
                schema["properties"]["nickname"] = json!({ "type": "string" });
            });
        }
    });
    let said = [
        "/nickname: the optional field `nickname` was removed; readers: the field is no longer sent",
        "breaks records (witness); asks for minor",
        "accepted by old actor.schema.json, refused by new actor.schema.json:",
        "required: minor; the model says: none — too low",
        "required: none; the program says: none — in order",
    ];
    let human = check(&folder, &[], 1, &said);
    assert_eq!(
        check(&folder, &[], 1, &[]).out,
        human.out,
        "it says the same each time"
    );
    let told = check(&folder, &["--format", "json"], 1, &[]);
    let told: Value = serde_json::from_str(&told.out).expect("it is JSON");
    assert_eq!(told["format"], "besluit-compat-1");
    assert_eq!(told["changes"][0]["breaks"], json!(["records"]));
    assert!(told["changes"][0]["witnesses"][0]["document"]["nickname"].is_string());
    check(
        &folder,
        &["--format", "github"],
        1,
        &["::error title=schemas /nickname::the optional field"],
    );
}

#[test]
fn what_was_released_is_not_altered() {
    let folder = frozen(|_| ());
    let file = folder.path().join(FROZEN).join("actor.schema.json");
    let mut text = fs::read_to_string(&file).expect("it is there");
    text.push('\n');
    fs::write(&file, text).expect("it can be written");
    check(
        &folder,
        &[],
        1,
        &[
            "error[released]",
            "actor.schema.json: the file is not as it was released",
        ],
    );
}

#[test]
fn what_is_declared_is_read() {
    let folder = frozen(|_| ());
    let declared = folder.path().join("schema/changes.toml");
    let entry =
        "[[change]]\nsurface = \"views\"\nat = \"/x\"\nbreaks = \"nobody\"\nreason = \"No.\"\n";
    fs::write(&declared, entry).expect("it can be written");
    check(
        &folder,
        &[],
        0,
        &["warning[declared]: views /x: this matches no change"],
    );
    fs::write(&declared, "change = 1").expect("it can be written");
    check(&folder, &[], 2, &["changes.toml"]);
}
