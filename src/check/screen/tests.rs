//! The promise of screening: it changes nothing in what is reported. Every fixture, the records of this repository, and thousands of
//! datasets in which something was changed at random are checked both ways, as files and as a stream. `BESLUIT_SCREENINGS` says how
//! many, for a long run.

mod screened;

use std::fs;
use std::mem::discriminant;
use std::path::Path;

use self::screened::{Outcome, outcome, screened};
use crate::config::{self, Config};
use crate::dataset::{Dataset, Document, StreamLine};
use crate::files::RawFile;
use crate::finding::Finding;
use crate::json::Node;
use crate::schema::vocabulary::{key, of_type};
use crate::support::original::{Original, SCHEMAS};
use crate::support::random::Random;
use crate::support::{config, folders, raw_files, repository};
use jiff::civil::{Date, date};
use rayon::prelude::*;

/// A day after everything in the records.
const AS_OF: Date = date(2025, 12, 31);

/// How many datasets are changed at random in every run of the tests.
const SCREENINGS: u64 = 1_500;

/// Asserts that files are judged alike both ways, and as lines of a stream.
#[track_caller]
fn check(what: &str, config: &Config, files: &[RawFile], dataset: &Dataset) -> usize {
    let mut in_doubt = 0;
    for tells_notes in [true, false] {
        let expected = outcome(dataset, AS_OF, tells_notes);
        let found = screened(config, files, &[], AS_OF, tells_notes);
        same(what, &found.outcome, &expected);
        in_doubt = found.in_doubt;
    }
    in_doubt
}

/// Asserts that records are judged alike both ways where they come as a stream, in place of those that are there.
#[track_caller]
fn check_stream(what: &str, config: &Config, files: &[RawFile], streamed: &[RawFile]) {
    let mut lines = Vec::new();
    let (mut start, mut before) = (0, 0);
    for file in streamed.iter().filter(|file| file.path.ends_with(".json")) {
        let Ok(content) = &file.content else { continue };
        // Laid out over lines it is no line; what is no JSON stays as it is, but for its line breaks.
        let line: Vec<u8> = content
            .iter()
            .filter(|byte| **byte != b'\n')
            .copied()
            .collect();
        let length = line.len();
        let file = RawFile {
            path: "dump.ndjson".to_owned(),
            content: Ok(line),
        };
        lines.push((file, StreamLine { before, start }));
        start += length + 1;
        before += 1;
    }
    let incoming = lines.iter().map(|(file, line)| {
        let mut document = Document::read(file.clone(), &SCHEMAS);
        document.line = Some(*line);
        document
    });
    let dataset = Dataset::new(config.clone(), files.to_vec(), &SCHEMAS).with(incoming.collect());
    let expected = outcome(&dataset, AS_OF, false);
    let found = screened(config, files, &lines, AS_OF, false);
    same(&format!("{what}, as a stream"), &found.outcome, &expected);
}

/// Asserts that two outcomes are the same, and tells what is only in one of them.
#[track_caller]
fn same(what: &str, found: &Outcome, expected: &Outcome) {
    let told = |one: &Finding| {
        format!(
            "{} {} {} {} {:?}",
            one.rule, one.file, one.pointer, one.message, one.hint
        )
    };
    let beyond = |one: &Outcome, other: &Outcome| -> Vec<String> {
        let only = one
            .findings
            .iter()
            .filter(|finding| !other.findings.contains(finding));
        only.map(told).collect()
    };
    let lost = beyond(expected, found);
    let new = beyond(found, expected);
    assert!(
        lost.is_empty() && new.is_empty(),
        "{what}\nlost: {lost:#?}\nnew: {new:#?}"
    );
    assert_eq!(found.findings, expected.findings, "{what}");
    assert_eq!(found.summary, expected.summary, "{what}");
}

/// The datasets that are changed.
fn originals() -> Vec<Original> {
    let mut datasets = folders(&repository().join("tests/fixtures/world"));
    datasets.push(repository());
    datasets
        .iter()
        .map(|folder| Original::read(folder))
        .collect()
}

