//! The promise: `besluit compat` says whether the version suffices, by its exit code, and what was released is not altered.

use std::fs;
use std::path::{Path, PathBuf};

use besluit::model::SCHEMA_VERSION;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::history::repository::{commit, git, has_git};
use crate::process::{Run, run};
use crate::support::{repository, small_dataset};

/// The version of the program, of which its contract is.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

const FROZEN: &str = concat!("schema/released/", env!("CARGO_PKG_VERSION"));

/// A small dataset with a frozen contract, edited before it was frozen.
fn frozen(edit: impl FnOnce(&Path)) -> TempDir {
    let folder = small_dataset();
    freeze(&folder, FROZEN, edit);
    folder
}

/// Freezes the contract of a dataset in a folder, edited before that.
fn freeze(dataset: &TempDir, place: &str, edit: impl FnOnce(&Path)) {
    let frozen = dataset.path().join(place);
    let written = run(dataset.path(), &["schema", "--write", "--dir", place]);
    assert_eq!(written.code, Some(0), "{written:?}");
    let context = repository().join("schema/context.jsonld");
    fs::copy(context, frozen.join("context.jsonld")).expect("it can be copied");
    edit(&frozen);
    write_sums(&frozen);
}

/// The files of a frozen contract but the checksums, by their paths in it.
fn files(frozen: &Path) -> Vec<(String, PathBuf)> {
    let files = walkdir::WalkDir::new(frozen).sort_by_file_name();
    let files = files
        .into_iter()
        .map(|entry| entry.expect("it can be listed").into_path());
    let files = files.filter(|path| path.is_file()).map(|path| {
        let below = path.strip_prefix(frozen).expect("it is below");
        (below.to_string_lossy().replace('\\', "/"), path)
    });
    files.filter(|(below, _)| below != "SHA256SUMS").collect()
}

fn write_sums(frozen: &Path) {
    let sums = files(frozen).into_iter().map(|(below, path)| {
        let bytes = fs::read(&path).expect("it was written");
        format!("{}  {below}\n", besluit::dataset::sha256(&bytes))
    });
    let sums: String = sums.collect();
    fs::write(frozen.join("SHA256SUMS"), sums).expect("it can be written");
}

/// Makes the schemas those of another version of the model. A view with a record in it would ask for a version of the program as well.
fn set_version(frozen: &Path, version: &str) {
    let schemas = files(frozen).into_iter();
    let is_of_model = |below: &str| below.ends_with(".schema.json") && !below.starts_with("views/");
    for (_, path) in schemas.filter(|(below, _)| is_of_model(below)) {
        let text = fs::read_to_string(&path).expect("it is there");
        let text = text.replace(SCHEMA_VERSION, version);
        fs::write(path, text).expect("it can be written");
    }
    set_program(frozen, version);
}

/// Gives a contract another version of the program.
fn set_program(frozen: &Path, version: &str) {
    edit(&frozen.join("cli.json"), |cli| {
        cli["program"] = json!(version)
    });
}

/// Gives a contract a command that the program does not have.
fn add_command(frozen: &Path) {
    edit(&frozen.join("cli.json"), |cli| {
        let commands = cli["commands"].as_array_mut().expect("it is a list");
        commands.push(json!({ "name": "gone", "flags": [], "arguments": [] }));
    });
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

#[test]
fn a_frozen_contract_is_of_the_version_of_its_folder() {
    let folder = frozen(|_| ());
    freeze(&folder, "schema/released/0.1.0", |_| ());
    let said = format!("schema/released/0.1.0: its `cli.json` says the version {PROGRAM}");
    check(&folder, &[], 1, &["error[released]", &said]);
    let folder = frozen(|_| ());
    freeze(&folder, "schema/released/7.0.0", |frozen| {
        set_version(frozen, "7.0.0");
    });
    let said = "error[released]: schema/released/7.0.0: the version is higher than that of now";
    check(&folder, &[], 1, &[said]);
}

#[test]
fn a_break_is_not_frozen_under_a_version_too_low() {
    let before = format!("schema/released/{PROGRAM}-a");
    let older = |edit: fn(&Path)| {
        let folder = small_dataset();
        freeze(&folder, &before, |frozen| {
            set_program(frozen, &format!("{PROGRAM}-a"));
            edit(frozen);
        });
        let written = run(folder.path(), &["schema", "--write"]);
        assert_eq!(written.code, Some(0), "{written:?}");
        folder
    };
    let release = |folder: &TempDir| run(folder.path(), &["schema", "--release"]);
    let folder = older(|_| ());
    let released = release(&folder);
    assert_eq!(released.code, Some(0), "{released:?}");
    check(&folder, &[], 0, &[]);
    // A command is gone, and the version of the program says nothing of it.
    let folder = older(add_command);
    let refused = release(&folder);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.out.contains("not released"), "{refused:?}");
    assert!(!folder.path().join(FROZEN).exists());
    // Nor does it help to freeze it by hand.
    freeze(&folder, FROZEN, |_| ());
    let said = format!(
        "error[released]: {FROZEN}: it breaks more than its version says: compared with {before}, minor is required, and the \
         program says none"
    );
    check(&folder, &[], 1, &["in order", &said]);
}

#[test]
fn what_a_tag_has_is_there() {
    if !has_git() {
        return;
    }
    let folder = frozen(|_| ());
    let path = folder.path();
    let written = run(path, &["schema", "--write"]);
    assert_eq!(written.code, Some(0), "{written:?}");
    git(path, &["init", "--quiet"]);
    commit(path);
    check(&folder, &[], 0, &[]);
    let file = path.join(FROZEN).join("views/list.schema.json");
    fs::remove_file(file).expect("it is there");
    edit(&path.join(FROZEN).join("codes.json"), |codes| {
        codes["Availability"]["codes"] = json!([]);
    });
    write_sums(&path.join(FROZEN));
    // Without a tag nobody knows.
    let told = run(path, &["compat"]);
    assert!(!told.out.contains("error[released]"), "{told:?}");
    let gone = format!("error[released]: {FROZEN}/views/list.schema.json: the file was there at");
    let other = format!("error[released]: {FROZEN}/codes.json: the file is not as it was at");
    check(&folder, &["--against", "HEAD"], 1, &[&gone, &other]);
    git(path, &["tag", &format!("v{PROGRAM}")]);
    let told = format!("{gone} `v{PROGRAM}`, and is gone");
    check(&folder, &[], 1, &[&told, &other]);
}
