//! The promise: an export says what the records say, all of it, in the same bytes on every day and machine.

mod codelists;
mod description;
mod evidence;
#[cfg(feature = "parquet")]
mod parquet;
mod refused;
mod spells;
mod spreadsheet;
#[cfg(feature = "sqlite")]
mod sqlite;
mod surface;
mod tables;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::process::{command, finish};
use crate::support::{dataset, folders, raw_files, repository, small_dataset};
use besluit::dataset::{self, Dataset, RawFile, home};
use besluit::derive::quotes;
use besluit::export::description::{Described, NAME, files as files_of_description};
use besluit::export::tables::TABLES;
use besluit::export::{Export, File, LEFT_OUT, TARGETS, Target, csv, ndjson};
use besluit::schema::Schemas;
use serde_json::{Value, json};

/// The dataset of this repository, and every one of the world's.
fn datasets() -> Vec<(PathBuf, Dataset)> {
    let worlds = folders(&repository().join("tests/fixtures/world"));
    let all = [repository()].into_iter().chain(worlds);
    all.map(|folder| (folder.clone(), dataset(&folder)))
        .collect()
}

/// The small dataset, with the address where it is served: every form can be made of it.
fn served_dataset() -> tempfile::TempDir {
    let folder = small_dataset();
    let path = folder.path().join("besluit.toml");
    let config = fs::read_to_string(&path).expect("it can be read");
    let config = format!("{config}\nbase = \"https://example.org/\"\n");
    fs::write(&path, config).expect("it can be written");
    folder
}

/// The small dataset with one of its records changed.
fn changed(path: &str, change: impl Fn(&mut Value)) -> Dataset {
    let folder = small_dataset();
    let path = folder.path().join(path);
    let text = fs::read_to_string(&path).expect("it can be read");
    let mut record: Value = serde_json::from_str(&text).expect("it is JSON");
    change(&mut record);
    fs::write(&path, record.to_string()).expect("it can be written");
    dataset(folder.path())
}

const DECISION: &str = "records/decisions/2022/world-xd-2022-0001.json";

/// Every file of every target and of their description, by its path.
fn files(dataset: &Dataset) -> BTreeMap<String, Vec<u8>> {
    let quotes = quotes(dataset);
    let export = Export::new(dataset, &quotes);
    let mut files = BTreeMap::new();
    let mut described = Vec::new();
    for target in TARGETS {
        for file in files_of_target(target, dataset) {
            described.push(Described::of(target, &file));
            files.insert(format!("{}/{}", target.name, file.path), file.bytes);
        }
    }
    let description = files_of_description(&export, &described, None).expect("it can be made");
    files.extend(description.into_iter().map(|file| (file.path, file.bytes)));
    files
}

/// The files of one target; of one that needs addresses with those of an example, if the dataset has none.
fn files_of_target(target: &Target, dataset: &Dataset) -> Vec<File> {
    let quotes = quotes(dataset);
    let mut export = Export::new(dataset, &quotes);
    if target.needs_base {
        let example = || "https://example.org/".to_owned();
        export.base.get_or_insert_with(example);
    }
    target.files(&export).expect("it can be made")
}

/// The files of the target of a name, by their paths.
fn files_of(name: &str, dataset: &Dataset) -> BTreeMap<String, Vec<u8>> {
    let target = TARGETS.iter().find(|target| target.name == name);
    let files = files_of_target(target.expect("it is a target"), dataset).into_iter();
    files.map(|file| (file.path, file.bytes)).collect()
}

/// The lines of the lossless form.
fn lines(dataset: &Dataset) -> Vec<String> {
    let bytes = files_of("ndjson", dataset).remove("records.ndjson");
    let text = String::from_utf8(bytes.expect("it is there")).expect("it is UTF-8");
    assert!(text.ends_with('\n'));
    text.lines().map(str::to_owned).collect()
}

#[test]
fn each_line_is_the_record_as_it_is_written() {
    for (folder, dataset) in datasets() {
        let lines = lines(&dataset);
        assert_eq!(lines.len(), dataset.documents.len());
        for line in &lines {
            let record = ndjson::record(line).expect("it is a record");
            let document = dataset.document(record.record_type(), record.id());
            let document = document.expect("it is in the dataset");
            assert_eq!(document.record.as_ref(), Some(&record), "{folder:?}");
            let mut value: Value = serde_json::from_str(line).expect("it is JSON");
            let object = value.as_object_mut().expect("it is an object");
            assert!(object.remove(ndjson::DERIVED).is_some());
            let written: Value = serde_json::from_str(&document.text).expect("it is JSON");
            assert_eq!(value, written, "{folder:?}");
        }
    }
}

