//! Values that a schema lets pass, made from it: small ones, one of each sort, and given ones made to fit.

use serde_json::{Map, Value, json};

use super::form::{Form, Node};
use super::language::{Inclusion, inclusion, matches};
use super::list::{Codes, alternatives, codes, type_of};

/// How deep values are made; what is deeper is left out.
const DEPTH: usize = 12;

/// The most parts of a value: a schema that leads back to itself has no end.
const MAX_PARTS: usize = 5000;

/// The most codes of a list that are tried.
const MAX_CODES: usize = 60;

/// A pattern that no string has.
const NOTHING: &str = "[^\\u0000-\\u{10ffff}]";

/// A small value that a node lets pass, as far as that can be told.
pub fn smallest(node: &Node<'_>) -> Option<Value> {
    made(node, DEPTH, false, &mut { MAX_PARTS })
}

/// A value with every field that a node speaks of.
pub fn fullest(node: &Node<'_>) -> Option<Value> {
    made(node, DEPTH, true, &mut { MAX_PARTS })
}

/// Values of every sort that a node lets pass.
pub fn sorts(node: &Node<'_>) -> Vec<Value> {
    let mut found = Vec::new();
    for node in choices(node) {
        let form = node.form();
        match codes(&form) {
            Codes::List(list) => {
                let known = list.codes.into_iter().take(MAX_CODES).cloned();
                found.extend(known);
                found.extend(list.open.iter().filter_map(|one| string(&[one])));
            }
            _ => {
                let types = form.types();
                found.extend(
                    types
                        .iter()
                        .filter_map(|one| of_type(&form, one, DEPTH, false, &mut { MAX_PARTS })),
                );
                if types.contains("object") || types.contains("array") {
                    found.extend(fullest(&node));
                }
            }
        }
    }
    found
}

/// The node, once with each of its alternatives settled.
fn choices<'a>(node: &Node<'a>) -> Vec<Node<'a>> {
    let alternatives = alternatives(&node.form());
    let Some(first) = alternatives.into_iter().next() else {
        return vec![node.clone()];
    };
    let with = |one: Node<'a>| Node {
        root: node.root,
        parts: node.parts.iter().copied().chain(one.parts).collect(),
    };
    first.nodes.into_iter().map(with).collect()
}

/// The node with the alternative that a value has chosen, by a code that no other one has, or by its type.
pub fn settled<'a>(node: &Node<'a>, value: &Value) -> Node<'a> {
    let choices = choices(node);
    let fits = |choice: &&Node<'a>| {
        let form = choice.form();
        let own = type_of(value);
        let types = form.types();
        let has_type = types.contains(own) || (own == "integer" && types.contains("number"));
        let Value::Object(members) = value else {
            return has_type;
        };
        let is_own = |(name, member): (&String, &Value)| match codes(&form.property(name).form()) {
            Codes::List(list) => list.admits(member) != Some(false),
            _ => true,
        };
        has_type && members.iter().all(is_own)
    };
    let chosen = choices.iter().find(fits).or(choices.first());
    chosen.cloned().unwrap_or_else(|| node.clone())
}

fn made(node: &Node<'_>, depth: usize, is_full: bool, left: &mut usize) -> Option<Value> {
    *left = left.checked_sub(1)?;
    let node = choices(node).into_iter().next()?;
    let form = node.form();
    match codes(&form) {
        Codes::List(list) => {
            let code = list.codes.first().map(|code| (*code).clone());
            return code.or_else(|| list.open.first().and_then(|one| string(&[one])));
        }
        Codes::Unclear => return None,
        Codes::None => {}
    }
    let types = form.types();
    let order = [
        "string", "object", "integer", "number", "array", "boolean", "null",
    ];
    let chosen = order.into_iter().find(|one| types.contains(one))?;
    of_type(&form, chosen, depth, is_full, left)
}

