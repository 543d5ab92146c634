//! Every record of this repository is in the canonical layout: those of the dataset, and those of the fixtures that the reader does
//! not refuse.

use std::path::Path;

use super::layout;
use crate::dataset::Document;
use crate::support::original::SCHEMAS;
use crate::support::{folders, raw_files, repository};

/// Holds the records of a folder to the layout, and tells how many there are, and how many were refused.
fn check(folder: &Path) -> (usize, usize) {
    let mut files = raw_files(folder);
    files.retain(|file| file.path.ends_with(".json"));
    let all = files.len();
    let documents = files.into_iter().map(|file| Document::read(file, &SCHEMAS));
    let mut refused = 0;
    for document in documents {
        // What the reader refuses has no layout.
        let (Some(root), []) = (document.root(), document.faults.as_slice()) else {
            refused += 1;
            continue;
        };
        let schema = document
            .identity()
            .and_then(|(record_type, _)| SCHEMAS.get(record_type));
        let text = layout(root, schema.map(|schema| &schema.schema));
        assert_eq!(document.text, text, "{} in {folder:?}", document.path);
    }
    (all, refused)
}

#[test]
fn the_dataset_and_the_invented_ones() {
    let mut datasets = folders(&repository().join("tests/fixtures/world"));
    datasets.push(repository());
    let counts = datasets.iter().map(|folder| check(folder));
    let (all, refused) = counts.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    assert!(all > 200 && refused == 0, "{all} {refused}");
}

#[test]
fn the_fixtures_of_the_rules() {
    let fixtures = repository().join("tests/fixtures");
    let mut cases = vec![fixtures.join("base")];
    for rule in folders(&fixtures.join("rules")) {
        cases.extend(folders(&rule));
    }
    let counts = cases.iter().map(|folder| check(folder));
    let (all, refused) = counts.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    assert!(all > 200 && refused < 20, "{all} {refused}");
}
