//! From a record to a node and its parts: by the types of the schema, each object gets an address and classes, and each id becomes the
//! address of what it means.

use std::collections::{BTreeSet, HashMap};
use std::io;

use serde_json::{Map, Value, json};

use super::{address, below, classes, code_address, node, part_address, record_type_of};
use crate::export::derived::Anchor;
use crate::export::{Exported, codes};

/// The facts about the record whose parts are written.
struct Parts<'a> {
    /// Its address.
    record: String,
    /// The address of the proposal whose versions it means.
    proposal: String,
    /// The addresses of the decisions that it relates to, in the order of its relations.
    related: Vec<String>,
    /// The names of the code lists.
    lists: &'a BTreeSet<String>,
    /// The names of the types of its parts, by JSON Pointer.
    types: HashMap<String, &'a str>,
    /// The anchors of its quotes, by the JSON Pointer of what quotes.
    anchors: HashMap<&'a str, &'a Anchor<'a>>,
}

/// A record as a node. `lists` are the names of the code lists.
///
/// # Errors
/// If it cannot be written as JSON.
pub fn of(exported: &Exported<'_>, lists: &BTreeSet<String>) -> io::Result<Map<String, Value>> {
    let record = exported.record;
    let own = address(record.record_type(), record.id());
    let decision = record.decision();
    let proposal = decision.and_then(|decision| decision.proposal.as_ref());
    let related = decision
        .into_iter()
        .flat_map(|decision| &decision.relations);
    let places = exported.document.places();
    let anchors = exported.derived.quotes.iter();
    let parts = Parts {
        proposal: match proposal {
            Some(proposal) => address("proposal", proposal.id.as_str()),
            None => own.clone(),
        },
        related: related
            .map(|relation| address("decision", relation.target.as_str()))
            .collect(),
        lists,
        types: places
            .filter(|place| !place.type_name().is_empty())
            .map(|place| (place.pointer(), place.type_name()))
            .collect(),
        anchors: anchors
            .map(|anchor| {
                let pointer = anchor.pointer;
                (pointer.strip_suffix("/quote").unwrap_or(pointer), anchor)
            })
            .collect(),
        record: own,
    };
    let mut node = Map::new();
    node.insert("id".into(), json!(parts.record));
    node.insert("@type".into(), json!(classes::of_record(record)));
    if let Value::Object(members) = serde_json::to_value(record)? {
        for (key, value) in members {
            if !["$schema", "id", "type"].contains(&key.as_str()) {
                let pointer = format!("/{key}");
                let value = parts.value(value, &pointer, &parts.record, &key);
                node.insert(key, value);
            }
        }
    }
    Ok(node)
}

