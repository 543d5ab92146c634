//! The forms of what the program sends, and what somebody declares of them.

use serde_json::{Value, json};

use super::quick;
use super::small::{check, small};
use crate::compat::Surface::{Delta, Derived, Release, Report, Views};
use crate::compat::Whom::{self, Readers};
use crate::compat::{Comparison, Corpora, Known, compare, parse_declared};

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
        Some(json!(["string", "integer"])),
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
        "release.schema.json",
        "/properties/previous/type",
        Some(json!(["string", "null"])),
        Release,
        "/previous",
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
