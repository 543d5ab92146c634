//! The promise: whatever the shards and the order of their parts, the join says what one run over all shards says.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use jiff::civil;
use tempfile::TempDir;

use super::{Request, join, map};
use crate::files::Lines;
use crate::finding::{Finding, Summary};
use crate::support::random::Random;
use crate::support::{copy, folders, repository};
use crate::validate::{Options, run_on};
use crate::workspace::{Item, dataset_files, normal};

/// The day on which every fixture is judged.
const AS_OF: civil::Date = civil::date(2025, 12, 31);

/// The findings, and the numbers of what was checked.
type Told = (Vec<Finding>, Summary);

fn options() -> Options<'static> {
    Options {
        digest: true,
        ..Options::on(AS_OF).with_notes()
    }
}

/// What one run tells of some files of a dataset.
fn in_one_run(root: &Path, files: &[PathBuf]) -> Told {
    let workspace = dataset_files(root.to_owned(), items(files)).expect("it is a dataset");
    let run = run_on(&workspace, &options(), &|_| ()).expect("it can be read");
    (run.findings, run.summary)
}

/// What the join tells of the parts of some shards.
fn joined(root: &Path, shards: &[Vec<PathBuf>], random: &mut Random) -> Told {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let mut paths = Vec::new();
    for (number, files) in (0..).zip(shards) {
        let workspace = dataset_files(root.to_owned(), items(files));
        let mut workspace = workspace.expect("it is a dataset");
        let part = map(&mut workspace, &options(), number, &|_| ()).expect("it can be read");
        let path = folder.path().join(format!("{number}.part"));
        fs::write(&path, part).expect("there is room");
        paths.insert(random.below(paths.len() + 1), path);
    }
    let request = Request {
        paths: &paths,
        expected: Some(shards.len() as u32),
        root: Some(root.to_owned()),
        as_of: None,
    };
    let joined = join(&request, &options(), &|| None).unwrap_or_else(|error| panic!("{error}"));
    (joined.run.findings, joined.run.summary)
}

fn items(files: &[PathBuf]) -> Vec<Item> {
    let item = |path: &PathBuf| match path.extension().is_some_and(|ending| ending == "ndjson") {
        false => Item::Path(path.clone()),
        true => Item::Stream {
            path: Some(path.clone()),
            lines: File::open(path)
                .and_then(Lines::of_file)
                .expect("it is there"),
        },
    };
    files.iter().map(item).collect()
}

/// The base with a case of a rule laid over it.
fn laid_out(case: &Path) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let root = normal(folder.path());
    copy(&repository().join("tests/fixtures/base"), &root);
    copy(case, &root);
    (folder, root)
}

/// The records below a folder.
fn records(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("it is there") {
        let path = entry.expect("it can be listed").path();
        match path.is_dir() {
            true => found.extend(records(&path)),
            false if path.extension().is_some_and(|ending| ending == "json") => found.push(path),
            false => {}
        }
    }
    found.sort();
    found
}

/// Deals things out to so many shards.
fn dealt(files: &[PathBuf], shards: usize, random: &mut Random) -> Vec<Vec<PathBuf>> {
    let mut dealt = vec![Vec::new(); shards];
    for file in files {
        dealt[random.below(shards)].push(file.clone());
    }
    dealt.retain(|files| !files.is_empty());
    dealt
}

/// Writes the records of each shard as a stream, in the order in which they come; the records of the dataset are taken away.
fn streams(folder: &Path, shards: &[Vec<PathBuf>]) -> Vec<Vec<PathBuf>> {
    let stream = |(nth, files): (usize, &Vec<PathBuf>)| {
        let mut lines = Vec::new();
        for file in files {
            let bytes = fs::read(file).expect("it is there");
            let bytes = bytes.iter().map(|byte| match byte {
                b'\n' | b'\r' => b' ',
                byte => *byte,
            });
            lines.extend(bytes.chain([b'\n']));
        }
        let path = folder.join(format!("{nth}.ndjson"));
        fs::write(&path, lines).expect("there is room");
        vec![path]
    };
    shards.iter().enumerate().map(stream).collect()
}

fn cases() -> Vec<PathBuf> {
    let rules = folders(&repository().join("tests/fixtures/rules"));
    rules.iter().flat_map(|rule| folders(rule)).collect()
}

#[test]
fn the_join_of_files_tells_what_one_run_tells() {
    let mut random = Random::new(1, "files");
    for case in cases() {
        let (_folder, root) = laid_out(&case);
        let files = records(&root.join("records"));
        let shards = dealt(&files, 1 + random.below(7), &mut random);
        let told = joined(&root, &shards, &mut random);
        assert_eq!(told, in_one_run(&root, &files), "{}", case.display());
    }
}

#[test]
fn the_join_of_streams_tells_what_one_run_tells() {
    let mut random = Random::new(2, "streams");
    for case in cases() {
        let (_folder, root) = laid_out(&case);
        let files = records(&root.join("records"));
        let shards = dealt(&files, 1 + random.below(7), &mut random);
        let beside = tempfile::tempdir().expect("there is room for a folder");
        let shards = streams(&normal(beside.path()), &shards);
        // In one run, the records at home would be there beside those of the streams. In the join they are passed over.
        let told = joined(&root, &shards, &mut random);
        for file in &files {
            fs::remove_file(file).expect("it is there");
        }
        let expected = in_one_run(&root, &shards.concat());
        assert_eq!(told, expected, "{}", case.display());
    }
}
