//! Records that nobody has written: made from the schema alone, and records changed in several places at once.

use crate::json::shape::{Shape, of_item, of_member, resolve};
use crate::json::{self, escape};
use crate::json::{Node, Value as Tree};
use crate::model::RECORD_TYPES;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::string::string_regex;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use serde_json::Value;

use super::corpus;
use super::document::{Document, Place};
use super::edit::edits;
use super::judge::Judge;
use super::laxity;

/// The same cases in every run, so that a failure is a fault of the change that is tested and not of the day.
fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Config {
        cases,
        rng_seed: RngSeed::Fixed(20251126),
        failure_persistence: None,
        ..Config::default()
    })
}

fn fail<T>(why: impl Into<String>) -> Result<T, TestCaseError> {
    Err(TestCaseError::fail(why.into()))
}

/// The text is accepted, and everybody reads it as it is.
fn check_accepted(judge: &Judge, record_type: &str, text: &str) -> Result<(), TestCaseError> {
    match judge.judge(record_type, text.as_bytes()) {
        Ok(verdict) if verdict.accepted => Ok(()),
        Ok(_) => fail(format!("refused: {text}")),
        Err(broken) => fail(format!("{broken}: {text}")),
    }
}

#[test]
fn what_the_schema_describes_is_accepted_and_read() {
    let judge = Judge::new();
    for record_type in RECORD_TYPES {
        let schema = judge.schema(record_type);
        let records = values(schema, resolve(schema, schema));
        runner(60)
            .run(&records, |record| {
                check_accepted(&judge, record_type, &record.to_string())
            })
            .unwrap_or_else(|failure| panic!("{record_type}: {failure}"));
    }
}

/// Every value that a part of a schema describes, as far as the schemas of this crate go.
fn values(document: &Value, shape: Shape) -> BoxedStrategy<Value> {
    let schema = shape.schema;
    let fixed = |one: &Value| Just(one["const"].clone()).boxed();
    if schema.get("const").is_some() {
        return fixed(schema);
    }
    if let Some(codes) = schema["oneOf"].as_array() {
        return proptest::strategy::Union::new(codes.iter().map(fixed)).boxed();
    }
    match schema["type"].as_str() {
        Some("string") => strings(schema),
        Some("boolean") => any::<bool>().prop_map(Value::from).boxed(),
        Some("integer") => {
            let limit = |name: &str| schema[name].as_u64().expect("an integer has its limits");
            (limit("minimum")..=limit("maximum"))
                .prop_map(Value::from)
                .boxed()
        }
        Some("number") => quantities(),
        Some("array") => {
            let item = of_item(document, schema, 0).expect("a list has items");
            prop::collection::vec(values(document, item), 1..3)
                .prop_map(Value::from)
                .boxed()
        }
        Some("object") if schema.get("properties").is_some() => fields(document, schema),
        Some("object") => {
            let names = resolve(document, &schema["propertyNames"]);
            let text = of_member(document, schema, "").expect("a map has values");
            let members = (strings(names.schema), values(document, text));
            prop::collection::vec(members, 1..4)
                .prop_map(object)
                .boxed()
        }
        // A reading is either.
        None => prop_oneof![any::<String>().prop_map(Value::from), quantities()].boxed(),
        Some(other) => panic!("no values of type {other}: {schema}"),
    }
}

fn strings(schema: &Value) -> BoxedStrategy<Value> {
    let pattern = schema["pattern"]
        .as_str()
        .expect("a string has its pattern");
    let pattern = pattern
        .strip_prefix('^')
        .and_then(|rest| rest.strip_suffix('$'));
    string_regex(pattern.expect("a pattern is about the whole string"))
        .expect("a pattern of a schema is a pattern")
        .prop_map(Value::from)
        .boxed()
}

fn quantities() -> BoxedStrategy<Value> {
    let whole = any::<u64>().prop_map(Value::from);
    let few = (0..1000u64).prop_map(Value::from);
    let percent = (0..=10_000u32).prop_map(|share| Value::from(f64::from(share) / 100.0));
    prop_oneof![whole, few, percent, (0.0..1e300).prop_map(Value::from)].boxed()
}

