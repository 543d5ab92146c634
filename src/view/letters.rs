//! The promise: the records of the two letters are whole, and nothing in them is there for show.

use std::collections::BTreeMap;

use crate::dataset::{Dataset, Document};
use crate::derive::{Moment, Projection, Purpose, coverage, quotes, reporters};
use crate::files::RawFile;
use crate::finding::Level;
use crate::model::{Record, Source};
use crate::schema::Schemas;
use crate::support::{check, dataset, day, repository};
use crate::view::search::{Query, search};
use crate::view::{list, show, status};
use serde_json::Value;

const LETTERS: [&str; 2] = ["kst-32317-977", "brief-nl-2025-11-24-csam-toezeggingen"];

#[test]
fn every_word_of_the_letters_is_accounted_for() {
    let dataset = dataset(&repository());
    let quotes = quotes(&dataset);
    for letter in LETTERS {
        let source = dataset
            .source(&letter.parse().expect("an id"))
            .expect("the letter is there");
        let of_letter: Vec<_> = quotes
            .iter()
            .filter(|quote| quote.source.id == source.id)
            .collect();
        let coverage = coverage(&dataset, source, &of_letter).expect("its text is here");
        assert_eq!(
            coverage.uncovered(),
            0,
            "{letter}: {:#?}",
            coverage.passages
        );
        let share = coverage.out_of_scope as f64 / coverage.words as f64;
        assert!(share <= 0.12, "{letter}: {share} out of scope");
    }
}

/// Of the decision about the position, every statement in other words than its holder's, by who reports it.
#[test]
fn reported_speech_is_told_apart() {
    let dataset = dataset(&repository());
    let mut reported: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (_, decision) in dataset.decisions() {
        for statement in &decision.statements {
            let by: Vec<_> = reporters(&dataset, statement)
                .iter()
                .map(|id| id.as_str())
                .collect();
            if !by.is_empty() {
                let key = format!("{} by {}", statement.holder, by.join(", "));
                reported
                    .entry(key)
                    .or_default()
                    .push(format!("{}#{}", decision.id, statement.id));
            }
        }
    }
    let told: Vec<_> = reported
        .iter()
        .map(|(key, statements)| format!("{key}\n  {}\n", statements.join("\n  ")))
        .collect();
    snapbox::assert_data_eq!(
        told.concat(),
        snapbox::file!["../../tests/views/reported.txt": Text].raw()
    );
}

/// The views, the quickest first: lists, what has become of the decisions, coverage, and the pages of all records but one.
const VIEWS: usize = 4;

/// The answer of one of the views, as text; that of the statuses is for days before, between and after what happened.
fn answer(dataset: &Dataset, view: usize, without_page_of: Option<&str>) -> String {
    match view {
        0 => {
            let moment = Moment::on(day("2026-12-31"));
            json(&list::view(&search(dataset, &Query::default()), moment))
        }
        1 => {
            let days = [
                "2025-11-17",
                "2025-11-20",
                "2025-11-25",
                "2025-11-27",
                "2025-12-31",
            ];
            days.map(|date| {
                let projection = Projection::new(dataset, Moment::on(day(date)), day(date));
                let decisions = projection.shown.decisions();
                let decisions: Vec<_> = decisions.map(|(_, decision)| decision).collect();
                json(&status::view(&projection, &decisions, None))
            })
            .concat()
        }
        2 => {
            let quotes = quotes(dataset);
            let of_source = |source: &Source| {
                let quotes: Vec<_> = quotes
                    .iter()
                    .filter(|quote| quote.source.id == source.id)
                    .collect();
                format!(
                    "{:?}",
                    coverage(dataset, source, &quotes).map(|one| (one.anchored, one.out_of_scope))
                )
            };
            dataset
                .sources()
                .map(|(_, source)| of_source(source))
                .collect()
        }
        _ => {
            let moment = Moment::on(day("2026-12-31"));
            let projection = Projection::new(dataset, moment, moment.at);
            let others = projection
                .shown
                .documents
                .iter()
                .filter(|document| Some(document.path.as_str()) != without_page_of);
            others
                .map(|document| json(&show::view(&projection, document)))
                .collect()
        }
    }
}

