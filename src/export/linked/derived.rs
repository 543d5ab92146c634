//! The values derived from a record, in its node: what is about a part at that part, the rest in a node of its own.

use std::io;

use serde_json::{Map, Value, json};

use super::{address, below, code_address, node, parts};
use crate::export::Exported;
use crate::export::derived::OwnDerived;

/// Adds it.
///
/// # Errors
/// If it cannot be written as JSON.
pub fn add(record: &mut Map<String, Value>, exported: &Exported<'_>) -> io::Result<()> {
    let own = address(exported.record.record_type(), exported.record.id());
    let Value::Object(mut derived) = serde_json::to_value(&exported.derived.own)? else {
        return Ok(());
    };
    match &exported.derived.own {
        OwnDerived::Decision(decision) => {
            for list in ["events", "statements", "relations", "provisions"] {
                merge(parts(record, list), derived.remove(list));
            }
            let commitments = parts(record, "commitments");
            let events = commitments.flat_map(|one| parts(one, "events"));
            merge(events, derived.remove("commitment_events"));
            for (key, list) in [
                ("status", "status"),
                ("reached", "stage"),
                ("position", "position"),
            ] {
                if let Some(Value::String(code)) = derived.get_mut(key) {
                    *code = code_address(list, code);
                }
            }
            let effects = derived.get_mut("effects").and_then(Value::as_array_mut);
            let effects = effects
                .into_iter()
                .flatten()
                .filter_map(Value::as_object_mut);
            for (nth, (effect, of)) in effects.zip(&decision.effects).enumerate() {
                let place = below(&below(&own, "derived"), &format!("effects/{nth}"));
                effect.insert("id".into(), json!(place));
                effect.insert("body".into(), json!(address("actor", of.body.as_str())));
                for (key, list) in [("needed_to", "needed_to"), ("effect", "effect")] {
                    if let Some(Value::String(code)) = effect.get_mut(key) {
                        *code = code_address(list, code);
                    }
                }
            }
            // What later decisions say stands at them, and RDF can be asked in both directions.
            derived.remove("inverse_relations");
            if let Some(by) = decision.by {
                derived.insert("by".into(), json!(address("decision", by.as_str())));
            }
            let because = decision.because.iter();
            let because: Vec<_> = because.map(|event| address("decision", event)).collect();
            if !because.is_empty() {
                derived.insert("because".into(), json!(because));
            }
        }
        OwnDerived::Proposal(_) => {
            for list in ["versions", "provisions"] {
                merge(parts(record, list), derived.remove(list));
            }
            let held = derived.get_mut("positions").and_then(Value::as_array_mut);
            let held = held.into_iter().flatten().filter_map(Value::as_object_mut);
            for (nth, one) in held.enumerate() {
                let place = below(&below(&own, "derived"), &format!("positions/{nth}"));
                one.insert("id".into(), json!(place));
                if let Some(Value::String(code)) = one.get_mut("position") {
                    *code = code_address("position", code);
                }
                for key in ["actor", "decision"] {
                    if let Some(Value::String(id)) = one.get_mut(key) {
                        *id = address(key, id);
                    }
                }
            }
            let fate = derived.get_mut("fate").and_then(Value::as_array_mut);
            let fate = fate.into_iter().flatten().filter_map(Value::as_object_mut);
            for (nth, one) in fate.enumerate() {
                let place = below(&below(&own, "derived"), &format!("fate/{nth}"));
                one.insert("id".into(), json!(place));
                for (key, list) in [("result", "option_result"), ("status", "status")] {
                    if let Some(Value::String(code)) = one.get_mut(key) {
                        *code = code_address(list, code);
                    }
                }
                for (key, of) in [("decision", "decision"), ("decider", "actor")] {
                    if let Some(Value::String(id)) = one.get_mut(key) {
                        *id = address(of, id);
                    }
                }
            }
        }
        OwnDerived::Source(_) => {
            let commitments = parts(record, "commitments");
            let events = commitments.flat_map(|one| parts(one, "events"));
            merge(events, derived.remove("commitment_events"));
            if let Some(Value::Object(counts)) = derived.remove("coverage") {
                let place = below(&below(&own, "derived"), "coverage");
                let mut coverage = node(&place, &["besluit:Coverage".to_owned()]);
                coverage.extend(counts);
                derived.insert("coverage".into(), Value::Object(coverage));
            }
        }
        OwnDerived::Actor(actor) => {
            let chain = actor.speaks_for.iter();
            let chain: Vec<_> = chain.map(|id| address("actor", id.as_str())).collect();
            if !chain.is_empty() {
                derived.insert("speaks_for".into(), json!(chain));
            }
        }
    }
    if !derived.is_empty() {
        let mut rest = node(&below(&own, "derived"), &["besluit:Derived".to_owned()]);
        rest.extend(derived);
        record.insert("derived".into(), Value::Object(rest));
    }
    Ok(())
}

/// Adds to each part what follows from it; both have the order of the record.
fn merge<'a>(parts: impl Iterator<Item = &'a mut Map<String, Value>>, derived: Option<Value>) {
    let Some(Value::Array(derived)) = derived else {
        return;
    };
    for (part, derived) in parts.zip(derived) {
        let Value::Object(derived) = derived else {
            continue;
        };
        for (key, value) in derived {
            let value = match value {
                Value::Array(actors) => actors
                    .iter()
                    .filter_map(Value::as_str)
                    .map(|id| json!(address("actor", id)))
                    .collect(),
                other => other,
            };
            part.entry(key).or_insert(value);
        }
    }
}