#[test]
fn lines_to_records_and_back_are_unchanged() {
    for (folder, original) in datasets() {
        let lines = lines(&original);
        let mut raw = raw_files(&folder);
        raw.retain(|file| !file.path.ends_with(".json"));
        for line in &lines {
            let record = ndjson::record(line).expect("it is a record");
            raw.push(RawFile {
                path: format!("records/{}", home(record.record_type(), record.id())),
                content: Ok(serde_json::to_vec(&record).expect("it is JSON")),
            });
        }
        let again = Dataset::new(original.config.clone(), raw, &Schemas::new());
        assert_eq!(self::lines(&again), lines, "{folder:?}");
    }
}

#[test]
fn a_line_that_is_no_record_is_refused() {
    for line in ["", "[]", "{}", r#"{"type":"actor","derived":{}}"#] {
        assert!(ndjson::record(line).is_err(), "{line}");
    }
    let with_another_key = lines(&dataset(&repository()))[0].replacen('{', r#"{"more":1,"#, 1);
    assert!(ndjson::record(&with_another_key).is_err());
}

#[test]
fn the_records_are_in_order() {
    let dataset = dataset(&repository());
    let order = ["decision", "proposal", "source", "actor"];
    let keys: Vec<_> = lines(&dataset)
        .iter()
        .map(|line| ndjson::record(line).expect("it is a record"))
        .map(|record| {
            let at = order.iter().position(|one| *one == record.record_type());
            (at, record.id().to_owned())
        })
        .collect();
    assert!(keys.is_sorted());
    assert!(keys.iter().all(|(at, _)| at.is_some()));
}

/// The addresses are those that `besluit show` gives, and only the sources that have one lead anywhere.
#[test]
fn a_quote_of_a_source_with_an_address_has_a_link() {
    let folder = repository().join("tests/cli/links.in");
    let dataset = dataset(&folder);
    let expected = [
        "stays%20closed%20until%201%20June.",
        "The%20gate%20is%20worn%2C,lock%20that%20may%20fail.",
        "because-,the%20gate",
        "The%20lock%20at%20Noord%20stays%20closed%20until%201",
    ]
    .map(|words| format!("https://waterways.example/letters/noord#:~:text={words}"));
    let line = lines(&dataset).remove(0);
    let line: Value = serde_json::from_str(&line).expect("it is JSON");
    let quotes = line["derived"]["quotes"].as_array().expect("it quotes");
    let links = quotes.iter().map(|quote| quote["link"].as_str());
    assert!(links.eq(expected.iter().map(|link| Some(link.as_str()))));
    let evidence = rows(&files_of("csv", &dataset)["evidence.csv"]);
    assert!(evidence.iter().map(|row| &row["link"]).eq(&expected));
    let other = small_dataset();
    let without = lines(&self::dataset(other.path()));
    assert!(without.iter().all(|line| !line.contains("\"link\"")));
}

#[test]
fn what_follows_is_as_of_the_newest_event() {
    let dataset = dataset(&repository());
    let quotes = quotes(&dataset);
    let moment = Export::new(&dataset, &quotes).moment.expect("it happened");
    let newest = dataset
        .decisions()
        .flat_map(|(_, decision)| &decision.events);
    let newest = newest.filter_map(|event| Some(event.date.bounds()?.last));
    assert_eq!(Some(moment.at), newest.max());
    let lines = lines(&dataset);
    let decision = lines
        .iter()
        .find(|line| line.contains(r#""id":"besluit-nl-2025-0001","#));
    let decision: Value = serde_json::from_str(decision.expect("it is there")).expect("JSON");
    let derived = &decision["derived"];
    assert_eq!(derived["status"], "superseded");
    assert_eq!(derived["reached"], "announced");
    assert_eq!(derived["by"], "besluit-nl-2025-0003");
    assert_eq!(derived["position"], "abstain");
    assert_eq!(derived["effects"][0]["body"], "eu-council");
    assert_eq!(derived["effects"][0]["effect"], "not_for");
    let has = |list: &str, item: Value| {
        let items = derived[list].as_array().expect("it is a list");
        assert!(items.contains(&item), "{items:#?}");
    };
    has(
        "inverse_relations",
        json!({ "type": "supersedes", "from": "besluit-nl-2025-0003" }),
    );
    has(
        "statements",
        json!({
            "id": "atkm-voluntary-detection-crucial",
            "reported": true,
            "reporters": [
                "nl-minister-justice-security",
                "nl-minister-interior",
                "nl-state-secretary-interior",
            ],
            "known_by": "2025-11-25",
        }),
    );
}

/// The newest event is part of what is told, also where the source that shows it appeared later.
#[test]
fn what_was_published_later_is_known() {
    let path = "records/sources/xd-letter-2022-03-18/source.json";
    let before = &tables(&changed(path, |_| ()))["decisions"][0]["status"].clone();
    let later = changed(path, |record| record["published"] = json!("2032-06-01"));
    assert_eq!(&tables(&later)["decisions"][0]["status"], before);
    assert!(!before.is_empty() && before != "unknown");
}

/// A withdrawn record counts for nothing, and is there with its state.
#[test]
fn no_status_follows_from_a_withdrawn_record() {
    let dataset = changed(DECISION, |record| {
        record["record"] = json!({
            "revision": 2,
            "state": "withdrawn",
            "reason": { "en": "It was a mistake." },
        });
    });
    let lines = lines(&dataset);
    let line: Value = serde_json::from_str(&lines[0]).expect("it is JSON");
    assert_eq!(line["record"]["state"], "withdrawn");
    for field in ["status", "reached", "since", "position", "effect"] {
        assert_eq!(line["derived"].get(field), None, "{field}");
    }
    let rows = &tables(&dataset)["decisions"];
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["state"], "withdrawn");
    assert_eq!(rows[0]["status"], "");
    assert_eq!(rows[0]["revision_reason_en"], "It was a mistake.");
}

/// A row of a table, by the names of the columns.
type Row = BTreeMap<String, String>;
/// The rows of a table.
type Rows = Vec<Row>;

/// The rows of each table of the `csv` export.
fn tables(dataset: &Dataset) -> BTreeMap<&'static str, Rows> {
    let quotes = quotes(dataset);
    let export = Export::new(dataset, &quotes);
    let tables: Vec<_> = TABLES.iter().collect();
    let files = csv::of(&tables, &export);
    let read = files.iter().map(|file| rows(&file.bytes));
    TABLES.iter().map(|table| table.name).zip(read).collect()
}

fn rows(bytes: &[u8]) -> Rows {
    let mut reader = ::csv::Reader::from_reader(bytes);
    let rows = reader.deserialize();
    rows.map(|row| row.expect("it is a row")).collect()
}

#[test]
fn two_builds_are_equal() {
    for (folder, first) in datasets() {
        let second = dataset(&folder);
        assert!(files(&first) == files(&second), "{folder:?}");
    }
}

/// Every file below a folder, by its path.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let (files, failures) = dataset::read_all(folder, &|path| {
        path.strip_prefix(folder)
            .expect("it is below")
            .to_string_lossy()
            .replace('\\', "/")
    });
    assert!(failures.is_empty(), "{failures:?}");
    files
        .into_iter()
        .map(|file| (file.path, file.content.expect("it can be read")))
        .collect()
}

