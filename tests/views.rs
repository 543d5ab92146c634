//! The promise: the records of the two letters are whole, and nothing in them is there for show.

mod support;

use std::collections::BTreeMap;

use besluit::check::{Context, check};
use besluit::dataset::{Dataset, Document};
use besluit::derive::{Moment, Purpose, Query, coverage, quotes, reporters, search};
use besluit::files::RawFile;
use besluit::finding::Level;
use besluit::model::Record;
use besluit::schema::Schemas;
use besluit::view::{list, show, status};
use serde_json::Value;
use support::{dataset, day, repository};

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
        snapbox::file!["views/reported.txt": Text].raw()
    );
}

/// What all views say, on days before, between and after what happened; of the pages, those of all records but one.
fn answers(dataset: &Dataset, without_page_of: Option<&str>) -> Vec<String> {
    let context = Context::new(dataset, day("2025-12-31"));
    let mut answers = Vec::new();
    let decisions: Vec<_> = dataset.decisions().map(|(_, decision)| decision).collect();
    for date in [
        "2025-11-17",
        "2025-11-20",
        "2025-11-25",
        "2025-11-27",
        "2025-12-31",
    ] {
        let view = status::view(dataset, &decisions, None, Moment::on(day(date)));
        answers.push(serde_json::to_string(&view).expect("it is JSON"));
    }
    let items = search(dataset, &Query::default());
    answers.push(serde_json::to_string(&list::view(&items)).expect("it is JSON"));
    for (_, source) in dataset.sources() {
        let of_source: Vec<_> = context
            .quotes
            .iter()
            .filter(|quote| quote.source.id == source.id)
            .collect();
        answers.push(format!(
            "{:?}",
            coverage(dataset, source, &of_source).map(|one| (one.anchored, one.out_of_scope))
        ));
    }
    for document in dataset
        .documents
        .iter()
        .filter(|document| Some(document.path.as_str()) != without_page_of)
    {
        let view = show::view(&context, document, Moment::on(day("2025-12-31")));
        answers.push(serde_json::to_string(&view).expect("it is JSON"));
    }
    answers
}

fn has_errors(dataset: &Dataset) -> bool {
    let findings = check(&Context::new(dataset, day("2025-12-31")));
    findings.iter().any(|finding| finding.level == Level::Error)
}

/// The dataset with one document read from another text, or without it.
fn with(original: &Dataset, path: &str, text: Option<String>, schemas: &Schemas) -> Dataset {
    let mut documents = original.documents.clone();
    documents.retain(|document| document.path != path);
    let content = text.map(|text| Ok(text.into_bytes()));
    documents.extend(content.map(|content| {
        Document::read(
            RawFile {
                path: path.to_owned(),
                content,
            },
            schemas,
        )
    }));
    Dataset::assemble(
        original.config.clone(),
        documents,
        original.attachments.clone(),
    )
}

#[test]
fn nothing_is_there_for_show() {
    let original = dataset(&repository());
    let schemas = Schemas::new();
    let all = answers(&original, None);
    for document in &original.documents {
        let without = with(&original, &document.path, None, &schemas);
        // A page about itself is no use of a record.
        let before = answers(&original, Some(&document.path));
        assert!(
            has_errors(&without) || answers(&without, None) != before,
            "{} is there for show",
            document.path
        );
        let root = document.root.as_ref().expect("it is JSON").to_value();
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
                let is_missed = has_errors(&without) || answers(&without, None) != all;
                assert!(
                    is_missed,
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
