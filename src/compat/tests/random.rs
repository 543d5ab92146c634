//! Random edits of schemas, and a plain search for documents that show that they break somebody: none of those is called safe.

use jsonschema::Validator;
use serde_json::{Value, json};

use super::{contract, corpora};
use crate::compat::random::Random;
use crate::compat::witness::validator;
use crate::compat::{Comparison, Effort, Known, Whom, compare};
use crate::model::RECORD_TYPES;
use crate::schema::{consumer, file_name};

/// How many edits of which a witness exists are tried; `BESLUIT_SCHEMA_EDITS` says otherwise.
const WANTED: usize = 220;

/// Every place of a schema.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                places(member, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// One random edit of a schema, as an editor of the types might make it, or a slip of the keyboard.
fn edit(schema: &mut Value, random: &mut Random) -> Option<String> {
    let mut all = Vec::new();
    places(schema, "", &mut all);
    all.retain(|place| {
        let last = place.rsplit('/').next().unwrap_or_default();
        !["description", "title", "examples", "$id", "$schema"].contains(&last)
            && !place.contains("/examples/")
            && !place.contains("schema_version")
            && !place.contains("SchemaVersion")
    });
    let place = all[random.below(all.len())].clone();
    let last = place.rsplit('/').next().unwrap_or_default().to_owned();
    let definitions: Vec<String> = schema["$defs"].as_object()?.keys().cloned().collect();
    let value = schema.pointer_mut(&place)?;
    match (last.as_str(), &mut *value) {
        ("minItems" | "minimum" | "minProperties", number) => {
            *number = json!(number.as_u64()? + 1);
        }
        ("maximum" | "maxItems", number) => *number = json!(number.as_u64()?.checked_sub(1)?),
        ("pattern", Value::String(text)) => match random.below(3) {
            0 => *text = text.replacen("[a-z", "[b-z", 1),
            1 => *text = text.replacen("[0-9]", "[0-8]", 1),
            _ => *text = text.replacen("[a-z", "[A-Za-z", 1),
        },
        ("type", one) => {
            let types = [
                json!("integer"),
                json!("null"),
                json!(["string", "null"]),
                json!("array"),
            ];
            *one = types[random.below(types.len())].clone();
        }
        ("const", Value::String(text)) => text.push('x'),
        ("required", Value::Array(names)) if !names.is_empty() => match random.below(2) {
            0 => drop(names.remove(random.below(names.len()))),
            _ => names.push(json!("added")),
        },
        ("oneOf", Value::Array(parts)) if parts.len() > 1 => match random.below(2) {
            0 => drop(parts.remove(random.below(parts.len()))),
            _ => parts.push(json!({ "type": "string", "const": "added_code" })),
        },
        ("additionalProperties", Value::Bool(closed)) => *closed = !*closed,
        ("$ref", Value::String(text)) => {
            *text = format!("#/$defs/{}", definitions[random.below(definitions.len())]);
        }
        ("properties", Value::Object(fields)) if !fields.is_empty() => {
            let name = fields.keys().nth(random.below(fields.len()))?.clone();
            match random.below(3) {
                0 => drop(fields.shift_remove(&name)),
                1 => {
                    let field = fields.shift_remove(&name)?;
                    fields.insert("renamed".to_owned(), field);
                }
                _ => drop(fields.insert("added".to_owned(), json!({ "type": "string" }))),
            }
        }
        (_, Value::Object(keywords)) if keywords.contains_key("type") => match random.below(5) {
            0 => drop(keywords.shift_remove("type")),
            1 => drop(keywords.insert("maxLength".to_owned(), json!(3))),
            2 => drop(keywords.insert("not".to_owned(), json!({ "minLength": 12 }))),
            3 => drop(keywords.insert("enum".to_owned(), json!(["one"]))),
            _ => drop(keywords.insert("maxItems".to_owned(), json!(1))),
        },
        _ => return None,
    }
    Some(place)
}

/// A document edited at random, by other means than those of the comparison.
fn mutated(document: &Value, strings: &[Value], random: &mut Random) -> Value {
    let mut document = document.clone();
    let mut all = Vec::new();
    places(&document, "", &mut all);
    for _ in 0..=random.below(3) {
        let place = &all[random.below(all.len())];
        let Some(value) = document.pointer_mut(place) else {
            continue;
        };
        match (random.below(6), &mut *value) {
            (0, Value::Object(members)) if !members.is_empty() => {
                let name = members.keys().nth(random.below(members.len())).cloned();
                members.shift_remove(&name.unwrap_or_default());
            }
            (1, Value::Object(members)) => {
                let name = ["added", "renamed", "$schema"][random.below(3)];
                members.insert(
                    name.to_owned(),
                    strings[random.below(strings.len())].clone(),
                );
            }
            (0 | 1, Value::Array(items)) => drop(items.pop()),
            (2, Value::Array(items)) if !items.is_empty() => items.push(items[0].clone()),
            (2, _) => *value = json!(null),
            (3, Value::Number(number)) => *value = json!(number.as_i64().unwrap_or(1) - 1),
            (3, _) => *value = json!(1),
            _ => *value = strings[random.below(strings.len())].clone(),
        }
    }
    document
}

