//! The promise of parts: shards that are read apart and joined tell what one run tells, and what does not belong together is refused.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::corpus::dataset::{Arguments, Content, generate};
use crate::process::{Run, VALIDATE, run, run_with};
use crate::support::{copy, repository};

const JSONL: [&str; 2] = ["--format", "jsonl"];

/// The records of this repository, one a line.
fn records() -> Vec<String> {
    let files = crate::support::raw_files(&repository()).into_iter();
    let records = files.filter(|file| file.path.ends_with(".json"));
    let line = |bytes: Vec<u8>| {
        let value: serde_json::Value = serde_json::from_slice(&bytes).expect("it is JSON");
        value.to_string() + "\n"
    };
    records
        .map(|file| line(file.content.expect("it can be read")))
        .collect()
}

/// Deals records out to so many shards, one after another, as `s0.ndjson` and so on; some have errors.
fn shards(folder: &Path, records: &[String], count: usize) -> Vec<String> {
    let name = |nth: usize| format!("s{nth}.ndjson");
    for nth in 0..count {
        let own = records.iter().skip(nth).step_by(count);
        let lines: String = own.map(String::as_str).collect();
        fs::write(folder.join(name(nth)), lines).expect("there is room");
    }
    (0..count).map(name).collect()
}

#[track_caller]
fn validate(folder: &Path, more: &[&str]) -> Run {
    run(folder, &[&VALIDATE, more].concat())
}

/// Makes the part of a shard.
#[track_caller]
fn part(folder: &Path, more: &[&str], number: usize) -> String {
    let (number, name) = (number.to_string(), format!("{number}.part"));
    let asked = [&["--part", &number, "-o", &name], more].concat();
    let made = validate(folder, &asked);
    assert_eq!((made.code, made.err.as_str()), (Some(0), ""), "{made:?}");
    name
}

fn words<'a>(words: &'a [String], more: &[&'a str]) -> Vec<&'a str> {
    let words = words.iter().map(String::as_str);
    more.iter().copied().chain(words).collect()
}

/// A folder with the settings and the texts of this repository in `dataset`, and no record.
fn dataset() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let root = folder.path().join("dataset");
    copy(&repository().join("records"), &root.join("records"));
    let config = repository().join("besluit.toml");
    fs::copy(config, root.join("besluit.toml")).expect("it can be copied");
    for entry in walkdir::WalkDir::new(&root) {
        let path = entry.expect("it can be listed").into_path();
        if path.extension().is_some_and(|ending| ending == "json") {
            fs::remove_file(path).expect("it is a copy");
        }
    }
    folder
}

/// Asserts that the join of so many shards, in any order, tells what one run over all of them tells.
#[track_caller]
fn is_told_alike(folder: &Path, records: &[String], count: usize, more: &[&str]) -> String {
    let shards = shards(folder, records, count);
    let one = validate(folder, &words(&shards, &[&JSONL, more].concat()));
    assert!(one.err.is_empty(), "{one:?}");
    let make = |nth: usize| part(folder, &[&[shards[nth].as_str()], more].concat(), nth);
    let parts: Vec<String> = (0..count).rev().map(make).collect();
    let expected = count.to_string();
    let join = [&["--join", "--expect", &expected], &JSONL[..], more].concat();
    let joined = validate(folder, &words(&parts, &join));
    assert_eq!(joined.out, one.out, "{count} shards");
    assert_eq!((joined.code, joined.err), (one.code, one.err));
    joined.out
}

#[test]
fn this_repository_in_shards_is_told_as_in_one_run() {
    let folder = dataset();
    let mut records = records();
    // One that is there twice, one that names what is not there, and one that is none.
    records.push(records[0].clone());
    let broken = records[1].replacen("\"source\":\"", "\"source\":\"xx-", 1);
    records.push(broken);
    records.push("{\n".to_owned());
    for count in [1, 2, 7, 64] {
        for more in [&[][..], &["--root", "dataset", "--notes"]] {
            let told = is_told_alike(folder.path(), &records, count, more);
            for rule in ["duplicate-id", "dangling-reference", "json-syntax"] {
                assert!(told.contains(rule), "{rule}: {told}");
            }
        }
    }
}

