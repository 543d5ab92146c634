//! How the values of a flag or an argument are written, which one stands for none, and what must or must not be given beside it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{broken, harmless};
use crate::compat::Change;

/// Compares what both contracts tell of it, before and after. `known` are the flags and arguments that the command had: no call that was
/// right gives another.
pub fn compare(
    at: &str,
    (old, new): (&Value, &Value),
    told: &BTreeSet<&str>,
    known: &BTreeSet<&str>,
    changes: &mut Vec<Change>,
) {
    let has_changed = |key: &str| told.contains(key) && old[key] != new[key];
    if has_changed("default") {
        let (before, after) = (shown(&old["default"]), shown(&new["default"]));
        changes.push(broken(
            at,
            &format!("the default was {before} and is {after}"),
        ));
    }
    if has_changed("separator") {
        let what = format!(
            "what separates values was {} and is {}",
            shown(&old["separator"]),
            shown(&new["separator"])
        );
        changes.push(match old["separator"].is_null() {
            // A value that has the separator in it was one, and is several.
            true => harmless(at, &what).open(),
            false => broken(at, &what),
        });
    }
    if has_changed("ignore_case") {
        changes.push(match new["ignore_case"] == true {
            true => harmless(at, "capitals are taken as small letters now"),
            false => broken(at, "capitals are not taken as small letters any more"),
        });
    }
    if has_changed("number") {
        changes.push(number(at, old, new));
    }
    for (key, gone, come) in [
        (
            "conflicts",
            "it can be given with",
            "it cannot be given any more with",
        ),
        (
            "requires",
            "it can be given without",
            "it cannot be given any more without",
        ),
    ] {
        if !has_changed(key) {
            continue;
        }
        let (before, after) = (names(&old[key]), names(&new[key]));
        for name in before.iter().filter(|name| !after.contains(name)) {
            changes.push(harmless(at, &format!("{gone} `{name}` now")));
        }
        for name in after.iter().filter(|name| !before.contains(name)) {
            changes.push(match key == "conflicts" && !known.contains(name) {
                true => harmless(
                    at,
                    &format!("it cannot be given with `{name}`, which is new"),
                ),
                false => broken(at, &format!("{come} `{name}`")),
            });
        }
    }
}

/// The change of how many values are taken each time: the fewest and the most, without end if it is null.
fn number(at: &str, old: &Value, new: &Value) -> Change {
    let range = |of: &Value| match &of["number"] {
        Value::Null => (Some(1), Some(1)),
        number => (number[0].as_u64(), number[1].as_u64()),
    };
    let told = |(least, most): (Option<u64>, Option<u64>)| json!([least, most]);
    let (before, after) = (range(old), range(new));
    let what = format!(
        "how many values it takes was {} and is {}",
        told(before),
        told(after)
    );
    let most = |range: (Option<u64>, Option<u64>)| range.1.unwrap_or(u64::MAX);
    if after.0 > before.0 || most(after) < most(before) {
        return broken(at, &what);
    }
    let change = harmless(at, &what);
    match new["takes_value"] == true && most(after) > most(before) {
        // A flag that takes more takes what was an argument.
        true => change.open(),
        false => change,
    }
}

fn names(list: &Value) -> Vec<&str> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(Value::as_str).collect()
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        value => value.to_string(),
    }
}
