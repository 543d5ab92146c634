//! The promise: what other programs rely on is told as it is, each file of it can be printed, and once released it is never altered.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use besluit::dataset::sha256;
use serde_json::{Value, json};

use crate::process::{Run, run};
use crate::support::{repository, small_dataset};

#[track_caller]
fn check(folder: &Path, arguments: &[&str], code: i32) -> Run {
    let run = run(folder, arguments);
    assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
    run
}

fn committed(name: &str) -> Value {
    let text = fs::read_to_string(repository().join("schema").join(name));
    serde_json::from_str(&text.expect("it is committed")).expect("it is JSON")
}

fn texts(list: &Value) -> BTreeSet<String> {
    let items = list.as_array().into_iter().flatten();
    let names = items.map(|item| item["name"].as_str().expect("it has a name"));
    names.map(str::to_owned).collect()
}

/// Every file below a folder, by its path, with its text.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(folder).into_iter();
    let files = files.map(|file| file.expect("it can be listed"));
    let files = files.filter(|file| file.file_type().is_file());
    files
        .map(|file| {
            let path = file.path().strip_prefix(folder).expect("it is below it");
            let path = path.to_string_lossy().replace('\\', "/");
            (path, fs::read_to_string(file.path()).expect("it is a text"))
        })
        .collect()
}

/// The commands and flags are those of the help, which people read.
#[test]
fn the_commands_take_what_is_told() {
    let commands = committed("cli.json");
    assert_eq!(commands["program"], env!("CARGO_PKG_VERSION"));
    let help = check(&repository(), &["help"], 0).out;
    let (_, listed) = help.split_once("Commands:\n").expect("it lists commands");
    let (listed, _) = listed.split_once("\n\n").expect("the list ends");
    // What a command does may be told in further lines, which are indented more.
    let listed = listed.lines().filter_map(|line| line.strip_prefix("  "));
    let listed = listed.filter(|line| !line.starts_with(' '));
    let listed = listed.filter_map(|line| line.split_whitespace().next());
    let listed = listed.filter(|name| *name != "help").map(str::to_owned);
    let mut told = texts(&commands["commands"]);
    assert!(told.remove("search"), "the second name of `list`");
    assert!(told.contains("new decision"), "one below another");
    told.retain(|name| !name.contains(' '));
    assert_eq!(told, listed.collect());
    for command in commands["commands"].as_array().expect("there are some") {
        let name = command["name"].as_str().expect("it has a name");
        let words: Vec<_> = name.split(' ').chain(["--help"]).collect();
        let help = check(&repository(), &words, 0).out;
        let lines = help.lines().map(str::trim_start);
        let is_flag = |line: &&str| {
            line.starts_with("--") || (line.starts_with('-') && line.contains(", --"))
        };
        let mut flags = BTreeSet::new();
        for line in lines.filter(is_flag) {
            let (_, flag) = line.split_once("--").expect("each has a long form");
            let end = flag.find(|c: char| c != '-' && !c.is_ascii_lowercase());
            flags.insert(flag[..end.unwrap_or(flag.len())].to_owned());
        }
        let told = texts(&command["flags"]);
        assert!(told.is_superset(&flags), "{name}: {told:?} {flags:?}");
        // A second name of a flag stands behind what it says.
        let second = told.difference(&flags);
        for flag in second {
            assert!(
                help.contains(&format!("[alias: --{flag}]")),
                "{name} {flag}"
            );
        }
        let usage = help.split_once("Usage: ").map(|(_, usage)| usage);
        for argument in texts(&command["arguments"]) {
            assert!(
                usage.is_some_and(|usage| usage.contains(&argument)),
                "{name} {argument}"
            );
        }
    }
    let list = |name: &str| {
        commands["commands"]
            .as_array()
            .and_then(|all| all.iter().find(|one| one["name"] == name).cloned())
    };
    let export = list("export").expect("there is one");
    let targets = export["arguments"][0]["values"].to_string();
    assert!(
        ["csv", "sqlite", "parquet", "turtle"]
            .iter()
            .all(|one| targets.contains(one)),
        "{targets}"
    );
    assert_eq!(export["arguments"][0]["required"], true);
    let flag = |command: &str, name: &str| {
        let command = list(command).expect("there is one");
        let flags = command["flags"].as_array().expect("it has some");
        let found = flags.iter().find(|one| one["name"] == name).cloned();
        found.expect("there is such a flag")
    };
    let format = flag("validate", "format");
    assert_eq!(format["default"], json!(["human"]));
    let formats = format["values"].as_array().expect("they are told");
    assert!(formats.contains(&json!("junit")), "{format}");
    assert_eq!(flag("list", "type")["ignore_case"], true);
    assert_eq!(flag("init", "languages")["separator"], ",");
    assert_eq!(flag("release", "prepare")["number"], json!([2, 2]));
    // Whichever of the two says it.
    for (one, other) in [("check", "write"), ("write", "check")] {
        let conflicts = flag("schema", one)["conflicts"].clone();
        assert!(texts_of(&conflicts).contains(other), "{conflicts}");
    }
    let release = list("release").expect("there is one");
    assert_eq!(release["arguments"][0]["requires"], json!(["output"]));
    let list = list("list").expect("there is one");
    assert_eq!(list["arguments"][0]["repeats"], true);
}

