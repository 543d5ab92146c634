//! What several tests need: reading a dataset from a folder of this repository.

#![allow(dead_code, reason = "each test uses a part of this")]

use std::path::{Path, PathBuf};

use besluit::check::{Context, check};
use besluit::config::{self, Config};
use besluit::dataset::Dataset;
use besluit::derive::{Moment, standing};
use besluit::files::{self, RawFile};
use besluit::finding::Finding;
use besluit::schema::Schemas;
use jiff::civil;

/// The folder of the repository.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A day, as YYYY-MM-DD.
#[track_caller]
pub fn day(date: &str) -> civil::Date {
    date.parse().expect("a date of a test is a date")
}

/// What a dataset says about itself.
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
    let (files, failures) = files::read_all(&folder.join(config::RECORDS), &name);
    assert!(failures.is_empty(), "{failures:?}");
    files
}

/// The dataset in a folder.
#[track_caller]
pub fn dataset(folder: &Path) -> Dataset {
    Dataset::new(config(folder), raw_files(folder), &Schemas::new())
}

/// What is wrong with a dataset as of a day.
pub fn findings(dataset: &Dataset, as_of: &str) -> Vec<Finding> {
    check(&Context::new(dataset, day(as_of)))
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
