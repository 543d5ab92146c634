//! The terms of linked data: whoever has stored what they mean finds nothing by another name, and nobody minds one more.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Change, Contract, Surface, Whom};

const FILE: &str = "context.jsonld";

/// Compares the terms, those in the context of another as well.
pub fn compare(old: &Contract, new: &Contract, changes: &mut Vec<Change>) {
    let change = |at: &str, what: String| Change::by_rule(Surface::Context, FILE, at, what);
    let Some(old) = old.get(FILE) else {
        return;
    };
    let Some(new) = new.get(FILE) else {
        let gone = change(FILE, "the context was removed".to_owned());
        changes.push(gone.breaking(Whom::Readers));
        return;
    };
    let (before, after) = (terms(old), terms(new));
    for (name, definition) in &before {
        match after.get(name) {
            None => {
                let gone = change(name, "the term was removed".to_owned());
                changes.push(gone.breaking(Whom::Readers));
            }
            Some(other) => changes.extend(
                differing(definition, other).map(|what| change(name, what).breaking(Whom::Readers)),
            ),
        }
    }
    for name in after.keys().filter(|name| !before.contains_key(*name)) {
        changes.push(change(name, "the term was added".to_owned()));
    }
}

/// The terms of a context, by their names, after those of the terms in whose own context they stand.
fn terms(document: &Value) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    collect(&document["@context"], "", &mut found);
    found
}

fn collect(context: &Value, above: &str, found: &mut BTreeMap<String, Value>) {
    if let Value::Array(parts) = context {
        parts.iter().for_each(|part| collect(part, above, found));
    }
    for (name, definition) in context.as_object().into_iter().flatten() {
        let name = format!("{above}{name}");
        let mut own = match definition {
            Value::String(iri) => json!({ "@id": iri }),
            other => other.clone(),
        };
        if let Value::Object(members) = &mut own
            && let Some(inner) = members.shift_remove("@context")
        {
            collect(&inner, &format!("{name}."), found);
        }
        found.insert(name, own);
    }
}

/// What of two definitions differs, in words.
fn differing<'a>(old: &'a Value, new: &'a Value) -> impl Iterator<Item = String> + 'a {
    let keys = [old, new].into_iter().filter_map(Value::as_object);
    let mut keys: Vec<&str> = keys
        .flat_map(|map| map.keys().map(String::as_str))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let are_objects = old.is_object() && new.is_object();
    let of_keys = keys
        .into_iter()
        .filter(move |key| are_objects && old[*key] != new[*key]);
    let whole = (!are_objects && old != new).then(|| format!("the term was {old} and is {new}"));
    let told = of_keys.map(|key| format!("its `{key}` was {} and is {}", old[key], new[key]));
    told.chain(whole)
}
