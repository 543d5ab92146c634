//! Helpers of several tests, those of the parts in `src` as well: reading a dataset from a folder of this repository.

#![allow(dead_code, reason = "each binary of tests uses a part of this")]

pub mod original;
pub mod random;

use std::fs;
use std::path::{Path, PathBuf};

use besluit::config::{self, Config};
use besluit::dataset::{self, Dataset, RawFile};
use besluit::derive::{Moment, standing};
use besluit::finding::Finding;
use besluit::schema::Schemas;
use besluit::{Input, Options, Report, validate};
use jiff::civil;
use tempfile::TempDir;

/// The folder of the repository.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A day, as YYYY-MM-DD.
#[track_caller]
pub fn day(date: &str) -> civil::Date {
    date.parse().expect("a date of a test is a date")
}

/// The configuration of a dataset, from its `besluit.toml`.
#[track_caller]
pub fn config(folder: &Path) -> Config {
    let text = std::fs::read_to_string(folder.join(config::FILE_NAME))
        .expect("a dataset has a besluit.toml");
    Config::parse(&text).expect("a besluit.toml can be read")
}

/// The files below `records/` of a dataset, by their paths relative to its folder.
#[track_caller]
pub fn raw_files(folder: &Path) -> Vec<RawFile> {
    let name = |path: &Path| {
        let relative = path.strip_prefix(folder).unwrap_or(path);
        relative.to_string_lossy().replace('\\', "/")
    };
    let (files, failures) = dataset::read_all(&folder.join(config::RECORDS), &name);
    assert!(failures.is_empty(), "{failures:?}");
    files
}

/// The dataset in a folder.
#[track_caller]
pub fn dataset(folder: &Path) -> Dataset {
    Dataset::new(config(folder), raw_files(folder), &Schemas::new())
}

/// The report of a dataset in memory.
#[track_caller]
pub fn report(dataset: &Dataset, options: Options<'_>) -> Report {
    validate(Input::Dataset(dataset), &options).expect("there is nothing to be read")
}

/// The findings in a dataset as of a day, notes included.
#[track_caller]
pub fn check(dataset: &Dataset, as_of: civil::Date) -> Vec<Finding> {
    report(dataset, Options::on(as_of).with_notes()).findings
}

/// The findings in a dataset as of a day, without notes.
pub fn findings(dataset: &Dataset, as_of: &str) -> Vec<Finding> {
    report(dataset, Options::on(day(as_of))).findings
}

/// The folders directly below a folder, sorted.
#[track_caller]
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("its entries can be read").path());
    let mut folders: Vec<_> = paths.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// Asserts what has become of a decision by the day `at`, seen from the day `known`, and which later decision undid it.
#[track_caller]
pub fn check_status(
    dataset: &Dataset,
    id: &str,
    at: &str,
    known: &str,
    status: &str,
    by: Option<&str>,
) {
    let id = id.parse().expect("an id of a test is an id");
    let decision = dataset.decision(&id).expect("the decision is there");
    let moment = Moment {
        at: day(at),
        known: day(known),
    };
    let standing = standing(dataset, decision, moment);
    assert_eq!(
        standing.status.as_str(),
        status,
        "{id} at {at}, known {known}"
    );
    assert_eq!(
        standing.by.map(|id| id.as_str()),
        by,
        "{id} at {at}, known {known}"
    );
}

/// A copy of a small dataset without a finding, in a folder that is removed afterwards.
pub fn small_dataset() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    copy(
        &repository().join("tests/fixtures/world/late-dissent"),
        folder.path(),
    );
    folder
}

/// Copies a folder, with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("it can be listed") {
        let entry = entry.expect("it can be listed");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("it can be copied");
        }
    }
}