#[test]
fn a_corpus_with_errors_is_told_as_in_one_run() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let arguments = Arguments {
        folder: folder.path().to_owned(),
        content: Content::Meetings { records: 1_200 },
        is_stream: true,
        broken: 50,
    };
    let totals = generate(&arguments);
    assert!(totals.planted.len() > 50);
    let stream = fs::read_to_string(folder.path().join("records.ndjson"));
    let stream = stream.expect("it was just written");
    let records: Vec<String> = stream.lines().map(|line| format!("{line}\n")).collect();
    is_told_alike(folder.path(), &records, 5, &["--root", "."]);
}

#[test]
fn the_files_of_a_dataset_in_shards_are_told_as_in_one_run() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    copy(&repository().join("tests/fixtures/base"), folder.path());
    let one = validate(folder.path(), &JSONL);
    let types = ["actors", "decisions", "proposals", "sources"].map(|one| format!("records/{one}"));
    let there = types.iter().filter(|one| folder.path().join(one).is_dir());
    let make = |(nth, one): (usize, &String)| part(folder.path(), &[one], nth);
    let parts: Vec<String> = there.enumerate().map(make).collect();
    assert!(parts.len() > 2, "{parts:?}");
    let joined = validate(
        folder.path(),
        &words(&parts, &[&["--join"], &JSONL[..]].concat()),
    );
    assert_eq!((joined.out, joined.code), (one.out, one.code));
    let table = validate(
        folder.path(),
        &words(&parts, &["--join", "--format", "json"]),
    );
    let one = validate(folder.path(), &["--format", "json"]);
    assert_eq!(table.out, one.out);
}

/// Two shards of this repository, and their parts.
fn two() -> (TempDir, Vec<String>, Vec<String>) {
    let folder = dataset();
    let shards = shards(folder.path(), &records(), 2);
    let parts = (0..2).map(|nth| part(folder.path(), &[&shards[nth]], nth));
    let parts = parts.collect();
    (folder, shards, parts)
}

#[track_caller]
fn is_refused(folder: &Path, arguments: &[&str], why: &str) {
    let run = run(folder, &[&["validate"], arguments].concat());
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
    assert!(run.err.contains(why), "{run:?}");
}

#[test]
fn parts_that_do_not_belong_together_are_refused() {
    let (folder, shards, _) = two();
    let folder = folder.path();
    let join = |more: &[&str], why| is_refused(folder, &[&["--join"], more].concat(), why);
    join(&["0.part", "0.part"], "both part 0");
    join(&["1.part"], "missing: 0");
    join(
        &["0.part", "--expect", "2"],
        "2 parts were expected, which count from 0; missing: 1",
    );
    join(&["0.part", "1.part", "--expect", "1"], "there is a part 1");
    join(
        &["0.part", "1.part", "--as-of", "2020-01-01"],
        "as of 2026-12-31",
    );
    join(&["0.part", "1.part", "--notes"], "without `--notes`");
    join(&["0.part", "1.part", "--root", "dataset"], "`besluit.toml`");
    join(&["0.part", "s1.ndjson"], "s1.ndjson is no part");
    join(&["0.part", "dataset"], "dataset is no part");
    join(&["0.part", "none.part"], "none.part");
    let other = |name: &str, more: &[&str]| {
        let asked = [&["validate", "--part", "1", "-o", name], more].concat();
        let made = run(folder, &asked);
        assert_eq!(made.code, Some(0), "{made:?}");
    };
    other("day.part", &[&shards[1], "--as-of", "2020-01-01"]);
    join(&["0.part", "day.part"], "as of 2020-01-01");
    other(
        "notes.part",
        &[&[shards[1].as_str(), "--notes"], &VALIDATE[1..]].concat(),
    );
    join(&["0.part", "notes.part"], "only one of them");
    other(
        "root.part",
        &[&[shards[1].as_str(), "--root", "dataset"], &VALIDATE[1..]].concat(),
    );
    join(&["0.part", "root.part"], "`besluit.toml`");
    other(
        "same.part",
        &[&[shards[0].as_str()], &VALIDATE[1..]].concat(),
    );
    join(&["0.part", "same.part"], "both have s0.ndjson");
    let bytes = fs::read(folder.join("1.part")).expect("it is there");
    fs::write(folder.join("cut.part"), &bytes[..bytes.len() - 1]).expect("there is room");
    join(&["0.part", "cut.part"], "cut.part is not as it was written");
    let text = String::from_utf8_lossy(&bytes[..2000]).into_owned();
    let version = text.find("\"program\":\"").expect("it is in the header") + 11;
    let mut newer = bytes.clone();
    newer[version] = b'9';
    fs::write(folder.join("newer.part"), newer).expect("there is room");
    join(&["0.part", "newer.part"], "newer.part");
}

