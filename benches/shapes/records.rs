//! The records that the shapes are made of.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

pub fn list(n: usize, item: impl Fn(usize) -> Value) -> Value {
    (0..n).map(item).collect()
}

pub fn evidence() -> Value {
    json!([{ "source": "source", "locator": "page 1", "confidence": "high" }])
}

pub fn record(record_type: &str, id: &str, body: Value) -> Value {
    let mut record =
        json!({ "type": record_type, "schema_version": besluit::model::SCHEMA_VERSION, "id": id });
    let members = record.as_object_mut().expect("it is an object");
    members.extend(body.as_object().expect("it is an object").clone());
    members.insert(
        "record".to_owned(),
        json!({ "revision": 1, "state": "published" }),
    );
    record
}

pub fn actor(id: &str, speaks_for: Option<&str>) -> Value {
    let mut body = json!({ "kind": "body", "name": { "en": id } });
    if let Some(other) = speaks_for {
        body["on_behalf_of"] = json!(other);
    }
    record("actor", id, body)
}

/// Actors of whom each speaks for another one, but who would speak for himself.
pub fn actors(n: usize, next: impl Fn(usize) -> usize) -> Vec<Value> {
    let all = (0..n).map(|at| {
        let next = format!("actor-{}", next(at));
        let own = format!("actor-{at}");
        actor(&own, Some(next.as_str()).filter(|next| *next != own))
    });
    all.collect()
}

/// One of many days, each later than the one before.
pub fn day(nth: usize) -> String {
    let (year, month, day) = (1000 + nth / 336, 1 + nth / 28 % 12, 1 + nth % 28);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A person who held an office so many times.
pub fn terms(at: usize, n: usize) -> Value {
    let mut person = actor(&format!("person-{at}"), None);
    person["kind"] = json!("person");
    person["terms"] = list(
        n,
        |nth| json!({ "office": "office", "role": "holder", "start": day(nth), "evidence": evidence() }),
    );
    person
}

pub fn source(id: &str) -> Value {
    let body = json!({
        "form": "letter", "title": { "en": format!("Letter {id}") }, "language": "en", "authors": [{ "actor": "somebody" }],
        "date": "2025-03-02", "availability": "public",
        "evidence": [{ "source": id, "locator": "heading", "confidence": "high" }],
    });
    record("source", id, body)
}

pub fn event(at: usize) -> Value {
    json!({ "id": format!("e{at}"), "type": if at == 0 { "taken" } else { "reaffirmed" }, "date": "2025-03-02", "evidence": evidence() })
}

pub fn statement(at: usize, holder: &str) -> Value {
    json!({
        "id": format!("s{at}"), "type": "ground", "text": { "en": format!("Reason {at}") }, "holder": holder, "basis": "stated",
        "reason": "substance", "bearing": { "option": "yes", "direction": "for" }, "evidence": evidence(),
    })
}

pub fn provision(at: usize) -> Value {
    json!({ "id": format!("q{at}"), "effect": "permits", "text": { "en": format!("Provision {at}") }, "evidence": evidence() })
}

/// Provisions of which each takes the place of another one.
pub fn replacing(n: usize, older: impl Fn(usize) -> Option<usize>) -> Value {
    list(n, |at| {
        let mut one = provision(at);
        if let Some(older) = older(at) {
            one["replaces"] = json!(format!("#q{older}"));
        }
        one
    })
}

/// What the other records name.
pub fn named() -> Vec<Value> {
    let mut proposal = json!({ "title": { "en": "Proposal" }, "evidence": evidence() });
    proposal["versions"] = json!([{ "id": "first", "date": "2025-03-01", "evidence": evidence() }]);
    vec![
        source("source"),
        actor("somebody", None),
        actor("office", None),
        record("proposal", "proposal", proposal),
    ]
}

pub fn decisions(n: usize, edit: impl Fn(usize, &mut Value)) -> Vec<Value> {
    let all = (0..n).map(|at| {
        let body = json!({
            "title": { "en": format!("Decision {at}") }, "kind": "order", "decider": { "actor": "somebody" },
            "options": [
                { "id": "yes", "label": { "en": "Yes" } },
                { "id": "no", "label": { "en": "No" } },
            ],
            "choice": "yes", "events": [event(0)],
        });
        let id = decision_id(at);
        let mut decision = record("decision", &id, body);
        edit(at, &mut decision);
        decision
    });
    all.collect()
}

pub fn decision_id(at: usize) -> String {
    format!("a-xx-2025-{:04}", at + 1)
}

pub fn one(edit: impl Fn(&mut Value)) -> Vec<Value> {
    decisions(1, |_, decision| edit(decision))
}

/// Decisions of which each amends another one, but that which would amend itself.
pub fn related(n: usize, older: impl Fn(usize) -> usize) -> Vec<Value> {
    decisions(n, |at, decision| {
        if older(at) != at {
            let target = decision_id(older(at));
            decision["relations"] =
                json!([{ "type": "amends", "target": target, "evidence": evidence() }]);
        }
    })
}

/// Decisions after the first, each with such a relation to that one, which is edited.
pub fn related_by(n: usize, relation: Value, edit: impl Fn(&mut Value)) -> Vec<Value> {
    decisions(n, |at, decision| {
        if at == 0 {
            return edit(decision);
        }
        let mut relation = relation.clone();
        relation["target"] = json!(decision_id(0));
        relation["evidence"] = evidence();
        decision["relations"] = json!([relation]);
    })
}

/// Decisions of an office as caretaker.
pub fn in_capacity(n: usize) -> Vec<Value> {
    decisions(n, |_, decision| {
        decision["decider"] =
            json!({ "actor": "office", "capacity": "caretaker", "evidence": evidence() });
    })
}

/// A text, and decisions that quote it.
pub fn quotes(n: usize, folder: &Path, word: &str) -> PathBuf {
    let sentence = |at: usize, word: &str| {
        format!(
            "Sentence {at} has the {word} that {} needs.",
            at * 7919 % 100_003
        )
    };
    let text: String = (0..n).map(|at| sentence(at, "word") + "\n").collect();
    let mut records = named();
    records.extend(decisions(n / 50, |at, decision| {
        decision["events"][0]["evidence"] = (0..50)
            .map(|nth| at * 50 + nth)
            .map(|nth| json!({ "source": "source", "quote": sentence(nth, word) }))
            .collect();
    }));
    records[0]["text"] =
        json!({ "path": "text.txt", "sha256": besluit::dataset::sha256(text.as_bytes()) });
    write_records(folder, &records);
    fs::write(folder.join("records/sources/source/text.txt"), text).expect("it can be written");
    folder.to_owned()
}

/// A dataset of these records.
pub fn write_records(folder: &Path, records: &[Value]) {
    fs::write(folder.join("besluit.toml"), "").expect("it can be written");
    for record in records {
        let name = |key: &str| record[key].as_str().expect("it has one");
        let path = folder
            .join("records")
            .join(besluit::dataset::home(name("type"), name("id")));
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("it can be made");
        fs::write(path, format!("{record:#}\n")).expect("it can be written");
    }
}

/// Folders within one another, each with a record that belongs elsewhere.
pub fn deep(n: usize, folder: &Path) -> PathBuf {
    write_records(folder, &named());
    let mut inner = folder.join("records/actors");
    for at in 0..n {
        inner = inner.join("d");
        fs::create_dir(&inner).expect("it can be made");
        let name = format!("deep-{at}");
        fs::write(
            inner.join(format!("{name}.json")),
            actor(&name, None).to_string(),
        )
        .expect("it can be written");
    }
    folder.to_owned()
}
