//! The meaning of a record, whatever version of the model its shape is of: what it says, as facts, and the digest of them. It is not the
//! digest of the record, which changes with its shape.
//!
//! A step says beside its code how facts of the older shape are called in the newer one ([`Reading`]). The two are written apart, so a step
//! that loses a date, or gives a quote to another part, is caught.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Object;
use crate::dataset::sha256;

/// A thing that a record says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// The parts that it is about, by their ids or by the actor or the record that they name, outermost first.
    pub of: Vec<String>,
    /// The keys that lead to it, with `.` between them.
    pub at: String,
    /// The value, as JSON; of an object that says one thing by all its members, all of it.
    pub value: String,
}

/// The words in which two versions of the model say the same.
#[derive(Clone, Copy)]
pub struct Reading {
    /// Says a fact of either version as the newer one does.
    pub newer: fn(&mut Fact),
    /// The keys of what the newer version says and the older one could not, each with all below it.
    pub added: &'static [&'static str],
    /// What the step changes in the records on purpose, in a sentence each.
    pub changes: &'static [&'static str],
}

/// The members that say which part of a list one is, in the order in which they are asked for.
const IDENTITIES: [&str; 3] = ["id", "actor", "target"];

/// The members that are about the shape of a record.
const SHAPE: [&str; 2] = ["$schema", "schema_version"];

impl Reading {
    /// The facts of a record of either version, without what only the newer one can say.
    pub fn facts(&self, record: &Object) -> BTreeSet<Fact> {
        let mut facts = BTreeSet::new();
        for (key, value) in record {
            if !SHAPE.contains(&key.as_str()) {
                let fact = Fact {
                    of: Vec::new(),
                    at: key.clone(),
                    value: String::new(),
                };
                self.gather(value, fact, &mut facts);
            }
        }
        facts
    }

    fn gather(&self, value: &Value, mut fact: Fact, facts: &mut BTreeSet<Fact>) {
        match value {
            Value::Array(items) => {
                for item in items {
                    let mut fact = fact.clone();
                    let names = IDENTITIES.iter().filter_map(|name| item.get(name));
                    fact.of.extend(names.take(1).map(Value::to_string));
                    self.gather(item, fact, facts);
                }
            }
            Value::Object(members) if !is_one_fact(members) => {
                for (key, member) in members {
                    let mut fact = fact.clone();
                    fact.at = format!("{}.{key}", fact.at);
                    self.gather(member, fact, facts);
                }
            }
            _ => {
                fact.value = value.to_string();
                (self.newer)(&mut fact);
                let is_below = |key: &&str| {
                    let rest = fact.at.strip_prefix(key);
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                };
                if !self.added.iter().any(is_below) {
                    facts.insert(fact);
                }
            }
        }
    }
}

/// The digest of the facts of records.
pub fn digest<'a>(facts: impl Iterator<Item = &'a BTreeSet<Fact>>) -> String {
    let lines = facts.flatten().map(|fact| {
        let Fact { of, at, value } = fact;
        format!("{at}\t{}\t{value}\n", of.join("\t"))
    });
    sha256(lines.collect::<String>().as_bytes())
}

/// True if an object says one thing by all its members together, as evidence by its source and its quote.
fn is_one_fact(members: &Object) -> bool {
    let is_nested = |value: &Value| value.is_array() || value.is_object();
    let is_part = members.contains_key("id") || members.contains_key("pointer");
    !is_part && !members.values().any(is_nested)
}
