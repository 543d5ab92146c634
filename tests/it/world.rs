//! The promise: the model says hard cases from other governments without bending. Each is a small invented dataset in
//! `fixtures/world/`, whose `besluit.toml` says what it stresses. Its `days.json` says what has become of each decision and of its parts
//! on the days before and after each event; its `facts.json` in which field of which record each fact stands.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{config, dataset, day, findings, folders, repository};
use besluit::dataset::Dataset;
use besluit::derive::{
    Moment, Spell, Status, newest, provision_states, standing, standing_of_part, statuses,
};
use besluit::finding::Level;
use besluit::model::Date;
use jiff::{ToSpan, civil};
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

/// A spell that holds on a day has the status of that day, and the spells of one thing follow each other from day to day.
#[test]
fn what_became_of_them_through_time() {
    let mut rows_checked = 0;
    for folder in folders(&world()) {
        let dataset = dataset(&folder);
        let rows = rows(&folder, "days.json");
        let day_of = |row: &Value, key: &str| row[key].as_str().map(day);
        let days = rows.iter().filter_map(|row| day_of(row, "as_of"));
        let last = days.max().expect("there is a row");
        for row in &rows {
            let at = day_of(row, "as_of").expect("a row has a day");
            // Seen from the last day of all, with what was known on that of the row.
            let moment = Moment {
                at: last,
                known: day_of(row, "known_at").unwrap_or(at),
            };
            let id = row["decision"].as_str().expect("a row has a decision");
            let decision = dataset.decision(&id.parse().expect("it is an id"));
            let decision = decision.expect("the decision is there");
            let spells = match row["part"].as_str() {
                None => statuses(&dataset, decision, moment),
                Some(part) => {
                    let parts = provision_states(&dataset, decision, moment).into_iter();
                    let mut spells = parts.filter(|one| one.part == part);
                    spells.next().expect("the part is there").spells
                }
            };
            let on_day =
                |spell: &Spell<'_>| spell.from <= at && spell.until.is_none_or(|until| at <= until);
            let mut found = spells.iter().filter(|(_, spell)| on_day(spell));
            let status = found
                .next()
                .map_or("unknown", |(status, _)| status.as_str());
            assert!(found.next().is_none(), "{folder:?} {row}: two on one day");
            assert_eq!(Some(status), row["status"].as_str(), "{folder:?} {row}");
            rows_checked += 1;
        }
    }
    assert!(rows_checked > 250, "{rows_checked}");
}

/// What spells say of a day is what is told of the day itself, on each day that a date of the dataset can mean, and on those around it.
#[test]
fn spells_are_told_of_each_day() {
    let worlds = folders(&world());
    let (mut of_decisions, mut of_parts) = (0, 0);
    for folder in worlds.into_iter().chain([repository()]) {
        let dataset = dataset(&folder);
        let moment = newest(&dataset).expect("something happened");
        let mut days = BTreeSet::new();
        for document in &dataset.documents {
            add_days(
                &serde_json::from_str(&document.text).expect("it is JSON"),
                &mut days,
            );
        }
        let moments = days
            .range(..=moment.at)
            .map(|at| Moment { at: *at, ..moment });
        for (_, decision) in dataset.decisions() {
            let spells = statuses(&dataset, decision, moment);
            follow_each_other(&spells);
            of_decisions += spells.len();
            for on_day in moments.clone() {
                let expected = standing(&dataset, decision, on_day).status;
                assert_eq!(
                    status_on(&spells, on_day.at),
                    expected,
                    "{folder:?} {} {on_day:?}",
                    decision.id
                );
            }
            for part in provision_states(&dataset, decision, moment) {
                follow_each_other(&part.spells);
                of_parts += part.spells.len();
                let id = part.part.parse().expect("it is an id");
                for on_day in moments.clone() {
                    let expected = standing_of_part(&dataset, decision, &id, on_day);
                    let expected = expected.expect("the part is there").status;
                    assert_eq!(
                        status_on(&part.spells, on_day.at),
                        expected,
                        "{folder:?} {} {id} {on_day:?}",
                        decision.id
                    );
                }
            }
        }
    }
    assert!(
        of_decisions > 150 && of_parts > 50,
        "{of_decisions} {of_parts}"
    );
}

/// Adds the first and the last day of each date in a record, and the days around them.
fn add_days(value: &Value, days: &mut BTreeSet<civil::Date>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| add_days(item, days)),
        Value::Object(members) => members.values().for_each(|member| add_days(member, days)),
        Value::String(text) => {
            let bounds = text.parse::<Date>().ok().and_then(|date| date.bounds());
            for day in bounds
                .into_iter()
                .flat_map(|bounds| [bounds.first, bounds.last])
            {
                days.extend((-1..=1).map(|step| day.saturating_add(step.days())));
            }
        }
        _ => {}
    }
}

type Spells<'a> = [(Status, Spell<'a>)];

/// The status that spells say a day has; unknown if none holds on it.
fn status_on(spells: &Spells<'_>, at: civil::Date) -> Status {
    let mut on_day = spells
        .iter()
        .filter(|(_, spell)| spell.from <= at && spell.until.is_none_or(|until| at <= until));
    on_day.next().map_or(Status::Unknown, |(status, _)| *status)
}

/// Each spell begins on the day after the last one of the spell before it, with another status; only the last one is open, and each but
/// that says how it ended.
fn follow_each_other(spells: &Spells<'_>) {
    for (nth, (status, spell)) in spells.iter().enumerate() {
        assert!(spell.until.is_none_or(|until| spell.from <= until));
        assert_eq!(spell.until.is_none(), nth + 1 == spells.len());
        assert_eq!(spell.until.is_some(), spell.ended_how.is_some());
        assert!(spell.known_by.is_some());
        if let Some((next_status, next)) = spells.get(nth + 1) {
            assert_eq!(spell.until, next.from.yesterday().ok());
            assert_ne!(status, next_status);
        }
    }
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
