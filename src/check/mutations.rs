//! Whoever changes one thing in a dataset is caught: every quote, reference, pinned text, discrepancy and file of the real dataset,
//! and of the invented ones beside it, is changed in turn, and validation has to say where.

mod files;

use std::sync::LazyLock;

use crate::dataset::{Document, references_of};
use crate::files::RawFile;
use crate::finding::{Finding, Level};
use crate::json::layout::quote as json;
use crate::json::{Node, Value};
use crate::model::RECORD_TYPES;
use crate::schema::vocabulary::key;
use crate::support::original::Original;
use crate::support::{self, folders, repository};
use jiff::civil::{Date, date};
use rayon::prelude::*;

/// A day after everything in the real dataset, so that the test says the same whenever it runs.
const AS_OF: Date = date(2026, 12, 31);

/// The real dataset first. It has no vote and one discrepancy; the invented ones have what it lacks.
static ORIGINALS: LazyLock<Vec<Original>> = LazyLock::new(|| {
    let mut folders = folders(&repository().join("tests/fixtures/world"));
    folders.insert(0, repository());
    folders
        .iter()
        .map(|folder| {
            let original = Original::read(folder);
            let errors = errors_in(&original, &original.files);
            assert!(errors.is_empty(), "{}: {errors:#?}", original.name);
            original
        })
        .collect()
});

/// The findings at error level in other files under the configuration of a dataset.
fn errors_in(original: &Original, files: &[RawFile]) -> Vec<Finding> {
    let dataset = original.read_again(files);
    let find = || support::check(&dataset, AS_OF);
    let mut findings = find();
    assert_eq!(findings, find(), "{}: two runs differ", original.name);
    for finding in &findings {
        let is_there = files.iter().any(|file| file.path == finding.file);
        assert!(is_there, "{}: no such file: {finding:?}", original.name);
    }
    findings.retain(|finding| finding.level == Level::Error);
    findings
}

/// A value of a record, and the JSON that is written in its place.
struct Change<'a> {
    original: &'a Original,
    document: &'a Document,
    pointer: String,
    json: String,
}

impl Change<'_> {
    fn node(&self, pointer: &str) -> &Node {
        let root = self.document.root().expect("it is JSON");
        root.pointer(pointer).expect("it is there")
    }

    fn errors(&self) -> Vec<Finding> {
        let mut text = self.document.text.clone();
        text.replace_range(self.node(&self.pointer).span.clone(), &self.json);
        let path = &self.document.path;
        let files = self.original.with(path, Some(text.into_bytes()));
        errors_in(self.original, &files)
    }

    /// The path, pointer and line at which an error at a value of the document has to stand. The line is counted here by another
    /// hand; a change within a line moves no line.
    fn place<'a>(&'a self, pointer: &'a str) -> (&'a str, &'a str, usize) {
        let before = &self.document.text[..self.node(pointer).span.start];
        (
            &self.document.path,
            pointer,
            before.matches('\n').count() + 1,
        )
    }
}

fn place_of(error: &Finding) -> (&str, &str, usize) {
    (&error.file, &error.pointer, error.start.line)
}

/// Makes the change, and wants one of the rules to say so at a place, and nowhere else.
#[track_caller]
fn check(change: &Change<'_>, rules: &[&str], at: &str) {
    let errors = change.errors();
    let told: Vec<_> = errors
        .iter()
        .filter(|error| rules.contains(&error.rule))
        .map(place_of)
        .collect();
    let Change {
        original,
        document,
        pointer,
        json,
    } = change;
    let what = format!("{}: {}: {pointer} is {json}", original.name, document.path);
    assert_eq!(told, [change.place(at)], "{what}: {errors:#?}");
}

