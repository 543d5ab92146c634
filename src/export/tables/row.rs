//! The rows of a table: the places that its path leads to in a record.

use serde_json::Value;

/// A thing in a record that is a row of a table.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// The record, as JSON.
    pub record: &'a Value,
    /// Where the thing stands in it, as a JSON Pointer.
    pub place: &'a str,
    /// The thing.
    pub value: &'a Value,
}

impl<'a> Row<'a> {
    /// What stands at a place of a record.
    pub fn at(record: &'a Value, place: &'a str) -> Row<'a> {
        Row {
            record,
            place,
            value: record.pointer(place).unwrap_or(&Value::Null),
        }
    }

    /// What the thing stands in, so many steps up.
    pub fn above(&self, steps: usize) -> Row<'a> {
        match self.place.rsplitn(steps + 1, '/').nth(steps) {
            _ if steps == 0 => *self,
            place => Row::at(self.record, place.unwrap_or_default()),
        }
    }
}

/// The id of the record that a row is in.
pub fn id(row: &Row<'_>) -> Value {
    row.record["id"].clone()
}

/// The id of the nearest part of the record that a row is in and that has one; null if there is none.
pub fn owner(row: &Row<'_>) -> Value {
    let steps = 1..row.place.matches('/').count();
    let above = steps.map(|steps| &row.above(steps).value["id"]);
    let mut ids = above.filter(|id| !id.is_null());
    ids.next().cloned().unwrap_or_default()
}

/// Where a row stands in the record.
pub fn place(row: &Row<'_>) -> Value {
    row.place.into()
}

/// The places that a path leads to, in the order of the record. The steps of a path are names of members, `*` for each item of a list,
/// and `**` for whatever lies before the next name.
pub fn places(record: &Value, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    follow(record, path, "", &mut found);
    found
}

fn follow(value: &Value, path: &str, place: &str, found: &mut Vec<String>) {
    if path.is_empty() {
        found.push(place.to_owned());
        return;
    }
    let (step, rest) = path.split_once('/').unwrap_or((path, ""));
    for (key, member) in members(value) {
        let below = match (step, rest.split_once('/')) {
            ("*", _) => rest,
            ("**", Some((name, below))) if name == key => below,
            ("**", _) => path,
            (name, _) if name == key => rest,
            _ => continue,
        };
        follow(member, below, &format!("{place}/{key}"), found);
    }
}

/// The members of an object or a list, each with its key.
fn members(value: &Value) -> Vec<(String, &Value)> {
    if let Some(items) = value.as_array() {
        let items = items.iter().enumerate();
        return items.map(|(at, item)| (at.to_string(), item)).collect();
    }
    let members = value.as_object().into_iter().flatten();
    members.map(|(key, member)| (key.clone(), member)).collect()
}