/// True if the dataset is wrong, or some view says something else than it did; what is quick to tell is asked first.
fn is_missed(dataset: &Dataset, before: &[String]) -> bool {
    let differs = |view: usize| answer(dataset, view, None) != before[view];
    differs(0) || differs(1) || has_errors(dataset) || differs(2) || differs(3)
}

fn json(view: &impl serde::Serialize) -> String {
    serde_json::to_string(view).expect("it is JSON")
}

fn has_errors(dataset: &Dataset) -> bool {
    let findings = check(dataset, day("2025-12-31"));
    findings.iter().any(|finding| finding.level == Level::Error)
}

/// The dataset with one document read from another text, or without it.
fn with(original: &Dataset, path: &str, text: Option<String>, schemas: &Schemas) -> Dataset {
    let mut documents = original.documents.clone();
    documents.retain(|document| document.path != path);
    let content = text.map(|text| Ok(text.into_bytes()));
    documents.extend(content.map(|content| {
        let path = path.to_owned();
        Document::read(RawFile { path, content }, schemas).into()
    }));
    Dataset::assemble(
        original.config.clone(),
        documents,
        original.sidecars.to_vec(),
    )
}

#[test]
fn nothing_is_there_for_show() {
    let original = dataset(&repository());
    let schemas = Schemas::new();
    let all: Vec<_> = (0..VIEWS)
        .map(|view| answer(&original, view, None))
        .collect();
    for document in &original.documents {
        let without = with(&original, &document.path, None, &schemas);
        let root = document.root().expect("it is JSON").to_value();
        if !has_errors(&without) {
            // A page about itself is no use of a record, and neither is its line in a list.
            let mut before = all.clone();
            before[0] = answer(&without, 0, None);
            before[3] = answer(&original, 3, Some(&document.path));
            assert!(
                is_missed(&without, &before),
                "{} is there for show",
                document.path
            );
        }
        for list in ["statements", "events", "provisions"] {
            for at in 0..root[list].as_array().map_or(0, Vec::len) {
                let mut changed = root.clone();
                let items = changed[list].as_array_mut().expect("it is a list");
                items.remove(at);
                if items.is_empty() {
                    changed
                        .as_object_mut()
                        .expect("it is an object")
                        .remove(list);
                }
                let without = with(
                    &original,
                    &document.path,
                    Some(changed.to_string()),
                    &schemas,
                );
                assert!(
                    is_missed(&without, &all),
                    "{}: /{list}/{at} is there for show",
                    document.path
                );
            }
        }
    }
}

/// The two points on which the sources disagree.
#[test]
fn where_the_sources_disagree() {
    let dataset = dataset(&repository());
    let decision = dataset
        .document("decision", "besluit-nl-2025-0003")
        .and_then(|one| one.record.as_ref());
    let Some(Record::Decision(decision)) = decision else {
        panic!("the decision is there")
    };
    let readings: Vec<_> = decision
        .discrepancies
        .iter()
        .map(|one| {
            one.readings
                .iter()
                .map(|reading| reading.value.to_string())
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(
        readings,
        [
            ["spoke_against", "voted_against"],
            ["2025-11-26", "2025-11-16"]
        ]
    );
}

/// The motion is among the grounds and the relations of the decision that followed it.
#[test]
fn the_motion_is_among_the_reasons() {
    let dataset = dataset(&repository());
    let decision = dataset
        .decision(&"besluit-nl-2025-0003".parse().expect("an id"))
        .expect("it is there");
    let decision = serde_json::to_value(decision).expect("it is JSON");
    let has = |list: &str, key: &str, value: &str, other: (&str, &str)| {
        let items = decision[list].as_array().into_iter().flatten();
        items
            .filter(|item| item[key] == value)
            .any(|item: &Value| item[other.0] == other.1)
    };
    assert!(has(
        "relations",
        "type",
        "implements",
        ("target", "besluit-nl-2025-0002")
    ));
    assert!(has(
        "statements",
        "type",
        "ground",
        ("reason", "parliamentary_instruction")
    ));
}

/// No text is both evidence and out of scope, which a rule holds; here is that there is something to hold.
#[test]
fn some_passages_are_out_of_scope() {
    let dataset = dataset(&repository());
    let out_of_scope = quotes(&dataset)
        .iter()
        .filter(|quote| quote.purpose == Purpose::OutOfScope)
        .count();
    assert!(out_of_scope > 10);
}
