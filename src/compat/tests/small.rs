//! A small contract of every surface but the schemas of records, and one edit of it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::quick;
use crate::compat::{Bump, Comparison, Contract, Corpora, Surface, Whom, compare};

/// A small contract of every surface but the schemas of records.
pub fn small() -> Contract {
    let report = json!({
        "$id": "schema/0.2.0/report.schema.json",
        "type": "object",
        "properties": {
            "format": { "const": "besluit-report-1" },
            "findings": { "type": "array", "items": { "$ref": "#/$defs/Finding" } },
            "digest": { "type": "string" }
        },
        "required": ["format", "findings"],
        "$defs": {
            "Finding": {
                "type": "object",
                "properties": {
                    "rule": { "type": "string" },
                    "level": { "oneOf": [{ "const": "error" }, { "const": "warning" }] },
                    "sort": {
                        "anyOf": [
                            { "oneOf": [{ "const": "one" }, { "const": "two" }] },
                            { "type": "string", "pattern": "^[a-z]+$" }
                        ]
                    }
                },
                "required": ["rule", "level"]
            }
        }
    });
    let tables = json!({ "csv": { "statements": {
        "key": ["id"],
        "columns": [
            { "name": "id", "type": "text", "nullable": false },
            { "name": "holder", "type": "text", "nullable": false, "references": "actors.id" },
            { "name": "strength", "type": "integer", "nullable": true }
        ]
    } }, "parquet": { "decisions": { "columns": [{ "name": "events.date", "type": "utf8", "nullable": false }] } } });
    let codes = json!({
        "Form": { "open": true, "codes": ["letter", "report"] },
        "State": { "open": false, "codes": ["published", "withdrawn"] }
    });
    let context = json!({ "@context": {
        "@base": "https://x.example/id/",
        "dct": "http://purl.org/dc/terms/",
        "title": { "@id": "dct:title", "@container": "@language" },
        "evidence": { "@id": "dct:source", "@context": { "quote": "dct:abstract" } }
    } });
    let linked = json!({
        "classes": { "Event": ["besluit:Event", "prov:Activity"] },
        "addresses": { "codes": "code:{list}.{code}" }
    });
    let rules = json!([{ "name": "dangling-reference", "level": "error" }, { "name": "same-title", "level": "warning" }]);
    let cli = json!({
        "program": "0.1.0",
        "commands": [{
            "name": "validate",
            "flags": [
                {
                    "name": "format", "short": "f", "values": ["human", "json"], "ignore_case": true, "default": ["human"], "separator": ",",
                    "number": [1, 2], "conflicts": ["staged"], "requires": ["root"],
                    "takes_value": true, "required": false, "repeats": true
                },
                { "name": "notes", "takes_value": false, "required": false, "repeats": false }
            ],
            "arguments": [{ "name": "PATH", "takes_value": true, "required": false, "repeats": true }]
        }],
        "exit_codes": { "0": "clean", "1": "findings", "2": "failed" }
    });
    let files = [
        ("report.schema.json", report.clone()),
        (
            "views/show.schema.json",
            json!({ "type": "object", "properties": { "id": { "type": "string" } }, "required": ["id"] }),
        ),
        (
            "delta.schema.json",
            json!({ "type": "object", "properties": { "op": { "enum": ["add", "change"] } } }),
        ),
        (
            "release.schema.json",
            json!({ "type": "object", "properties": { "previous": { "type": "string" } } }),
        ),
        (
            "derived.schema.json",
            json!({ "type": "object", "properties": { "status": { "type": "string" } } }),
        ),
        ("tables.json", tables),
        ("codes.json", codes),
        ("context.jsonld", context),
        ("linked.json", linked),
        ("rules.json", rules),
        ("cli.json", cli),
    ];
    let files = files.map(|(path, value)| (path.to_owned(), value));
    Contract(BTreeMap::from(files))
}

pub fn compared(new: &Contract) -> Comparison {
    compare(&small(), new, &Corpora::default(), &[], quick())
}

/// Sets the value at a place of a file, or takes it out, and tells whom that breaks.
#[track_caller]
pub fn check(
    path: &str,
    pointer: &str,
    value: Option<Value>,
    surface: Surface,
    at: &str,
    breaks: &[Whom],
) {
    let mut new = small();
    let file = new.0.get_mut(path).expect("the file is there");
    let (above, name) = pointer.rsplit_once('/').expect("it is a pointer");
    match (file.pointer_mut(above), value) {
        (Some(Value::Object(members)), Some(value)) => drop(members.insert(name.to_owned(), value)),
        (Some(Value::Object(members)), None) => {
            drop(members.shift_remove(name).expect("it is there"))
        }
        (Some(Value::Array(items)), Some(value)) if name == "-" => items.push(value),
        (Some(Value::Array(items)), Some(value)) => {
            items[name.parse::<usize>().expect("a number")] = value
        }
        (Some(Value::Array(items)), None) => drop(items.remove(name.parse().expect("a number"))),
        _ => panic!("there is no {above}"),
    }
    let found = compared(&new);
    assert_eq!(
        found.changes.len(),
        1,
        "{path} {pointer}: {:#?}",
        found.changes
    );
    let change = &found.changes[0];
    assert_eq!(
        (change.surface, change.at.as_str()),
        (surface, at),
        "{change:#?}"
    );
    assert_eq!(change.breaks, breaks, "{change:#?}");
    let label = found
        .labels
        .iter()
        .find(|label| (label.of == "model") == surface.is_of_model());
    let asked = if breaks.is_empty() {
        Bump::Patch
    } else {
        Bump::Minor
    };
    assert_eq!(
        label.map(|label| label.required),
        Some(asked),
        "{change:#?}"
    );
    assert!(!found.is_in_order(), "the version is the same: {change:#?}");
}
