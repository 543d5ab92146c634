//! The records that the tests start from, and their nodes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::json::shape::{Shape, of_item, of_member, resolve};
use crate::json::{self as node, escape};
use crate::model::RECORD_TYPES;
use serde_json::{Map, Value};
use walkdir::WalkDir;

use super::document::{Document, Place};
use super::judge::Judge;

/// Every record of the dataset and of the fixtures.
pub fn records() -> Vec<Document> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents = Vec::new();
    for folder in ["records", "tests/fixtures/world"] {
        for entry in WalkDir::new(root.join(folder)).sort_by_file_name() {
            let entry = entry.expect("the folder can be read");
            let path = entry.path();
            let is_record = path.components().any(|part| part.as_os_str() == "records");
            if is_record && path.extension().is_some_and(|end| end == "json") {
                let name = path.strip_prefix(root).expect("it is below").display();
                let text = fs::read_to_string(path).expect("the record can be read");
                documents.push(Document::new(name.to_string(), text));
            }
        }
    }
    assert!(documents.len() > 100, "the records are where they were");
    documents
}

/// A record of each type with every field that it can have, so that no field goes untested for want of a record with it.
pub fn full_records(judge: &Judge) -> Vec<Document> {
    let full = |record_type: &&str| {
        let schema = judge.schema(record_type);
        let value = example(schema, resolve(schema, schema));
        Document::of_value(format!("a full {record_type}"), &value)
    };
    RECORD_TYPES.iter().map(full).collect()
}

fn example(document: &Value, shape: Shape) -> Value {
    let schema = shape.schema;
    let code = || schema["oneOf"].get(0)?.get("const");
    let given = schema["examples"].get(0);
    if let Some(value) = given.or_else(|| schema.get("const")).or_else(code) {
        return value.clone();
    }
    match schema["type"].as_str() {
        Some("array") => of_item(document, schema, 0)
            .map(|item| example(document, item))
            .into_iter()
            .collect(),
        Some("object") => {
            let names = schema["properties"].as_object().into_iter().flatten();
            names
                .filter_map(|(name, _)| {
                    let member = of_member(document, schema, name)?;
                    Some((name.clone(), example(document, member)))
                })
                .collect()
        }
        Some("boolean") => true.into(),
        other => panic!("no example of {other:?}: {schema}"),
    }
}

/// Every node of every record, each in a record cut down to what that node needs. Nodes that have the same path but for the
/// indices, and the same value, come once: nothing in the schema or the types looks across a record.
pub fn places(judge: &Judge) -> Vec<Place> {
    let mut seen = BTreeSet::new();
    let mut places = Vec::new();
    for document in records().into_iter().chain(full_records(judge)) {
        let whole = document.root.to_value();
        let schema = judge.schema(&document.record_type);
        visit(&whole, &mut Vec::new(), &mut |path, value| {
            let pattern = pattern(&document.record_type, path);
            if seen.insert((pattern.clone(), value.to_string())) {
                let cut = cut_around(schema, resolve(schema, schema), &whole, path);
                places.push(Place {
                    document: Document::of_value(&document.name, &cut),
                    pointer: pointer(path),
                    pattern,
                });
            }
        });
    }
    places
}

/// Those of the places that differ: of each path the first one, and of each type every value that is no free text. Fields of
/// one type are one part of the schema and one type in Rust, wherever they stand.
pub fn different(judge: &Judge, places: Vec<Place>) -> Vec<Place> {
    let mut patterns = BTreeSet::new();
    let mut values = BTreeSet::new();
    let differs = |place: &Place| {
        let schema = judge.schema(&place.document.record_type);
        let shape = shape_at(schema, &place.document, &place.pointer);
        let is_new = shape.is_some_and(|shape| {
            let value = match &place.node().value {
                node::Value::Object(members) => {
                    let mut keys: Vec<_> = members.iter().map(|member| &*member.key).collect();
                    keys.sort_unstable();
                    keys.join(" ")
                }
                _ if shape.type_name == "Text" => String::new(),
                _ => place.document.text[place.node().span.clone()].to_owned(),
            };
            !shape.type_name.is_empty() && values.insert((shape.type_name.to_owned(), value))
        });
        patterns.insert(place.pattern.clone()) || is_new
    };
    places.into_iter().filter(differs).collect()
}