#[test]
fn what_is_asked_of_a_part_is_asked_where_it_is_known() {
    let (folder, shards, _) = two();
    let shard = shards[0].as_str();
    let refused = |arguments: &[&str], why| is_refused(folder.path(), arguments, why);
    refused(&[shard, "--part", "1"], "--output");
    refused(&[shard, "-o", "x"], "--part");
    refused(
        &[shard, "--part", "1", "-o", "x", "--deny", "warnings"],
        "--deny",
    );
    refused(&["--join"], "PATHS");
    refused(&[shard, "--expect", "1"], "--join");
    refused(&["no.ndjson", "--part", "1", "-o", "x"], "no.ndjson");
    assert!(!folder.path().join("x").exists());
}

#[test]
fn a_text_that_changes_between_is_noticed() {
    let folder = dataset();
    let shards = shards(folder.path(), &records(), 1);
    part(folder.path(), &[&shards[0], "--root", "dataset"], 0);
    let texts = walkdir::WalkDir::new(folder.path().join("dataset/records")).into_iter();
    let mut texts = texts.map(|entry| entry.expect("it can be listed").into_path());
    let text = texts.find(|path| path.ends_with("text.txt"));
    let text = text.expect("there are texts");
    fs::write(&text, "something else").expect("it is a copy");
    let arguments = ["--join", "0.part", "--root", "dataset"];
    is_refused(folder.path(), &arguments, "make the part anew");
    fs::remove_file(&text).expect("it is a copy");
    is_refused(folder.path(), &arguments, "beside the records");
}

#[test]
fn a_shard_on_standard_input_goes_by_the_name_that_it_is_given() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let records = records();
    let shards = shards(folder.path(), &records, 2);
    let one = validate(folder.path(), &words(&shards, &JSONL));
    for (nth, shard) in shards.iter().enumerate() {
        let lines = fs::read_to_string(folder.path().join(shard)).expect("it is there");
        let (number, name) = (nth.to_string(), format!("{nth}.part"));
        let asked = [
            "-",
            "--stdin-filename",
            shard,
            "--part",
            &number,
            "-o",
            &name,
        ];
        let made = run_with(folder.path(), &[&VALIDATE[..], &asked].concat(), &lines);
        assert_eq!(made.code, Some(0), "{made:?}");
        // The part stands alone.
        fs::remove_file(folder.path().join(shard)).expect("it is there");
    }
    let arguments = [&["--join", "0.part", "1.part"], &JSONL[..]].concat();
    let joined = validate(folder.path(), &arguments);
    assert_eq!((joined.out, joined.code), (one.out, one.code));
}

/// Machines make the parts of their shards at the same time, in one folder.
#[test]
fn parts_are_made_beside_one_another() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let shards = shards(folder.path(), &records(), 4);
    let make = |(nth, shard): (usize, &String)| {
        for number in (nth * 10..nth * 10 + 10).map(|number| number.to_string()) {
            let name = format!("{number}.part");
            let asked = [shard, "--part", &number, "-o", &name];
            let made = validate(folder.path(), &asked);
            assert_eq!(made.code, Some(0), "{made:?}");
        }
    };
    std::thread::scope(|scope| {
        for one in shards.iter().enumerate() {
            scope.spawn(move || make(one));
        }
    });
}
