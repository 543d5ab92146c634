//! The table of edits, on each schema and in both contracts: what is found is what the table says.

use super::table::{ROWS, Row, Target};
use super::{compared, contract, corpora, quick};
use crate::compat::Whom::{Readers, Records};
use crate::compat::{Bump, Change, Comparison, Contract, Effort, Known, Surface, Weight, compare};
use crate::model::SCHEMA_VERSION;
use crate::schema::{self, consumer, file_name};

/// The contract with an edit in one schema of both contracts; `None` if the schema has no place for it.
fn edited(old: &Contract, name: &str, edit: fn(&mut Target<'_>) -> Option<()>) -> Option<Contract> {
    let mut new = old.clone();
    let (strict, tolerant) = (file_name(name), consumer::path(name));
    let mut parts = [new.0.remove(&strict)?, new.0.remove(&tolerant)?];
    let [one, other] = &mut parts;
    edit(&mut Target {
        strict: one,
        tolerant: other,
        root: if name == "record" {
            "/$defs/Decision"
        } else {
            ""
        },
    })?;
    let [one, other] = parts;
    new.0.insert(strict, one);
    new.0.insert(tolerant, other);
    Some(new)
}

fn told(found: &Comparison) -> String {
    let changes = found.changes.iter();
    let changes = changes.map(|one| {
        format!(
            "{} {}: {} ({:?}, {})",
            one.surface.name(),
            one.at,
            one.what,
            one.breaks,
            one.known.name()
        )
    });
    let problems = found
        .problems
        .iter()
        .map(|one| format!("{}: {}", one.at, one.what));
    changes.chain(problems).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(row: &Row, name: &str, found: &Comparison) {
    let told = told(found);
    let mut breaks: Vec<_> = found
        .changes
        .iter()
        .flat_map(|one| one.breaks.clone())
        .collect();
    breaks.sort();
    breaks.dedup();
    assert_eq!(breaks, row.breaks, "{} in {name}:\n{told}", row.name);
    assert_eq!(
        found.labels[0].required, row.asks,
        "{} in {name}:\n{told}",
        row.name
    );
    assert_eq!(found.problems, [], "{} in {name}:\n{told}", row.name);
    let is_open = found.changes.iter().any(|one| one.known == Known::Open);
    assert!(!is_open, "{} in {name}:\n{told}", row.name);
    // The version is the same, so it suffices only where nothing is asked for.
    assert_eq!(
        found.is_in_order(),
        row.asks == Bump::None,
        "{} in {name}",
        row.name
    );
}

#[test]
fn each_edit_of_the_table_is_what_the_table_says() {
    let (old, corpora) = (contract(), corpora());
    let mut tried = 0;
    for row in &ROWS {
        for name in schema::NAMES {
            let Some(new) = edited(&old, name, row.edit) else {
                continue;
            };
            tried += 1;
            check(row, name, &compared(&old, &new, &corpora));
        }
    }
    assert!(tried > 85, "{tried} were tried");
}

#[test]
fn most_is_proved_or_shown() {
    let (old, corpora) = (contract(), corpora());
    let effort = Effort {
        proves: true,
        ..quick()
    };
    // What follows from records is in no record, so no document of a corpus shows it.
    let is_asked = |one: &&Change| one.weight > Weight::Words && one.surface != Surface::Derived;
    let mut known = [0, 0];
    for row in &ROWS {
        for name in ["decision", "actor"] {
            let Some(new) = edited(&old, name, row.edit) else {
                continue;
            };
            let found = compare(&old, &new, &corpora, &[], effort);
            check(row, name, &found);
            for change in found.changes.iter().filter(|one| is_asked(one)) {
                let is_shown = match change.breaks.is_empty() {
                    true => change.known == Known::Proved,
                    false => change.known == Known::Witness,
                };
                known[usize::from(is_shown)] += 1;
                if !is_shown {
                    println!(
                        "{} in {name}: {} {}: {}",
                        row.name,
                        change.at,
                        change.what,
                        change.known.name()
                    );
                }
            }
        }
    }
    let [by_rule, shown] = known;
    assert!(shown > 10 * by_rule, "{shown} are, {by_rule} are not");
}

/// The strict schemas have nothing that follows from a record, so they prove nothing of it: its own schema is compared by itself.
#[test]
fn what_follows_from_records_is_told_of_once() {
    const DERIVED: &str = "derived.schema.json";
    let mut old = contract();
    let bundle = crate::export::derived::schema("derived");
    old.0.insert(DERIVED.to_owned(), bundle);
    let mut edited = old.clone();
    for schema in edited.0.values_mut() {
        if let Some(required) = schema.pointer_mut("/$defs/DecisionDerived/required") {
            let required = required.as_array_mut().expect("it is a list");
            required.retain(|name| name != "events");
        }
    }
    let effort = Effort {
        proves: true,
        ..quick()
    };
    // Too low as it is, and in order where the version says it.
    for (version, is_in_order) in [(SCHEMA_VERSION, false), ("0.99.0", true)] {
        let text = serde_json::to_string(&edited.0).expect("it is JSON");
        let text = text.replace(SCHEMA_VERSION, version);
        let new = Contract(serde_json::from_str(&text).expect("it is JSON"));
        let found = compare(&old, &new, &corpora(), &[], effort);
        let told = told(&found);
        let is_of_it = |one: &&Change| one.surface == Surface::Derived && !one.breaks.is_empty();
        let mut changes = found.changes.iter().filter(is_of_it);
        let change = changes.next().expect("it is told of");
        assert_eq!(changes.next(), None, "{told}");
        assert_eq!(
            (change.at.as_str(), change.known, &change.breaks[..]),
            ("#DecisionDerived/events", Known::ByRule, &[Readers][..])
        );
        assert_eq!(found.problems, [], "{told}");
        assert_eq!(found.labels[0].required, Bump::Minor, "{told}");
        assert_eq!(found.is_in_order(), is_in_order, "{told}");
    }
}

#[test]
fn nothing_has_changed_where_nothing_has() {
    let old = contract();
    let found = compare(&old, &old.clone(), &corpora(), &[], Effort::default());
    assert_eq!(found.changes, []);
    assert!(found.is_in_order());
}

#[test]
fn an_edit_that_breaks_records_alone_breaks_readers_when_it_is_undone() {
    // But for what the tolerant schema lets pass in advance: unknown fields, and codes of lists that may grow.
    let (old, corpora) = (contract(), corpora());
    for row in ROWS.iter().filter(|row| row.breaks == [Records]) {
        let Some(new) = edited(&old, "decision", row.edit) else {
            continue;
        };
        let found = compared(&new, &old, &corpora);
        let is_safe = found.changes.iter().all(|one| one.breaks.is_empty());
        let is_tolerated =
            ["optional field removed", "code removed, open list"].contains(&row.name);
        assert_eq!(is_safe, is_tolerated, "{}: {}", row.name, told(&found));
    }
}