/// The path without indices.
fn pattern(record_type: &str, path: &[Step]) -> String {
    let step = |step: &Step| match step {
        Step::Item(_) => "/*".to_owned(),
        Step::Member(key) => format!("/{}", escape(key)),
    };
    record_type.to_owned() + &path.iter().map(step).collect::<String>()
}

/// The path in a record whose lists have been cut down to one item each.
fn pointer(path: &[Step]) -> String {
    let step = |step: &Step| match step {
        Step::Item(_) => "/0".to_owned(),
        Step::Member(key) => format!("/{}", escape(key)),
    };
    path.iter().map(step).collect()
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Item(usize),
    Member(&'a str),
}

fn visit<'a>(
    value: &'a Value,
    path: &mut Vec<Step<'a>>,
    found: &mut dyn FnMut(&[Step<'a>], &'a Value),
) {
    found(path, value);
    let mut part = |step, value| {
        path.push(step);
        visit(value, path, found);
        path.pop();
    };
    match value {
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(at, item)| part(Step::Item(at), item)),
        Value::Object(members) => members
            .iter()
            .for_each(|(key, member)| part(Step::Member(key), member)),
        _ => {}
    }
}

/// The value with its own members and items, and of everything else what the schema requires.
fn cut_around(document: &Value, shape: Shape, value: &Value, path: &[Step]) -> Value {
    match (value, path.split_first()) {
        (Value::Array(items), Some((Step::Item(at), rest))) => of_item(document, shape.schema, *at)
            .map(|item| cut_around(document, item, &items[*at], rest))
            .into_iter()
            .collect(),
        (Value::Object(members), Some((Step::Member(key), rest))) => {
            each_member(document, shape, members, |name, member, value| {
                if name == *key {
                    Some(cut_around(document, member, value, rest))
                } else {
                    is_required(shape.schema, name).then(|| least(document, member, value))
                }
            })
        }
        (Value::Array(items), _) => items
            .iter()
            .enumerate()
            .filter_map(|(at, item)| {
                Some(least(document, of_item(document, shape.schema, at)?, item))
            })
            .collect(),
        (Value::Object(members), _) => each_member(document, shape, members, |_, member, value| {
            Some(least(document, member, value))
        }),
        _ => value.clone(),
    }
}

/// The value with nothing but what the schema requires.
fn least(document: &Value, shape: Shape, value: &Value) -> Value {
    match value {
        Value::Array(items) => items
            .iter()
            .take(1)
            .filter_map(|item| Some(least(document, of_item(document, shape.schema, 0)?, item)))
            .collect(),
        Value::Object(members) => each_member(document, shape, members, |name, member, value| {
            // A map has no required keys, and needs one key or another.
            let needed = shape.schema.get("properties").is_none();
            (needed || is_required(shape.schema, name)).then(|| least(document, member, value))
        }),
        _ => value.clone(),
    }
}

fn each_member(
    document: &Value,
    shape: Shape,
    members: &Map<String, Value>,
    part: impl Fn(&str, Shape, &Value) -> Option<Value>,
) -> Value {
    members
        .iter()
        .filter_map(|(name, value)| {
            let member = of_member(document, shape.schema, name)?;
            Some((name.clone(), part(name, member, value)?))
        })
        .collect()
}

/// True if an object with that schema has to have the field.
pub fn is_required(schema: &Value, name: &str) -> bool {
    schema["required"]
        .as_array()
        .is_some_and(|required| required.iter().any(|one| one == name))
}

/// The description that the schema gives of the node at a pointer, if it knows one there.
pub fn shape_at<'a>(schema: &'a Value, document: &Document, pointer: &str) -> Option<Shape<'a>> {
    let mut shape = resolve(schema, schema);
    let mut node = &document.root;
    for segment in pointer.split('/').skip(1) {
        shape = match node.value {
            node::Value::Array(_) => of_item(schema, shape.schema, 0)?,
            _ => of_member(schema, shape.schema, segment)?,
        };
        node = node.pointer(&format!("/{segment}"))?;
    }
    Some(shape)
}