fn of_type(
    form: &Form<'_>,
    name: &str,
    depth: usize,
    is_full: bool,
    left: &mut usize,
) -> Option<Value> {
    let depth = depth.checked_sub(1)?;
    Some(match name {
        "null" => Value::Null,
        "boolean" => json!(true),
        "integer" | "number" => {
            let least = form.bound("minimum");
            let most = form.bound("maximum");
            json!(least.or(most).unwrap_or(1.0).ceil() as i64)
        }
        "string" => {
            let examples = form.all("examples").into_iter().filter_map(Value::as_array);
            let examples = examples.flatten().filter(|one| one.is_string());
            let patterns: Vec<_> = form.patterns().into_iter().collect();
            let fits = |one: &&Value| {
                let text = one.as_str().unwrap_or_default();
                patterns.iter().all(|one| matches(one, text) == Some(true))
            };
            match examples.filter(|one| one.is_string()).find(fits) {
                Some(example) => example.clone(),
                None => match form.formats().first() {
                    Some(&"date") => json!("2020-01-01"),
                    Some(&"date-time") => json!("2020-01-01T00:00:00Z"),
                    Some(_) => json!("https://example.org/"),
                    None => string(&patterns)?,
                },
            }
        }
        "array" => {
            let least = form
                .bound("minItems")
                .unwrap_or(0.0)
                .max(f64::from(u8::from(is_full)));
            let item = made(&form.items(), depth, is_full, left);
            match item {
                Some(item) => Value::Array(vec![item; (least as usize).min(16)]),
                None => json!([]),
            }
        }
        _ => {
            let mut members = Map::new();
            complete(&mut members, form, depth, is_full, left)?;
            Value::Object(members)
        }
    })
}

/// Adds the fields that an object lacks.
fn complete(
    members: &mut Map<String, Value>,
    form: &Form<'_>,
    depth: usize,
    is_full: bool,
    left: &mut usize,
) -> Option<()> {
    let required = form.required();
    for name in form.properties().union(&required) {
        if members.contains_key(*name) {
            continue;
        }
        match made(&form.property(name), depth, is_full, left) {
            Some(value) if is_full || required.contains(name) => {
                members.insert((*name).to_owned(), value);
            }
            None if required.contains(name) => return None,
            _ => {}
        }
    }
    let least = form.bound("minProperties").unwrap_or(0.0) as usize;
    if members.len() < least || (is_full && form.properties().is_empty()) {
        let name = made(&form.property_names(), depth, false, left);
        let name = name.as_ref().and_then(Value::as_str).unwrap_or("a");
        let value = made(&form.additional(), depth, is_full, left)?;
        members.insert(name.to_owned(), value);
    }
    Some(())
}

/// A shortest string that has some patterns.
fn string(patterns: &[&str]) -> Option<Value> {
    match inclusion(patterns.iter().copied(), [NOTHING]) {
        Inclusion::Beyond(text) if patterns.is_empty() => Some(json!(format!("{text}x"))),
        Inclusion::Beyond(text) => Some(json!(text)),
        _ => None,
    }
}

/// Makes a value fit: fields that must be there are added, those that must not taken out, and what cannot stay is made anew.
pub fn fit(value: &mut Value, node: &Node<'_>, depth: usize) {
    if depth == 0 {
        return;
    }
    let node = settled(node, value);
    let form = node.form();
    let types = form.types();
    let own = type_of(value);
    let has_type = types.contains(own) || (own == "integer" && types.contains("number"));
    let is_code = match codes(&form) {
        Codes::List(list) => list.admits(value) != Some(false),
        _ => true,
    };
    let has_patterns = value.as_str().is_none_or(|text| {
        let mut patterns = form.patterns().into_iter();
        patterns.all(|one| matches(one, text) != Some(false))
    });
    let is_within = value.as_f64().is_none_or(|number| {
        form.bound("minimum").is_none_or(|least| number >= least)
            && form.bound("maximum").is_none_or(|most| number <= most)
    });
    if !(has_type && is_code && has_patterns && is_within) {
        if let Some(made) = smallest(&node) {
            *value = made;
        }
        return;
    }
    match value {
        Value::Object(members) => {
            members.retain(|name, _| !form.property(name).form().is_never);
            for (name, member) in members.iter_mut() {
                fit(member, &form.property(name), depth - 1);
            }
            let _ = complete(members, &form, DEPTH, false, &mut { MAX_PARTS });
        }
        Value::Array(items) => {
            let node = form.items();
            items
                .iter_mut()
                .for_each(|item| fit(item, &node, depth - 1));
            let least = form.bound("minItems").unwrap_or(0.0) as usize;
            if items.len() < least
                && let Some(more) = items.last().cloned().or_else(|| smallest(&node))
            {
                items.resize(least.min(16), more);
            }
            if let Some(most) = form.bound("maxItems") {
                items.truncate(most as usize);
            }
        }
        _ => {}
    }
}
