//! Of what sources disagree on, the reading that was known is followed.

use serde_json::Value;

use super::moves::Moves;
use super::references::items;
use super::{Object, Walk};
use crate::model::Record;

impl Walk<'_> {
    /// Follows, of readings that are known and that their field can hold, the one that became known last, where the one that the record follows is not known.
    pub(super) fn follow_readings(&self, root: &mut Object) {
        let discrepancies = root.get("discrepancies").and_then(Value::as_array).cloned();
        for discrepancy in discrepancies.into_iter().flatten() {
            let readings = discrepancy["readings"].as_array().into_iter().flatten();
            let known = readings.filter_map(|reading| {
                let evidence = reading["evidence"].as_array().into_iter().flatten();
                let day = evidence
                    .filter_map(|one| self.cut.public_by(one["source"].as_str()?))
                    .min()?;
                Some((day, &reading["value"]))
            });
            let mut known: Vec<_> = known.collect();
            known.sort_by_key(|(day, _)| *day);
            let pointer = discrepancy["pointer"].as_str().unwrap_or_default();
            let Some(followed) = value_at(root, pointer).map(|value| value.clone()) else {
                continue;
            };
            if known.iter().any(|(_, known)| **known == followed) {
                continue;
            }
            let mut newest_first = known.iter().rev();
            // With a reading that its field cannot hold nothing of the record could be read.
            let is_put = newest_first.any(|(_, reading)| {
                put(root, pointer, reading);
                serde_json::from_value::<Record>(Value::Object(root.clone())).is_ok()
            });
            if !is_put {
                put(root, pointer, &followed);
            }
        }
    }
}

fn put(root: &mut Object, pointer: &str, value: &Value) {
    if let Some(place) = value_at(root, pointer) {
        *place = value.clone();
    }
}

/// Leaves only discrepancies of which at least two readings and the value are left, and lets them point at where that is now.
pub fn move_discrepancies(root: &mut Object, moves: &[Moves]) {
    let place = |pointer: &str| {
        let start = Some(pointer.to_owned());
        moves.iter().fold(start, |place, moves| moves.of(&place?))
    };
    for (_, discrepancy) in items(root, "discrepancies") {
        let pointer = discrepancy["pointer"].as_str().and_then(place);
        discrepancy.insert("pointer".to_owned(), Value::from(pointer));
    }
    let whole = Value::Object(root.clone());
    let is_left = |discrepancy: &Value| {
        let readings = discrepancy["readings"].as_array().map_or(0, Vec::len);
        let pointer = discrepancy["pointer"].as_str();
        readings >= 2 && pointer.is_some_and(|one| whole.pointer(one).is_some())
    };
    Moves::default().keep(root, "", "discrepancies", is_left);
}

/// The value at a place of a record.
fn value_at<'o>(root: &'o mut Object, pointer: &str) -> Option<&'o mut Value> {
    let (first, rest) = pointer
        .strip_prefix('/')?
        .split_once('/')
        .unwrap_or((&pointer[1..], ""));
    let value = root.get_mut(first)?;
    match rest {
        "" => Some(value),
        rest => value.pointer_mut(&format!("/{rest}")),
    }
}