#[test]
fn what_is_in_order_is_clear() {
    let original = Original::read(&repository());
    let config = config(&repository());
    let found = screened(&config, &original.files, &[], AS_OF, false);
    let records = original.dataset.documents.len();
    // What was only announced, or competes with another position, is looked at closely.
    println!("{} of {records} records in doubt", found.in_doubt);
    assert!(found.in_doubt < records / 2);
}

#[test]
fn datasets_are_judged_alike() {
    for original in originals() {
        let config = original.dataset.config.clone();
        check(&original.name, &config, &original.files, &original.dataset);
        check_stream(&original.name, &config, &original.files, &original.files);
        let texts: Vec<_> = original
            .files
            .iter()
            .filter(|file| !file.path.ends_with(".json"))
            .cloned()
            .collect();
        check_stream(&original.name, &config, &texts, &original.files);
        check_stream(&original.name, &config, &[], &original.files);
    }
}

#[test]
fn fixtures_are_judged_alike() {
    let fixtures = repository().join("tests/fixtures");
    for rule in folders(&fixtures.join("rules")) {
        for case in folders(&rule) {
            let (config, files) = overlaid(&fixtures.join("base"), &case);
            let dataset = Dataset::new(config.clone(), files.clone(), &SCHEMAS);
            let name = case.display().to_string();
            check(&name, &config, &files, &dataset);
            check_stream(&name, &config, &files, &files);
        }
    }
}

