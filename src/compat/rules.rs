//! The rules: one that is an error now makes records wrong that were in order, one that is none any more lets through what readers
//! relied on, and whoever names one in a configuration or a script needs the name.

use serde_json::Value;

use super::{Change, Contract, Corpora, Known, Surface, Whom};

const FILE: &str = "rules.json";

/// Compares the rules, and tells what those of today find in the records of the frozen state.
pub fn compare(old: &Contract, new: &Contract, corpora: &Corpora, changes: &mut Vec<Change>) {
    let change = |at: &str, what: String| Change::by_rule(Surface::Rules, FILE, at, what);
    let (before, after) = (levels(old), levels(new));
    let mut found = Vec::new();
    if !before.is_empty() {
        let is_new = |name: &str| !before.iter().any(|(one, _)| *one == name);
        let mut come: Vec<_> = after.iter().filter(|(name, _)| is_new(name)).collect();
        for (name, level) in &before {
            let Some((_, now)) = after.iter().find(|(one, _)| one == name) else {
                let renamed = come.iter().position(|(_, one)| one == level);
                let what = match renamed.map(|at| come.remove(at)) {
                    Some((other, _)) => format!("the rule was removed, or renamed to `{other}`"),
                    None => "the rule was removed".to_owned(),
                };
                let gone = change(name, what).breaking(Whom::Callers);
                found.push(if *level == "error" {
                    gone.breaking(Whom::Readers)
                } else {
                    gone
                });
                continue;
            };
            let what = format!("the level was {level} and is {now}");
            match (*level == "error", *now == "error") {
                _ if level == now => {}
                (false, true) => found.push(change(name, what).breaking(Whom::Records)),
                (true, false) => found.push(change(name, what).breaking(Whom::Readers)),
                _ => found.push(change(name, what)),
            }
        }
        for (name, level) in after.iter().filter(|(name, _)| is_new(name)) {
            let added = change(name, format!("a rule of the level {level} was added"));
            found.push(match *level {
                "error" => added.breaking(Whom::Records),
                _ => added,
            });
        }
    }
    for misfit in &corpora.misfits {
        let of = found.iter_mut().find(|one| one.at == misfit.rule);
        let one = match of {
            Some(one) => one,
            None => {
                let what = "the rule finds errors in records that were in order".to_owned();
                found.push(change(&misfit.rule, what));
                let last = found.len() - 1;
                &mut found[last]
            }
        };
        if !one.breaks.contains(&Whom::Records) {
            *one = one.clone().breaking(Whom::Records);
        }
        if one.known != Known::Witness {
            one.known = Known::Witness;
            one.what = format!("{}, as {}", one.what, misfit.what);
        }
    }
    changes.extend(found);
}

fn levels(contract: &Contract) -> Vec<(&str, &str)> {
    let rules = contract.get(FILE).and_then(Value::as_array);
    let rules = rules.into_iter().flatten();
    let rules = rules.filter_map(|rule| Some((rule["name"].as_str()?, rule["level"].as_str()?)));
    rules.collect()
}