/// The required fields and some of the others, in any order.
fn fields(document: &Value, schema: &Value) -> BoxedStrategy<Value> {
    let properties = schema["properties"].as_object().into_iter().flatten();
    let fields: Vec<_> = properties
        .map(|(name, _)| {
            let shape = of_member(document, schema, name).expect("the field is there");
            let is_required = corpus::is_required(schema, name);
            let name = Value::from(name.clone());
            (values(document, shape), prop::bool::weighted(0.4)).prop_map(move |(value, chosen)| {
                (is_required || chosen).then(|| (name.clone(), value))
            })
        })
        .collect();
    fields
        .prop_map(|fields| fields.into_iter().flatten().collect::<Vec<_>>())
        .prop_shuffle()
        .prop_map(object)
        .boxed()
}

fn object(members: Vec<(Value, Value)>) -> Value {
    let text = |name: Value| name.as_str().unwrap_or_default().to_owned();
    members
        .into_iter()
        .map(|(name, value)| (text(name), value))
        .collect()
}

/// A record with up to six changes, each in what the one before it has left.
#[test]
fn several_changes_are_judged_alike() {
    let judge = Judge::new();
    let records = [corpus::records(), corpus::full_records(&judge)].concat();
    let changes = prop::collection::vec(any::<(Index, Index)>(), 2..7);
    runner(400)
        .run(&(any::<Index>(), changes), |(record, changes)| {
            let mut document = record.get(&records).clone();
            let mut kinds = Vec::new();
            for (node, edit) in changes {
                let mut pointers = Vec::new();
                list_pointers(&document.root, String::new(), &mut pointers);
                // Of two equal keys a pointer means the first.
                pointers.retain(|pointer| document.root.pointer(pointer).is_some());
                let place = Place {
                    pointer: node.get(&pointers).clone(),
                    pattern: String::new(),
                    document,
                };
                let edits = edits(&judge, &place);
                let edit = edit.get(&edits);
                let bytes = edit.apply(&place.document.text);
                kinds.push(edit.kind);
                document = place.document;
                match judge.judge(&document.record_type, &bytes) {
                    Err(broken) => return fail(broken),
                    Ok(verdict) => {
                        for reader in verdict.read_by {
                            // Each change alone is refused or is nobody's business, so one of them explains the laxity.
                            if !kinds.iter().any(|kind| laxity::is_listed(*kind, reader)) {
                                return fail(format!("{kinds:?}, and yet read by {reader:?}"));
                            }
                        }
                    }
                }
                let parsed = json::parse(&bytes);
                match (parsed.root, String::from_utf8(bytes)) {
                    (Some(root), Ok(text)) => {
                        document = Document {
                            root,
                            text,
                            ..document
                        }
                    }
                    // There is no node left to change.
                    _ => break,
                }
            }
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
}

fn list_pointers(node: &Node, pointer: String, found: &mut Vec<String>) {
    match &node.value {
        Tree::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                list_pointers(item, format!("{pointer}/{at}"), found);
            }
        }
        Tree::Object(members) => {
            for member in members {
                let key = escape(&member.key);
                list_pointers(&member.value, format!("{pointer}/{key}"), found);
            }
        }
        _ => {}
    }
    found.push(pointer);
}

/// Numbers as people and programs write them, up to and beyond the largest float.
#[test]
fn numbers_are_judged_alike() {
    let judge = Judge::new();
    let full = corpus::full_records(&judge);
    let decision = full
        .iter()
        .find(|full| full.record_type == "decision")
        .expect("one is a decision");
    let places = [
        "/record/revision",
        "/events/0/vote/tallies/0/for",
        "/discrepancies/0/readings/0/value",
    ];
    let numbers = prop_oneof![
        "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,2})?",
        "1\\.79769313486231[0-9]{1,30}e308",
        "179769313486231[0-9]{294}(\\.[0-9]{1,3})?",
        "[1-9][0-9]{0,3}(\\.0{1,3})?(e[0-2])?",
    ];
    runner(600)
        .run(&numbers, |number| {
            for pointer in places {
                let node = decision
                    .root
                    .pointer(pointer)
                    .expect("a full decision has it");
                let mut text = decision.text.clone();
                text.replace_range(node.span.clone(), &number);
                match judge.judge("decision", text.as_bytes()) {
                    Err(broken) => return fail(broken),
                    Ok(verdict) if !verdict.read_by.is_empty() => {
                        return fail(format!("refused, and read by {:?}", verdict.read_by));
                    }
                    Ok(_) => {}
                }
            }
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
}