/// A dataset over which another one is laid.
fn overlaid(base: &Path, over: &Path) -> (Config, Vec<RawFile>) {
    let mut files = raw_files(base);
    if over.join(config::RECORDS).is_dir() {
        for file in raw_files(over) {
            files.retain(|one| one.path != file.path);
            files.push(file);
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let text = fs::read_to_string(over.join(config::FILE_NAME));
    let config = match text {
        Ok(text) => Config::parse(&text).expect("it can be read"),
        Err(_) => config(base),
    };
    (config, files)
}

#[test]
fn changed_datasets_are_judged_alike() {
    let count = std::env::var("BESLUIT_SCREENINGS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(SCREENINGS);
    let originals = originals();
    let streams = 32;
    (0..streams).into_par_iter().for_each(|stream| {
        let mut random = Random::new(stream, "screen");
        for _ in 0..count / streams {
            // The dataset of this repository is the largest by far, and takes the most time.
            let original = match random.below(40) {
                0 => originals.last().expect("there is one"),
                _ => random.pick(&originals[..originals.len() - 1]),
            };
            let mut files = original.files.clone();
            let mut told = original.name.clone();
            for _ in 0..1 + random.below(3) {
                change(&mut random, original, &mut files, &mut told);
            }
            let dataset = original.read_again(&files);
            check(&told, &original.dataset.config, &files, &dataset);
            if random.below(8) == 0 {
                check_stream(&told, &original.dataset.config, &original.files, &files);
            }
        }
    });
}

/// Changes one thing in a dataset, and tells what.
fn change(random: &mut Random, original: &Original, files: &mut Vec<RawFile>, told: &mut String) {
    let at = random.below(files.len());
    let file = files[at].clone();
    let kind = random.below(16);
    told.push_str(&format!("\n{} ({kind})", file.path));
    let Ok(bytes) = &file.content else { return };
    let text = String::from_utf8_lossy(bytes).into_owned();
    let Some(root) = crate::json::parse(bytes).root else {
        // A text: some of it is cut out, so that quotes are missing and the hash is another.
        let start = text
            .char_indices()
            .map(|(at, _)| at)
            .nth(random.below(text.chars().count().max(1)));
        files[at].content = Ok(text.as_bytes()[..start.unwrap_or(0)].to_vec());
        return;
    };
    match kind {
        0 => {
            files.remove(at);
        }
        1 => files[at].path = file.path.replace(".json", "-2.json"),
        2 => files.push(RawFile {
            path: file.path.replace(".json", "-copy.json"),
            ..file
        }),
        12 => {
            // Some texts stand beside others, and one of the two is pinned.
            let pins = |file: &&RawFile| file.path.ends_with("/text.txt");
            let texts: Vec<RawFile> = files.iter().filter(pins).cloned().collect();
            let Some(text) = texts.get(random.below(texts.len().max(1))) else {
                return;
            };
            let folder = text.path.trim_end_matches("text.txt").to_owned();
            let mut other = text.clone();
            other.path = format!("{folder}other.txt");
            if let (Ok(bytes), true) = (&mut other.content, random.below(2) == 0) {
                bytes.truncate(bytes.len() / 2);
            }
            told.push_str(&format!(": {} is pinned", other.path));
            replace(files, &format!("{folder}source.json"), |source| {
                source.replace("\"text.txt\"", "\"other.txt\"")
            });
            files.push(other);
        }
        13 => {
            // No type where it is looked for quickly.
            if let Some(member) = root.member("type") {
                let written = text[member.key_span.start..member.value.span.end].to_owned();
                replace(files, &file.path, |record| {
                    let rest = record.replacen(&format!("{written},"), "", 1);
                    let end = rest.trim_end().strip_suffix('}').unwrap_or(&rest);
                    format!("{end}, {written}}}")
                });
            }
        }
        14 => {
            // Words that are evidence are declared to say nothing.
            let decisions = original.dataset.documents.iter();
            let evidence: Vec<_> = decisions
                .flat_map(|one| one.places_of(of_type::EVIDENCE))
                .filter_map(|one| Some((one.get(key::SOURCE)?.as_str()?, one.get(key::QUOTE)?)))
                .collect();
            let Some((source, quote)) = evidence.get(random.below(evidence.len().max(1))) else {
                return;
            };
            let quote = serde_json::to_string(quote.as_str().unwrap_or_default());
            let passage = format!(
                "{{\"quote\": {}, \"reason\": \"heading\"}}",
                quote.unwrap_or_default()
            );
            told.push_str(&format!(": {source} declares {passage}"));
            replace(
                files,
                &format!("records/sources/{source}/source.json"),
                |record| match record.contains("\"out_of_scope\": [") {
                    true => record.replacen(
                        "\"out_of_scope\": [",
                        &format!("\"out_of_scope\": [{passage},"),
                        1,
                    ),
                    false => {
                        let end = record.trim_end().strip_suffix('}').unwrap_or(record);
                        format!("{end}, \"out_of_scope\": [{passage}]}}")
                    }
                },
            );
        }
        _ => {
            let mut nodes = Vec::new();
            gather(&root, &mut nodes);
            let node = *random.pick(&nodes);
            let others: Vec<&Document> = original.dataset.documents.iter().collect();
            let other = random.pick(&others);
            let mut values = Vec::new();
            if let Some(root) = other.root() {
                gather(root, &mut values);
            }
            // A value of the same kind from anywhere, one that is far off, or none.
            let same = values.iter().filter(|value| {
                discriminant(&value.value) == discriminant(&node.value)
                    && value.items().is_empty()
                    && value.members().is_empty()
            });
            let same: Vec<_> = same.collect();
            let new = match kind {
                3 => random
                    .pick([
                        "null",
                        "\"\"",
                        "[]",
                        "{}",
                        "1",
                        "\"2099-01-01\"",
                        "\"1800\"",
                        "\"withdrawn\"",
                        "2",
                    ])
                    .to_owned(),
                4..=8 if !same.is_empty() => other.text[random.pick(&same).span.clone()].to_owned(),
                9 => text[node.span.clone()].replacen(['a', 'e'], "o", 1),
                _ => {
                    let twice = &text[node.span.clone()];
                    format!("{twice}, {twice}")
                }
            };
            told.push_str(&format!(": {} becomes {new}", &text[node.span.clone()]));
            let mut text = text;
            text.replace_range(node.span.clone(), &new);
            files[at].content = Ok(text.into_bytes());
        }
    }
}

/// Writes one file anew, if it is there and can be read.
fn replace(files: &mut [RawFile], path: &str, new: impl Fn(&str) -> String) {
    let file = files.iter_mut().find(|file| file.path == path);
    if let Some(Ok(bytes)) = file.map(|file| &mut file.content) {
        *bytes = new(&String::from_utf8_lossy(bytes)).into_bytes();
    }
}

/// Every value below a value that holds no others.
fn gather<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
    if node.items().is_empty() && node.members().is_empty() {
        found.push(node);
    }
    node.items().iter().for_each(|item| gather(item, found));
    node.members()
        .iter()
        .for_each(|member| gather(&member.value, found));
}