impl Parts<'_> {
    /// The value at a place, which is a part of what has the address `owner`.
    fn value(&self, value: Value, pointer: &str, owner: &str, segment: &str) -> Value {
        let type_name = self.types.get(pointer).copied().unwrap_or_default();
        match value {
            Value::Object(members) => match type_name {
                "LocalizedText" => Value::Object(members),
                "Evidence" => self.evidence(members, pointer, owner, segment),
                "OutOfScope" => self.out_of_scope(members, pointer, owner, segment),
                _ => self.object(members, pointer, owner, segment, type_name),
            },
            Value::Array(items) => {
                let list = below(owner, segment);
                let items = items.into_iter().enumerate().map(|(index, item)| {
                    let index = index.to_string();
                    self.value(item, &format!("{pointer}/{index}"), &list, &index)
                });
                items.collect()
            }
            Value::String(text) => Value::String(self.text(text, type_name, pointer)),
            // The types of numbers differ between readers of JSON-LD; those of texts are what the context says.
            Value::Number(number) if ["Count", "ReadingValue"].contains(&type_name) => {
                Value::String(decimal(&number))
            }
            other => other,
        }
    }

    /// A text, or the address of what it means.
    fn text(&self, text: String, type_name: &str, pointer: &str) -> String {
        match type_name {
            "DecisionId" => address("decision", &text),
            "ProposalId" => address("proposal", &text),
            "SourceId" => address("source", &text),
            "ActorId" => address("actor", &text),
            "LocalId" | "OptionId" | "EventId" => part_address(&self.record, &text),
            "VersionId" => part_address(&self.proposal, &text),
            "ProvisionId" => part_address(self.record_of_part(pointer), &text),
            "Target" | "PartReference" if text.starts_with('#') => format!("{}{text}", self.record),
            "Target" | "PartReference" => address(record_type_of(&text, type_name), &text),
            _ => {
                let list = codes::name(type_name);
                if self.lists.contains(&list) {
                    code_address(&list, &text)
                } else {
                    text
                }
            }
        }
    }

    /// The address of the record whose part is named at a place: a relation names parts of the older decision.
    fn record_of_part(&self, pointer: &str) -> &str {
        let relation = pointer.strip_prefix("/relations/");
        let index = relation.and_then(|rest| rest.split_once('/')?.0.parse::<usize>().ok());
        let older = index.and_then(|index| self.related.get(index));
        older.map_or(&self.record, |older| older)
    }

    fn object(
        &self,
        members: Map<String, Value>,
        pointer: &str,
        owner: &str,
        segment: &str,
        type_name: &str,
    ) -> Value {
        let id = members.get("id").and_then(Value::as_str);
        let own = match id {
            Some(id) => part_address(&self.record, id),
            None => below(owner, segment),
        };
        let mut object = node(&own, &classes::of_part(type_name));
        for (key, value) in members {
            let pointer = format!("{pointer}/{key}");
            let value = self.value(value, &pointer, &own, &key);
            object.insert(key, value);
        }
        Value::Object(object)
    }

    /// Evidence as an annotation of its source: the claim is its body, the passage its target.
    fn evidence(
        &self,
        members: Map<String, Value>,
        pointer: &str,
        owner: &str,
        segment: &str,
    ) -> Value {
        let own = below(owner, segment);
        let mut annotation = node(&own, &classes::of_part("Evidence"));
        let claim = owner.trim_end_matches("/evidence").trim_end_matches('#');
        annotation.insert("claim".into(), json!(claim));
        let passage = below(&own, "target");
        let mut target = node(&passage, &[classes::PASSAGE.to_owned()]);
        for (key, value) in members {
            match key.as_str() {
                "source" => {
                    let value = self.value(value, &format!("{pointer}/source"), &own, &key);
                    target.insert(key, value);
                }
                "quote" => {
                    let selector = self.selector(value, pointer, &passage);
                    target.insert("selector".into(), selector);
                    let anchor = self.anchors.get(pointer);
                    if let Some(link) = anchor.and_then(|anchor| anchor.link.as_deref()) {
                        target.insert("link".into(), json!(link));
                    }
                }
                "locator" => {
                    target.insert(key, value);
                }
                _ => {
                    let value = self.value(value, &format!("{pointer}/{key}"), &own, &key);
                    annotation.insert(key, value);
                }
            }
        }
        annotation.insert("target".into(), Value::Object(target));
        Value::Object(annotation)
    }

    /// A passage that says nothing to record: a part of its own source, for a reason.
    fn out_of_scope(
        &self,
        members: Map<String, Value>,
        pointer: &str,
        owner: &str,
        segment: &str,
    ) -> Value {
        let own = below(owner, segment);
        let mut passage = node(&own, &classes::of_part("OutOfScope"));
        passage.insert("source".into(), json!(self.record));
        for (key, value) in members {
            if key == "quote" {
                let selector = self.selector(value, pointer, &own);
                passage.insert("selector".into(), selector);
            } else {
                let value = self.value(value, &format!("{pointer}/{key}"), &own, &key);
                passage.insert(key, value);
            }
        }
        Value::Object(passage)
    }

    /// Words, and those around them.
    fn selector(&self, quote: Value, pointer: &str, owner: &str) -> Value {
        let own = below(owner, "selector");
        let mut selector = node(&own, &[classes::SELECTOR.to_owned()]);
        selector.insert("quote".into(), quote);
        if let Some(anchor) = self.anchors.get(pointer) {
            selector.insert("prefix".into(), json!(anchor.prefix));
            selector.insert("suffix".into(), json!(anchor.suffix));
        }
        Value::Object(selector)
    }
}

/// A number without an exponent, which `xsd:decimal` does not have.
fn decimal(number: &serde_json::Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => float.to_string(),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn no_decimal_has_an_exponent() {
        for (written, expected) in [
            ("0", "0"),
            ("18446744073709551615", "18446744073709551615"),
            ("65.05", "65.05"),
            ("1e22", "10000000000000000000000"),
            ("2.5e-7", "0.00000025"),
        ] {
            let number = serde_json::from_str(written).expect("it is a number");
            assert_eq!(decimal(&number), expected);
        }
    }
}
