//! The classes and addresses of linked data: whoever has stored a node by its address, or asks for those of a class, finds it no more by
//! another one.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Change, Contract, Surface, Whom};

const FILE: &str = "linked.json";

/// Compares the classes and the forms of addresses.
pub fn compare(old: &Contract, new: &Contract, changes: &mut Vec<Change>) {
    let change = |at: &str, what: String| Change::by_rule(Surface::Context, FILE, at, what);
    let Some(old) = old.get(FILE) else {
        return;
    };
    let Some(new) = new.get(FILE) else {
        let gone = change(FILE, "the classes are not told any more".to_owned());
        changes.push(gone.breaking(Whom::Readers));
        return;
    };
    let (before, after) = (leaves(old), leaves(new));
    for (name, before) in &before {
        let Some(after) = after.get(name) else {
            let gone = change(name, format!("{} is gone", before.join(", ")));
            changes.push(gone.breaking(Whom::Readers));
            continue;
        };
        for one in before.iter().filter(|one| !after.contains(one)) {
            let gone = change(name, format!("{one} is gone"));
            changes.push(gone.breaking(Whom::Readers));
        }
        for one in after.iter().filter(|one| !before.contains(one)) {
            changes.push(change(name, format!("{one} was added")));
        }
    }
    for (name, after) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
        changes.push(change(name, format!("{} was added", after.join(", "))));
    }
}

/// The lists and texts of a value, by the names that lead to them.
fn leaves(value: &Value) -> BTreeMap<String, Vec<&str>> {
    let mut found = BTreeMap::new();
    collect(value, "", &mut found);
    found
}

fn collect<'a>(value: &'a Value, above: &str, found: &mut BTreeMap<String, Vec<&'a str>>) {
    let Value::Object(members) = value else {
        let items = value
            .as_array()
            .map_or(std::slice::from_ref(value), Vec::as_slice);
        let items = items.iter().filter_map(Value::as_str);
        found.insert(above.to_owned(), items.collect());
        return;
    };
    for (name, member) in members {
        let dot = if above.is_empty() { "" } else { "." };
        collect(member, &format!("{above}{dot}{name}"), found);
    }
}
