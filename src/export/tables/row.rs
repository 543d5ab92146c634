//! The rows of a table: the places that its path leads to in a record.

use serde_json::Value;

/// A thing in a record that is a row of a table.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// The record, as JSON.
    pub record: &'a Value,
    /// The place of the thing in it, as a JSON Pointer.
    pub place: &'a str,
    /// The thing.
    pub value: &'a Value,
}

impl<'a> Row<'a> {
    /// The part of the record that the thing stands in, so many steps up.
    pub fn above(&self, steps: usize) -> Row<'a> {
        if steps == 0 {
            return *self;
        }
        let place = self.place.rsplitn(steps + 1, '/').nth(steps);
        let place = place.unwrap_or_default();
        Row {
            place,
            value: self.record.pointer(place).unwrap_or(&Value::Null),
            ..*self
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

/// The place of a row in the record, as a JSON Pointer.
pub fn place(row: &Row<'_>) -> Value {
    row.place.into()
}

/// The places that a path leads to, in the order of the record, and what stands there. The steps of a path are names of members, `*`
/// for each item of a list, `**` for whatever lies before the next name, and `!name` for only what has no such member.
pub fn places<'a>(record: &'a Value, path: &str) -> Vec<(String, &'a Value)> {
    let mut found = Vec::new();
    follow(record, path, "", &mut found);
    found
}

fn follow<'a>(value: &'a Value, path: &str, place: &str, found: &mut Vec<(String, &'a Value)>) {
    let (step, rest) = path.split_once('/').unwrap_or((path, ""));
    if step.is_empty() {
        found.push((place.to_owned(), value));
    } else if let Some(name) = step.strip_prefix('!') {
        if value.get(name).is_none() {
            follow(value, rest, place, found);
        }
    } else if step != "*" && step != "**" {
        if let Some(member) = value.get(step) {
            follow(member, rest, &format!("{place}/{step}"), found);
        }
    } else if let Some(items) = value.as_array() {
        let below = if step == "*" { rest } else { path };
        for (at, item) in items.iter().enumerate() {
            follow(item, below, &format!("{place}/{at}"), found);
        }
    } else {
        for (key, member) in value.as_object().into_iter().flatten() {
            let below = rest
                .strip_prefix(&**key)
                .and_then(|rest| rest.strip_prefix('/'));
            follow(
                member,
                below.unwrap_or(path),
                &format!("{place}/{key}"),
                found,
            );
        }
    }
}