fn check_all(changes: &[Change<'_>], rules: &[&str]) {
    assert!(!changes.is_empty(), "there is something to change");
    let check_one = |change: &Change<'_>| check(change, rules, &change.pointer);
    changes.par_iter().for_each(check_one);
}

#[test]
fn every_letter_of_a_quote_counts() {
    let mut changes = Vec::new();
    for (original, document, pointer, text) in strings() {
        if pointer.ends_with("/quote") {
            let letters = text.char_indices().filter(|(_, one)| one.is_alphanumeric());
            let letters: Vec<_> = letters.collect();
            let (first, middle, last) = (0, letters.len() / 2, letters.len() - 1);
            for (nth, write) in [
                (first, another as fn(char) -> String),
                (middle, look_alike),
                (last, twice),
            ] {
                let (at, letter) = letters[nth];
                let mut value = text.to_owned();
                value.replace_range(at..at + letter.len_utf8(), &write(letter));
                changes.push(Change {
                    original,
                    document,
                    pointer: pointer.clone(),
                    json: json(&value),
                });
            }
        }
    }
    check_all(&changes, &["quote-not-found", "quote-ambiguous"]);
}

/// Every string of every record with its place, found without the help of what is tested here.
fn strings() -> Vec<(&'static Original, &'static Document, String, &'static str)> {
    let mut strings = Vec::new();
    for original in ORIGINALS.iter() {
        for document in &original.dataset.documents {
            let root = document.root().expect("it is JSON");
            let mut open = vec![(String::new(), root)];
            while let Some((pointer, node)) = open.pop() {
                let items = node.items().iter().enumerate();
                open.extend(items.map(|(at, item)| (format!("{pointer}/{at}"), item)));
                let members = node.members().iter();
                open.extend(members.map(|one| (format!("{pointer}/{}", one.key), &one.value)));
                if let Some(text) = node.as_str() {
                    strings.push((original, &**document, pointer, text));
                }
            }
        }
    }
    strings
}

fn another(letter: char) -> String {
    if letter == 'x' { "q" } else { "x" }.to_owned()
}

fn twice(letter: char) -> String {
    format!("{letter}{letter}")
}

/// A Cyrillic letter in the place of the Latin one; where there is none, the letter with an accent.
fn look_alike(letter: char) -> String {
    let pairs = [('a', 'а'), ('c', 'с'), ('e', 'е'), ('o', 'о'), ('p', 'р')];
    let pair = pairs.into_iter().find(|(latin, _)| *latin == letter);
    pair.map_or_else(|| format!("{letter}\u{301}"), |(_, other)| other.into())
}

#[test]
fn every_reference_to_a_record_leads_to_one_of_its_type() {
    let mut changes = Vec::new();
    for original in ORIGINALS.iter() {
        for (nth, reference) in original
            .dataset
            .documents
            .iter()
            .flat_map(|document| references_of(document))
            .enumerate()
        {
            let other_type = ["actor", "source"]
                .into_iter()
                .filter(|other| *other != reference.record_type)
                .find_map(|other| original.dataset.ids(other).first().copied())
                .expect("there is such a record");
            let ids = match reference.record_type {
                // The id of another record does not have the form of a decision's.
                "decision" => vec!["besluit-nl-1848-0001".to_owned()],
                // One in four is enough for the type: it is looked up in the same place for all.
                _ if nth % 4 == 0 => vec![format!("{}-0", reference.id), other_type.to_owned()],
                _ => vec![format!("{}-0", reference.id)],
            };
            // A target names its decision with something behind it, which stays.
            let written = reference.document.str_at(&reference.pointer());
            let written = written.expect("a reference is a string");
            changes.extend(ids.iter().map(|id| Change {
                original,
                document: reference.document,
                pointer: reference.pointer(),
                json: json(&written.replacen(reference.id, id, 1)),
            }));
        }
    }
    check_all(&changes, &["dangling-reference"]);
}

/// That no reference is passed over: whatever is an id of a record is one, or the record's own.
#[test]
fn every_id_of_a_record_refers_to_it() {
    for (original, document, pointer, text) in strings() {
        let is_id = RECORD_TYPES
            .iter()
            .any(|name| original.dataset.document(name, text).is_some());
        // What is said in words may be the same by chance.
        let is_said = pointer.contains("/title/") || pointer.contains("/name/");
        let is_reference = original
            .dataset
            .documents
            .iter()
            .flat_map(|document| references_of(document))
            .any(|one| one.document.path == document.path && one.pointer() == pointer);
        assert!(
            !is_id || is_said || is_reference || pointer == "/id",
            "{}: {}: {pointer}",
            original.name,
            document.path
        );
    }
}

#[test]
fn every_reference_within_a_record_leads_somewhere() {
    let mut changes = Vec::new();
    for original in ORIGINALS.iter() {
        for document in &original.dataset.documents {
            for place in document.places() {
                let id = place.as_str().unwrap_or_default();
                let ids = match place.type_name() {
                    "OptionId" | "VersionId" | "ProvisionId" if place.has_key(key::ID) => {
                        continue;
                    }
                    "OptionId" | "VersionId" | "ProvisionId" => vec![format!("{id}-0")],
                    "Target" => vec![
                        format!("{id}-0"),
                        format!("besluit-nl-1848-0001{}", &id[id.find('#').unwrap_or(0)..]),
                    ],
                    _ => continue,
                };
                changes.extend(ids.iter().map(|id| Change {
                    original,
                    document,
                    pointer: place.pointer(),
                    json: json(id),
                }));
            }
        }
    }
    check_all(&changes, &["dangling-reference"]);
}

#[test]
fn every_discrepancy_agrees_with_its_value() {
    let rule = &["discrepancy-reading"];
    let mut count = 0;
    for original in ORIGINALS.iter() {
        for (document, decision) in original.dataset.decisions() {
            for (at, discrepancy) in decision.discrepancies.iter().enumerate() {
                count += 1;
                let change = |pointer: &str, json: &str| Change {
                    original,
                    document,
                    pointer: pointer.to_owned(),
                    json: json.to_owned(),
                };
                let own = format!("/discrepancies/{at}");
                let (pointer, readings) = (format!("{own}/pointer"), format!("{own}/readings"));
                let value = discrepancy.pointer.as_str();
                let unchanged = change(value, "");
                let written = |pointer: &str| &document.text[unchanged.node(pointer).span.clone()];

                check(&change(&pointer, "\"/events/99\""), rule, &pointer);
                check(&change(&pointer, "\"/events\""), rule, &pointer);

                // Another good value, so that the value's own rule is content: nothing but the readings speaks against it.
                let (other, spoilt) = match unchanged.node(value).value {
                    Value::Number(_) => ("1", "-1"),
                    _ if value.ends_with("/result") => ("\"withdraws\"", "\"no_such_result\""),
                    _ if written(value).contains('_') => ("\"signed\"", "\"no_such_act\""),
                    _ => ("\"1848-11-03\"", "\"1848-13-03\""),
                };
                check(&change(value, other), rule, &readings);
                let errors = change(value, spoilt).errors();
                let told: Vec<_> = errors.iter().map(place_of).collect();
                assert_eq!(told, [unchanged.place(value)], "{errors:#?}");

                for nth in 0..discrepancy.readings.len() {
                    let reading = format!("{readings}/{nth}/value");
                    if written(&reading) == written(value) {
                        check(&change(&reading, other), rule, &readings);
                    } else {
                        // Two readings that say the same: told at the later one.
                        let later = if nth == 0 { 1 } else { nth };
                        let later = format!("{readings}/{later}/value");
                        check(&change(&reading, written(value)), rule, &later);
                    }
                }
            }
        }
    }
    assert!(
        count > 1,
        "the real dataset has one, the invented ones more"
    );
}

#[test]
fn every_byte_of_a_text_counts() {
    let mut variants = Vec::new();
    for original in ORIGINALS.iter() {
        for (document, source) in original.dataset.sources() {
            let Some(file) = original.dataset.sidecar(document, source) else {
                continue;
            };
            let bytes = original.bytes(&file.path);
            let places = (0..bytes.len()).step_by(50).chain([bytes.len() - 1]);
            for (nth, at) in places.enumerate() {
                let mut bytes = bytes.to_vec();
                // In turn another letter, and a byte that is seldom UTF-8.
                bytes[at] ^= if nth % 2 == 0 { 0x01 } else { 0x80 };
                variants.push((original, document, &file.path, bytes));
            }
            // What editors and checkouts do to a file without being asked.
            let text = String::from_utf8(bytes.to_vec()).expect("it is UTF-8");
            for text in [
                format!("\u{feff}{text}"),
                format!("{text}\n"),
                text.replace('\n', "\r\n"),
                text.trim_end().to_owned(),
                String::new(),
            ] {
                variants.push((original, document, &file.path, text.into_bytes()));
            }
        }
    }
    assert!(!variants.is_empty(), "there are texts");
    variants
        .par_iter()
        .for_each(|(original, document, path, bytes)| {
            let errors = errors_in(original, &original.with(path, Some(bytes.clone())));
            let has = |rule: &str, pointer: &str| {
                let place = (rule, document.path.as_str(), pointer);
                errors
                    .iter()
                    .any(|error| (error.rule, error.file.as_str(), error.pointer.as_str()) == place)
            };
            let is_utf8 = std::str::from_utf8(bytes).is_ok();
            let what = format!("{}: {path}: {errors:#?}", original.name);
            assert!(has("text-changed", "/text/sha256"), "{what}");
            assert_eq!(has("text-missing", "/text/path"), !is_utf8, "{what}");
        });
}
