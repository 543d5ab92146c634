//! The tables of exports: a column that is gone, or holds something else, breaks whoever selects it; one that was added nobody.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Change, Contract, Surface, Whom};

const FILE: &str = "tables.json";

/// Compares the tables of every target.
pub fn compare(old: &Contract, new: &Contract, changes: &mut Vec<Change>) {
    let (Some(old), Some(new)) = (old.get(FILE), new.get(FILE)) else {
        if old.get(FILE).is_some() {
            changes.push(broken(FILE, "the tables are not told any more"));
        }
        return;
    };
    let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
    tables(old, &mut Vec::new(), &mut before);
    tables(new, &mut Vec::new(), &mut after);
    for (name, table) in &before {
        match after.get(name) {
            Some(other) => compare_table(name, table, other, changes),
            None => changes.push(broken(name, "the table was removed")),
        }
    }
    for name in after.keys().filter(|name| !before.contains_key(*name)) {
        changes.push(harmless(name, "the table was added"));
    }
}

fn harmless(at: &str, what: &str) -> Change {
    Change::by_rule(Surface::Tables, FILE, at, what)
}

fn broken(at: &str, what: &str) -> Change {
    harmless(at, what).breaking(Whom::Readers)
}

/// Every part that has columns, by the names that lead to it.
fn tables<'a>(part: &'a Value, path: &mut Vec<&'a str>, found: &mut BTreeMap<String, &'a Value>) {
    if part.get("columns").is_some_and(Value::is_array) {
        found.insert(path.join(" "), part);
        return;
    }
    for (name, member) in part.as_object().into_iter().flatten() {
        path.push(name);
        tables(member, path, found);
        path.pop();
    }
}

fn columns(table: &Value) -> Vec<(&str, &Value)> {
    let columns = table["columns"].as_array().into_iter().flatten();
    columns
        .filter_map(|column| Some((column["name"].as_str()?, column)))
        .collect()
}

fn compare_table(name: &str, old: &Value, new: &Value, changes: &mut Vec<Change>) {
    if old["key"] != new["key"] {
        changes.push(broken(
            name,
            &format!("the key was {} and is {}", old["key"], new["key"]),
        ));
    }
    let (before, after) = (columns(old), columns(new));
    let find = |columns: &[(&str, &Value)], name: &str| columns.iter().any(|(one, _)| *one == name);
    let mut come: Vec<_> = after
        .iter()
        .filter(|(one, _)| !find(&before, one))
        .collect();
    for (column, old) in &before {
        let at = format!("{name}.{column}");
        if let Some((_, new)) = after.iter().find(|(one, _)| one == column) {
            compare_column(&at, old, new, changes);
            continue;
        }
        let is_it = |(_, new): &&&(&str, &Value)| {
            ["type", "nullable", "references"]
                .iter()
                .all(|key| old[*key] == new[*key])
        };
        let renamed = come.iter().position(|one| is_it(&one));
        let what = match renamed.map(|at| come.remove(at)) {
            Some((other, _)) => format!("the column was removed, or renamed to `{other}`"),
            None => "the column was removed".to_owned(),
        };
        changes.push(broken(&at, &what));
    }
    for (column, _) in after.iter().filter(|(one, _)| !find(&before, one)) {
        changes.push(harmless(
            &format!("{name}.{column}"),
            "the column was added",
        ));
    }
    let kept = |columns: &[(&str, &Value)], others: &[(&str, &Value)]| {
        let kept = columns.iter().filter(|(one, _)| find(others, one));
        kept.map(|(one, _)| (*one).to_owned()).collect::<Vec<_>>()
    };
    if kept(&before, &after) != kept(&after, &before) {
        changes.push(harmless(name, "the order of the columns is another"));
    }
}

fn compare_column(at: &str, old: &Value, new: &Value, changes: &mut Vec<Change>) {
    let keys = old.as_object().into_iter().chain(new.as_object());
    let mut keys: Vec<&str> = keys
        .flat_map(|map| map.keys().map(String::as_str))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    for key in keys.into_iter().filter(|key| old[*key] != new[*key]) {
        let what = match key {
            "nullable" if new[key] == true => "the column may be empty now".to_owned(),
            "nullable" => {
                changes.push(harmless(at, "the column is never empty now"));
                continue;
            }
            "references" if old[key].is_null() => {
                changes.push(harmless(
                    at,
                    &format!("the column refers to {} now", new[key]),
                ));
                continue;
            }
            key => format!(
                "the `{key}` of the column was {} and is {}",
                old[key], new[key]
            ),
        };
        changes.push(broken(at, &what));
    }
}
