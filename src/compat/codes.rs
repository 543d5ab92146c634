//! The lists of codes: one that is added breaks whoever takes a closed list for all there is; one that is removed, the records that
//! have it.

use serde_json::Value;

use super::{Change, Contract, Surface, Whom};

const FILE: &str = "codes.json";

/// Compares the lists.
pub fn compare(old: &Contract, new: &Contract, changes: &mut Vec<Change>) {
    let change = |at: &str, what: String| Change::by_rule(Surface::Codes, FILE, at, what);
    let Some(old) = old.get(FILE).and_then(Value::as_object) else {
        return;
    };
    let Some(new) = new.get(FILE).and_then(Value::as_object) else {
        let gone = change(FILE, "the lists are not told any more".to_owned());
        changes.push(gone.breaking(Whom::Readers));
        return;
    };
    for (name, before) in old {
        let Some(after) = new.get(name) else {
            let gone = change(name, "the list was removed".to_owned());
            changes.push(gone.breaking(Whom::Readers));
            continue;
        };
        let (was_open, is_open) = (before["open"] == true, after["open"] == true);
        if !was_open && is_open {
            let opened = change(name, "the list may grow now".to_owned());
            changes.push(opened.breaking(Whom::Readers));
        }
        if was_open && !is_open {
            changes.push(change(name, "the list may not grow any more".to_owned()));
        }
        for code in codes(before).filter(|code| !codes(after).any(|one| one == *code)) {
            let gone = change(
                &format!("{name}.{code}"),
                format!("the code `{code}` was removed"),
            );
            changes.push(gone.breaking(Whom::Records));
        }
        for code in codes(after).filter(|code| !codes(before).any(|one| one == *code)) {
            let added = change(
                &format!("{name}.{code}"),
                format!("the code `{code}` was added"),
            );
            changes.push(match was_open {
                true => added,
                false => added.breaking(Whom::Readers),
            });
        }
    }
    for name in new.keys().filter(|name| !old.contains_key(*name)) {
        changes.push(change(name, "the list was added".to_owned()));
    }
}

fn codes(list: &Value) -> impl Iterator<Item = &str> {
    let codes = list["codes"].as_array().into_iter().flatten();
    codes.filter_map(Value::as_str)
}