fn texts_of(list: &Value) -> BTreeSet<String> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}

#[test]
fn each_file_can_be_printed() {
    let folder = repository();
    let commands = committed("cli.json");
    let commands = commands["commands"].as_array().expect("there are some");
    let schema = commands
        .iter()
        .find(|one| one["name"] == "schema")
        .expect("there is one");
    let names = schema["arguments"][0]["values"]
        .as_array()
        .expect("it has some");
    let mut files = files(&folder.join("schema"));
    files.retain(|path, _| path.ends_with(".json") && !path.starts_with("released/"));
    for name in names
        .iter()
        .map(|name| name.as_str().expect("it is a name"))
    {
        let printed = check(&folder, &["schema", name], 0).out;
        let ending = [".schema.json", ".json"]
            .iter()
            .find_map(|ending| files.remove(&format!("{name}{ending}")));
        assert!(ending.as_ref() == Some(&printed), "{name}");
        if let Some(tolerant) = files.remove(&format!("consumer/{name}.schema.json")) {
            assert!(
                tolerant == check(&folder, &["schema", name, "--consumer"], 0).out,
                "{name}"
            );
        } else {
            check(&folder, &["schema", name, "--consumer"], 2);
        }
    }
    assert!(files.is_empty(), "{:?}", files.keys());
}

#[test]
fn what_is_released_is_whole_and_never_altered() {
    let folder = small_dataset();
    let path = folder.path();
    let schemas = path.join("schema");
    let released = schemas.join("released");
    let place = released.join(env!("CARGO_PKG_VERSION"));
    // What is not current is not released.
    let refused = check(path, &["schema", "--release"], 1);
    assert!(refused.out.contains("is not there"), "{refused:?}");
    check(path, &["schema", "--write"], 0);
    let live = files(&schemas);
    let tables = schemas.join("tables.json");
    fs::write(&tables, "{}").expect("it can be written");
    let refused = check(path, &["schema", "--release"], 1);
    assert!(
        refused.out.contains("schema/tables.json is not current"),
        "{refused:?}"
    );
    fs::write(&tables, &live["tables.json"]).expect("it can be written");
    // Nor beside a context that this program does not write.
    let context = schemas.join("context.jsonld");
    fs::write(&context, "{}").expect("it can be written");
    check(path, &["schema", "--release"], 2);
    fs::remove_file(&context).expect("it is there");
    assert!(!released.exists());

    let run = check(path, &["schema", "--release"], 0);
    assert_eq!(
        run.out,
        format!(
            "{} files in schema/released/{}\n",
            live.len() + 2,
            env!("CARGO_PKG_VERSION")
        )
    );
    let mut frozen = files(&place);
    let sums = frozen.remove("SHA256SUMS").expect("it has them");
    let expected = frozen
        .iter()
        .map(|(path, text)| format!("{}  {path}\n", sha256(text.as_bytes())));
    assert_eq!(sums, expected.collect::<String>());
    let context = fs::read_to_string(repository().join("schema/context.jsonld"));
    assert_eq!(frozen.remove("context.jsonld"), context.ok());
    assert!(frozen == live);

    // It stays, whatever is released later, and is no part of what is kept current.
    fs::write(place.join("tables.json"), "mine").expect("it can be written");
    let before = files(&released);
    let refused = check(path, &["schema", "--release"], 2);
    assert!(
        refused.err.contains("what was released is never altered"),
        "{refused:?}"
    );
    check(path, &["schema", "--write"], 0);
    check(path, &["schema", "--check"], 0);
    assert!(files(&released) == before);
}

/// A release that cannot be written leaves nothing behind.
#[test]
fn a_release_that_has_no_place_is_none() {
    let folder = small_dataset();
    let path = folder.path();
    check(path, &["schema", "--write"], 0);
    fs::write(path.join("schema/released"), "").expect("it can be written");
    let before = files(path);
    let refused = check(path, &["schema", "--release"], 2);
    assert!(
        refused.err.contains("cannot write schema/released/"),
        "{refused:?}"
    );
    assert!(files(path) == before);
}
