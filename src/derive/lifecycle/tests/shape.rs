//! A plain notation for decisions of which only the events and the relations matter.

use serde_json::{Value, json};

use crate::dataset::Dataset;
use crate::schema::Schemas;
use crate::support::{config, raw_files, repository};

/// A decision: its events as `type date [field=value]…`, and its relations as `type number [field=value]…`. Decisions are numbered from 1.
pub type Shape = (&'static [&'static str], &'static [&'static str]);

/// The id of a decision by its number.
pub fn id(number: usize) -> String {
    format!("base-xx-2025-{:04}", 10 + number)
}

/// The base with these decisions in the place of its own.
pub fn dataset(decisions: &[Shape]) -> Dataset {
    edited(decisions, |_, _| {})
}

/// The same after an edit of each decision, which is told its number.
pub fn edited(decisions: &[Shape], edit: impl Fn(usize, &mut Value)) -> Dataset {
    let folder = repository().join("tests/fixtures/base");
    let (mut own, mut files): (Vec<_>, Vec<_>) = raw_files(&folder)
        .into_iter()
        .partition(|file| file.path.contains("/decisions/"));
    let first = own.remove(0);
    let text = first.content.clone().expect("it was read");
    let first_record: Value = serde_json::from_slice(&text).expect("it is JSON");
    for (nth, (events, relations)) in decisions.iter().enumerate() {
        let id = id(nth + 1);
        let mut record = first_record.clone();
        record["id"] = json!(id);
        record["events"] = events.iter().enumerate().map(event).collect();
        if !relations.is_empty() {
            record["relations"] = relations.iter().map(relation).collect();
        }
        edit(nth + 1, &mut record);
        let mut file = first.clone();
        file.path = format!("records/decisions/2025/{id}.json");
        file.content = Ok(record.to_string().into_bytes());
        files.push(file);
    }
    let dataset = Dataset::new(config(&folder), files, &Schemas::new());
    assert_eq!(dataset.decisions().count(), decisions.len());
    dataset
}

fn event((nth, words): (usize, &&str)) -> Value {
    let mut words = words.split(' ');
    let (what, date) = (words.next(), words.next());
    with_fields(
        json!({ "id": format!("event-{nth}"), "type": what, "date": date }),
        words,
    )
}

fn relation(words: &&str) -> Value {
    let mut words = words.split(' ');
    let what = words.next();
    let target = words.next().and_then(|word| word.parse().ok()).map(id);
    with_fields(json!({ "type": what, "target": target }), words)
}

fn with_fields<'w>(mut value: Value, fields: impl Iterator<Item = &'w str>) -> Value {
    for field in fields {
        let (name, content) = field.split_once('=').expect("a field has a value");
        value[name] = match name {
            "trigger" => json!({ "en": content }),
            _ => json!(content),
        };
    }
    let quote = "One toll for all cross-border ferries makes travel simpler.";
    value["evidence"] = json!([{ "source": "xx-letter-2025-10-06", "quote": quote }]);
    value
}
