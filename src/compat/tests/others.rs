//! The surfaces that are no schemas of records: each edit, whom it breaks, and where.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::quick;
use crate::compat::{
    Bump, Comparison, Contract, Corpora, Known, Misfit, Surface, Whom, compare, parse_declared,
};

/// A small contract of every surface but the schemas of records.
fn small() -> Contract {
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
    let rules = json!([{ "name": "dangling-reference", "level": "error" }, { "name": "same-title", "level": "warning" }]);
    let cli = json!({
        "program": "0.1.0",
        "commands": [{
            "name": "validate",
            "flags": [
                { "name": "format", "short": "f", "values": ["human", "json"], "takes_value": true, "required": false, "repeats": true },
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
            "derived.schema.json",
            json!({ "type": "object", "properties": { "status": { "type": "string" } } }),
        ),
        ("tables.json", tables),
        ("codes.json", codes),
        ("context.jsonld", context),
        ("rules.json", rules),
        ("cli.json", cli),
    ];
    let files = files.map(|(path, value)| (path.to_owned(), value));
    Contract(BTreeMap::from(files))
}

fn compared(new: &Contract) -> Comparison {
    compare(&small(), new, &Corpora::default(), &[], quick())
}

/// Sets the value at a place of a file, or takes it out, and tells whom that breaks.
#[track_caller]
fn check(
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

use Surface::{Cli, Codes, Context, Delta, Derived, Report, Rules, Tables, Views};
use Whom::{Callers, Readers, Records};

#[test]
fn the_same_is_the_same() {
    let found = compared(&small());
    assert_eq!(found.changes, []);
    assert!(found.is_in_order());
}

#[test]
fn tables() {
    let column = |key: &str| format!("/csv/statements/columns/1/{key}");
    let set = |pointer: &str, value: Value, at: &str, breaks: &[Whom]| {
        check("tables.json", pointer, Some(value), Tables, at, breaks);
    };
    let columns = "/csv/statements/columns";
    check(
        "tables.json",
        &format!("{columns}/2"),
        None,
        Tables,
        "csv statements.strength",
        &[Readers],
    );
    check(
        "tables.json",
        "/csv/statements",
        None,
        Tables,
        "csv statements",
        &[Readers],
    );
    set(
        &column("type"),
        json!("integer"),
        "csv statements.holder",
        &[Readers],
    );
    set(
        &column("nullable"),
        json!(true),
        "csv statements.holder",
        &[Readers],
    );
    set(
        &column("references"),
        json!("terms.id"),
        "csv statements.holder",
        &[Readers],
    );
    set(
        &format!("{columns}/2/nullable"),
        json!(false),
        "csv statements.strength",
        &[],
    );
    set(
        &format!("{columns}/-"),
        json!({ "name": "basis", "type": "text", "nullable": true }),
        "csv statements.basis",
        &[],
    );
    set(
        "/csv/statements/key",
        json!(["id", "holder"]),
        "csv statements",
        &[Readers],
    );
    set(
        "/parquet/decisions/columns/0/type",
        json!("date32"),
        "parquet decisions.events.date",
        &[Readers],
    );
    set(
        "/csv/events",
        json!({ "key": [], "columns": [] }),
        "csv events",
        &[],
    );
}

#[test]
fn a_renamed_column_is_one_that_is_gone() {
    let mut new = small();
    new.0.get_mut("tables.json").expect("it is there")["csv"]["statements"]["columns"][1]["name"] =
        json!("held_by");
    let found = compared(&new);
    let gone = found
        .changes
        .iter()
        .find(|change| change.breaks == [Readers]);
    let gone = gone.expect("somebody is broken");
    assert_eq!(gone.at, "csv statements.holder");
    assert!(gone.what.contains("`held_by`"), "{gone:#?}");
}

#[test]
fn codes() {
    check(
        "codes.json",
        "/Form/codes/-",
        Some(json!("speech")),
        Codes,
        "Form.speech",
        &[],
    );
    check(
        "codes.json",
        "/State/codes/-",
        Some(json!("draft")),
        Codes,
        "State.draft",
        &[Readers],
    );
    check(
        "codes.json",
        "/Form/codes/0",
        None,
        Codes,
        "Form.letter",
        &[Records],
    );
    check("codes.json", "/State", None, Codes, "State", &[Readers]);
    check(
        "codes.json",
        "/State/open",
        Some(json!(true)),
        Codes,
        "State",
        &[Readers],
    );
}

#[test]
fn terms() {
    let check = |pointer: &str, value: Option<Value>, at: &str, breaks: &[Whom]| {
        check("context.jsonld", pointer, value, Context, at, breaks);
    };
    check("/@context/title", None, "title", &[Readers]);
    check(
        "/@context/title/@id",
        Some(json!("dct:name")),
        "title",
        &[Readers],
    );
    check("/@context/title/@container", None, "title", &[Readers]);
    check(
        "/@context/evidence/@type",
        Some(json!("@id")),
        "evidence",
        &[Readers],
    );
    check(
        "/@context/evidence/@context/quote",
        Some(json!("dct:quote")),
        "evidence.quote",
        &[Readers],
    );
    check(
        "/@context/dct",
        Some(json!("https://purl.org/dc/terms/")),
        "dct",
        &[Readers],
    );
    check(
        "/@context/@base",
        Some(json!("https://y.example/id/")),
        "@base",
        &[Readers],
    );
    check("/@context/date", Some(json!("dct:date")), "date", &[]);
}

#[test]
fn what_is_sent() {
    let report = |pointer: &str, value: Option<Value>, at: &str, breaks: &[Whom]| {
        check("report.schema.json", pointer, value, Report, at, breaks);
    };
    report("/properties/digest", None, "/digest", &[Readers]);
    report(
        "/properties/added",
        Some(json!({ "type": "string" })),
        "/added",
        &[],
    );
    report(
        "/properties/digest/type",
        Some(json!(["string", "null"])),
        "/digest",
        &[Readers],
    );
    report("/required/1", None, "/findings", &[Readers]);
    report("/required/-", Some(json!("digest")), "/digest", &[]);
    report(
        "/$defs/Finding/properties/level/oneOf/-",
        Some(json!({ "const": "note" })),
        "/findings/*/level",
        &[Readers],
    );
    report(
        "/$defs/Finding/properties/sort/anyOf/0/oneOf/-",
        Some(json!({ "const": "three" })),
        "/findings/*/sort",
        &[],
    );
    report(
        "/$defs/Finding/properties/level/oneOf/1",
        None,
        "/findings/*/level",
        &[],
    );
    report(
        "/$id",
        Some(json!("schema/0.2.0/findings.schema.json")),
        "/$id",
        &[Readers],
    );
    check(
        "views/show.schema.json",
        "/properties/id/type",
        Some(json!("integer")),
        Views,
        "/id",
        &[Readers],
    );
    check(
        "delta.schema.json",
        "/properties/op/enum/-",
        Some(json!("withdraw")),
        Delta,
        "/op",
        &[Readers],
    );
    check(
        "derived.schema.json",
        "/properties/status",
        None,
        Derived,
        "/status",
        &[Readers],
    );
}

#[test]
fn rules() {
    check(
        "rules.json",
        "/1/level",
        Some(json!("error")),
        Rules,
        "same-title",
        &[Records],
    );
    check(
        "rules.json",
        "/0/level",
        Some(json!("warning")),
        Rules,
        "dangling-reference",
        &[Readers],
    );
    check("rules.json", "/1", None, Rules, "same-title", &[Callers]);
    check(
        "rules.json",
        "/-",
        Some(json!({ "name": "new-one", "level": "note" })),
        Rules,
        "new-one",
        &[],
    );
    check(
        "rules.json",
        "/-",
        Some(json!({ "name": "new-one", "level": "error" })),
        Rules,
        "new-one",
        &[Records],
    );
}

#[test]
fn a_rule_that_finds_errors_in_what_was_in_order_is_shown_by_them() {
    let corpora = Corpora {
        misfits: vec![Misfit {
            rule: "dangling-reference".to_owned(),
            what: "in xx-1: nothing is there".to_owned(),
        }],
        ..Corpora::default()
    };
    let found = compare(&small(), &small(), &corpora, &[], quick());
    let [change] = &found.changes[..] else {
        panic!("{:#?}", found.changes);
    };
    assert_eq!(
        (change.known, &change.breaks[..]),
        (Known::Witness, &[Records][..])
    );
}

#[test]
fn commands() {
    let check = |pointer: &str, value: Option<Value>, at: &str, breaks: &[Whom]| {
        check("cli.json", pointer, value, Cli, at, breaks);
    };
    let flag = |at: usize, key: &str| format!("/commands/0/flags/{at}/{key}");
    check("/commands/0", None, "validate", &[Callers]);
    check(
        "/commands/-",
        Some(json!({ "name": "compat", "flags": [] })),
        "compat",
        &[],
    );
    check("/commands/0/flags/1", None, "validate notes", &[Callers]);
    check(&flag(0, "values/1"), None, "validate format", &[Callers]);
    check(
        &flag(0, "values/-"),
        Some(json!("sarif")),
        "validate format",
        &[],
    );
    check(
        &flag(1, "takes_value"),
        Some(json!(true)),
        "validate notes",
        &[Callers],
    );
    check(
        &flag(1, "required"),
        Some(json!(true)),
        "validate notes",
        &[Callers],
    );
    check(
        &flag(0, "repeats"),
        Some(json!(false)),
        "validate format",
        &[Callers],
    );
    check(&flag(0, "short"), None, "validate format", &[Callers]);
    check(
        "/commands/0/arguments/0",
        None,
        "validate argument 1",
        &[Callers],
    );
    check(
        "/commands/0/arguments/0/required",
        Some(json!(true)),
        "validate argument 1",
        &[Callers],
    );
    check(
        "/exit_codes/1",
        Some(json!("broken")),
        "exit code 1",
        &[Callers],
    );
    check("/exit_codes/2", None, "exit code 2", &[Callers]);
    check("/exit_codes/3", Some(json!("late")), "exit code 3", &[]);
}

#[test]
fn what_nobody_can_decide_somebody_declares_and_nobody_lowers() {
    let mut new = small();
    let report = new.0.get_mut("report.schema.json").expect("it is there");
    report["properties"]["digest"]["pattern"] = json!("^\\d+$");
    report["properties"]["format"]["not"] = json!({});
    report["properties"]
        .as_object_mut()
        .expect("it has fields")
        .shift_remove("findings");
    let declare = |text: &str| {
        let declared = parse_declared(text).expect("it can be read");
        compare(&small(), &new, &Corpora::default(), &declared, quick())
    };
    let of = |found: &Comparison, at: &str| {
        let change = found.changes.iter().find(|change| change.at == at);
        change.expect("it has changed").clone()
    };
    let open = declare("");
    assert_eq!(of(&open, "/format").known, Known::Open);
    assert_eq!(
        open.labels[1].open,
        open.changes
            .iter()
            .filter(|one| one.known == Known::Open)
            .count()
    );
    let one = "[[change]]\nsurface = \"report\"\nat = \"/format\"\nbreaks = \"nobody\"\nreason = \"It was tried.\"\n";
    let found = declare(one);
    let change = of(&found, "/format");
    assert_eq!(
        (change.known, change.reason.as_deref()),
        (Known::Declared, Some("It was tried."))
    );
    assert!(found.problems.is_empty());
    // Lowering, and matching nothing.
    let found = declare(&one.replace("/format", "/findings"));
    assert_eq!(of(&found, "/findings").breaks, [Readers]);
    assert!(
        found
            .problems
            .iter()
            .any(|problem| problem.is_error && problem.surface == "declared")
    );
    let found = declare(&one.replace("/format", "/nowhere"));
    assert!(
        found
            .problems
            .iter()
            .any(|problem| !problem.is_error && problem.at == "report /nowhere")
    );
    assert!(parse_declared(&one.replace("It was tried.", " ")).is_err());
}
