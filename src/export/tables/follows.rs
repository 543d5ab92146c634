//! The derived values in their place: the member `derived` of what they follow from, in the schema that the columns of all tables
//! are told by and in the records as JSON that their rows are taken from.

use serde_json::{Value, json};

use super::row;
use crate::export::Exported;
use crate::export::codes::CodeList;
use crate::export::derived::{
    ActorDerived, Anchor, DecisionDerived, ProposalDerived, SourceDerived,
};
use crate::export::ndjson::{DERIVED, Line};
use crate::model::{DatePrecision, Record};
use crate::schema;

/// Each type that something follows from, and the type of that. Where it follows from the items of lists, also the list that it has in
/// what follows from the record, and the path to the items.
const FOLLOWS: [(&str, &str, &str, &str); 11] = [
    ("Decision", "DecisionDerived", "", ""),
    ("Proposal", "ProposalDerived", "", ""),
    ("Source", "SourceDerived", "", ""),
    ("Actor", "ActorDerived", "", ""),
    ("Evidence", "Anchor", "", ""),
    ("Event", "EventDerived", "events", "events/*"),
    (
        "Statement",
        "StatementDerived",
        "statements",
        "statements/*",
    ),
    ("Relation", "RelationDerived", "relations", "relations/*"),
    (
        "CommitmentEvent",
        "PartDerived",
        "commitment_events",
        "commitments/*/events/*",
    ),
    ("Version", "PartDerived", "versions", "versions/*"),
    ("Provision", "PartDerived", "provisions", "provisions/*"),
];

/// The schema that the columns follow from: that of the records, with what follows from them.
pub fn schema() -> Value {
    let mut schema = schema::of::<Record>("tables", |generator| {
        generator.subschema_for::<DecisionDerived<'_>>();
        generator.subschema_for::<ProposalDerived<'_>>();
        generator.subschema_for::<SourceDerived<'_>>();
        generator.subschema_for::<ActorDerived<'_>>();
        generator.subschema_for::<Anchor<'_>>();
        generator.subschema_for::<CodeList>();
        generator.subschema_for::<DatePrecision>();
    });
    for (type_name, derived, ..) in FOLLOWS {
        let definition = &mut schema["$defs"][type_name];
        // Of evidence something follows only if it is a quote.
        if let Some(required) = definition["required"].as_array_mut()
            && type_name != "Evidence"
        {
            required.push(DERIVED.into());
        }
        if let Some(properties) = definition["properties"].as_object_mut() {
            let record = properties.shift_remove("record");
            let derived = json!({ "$ref": format!("#/$defs/{derived}") });
            properties.insert(DERIVED.into(), derived);
            // The life of the record comes last.
            properties.extend(record.map(|record| ("record".to_owned(), record)));
        }
    }
    schema
}

/// A record as JSON, with what follows from it.
pub fn record(exported: &Exported<'_>) -> Value {
    let mut record = json!(Line::of(exported));
    let mut derived: Vec<(String, Value)> = Vec::new();
    for (_, _, list, path) in FOLLOWS {
        let items = record[DERIVED].get_mut(list).and_then(Value::as_array_mut);
        let items = items.map(std::mem::take).into_iter().flatten();
        let places = row::places(&record, path).into_iter();
        derived.extend(places.map(|(place, _)| place).zip(items));
    }
    for anchor in &exported.derived.quotes {
        let evidence = anchor.pointer.strip_suffix("/quote");
        derived.extend(evidence.map(|place| (place.to_owned(), json!(anchor))));
    }
    for (place, derived) in derived {
        if let Some(part) = record.pointer_mut(&place) {
            part[DERIVED] = derived;
        }
    }
    if record["type"] == "actor" {
        // An actor speaks for itself before anybody else.
        let own = record["id"].clone();
        let others = record[DERIVED]["speaks_for"].take();
        let others = others.as_array().into_iter().flatten().cloned();
        record[DERIVED]["speaks_for"] = std::iter::once(own).chain(others).collect();
    }
    record
}