/// The strings of a schema that could be codes, and some others.
fn strings(schema: &Value) -> Vec<Value> {
    let mut found = vec![
        json!("added_code"),
        json!("one"),
        json!("a"),
        json!("A-a"),
        json!("0000-01-09"),
        json!([]),
    ];
    let mut all = Vec::new();
    places(schema, "", &mut all);
    let codes = all
        .iter()
        .filter(|place| place.ends_with("/const") || place.contains("/examples/"));
    found.extend(codes.filter_map(|place| schema.pointer(place)).cloned());
    found
}

/// The validators of the last contract of a type.
struct Last {
    strict: Validator,
    tolerant: Validator,
}

impl Last {
    /// Whom a document shows to be broken, where that is the strict schema of now: readers with the last tolerant schema, or records of
    /// the last strict one.
    fn shown(
        &self,
        now: &Validator,
        strings: &[Value],
        documents: &[&Value],
        random: &mut Random,
    ) -> [bool; 2] {
        let mut shown = [false; 2];
        let mut look = |document: &Value| {
            let (was, is) = (self.strict.is_valid(document), now.is_valid(document));
            shown[0] |= is && !self.tolerant.is_valid(document);
            shown[1] |= was && !is;
        };
        documents.iter().for_each(|document| look(document));
        for _ in 0..600 {
            let document = documents[random.below(documents.len())];
            look(&mutated(document, strings, random));
        }
        shown
    }
}

fn breaks(found: &Comparison, whom: Whom) -> bool {
    found.changes.iter().any(|one| one.breaks.contains(&whom))
}

/// Edits the schemas of a type until so many edits had a witness as are wanted of each type: none is called safe, and hardly any is only
/// called open.
#[track_caller]
fn check(name: &str) {
    let (strict, tolerant) = (file_name(name), consumer::path(name));
    let mut old = contract();
    old.0.retain(|path, _| [&strict, &tolerant].contains(&path));
    let (corpora, mut random) = (corpora(), Random::new(77));
    let last = Last {
        strict: validator(&old.0[&strict]).expect("it is a schema"),
        tolerant: validator(&old.0[&tolerant]).expect("it is a schema"),
    };
    let known = strings(&old.0[&strict]);
    let documents = corpora.of(name, true);
    let documents = &documents[..documents.len().min(15)];
    let (mut witnessed, mut found_breaks, mut tried) = (0, 0, 0);
    let (mut missed, mut unsound) = (Vec::new(), Vec::new());
    let wanted = std::env::var("BESLUIT_SCHEMA_EDITS").ok();
    let wanted = wanted.map_or(WANTED, |wanted| wanted.parse().expect("it is a number"));
    while witnessed < wanted / RECORD_TYPES.len() {
        tried += 1;
        let mut new = old.clone();
        let schema = new.0.get_mut(&strict).expect("it is there");
        let Some(place) = edit(schema, &mut random) else {
            continue;
        };
        let Some(now) = validator(schema) else {
            continue;
        };
        let strings = [known.clone(), strings(schema)].concat();
        let after = schema.pointer(&place).cloned();
        let before = old.0[&strict].pointer(&place);
        // Both contracts follow from the same types: the same edit is made in both, where both have the place.
        let part = new
            .0
            .get_mut(&tolerant)
            .and_then(|one| one.pointer_mut(&place));
        if let (Some(part), Some(after)) = (part, after)
            && Some(&*part) == before
        {
            *part = after;
        }
        let shown = last.shown(&now, &strings, documents, &mut random);
        if shown == [false; 2] {
            continue;
        }
        witnessed += 1;
        let effort = Effort {
            // A proof takes longer than all the rest.
            proves: witnessed % 10 == 0,
            mutations: 100,
            seed: 3,
        };
        let found = compare(&old, &new, &corpora, &[], effort);
        let is_open = found.changes.iter().any(|one| one.known == Known::Open);
        let says_wrong = found.problems.iter().any(|one| one.is_error);
        for (whom, is_shown) in [(Whom::Readers, shown[0]), (Whom::Records, shown[1])] {
            let is_found = breaks(&found, whom);
            if is_shown && !is_found {
                missed.push(format!("{place}: {} (open: {is_open})", whom.name()));
                if !is_open && !says_wrong {
                    unsound.push(format!("{place}: {}", whom.name()));
                }
            }
            found_breaks += usize::from(is_shown && is_found);
        }
        if found.is_in_order() {
            unsound.push(format!("{place}: called in order"));
        }
    }
    let all = found_breaks + missed.len();
    println!(
        "{name}: {tried} edits, {witnessed} with a witness, {found_breaks} of {all} breaks found"
    );
    assert_eq!(unsound, [""; 0], "{name}");
    assert!(missed.len() * 100 <= all, "{name}: {missed:#?}");
}

#[test]
fn no_edit_of_decisions_is_called_safe_of_which_a_witness_exists() {
    check("decision");
}

#[test]
fn no_edit_of_proposals_is_called_safe_of_which_a_witness_exists() {
    check("proposal");
}

#[test]
fn no_edit_of_sources_is_called_safe_of_which_a_witness_exists() {
    check("source");
}

#[test]
fn no_edit_of_actors_is_called_safe_of_which_a_witness_exists() {
    check("actor");
}
