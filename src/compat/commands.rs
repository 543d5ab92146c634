//! The commands, their flags and arguments, and the exit codes: a call that was right must be, and mean the same.

mod written;

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Change, Contract, Surface, Whom};

const FILE: &str = "cli.json";

/// Compares the commands.
pub fn compare(old: &Contract, new: &Contract, changes: &mut Vec<Change>) {
    let Some(old) = old.get(FILE) else {
        return;
    };
    let Some(new) = new.get(FILE) else {
        changes.push(broken(FILE, "the commands are not told any more"));
        return;
    };
    let (before, after) = (named(&old["commands"]), named(&new["commands"]));
    let told = told(&before);
    for (name, command) in &before {
        match find(&after, name) {
            None => changes.push(broken(name, "the command was removed")),
            Some(other) => compare_command(name, command, other, &told, changes),
        }
    }
    for (name, _) in after
        .iter()
        .filter(|(name, _)| find(&before, name).is_none())
    {
        changes.push(harmless(name, "the command was added"));
    }
    compare_codes(&old["exit_codes"], &new["exit_codes"], changes);
}

fn harmless(at: &str, what: &str) -> Change {
    Change::by_rule(Surface::Cli, FILE, at, what)
}

fn broken(at: &str, what: &str) -> Change {
    harmless(at, what).breaking(Whom::Callers)
}

fn named(list: &Value) -> Vec<(&str, &Value)> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(|one| Some((one["name"].as_str()?, one)))
        .collect()
}

/// What an older contract tells of flags and arguments. What it tells of none, it does not know, and nothing can be compared with.
fn told<'a>(commands: &[(&str, &'a Value)]) -> BTreeSet<&'a str> {
    let lists = commands
        .iter()
        .flat_map(|(_, command)| [&command["flags"], &command["arguments"]]);
    let all = lists.filter_map(Value::as_array).flatten();
    let all = all.filter_map(Value::as_object);
    all.flat_map(|one| one.keys().map(String::as_str)).collect()
}

fn find<'a>(list: &[(&str, &'a Value)], name: &str) -> Option<&'a Value> {
    let found = list.iter().find(|(one, _)| *one == name);
    found.map(|(_, value)| *value)
}

/// The names of the flags and arguments of a command.
fn names(command: &Value) -> BTreeSet<&str> {
    let lists = [&command["flags"], &command["arguments"]].into_iter();
    lists
        .flat_map(|list| named(list))
        .map(|(name, _)| name)
        .collect()
}

fn compare_command(
    name: &str,
    old: &Value,
    new: &Value,
    told: &BTreeSet<&str>,
    changes: &mut Vec<Change>,
) {
    let known = names(old);
    let compare = |at: &str, old: &Value, new: &Value, changes: &mut Vec<Change>| {
        compare_value(at, old, new, changes);
        written::compare(at, (old, new), told, &known, changes);
    };
    let (before, after) = (named(&old["flags"]), named(&new["flags"]));
    for (flag, old) in &before {
        let at = format!("{name} {flag}");
        match find(&after, flag) {
            None => changes.push(broken(&at, "the flag was removed")),
            Some(new) => compare(&at, old, new, changes),
        }
    }
    for (flag, new) in after
        .iter()
        .filter(|(flag, _)| find(&before, flag).is_none())
    {
        let at = format!("{name} {flag}");
        changes.push(match new["required"] == true {
            true => broken(&at, "a flag that must be given was added"),
            false => harmless(&at, "the flag was added"),
        });
    }
    // Arguments are known by their places, not by their names.
    let list = |command: &Value| command["arguments"].as_array().cloned().unwrap_or_default();
    let (before, after) = (list(old), list(new));
    for place in 0..before.len().max(after.len()) {
        let at = format!("{name} argument {}", place + 1);
        match (before.get(place), after.get(place)) {
            (Some(old), Some(new)) => compare(&at, old, new, changes),
            (Some(_), None) => changes.push(broken(&at, "the argument was removed")),
            (_, Some(new)) if new["required"] == true => {
                changes.push(broken(&at, "an argument that must be given was added"));
            }
            _ => changes.push(harmless(&at, "the argument was added")),
        }
    }
}

/// Compares what a flag or an argument takes.
fn compare_value(at: &str, old: &Value, new: &Value, changes: &mut Vec<Change>) {
    if old["takes_value"] != new["takes_value"] {
        let what = match new["takes_value"] == true {
            true => "it takes a value now",
            false => "it takes no value any more",
        };
        changes.push(broken(at, what));
    }
    if old["required"] != new["required"] {
        changes.push(match new["required"] == true {
            true => broken(at, "it must be given now"),
            false => harmless(at, "it may be left out now"),
        });
    }
    if old["repeats"] != new["repeats"] {
        changes.push(match new["repeats"] == true {
            true => harmless(at, "it may be given several times now"),
            false => broken(at, "it may not be given several times any more"),
        });
    }
    if old["short"] != new["short"] {
        changes.push(match old["short"].is_null() {
            true => harmless(at, "a short form was added"),
            false => broken(
                at,
                &format!(
                    "the short form was {} and is {}",
                    old["short"], new["short"]
                ),
            ),
        });
    }
    let values = |of: &Value| of["values"].as_array().cloned();
    match (values(old), values(new)) {
        (None, Some(_)) => changes.push(broken(at, "it takes values of a list only now")),
        (Some(_), None) => changes.push(harmless(at, "it takes any value now")),
        (Some(before), Some(after)) => {
            for value in before.iter().filter(|value| !after.contains(value)) {
                changes.push(broken(at, &format!("the value {value} was removed")));
            }
            for value in after.iter().filter(|value| !before.contains(value)) {
                changes.push(harmless(at, &format!("the value {value} was added")));
            }
        }
        (None, None) => {}
    }
}

fn compare_codes(old: &Value, new: &Value, changes: &mut Vec<Change>) {
    let empty = serde_json::Map::new();
    let before = old.as_object().unwrap_or(&empty);
    let after = new.as_object().unwrap_or(&empty);
    for (code, meaning) in before {
        let at = format!("exit code {code}");
        match after.get(code) {
            None => changes.push(broken(&at, "the exit code was removed")),
            Some(other) if other != meaning => {
                // Nobody but a reader of both can tell other words from another meaning.
                let what = format!("the exit code meant {meaning} and means {other}");
                changes.push(harmless(&at, &what).open());
            }
            Some(_) => {}
        }
    }
    for code in after.keys().filter(|code| !before.contains_key(*code)) {
        changes.push(harmless(
            &format!("exit code {code}"),
            "the exit code was added",
        ));
    }
}