#[test]
fn the_program_writes_what_the_library_makes() {
    let folder = served_dataset();
    let made = files(&dataset(folder.path()));
    for threads in ["1", "4"] {
        let output = format!("out-{threads}");
        let mut program = command(folder.path(), &["export", "all", "-o", &output]);
        program.env("RAYON_NUM_THREADS", threads);
        let run = finish(program);
        assert_eq!(run.code, Some(0), "{run:?}");
        // Nothing but what the build leaves out.
        assert_eq!(run.err.lines().count(), LEFT_OUT.len(), "{run:?}");
        let tables = made.keys().filter(|path| path.starts_with("csv/")).count();
        let line = format!("csv: {tables} files in {output}/csv\n");
        assert!(run.out.contains(&line), "{run:?}");
        assert!(tree(&folder.path().join(output)) == made);
    }
    let names = TARGETS.iter().map(|target| target.name);
    for name in names.chain([NAME]) {
        let arguments = ["export", name, "--output", "one"];
        let run = finish(command(folder.path(), &arguments));
        assert_eq!(run.code, Some(0), "{run:?}");
    }
    // Each for itself is the same, without the folder of its name; the two lists of codes are one.
    let below = |path: &str| {
        path.split_once('/')
            .map_or(path, |(_, below)| below)
            .to_owned()
    };
    let together: BTreeMap<_, _> = made
        .into_iter()
        .map(|(path, bytes)| (below(&path), bytes))
        .collect();
    assert!(tree(&folder.path().join("one")) == together);
}

#[test]
fn help_lists_the_targets() {
    let run = finish(command(&repository(), &["export", "--help"]));
    let names = TARGETS.iter().map(|target| target.name);
    for name in names.chain([NAME, "all"]) {
        assert!(run.out.contains(&format!("- {name}:")), "{run:?}");
    }
}
