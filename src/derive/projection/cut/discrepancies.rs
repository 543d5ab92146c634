//! Of what sources disagree on, the reading that was known is followed.

use serde_json::Value;

use super::references::{items, keep};
use super::{Object, Walk};

impl Walk<'_> {
    /// Follows, of readings that are known, the one that became known last, where the one that the record follows is not known.
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
            let known: Vec<_> = known.collect();
            let pointer = discrepancy["pointer"].as_str().unwrap_or_default();
            let Some(value) = value_at(root, pointer) else {
                continue;
            };
            let newest = known.iter().max_by_key(|(day, _)| *day);
            if let Some((_, newest)) = newest
                && known.iter().all(|(_, known)| **known != *value)
            {
                *value = (*newest).clone();
            }
        }
    }

    /// Leaves only discrepancies of which at least two readings and the value are left, and lets them point at where that is now.
    pub(super) fn move_discrepancies(&self, root: &mut Object) {
        let place = |pointer: &str| {
            let (mut old, mut new) = (String::new(), String::new());
            for token in pointer.split('/').skip(1) {
                old = format!("{old}/{token}");
                let is_index = token.bytes().all(|byte| byte.is_ascii_digit());
                let token = match is_index {
                    true => self.moved.get(&old)?.to_string(),
                    false => token.to_owned(),
                };
                new = format!("{new}/{token}");
            }
            Some(new)
        };
        for discrepancy in items(root, "discrepancies") {
            let pointer = discrepancy["pointer"].as_str().and_then(place);
            discrepancy.insert("pointer".to_owned(), Value::from(pointer));
        }
        let whole = Value::Object(root.clone());
        keep(root, "discrepancies", |discrepancy| {
            let readings = discrepancy["readings"].as_array().map_or(0, Vec::len);
            let value = discrepancy["pointer"]
                .as_str()
                .and_then(|one| whole.pointer(one));
            readings >= 2 && value.is_some()
        });
    }
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
