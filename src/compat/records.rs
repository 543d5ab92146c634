//! The schemas of records: four questions for each type, each answered by rule, by proof, by the records there are and by a search.
//!
//! Those who read with the last tolerant schema are safe if it lets pass what may be written now. Records are safe if the strict schema
//! of now lets pass what the last one did. And the tolerant schema of now lets pass both.

mod judge;
mod name;

use serde_json::{Value, json};

use super::form::Node;
use super::list::{Codes, codes};
use super::walk::{Edit, Told, differences};
use super::{Change, Comparison, Contract, Corpora, Effort, Known, Surface, Whom};
use crate::schema::{NAMES, consumer, file_name};
use judge::{Judged, Side};

/// The place of what follows from a record, which only exports have.
const DERIVED: &str = "/derived";

/// The place of the version of the model.
const VERSION: &str = "/schema_version";

/// The two contracts of one schema, before and now.
struct Pair<'a> {
    strict: [&'a Value; 2],
    tolerant: [&'a Value; 2],
}

/// Compares the schemas of records, both contracts of each.
pub fn compare(
    old: &Contract,
    new: &Contract,
    corpora: &Corpora,
    effort: Effort,
    found: &mut Comparison,
) {
    let mut changes: Vec<Change> = Vec::new();
    for name in NAMES {
        let strict = file_name(name);
        let tolerant = consumer::path(name);
        for (path, surface) in [(&strict, Surface::Schemas), (&tolerant, Surface::Consumer)] {
            changes.extend(presence(old, new, path, surface));
            changes.extend(name::compare(old, new, path, surface));
        }
        let get = |path: &str| Some([old.get(path)?, new.get(path)?]);
        let (Some(strict), Some(tolerant)) = (get(&strict), get(&tolerant)) else {
            continue;
        };
        let pair = Pair { strict, tolerant };
        for change in of_type(name, &pair, corpora, effort, found) {
            let same = changes.iter_mut().find(|one| {
                (one.surface, &one.at, &one.what) == (change.surface, &change.at, &change.what)
            });
            match same {
                Some(same) => merge(same, change),
                None => changes.push(change),
            }
        }
    }
    found.changes.extend(changes);
}

/// One change that several schemas have.
fn merge(one: &mut Change, other: Change) {
    one.files.extend(other.files);
    one.weight = one.weight.max(other.weight);
    for whom in other.breaks {
        if !one.breaks.contains(&whom) {
            one.breaks.push(whom);
        }
    }
    one.breaks.sort();
    if one.witnesses.is_empty() {
        one.witnesses = other.witnesses;
    }
    let rank = |known: Known| match known {
        Known::Open => 0,
        Known::Witness => 1,
        _ => 2,
    };
    // That the union of the types is not proved by itself takes nothing from the proof of each.
    if rank(other.known) < rank(one.known) {
        one.known = other.known;
    }
}

/// A schema that is in one of the contracts only.
pub(super) fn presence(
    old: &Contract,
    new: &Contract,
    path: &str,
    surface: Surface,
) -> Option<Change> {
    let change = |what: &str| Change::by_rule(surface, path, path, what);
    match (old.get(path), new.get(path)) {
        (None, Some(_)) => Some(change("the schema was added")),
        (Some(_), None) => Some(change("the schema was removed").breaking(Whom::Readers)),
        _ => None,
    }
}

/// What changed in the name of a schema.
pub(super) fn renamed(
    old: &Contract,
    new: &Contract,
    path: &str,
    surface: Surface,
) -> Option<Change> {
    name::compare(old, new, path, surface)
}

/// The changes of one schema.
fn of_type(
    name: &str,
    pair: &Pair<'_>,
    corpora: &Corpora,
    effort: Effort,
    found: &mut Comparison,
) -> Vec<Change> {
    let walk = |old: &Value, new: &Value| differences(&Node::whole(old), &Node::whole(new));
    let [s0, s1] = pair.strict;
    let [c0, c1] = &pair.tolerant.map(set_derived_aside);
    let readers = walk(c0, s1);
    let back = walk(s0, c1);
    let inner = walk(s1, c1);
    let mut judged: Vec<Judged> = Vec::new();
    for difference in walk(s0, s1) {
        judged.push(Judged::new(Surface::Schemas, difference));
    }
    for difference in walk(c0, c1) {
        if !judged.iter().any(|one| one.is_of(&difference)) {
            let surface = match difference.at.as_str() {
                DERIVED => Surface::Derived,
                _ => Surface::Consumer,
            };
            judged.push(Judged::new(surface, difference));
        }
    }
    for one in &mut judged {
        one.told = [Told::No; 4];
        if one.surface == Surface::Schemas {
            one.told[Side::Records as usize] = one.difference.less;
        }
    }
    for (side, found, is_more) in [
        (Side::Readers, readers, true),
        (Side::Back, back, false),
        (Side::Inner, inner, false),
    ] {
        judge::attach(&mut judged, side, found, is_more);
    }
    for one in &mut judged {
        let is_gone = matches!(one.difference.edit, Edit::FieldRemoved(_));
        if one.surface == Surface::Derived && is_gone {
            one.told[Side::Readers as usize] = Told::Yes;
        }
    }
    judge::decide(name, pair, judged, corpora, effort, found)
}

/// The schema that lets pass whatever follows from a record: `derived.schema.json` says what does, and is compared by itself.
fn set_derived_aside(schema: &Value) -> Value {
    with_field(schema, DERIVED, &Value::Bool(true))
}

/// The version of the model that the records of a schema may say.
fn version_of(schema: &Value) -> Option<Value> {
    let form = Node::whole(schema).form().property("schema_version").form();
    let union = || {
        let mut definitions = schema["$defs"].as_object()?.values();
        definitions.find_map(|part| {
            let version = part["properties"].get("schema_version")?;
            Some(
                Node {
                    root: schema,
                    parts: vec![version],
                }
                .form(),
            )
        })
    };
    let form = if form.maps.is_empty() { union()? } else { form };
    match codes(&form) {
        Codes::List(list) => list.codes.last().map(|code| (*code).clone()),
        _ => None,
    }
}

/// The schema with every version of the model let pass: the version is the label of all that changed, and no change of its own.
fn set_version_aside(schema: &Value) -> Value {
    with_field(schema, VERSION, &json!({ "type": "string" }))
}

/// The schema in which a field of records is of another form.
fn with_field(schema: &Value, at: &str, form: &Value) -> Value {
    let mut schema = schema.clone();
    let set = |holder: &mut Value| {
        if let Some(field) = holder.pointer_mut(&format!("/properties{at}")) {
            *field = form.clone();
        }
    };
    set(&mut schema);
    if let Some(Value::Object(definitions)) = schema.get_mut("$defs") {
        definitions.values_mut().for_each(set);
    }
    schema
}
