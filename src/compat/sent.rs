//! The forms of what the program sends and nobody writes: the report, the views, the difference of two states, the manifest of a
//! release, what follows from records. Whoever reads them by the last schema must be able to read what is sent now.

use serde_json::Value;

use super::form::Node;
use super::sample::{fullest, smallest};
use super::tolerance::sent;
use super::walk::{Edit, Told, all_differences, differences};
use super::witness::{Question, validator};
use super::words::sentence;
use super::{
    Change, Comparison, Contract, Effort, Known, Surface, Weight, Whom, Witness, prove, records,
};

/// The part of a contract that a file of it is, if it is one of these.
fn surface(path: &str) -> Option<Surface> {
    match path {
        "report.schema.json" => Some(Surface::Report),
        "delta.schema.json" => Some(Surface::Delta),
        "release.schema.json" => Some(Surface::Release),
        "derived.schema.json" => Some(Surface::Derived),
        _ if path.starts_with("views/") => Some(Surface::Views),
        _ => None,
    }
}

/// Compares these schemas.
pub fn compare(old: &Contract, new: &Contract, effort: Effort, found: &mut Comparison) {
    let paths = old
        .0
        .keys()
        .chain(new.0.keys().filter(|path| old.get(path).is_none()));
    for path in paths {
        let Some(surface) = surface(path) else {
            continue;
        };
        found
            .changes
            .extend(records::presence(old, new, path, surface));
        found
            .changes
            .extend(records::renamed(old, new, path, surface));
        if let (Some(old), Some(new)) = (old.get(path), new.get(path)) {
            found
                .changes
                .extend(of_schema(path, surface, [old, new], effort));
        }
    }
}

fn of_schema(path: &str, surface: Surface, [old, new]: [&Value; 2], effort: Effort) -> Vec<Change> {
    // What follows from a record of one type might pass as that of another, so neither a proof nor a document says anything of it.
    let is_bundle = surface == Surface::Derived;
    let named = all_differences(old, new, is_bundle);
    let strict = sent(new);
    let mut broken = all_differences(old, &strict, is_bundle);
    broken.retain(|one| one.more != Told::No);
    let is_root = !differences(&Node::whole(old), &Node::whole(&strict)).is_empty();
    let is_proved = effort.proves && is_root && !is_bundle && prove::contains(old, &strict);
    let validators = (validator(&strict), validator(old));
    let question = match &validators {
        (Some(accepting), Some(refusing)) if !is_bundle => Some(Question {
            accepts: &strict,
            accepting,
            refusing,
        }),
        _ => None,
    };
    let node = Node::whole(&strict);
    let bases: Vec<Value> = [smallest(&node), fullest(&node)]
        .into_iter()
        .flatten()
        .collect();
    let mut changes = Vec::new();
    let mut words = 0;
    for one in named {
        if one.edit == Edit::Words {
            words += 1;
            continue;
        }
        let mut change = Change::by_rule(surface, path, &one.at, sentence(&one));
        let told = broken.iter().filter(|other| {
            (&other.at, &other.edit) == (&one.at, &one.edit)
                || (one.at == other.at && matches!(one.edit, Edit::ListForm | Edit::Listed))
        });
        let mut told = told.map(|other| other.more).max().unwrap_or_default();
        let witness = match (told, &question) {
            (Told::No, _) | (_, None) => None,
            (_, Some(question)) => question.directed(&one, &bases),
        };
        if let Some(document) = witness {
            told = Told::Yes;
            change.known = Known::Witness;
            change.witnesses.push(Witness {
                whom: Whom::Readers,
                accepted_by: format!("new {path}, as it is sent"),
                refused_by: format!("old {path}"),
                document,
            });
        }
        let is_gone = matches!(one.edit, Edit::FieldRemoved(_) | Edit::FieldRenamed(_));
        changes.push(match told {
            Told::Yes => change.breaking(Whom::Readers),
            _ if is_gone => change.breaking(Whom::Readers),
            Told::Maybe if is_proved => Change {
                known: Known::Proved,
                ..change
            },
            Told::Maybe => change.open(),
            Told::No if is_proved => Change {
                known: Known::Proved,
                ..change
            },
            Told::No => change,
        });
    }
    if words > 0 {
        let what = format!("words for people are others at {words} places");
        changes.push(Change {
            weight: Weight::Words,
            ..Change::by_rule(surface, path, "", what)
        });
    }
    changes
}
