//! The values derived from a record, in its node: what is about a part at that part, the rest in a node of its own.

use std::io;

use serde_json::{Map, Value, json};

use super::{address, below, classes, code_address, node, parts, record_type_of};
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
    // What is evidence stands at each claim, and can be counted.
    derived.remove("evidence");
    derived.remove("cited");
    match &exported.derived.own {
        OwnDerived::Decision(decision) => {
            for list in ["events", "statements", "relations", "provisions"] {
                merge(parts(record, list), derived.remove(list));
            }
            let commitments = parts(record, "commitments");
            let events = commitments.flat_map(|one| parts(one, "events"));
            merge(events, derived.remove("commitment_events"));
            let codes = [
                ("status", "status"),
                ("reached", "stage"),
                ("position", "position"),
            ];
            set_addresses(&mut derived, &codes, code_address);
            let codes = [("needed_to", "needed_to"), ("effect", "effect")];
            let records = [("body", "actor")];
            set_nodes(
                &mut derived,
                &own,
                ("effects", "BodyEffect"),
                &codes,
                &records,
            );
            for (list, class) in [
                ("statuses", "StatusSpell"),
                ("provision_states", "ProvisionSpell"),
            ] {
                let codes = [("status", "status"), ("from_status", "status")];
                let codes = [&codes[..], &CODES_OF_SPELL].concat();
                for item in parts(&mut derived, list) {
                    let Some(Value::String(part)) = item.get_mut("provision") else {
                        continue;
                    };
                    *part = address(record_type_of(part, "PartReference"), part);
                }
                set_nodes(&mut derived, &own, (list, class), &codes, &OF_SPELL);
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
            for item in parts(&mut derived, "positions") {
                if let Some(Value::String(version)) = item.get_mut("version") {
                    *version = format!("{own}#{version}");
                }
            }
            let codes = [("position", "position"), ("capacity", "capacity")];
            let codes = [&codes[..], &CODES_OF_SPELL].concat();
            let records = [
                ("actor", "actor"),
                ("decision", "decision"),
                ("decider", "actor"),
                ("incumbent", "actor"),
            ];
            let records = [&records[..], &OF_SPELL].concat();
            set_nodes(
                &mut derived,
                &own,
                ("positions", "PositionSpell"),
                &codes,
                &records,
            );
            let codes = [("result", "option_result"), ("status", "status")];
            let records = [("decision", "decision"), ("decider", "actor")];
            set_nodes(&mut derived, &own, ("fate", "Settled"), &codes, &records);
        }
        OwnDerived::Source(_) => {
            let commitments = parts(record, "commitments");
            let events = commitments.flat_map(|one| parts(one, "events"));
            merge(events, derived.remove("commitment_events"));
            if let Some(Value::Object(counts)) = derived.remove("coverage") {
                let place = below(&below(&own, "derived"), "coverage");
                let mut coverage = node(&place, &[classes::of_derived("Coverage")]);
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
        let mut rest = node(&below(&own, "derived"), &[classes::of_derived("Derived")]);
        rest.extend(derived);
        record.insert("derived".into(), Value::Object(rest));
    }
    Ok(())
}

/// The keys of a spell whose words are codes, each with its list.
const CODES_OF_SPELL: [(&str, &str); 3] = [
    ("ended_how", "ended_how"),
    ("valid_from_precision", "date_precision"),
    ("valid_until_precision", "date_precision"),
];

/// The keys of a spell whose words lead to decisions and to parts of them.
const OF_SPELL: [(&str, &str); 2] = [("because", "decision"), ("ended_by", "decision")];

/// Makes each item of a list a node of a class, with an address, and the addresses of the codes and the records that it names.
fn set_nodes(
    derived: &mut Map<String, Value>,
    own: &str,
    (list, class): (&str, &str),
    codes: &[(&str, &str)],
    records: &[(&str, &str)],
) {
    for (nth, item) in parts(derived, list).enumerate() {
        let place = below(&below(own, "derived"), &format!("{list}/{nth}"));
        item.extend(node(&place, &[classes::of_derived(class)]));
        set_addresses(item, codes, code_address);
        set_addresses(item, records, address);
    }
}

/// Puts addresses for the words in some keys, each with the code list or the type of record that its word is of.
fn set_addresses(
    node: &mut Map<String, Value>,
    keys: &[(&str, &str)],
    address: fn(&str, &str) -> String,
) {
    for (key, of) in keys {
        if let Some(Value::String(word)) = node.get_mut(*key) {
            *word = address(of, word);
        }
    }
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
