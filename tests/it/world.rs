//! The promise: the model says hard cases from other governments without bending. Each is a small invented dataset in
//! `fixtures/world/`, whose `besluit.toml` says what it stresses. Its `days.json` says what has become of each decision and of its parts
//! on the days before and after each event; its `facts.json` in which field of which record each fact stands.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{config, dataset, day, findings, folders, repository};
use besluit::dataset::Dataset;
use besluit::derive::{Moment, standing, standing_of_part};
use besluit::finding::Level;
use serde_json::Value;

const AS_OF: &str = "2026-01-01";

fn world() -> PathBuf {
    repository().join("tests/fixtures/world")
}

/// The cases, each with the warnings that it rightly gives.
const CASES: [(&str, &[&str]); 33] = [
    ("absolute-majority-missed", &[]),
    ("amended-before-vote", &[]),
    ("appeal-restores", &[]),
    ("appointment", &[]),
    (
        "batch-sitting",
        &["stale-announcement", "stale-announcement"],
    ),
    ("budget", &[]),
    ("coalition-abstention", &[]),
    ("conditional-consent", &[]),
    ("conditional-permit", &[]),
    ("contested-referendum", &[]),
    ("emergency-order", &[]),
    ("late-dissent", &[]),
    ("minister-against-the-line", &["two-positions"]),
    ("moving-cap", &[]),
    ("moving-number", &[]),
    ("one-act-many-revoked", &[]),
    ("one-sitting", &[]),
    ("partly-annulled", &[]),
    ("permits-fall", &[]),
    ("proposal-withdrawn", &[]),
    ("quashed-and-remitted", &[]),
    ("rate-decision", &[]),
    ("regions-disagree", &[]),
    ("silence-broken", &[]),
    ("silence-is-consent", &[]),
    ("suspended-order", &[]),
    ("treaty", &[]),
    ("two-cabinets", &[]),
    ("unpublished-votes", &[]),
    ("vetoed-resolution", &[]),
    ("void-by-relation", &[]),
    ("void-from-the-start", &[]),
    ("vote-never-came", &[]),
];

#[test]
fn every_case_holds() {
    let there = folders(&world());
    let named: Vec<_> = CASES.iter().map(|(case, _)| world().join(case)).collect();
    assert_eq!(there, named);
    for (case, warnings) in CASES {
        let folder = world().join(case);
        assert!(
            config(&folder).description.is_some(),
            "{case} says what it stresses"
        );
        let findings = findings(&dataset(&folder), AS_OF);
        let rules: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, warnings, "{case}: {findings:#?}");
        assert!(
            findings
                .iter()
                .all(|finding| finding.level == Level::Warning)
        );
    }
}

/// The rows of a file beside the records of a case; none if it has no such file.
fn rows(folder: &Path, name: &str) -> Vec<Value> {
    let Ok(text) = fs::read(folder.join(name)) else {
        return Vec::new();
    };
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{folder:?} {name}: {error}"))
}

#[test]
fn what_became_of_the_decisions() {
    let mut failures = Vec::new();
    for folder in folders(&world()) {
        let dataset = dataset(&folder);
        let rows = rows(&folder, "days.json");
        assert!(!rows.is_empty(), "{folder:?} says what became of it");
        failures.extend(rows.iter().filter_map(|row| difference(&dataset, row)));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The difference between what a row of `days.json` says and what follows from the records, if there is one.
fn difference(dataset: &Dataset, row: &Value) -> Option<String> {
    let text = |key: &str| row[key].as_str();
    let at = text("as_of").expect("a row has a day");
    let known = text("known_at").unwrap_or(at);
    let moment = Moment {
        at: day(at),
        known: day(known),
    };
    let id = text("decision").expect("a row has a decision");
    let id = id.parse().expect("an id of a test is an id");
    let decision = dataset.decision(&id).expect("the decision is there");
    let standing = match text("part") {
        None => standing(dataset, decision, moment),
        Some(part) => {
            let part = part.parse().expect("an id of a test is an id");
            standing_of_part(dataset, decision, &part, moment)
                .unwrap_or_else(|| panic!("there is no such part: {row}"))
        }
    };
    let expected = text("status").expect("a row has a status");
    let by = text("by").is_none_or(|by| standing.by.is_some_and(|one| one.as_str() == by));
    let holds = standing.status.as_str() == expected && by;
    (!holds).then(|| format!("{row}: {} by {:?}", standing.status.as_str(), standing.by))
}

/// The fields that hold prose, in which no program looks for a fact.
const PROSE: [&str; 4] = ["text", "title", "label", "topics"];

#[test]
fn every_fact_has_a_field() {
    let mut with_facts = 0;
    for folder in folders(&world()) {
        let dataset = dataset(&folder);
        let facts = rows(&folder, "facts.json");
        with_facts += usize::from(!facts.is_empty());
        for fact in facts {
            let text = |key: &str| fact[key].as_str().expect("it is a text");
            let mut documents = dataset.documents.iter();
            let record =
                documents.find(|one| one.identity().is_some_and(|(_, id)| id == text("record")));
            let record = record.unwrap_or_else(|| panic!("there is no such record: {fact}"));
            let record: Value = serde_json::from_str(&record.text).expect("it is JSON");
            assert!(
                record.pointer(text("pointer")).is_some(),
                "nothing is there: {fact}"
            );
            let mut steps = text("pointer")
                .rsplit('/')
                .filter(|step| step.parse::<usize>().is_err());
            let (last, above) = (steps.next(), steps.next());
            let is_prose = |step: Option<&str>| step.is_some_and(|step| PROSE.contains(&step));
            // Below a text stand its languages.
            assert!(!is_prose(last) && !is_prose(above), "this is prose: {fact}");
            assert!(!text("fact").is_empty());
        }
    }
    assert_eq!(with_facts, 17, "those of the second edition of the model");
}
