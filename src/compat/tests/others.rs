//! The surfaces that are no schemas of records: each edit, whom it breaks, and where.

use serde_json::{Value, json};

use super::quick;
use super::small::{check, compared, small};
use crate::compat::Surface::{Cli, Codes, Context, Rules, Tables};
use crate::compat::Whom::{self, Callers, Readers, Records};
use crate::compat::{Corpora, Known, Misfit, compare, parse_declared};

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
fn classes_and_addresses() {
    let check = |pointer: &str, value: Option<Value>, at: &str, breaks: &[Whom]| {
        check("linked.json", pointer, value, Context, at, breaks);
    };
    check("/classes/Event/1", None, "classes.Event", &[Readers]);
    check("/classes/Event", None, "classes.Event", &[Readers]);
    let class = Some(json!("schema:Event"));
    check("/classes/Event/-", class, "classes.Event", &[]);
    let vote = Some(json!(["besluit:Vote"]));
    check("/classes/Vote", vote, "classes.Vote", &[]);
    check("/addresses/codes", None, "addresses.codes", &[Readers]);
    let mut new = small();
    new.0.get_mut("linked.json").expect("it is there")["addresses"]["codes"] = json!("{code}");
    let found = compared(&new);
    assert_eq!(found.changes[0].breaks, [Readers]);
}

/// How values are written, which one stands for none, and what goes with what.
#[test]
fn what_is_told_of_values() {
    let check = |at: usize, key: &str, value: Option<Value>, breaks: &[Whom]| {
        let pointer = format!("/commands/0/flags/{at}/{key}");
        let name = ["validate format", "validate notes"][at];
        check("cli.json", &pointer, value, Cli, name, breaks);
    };
    check(0, "default", Some(json!(["json"])), &[Callers]);
    check(0, "default", None, &[Callers]);
    check(0, "separator", None, &[Callers]);
    check(0, "ignore_case", None, &[Callers]);
    check(1, "ignore_case", Some(json!(true)), &[]);
    check(0, "number", Some(json!([2, 2])), &[Callers]);
    check(0, "number", None, &[Callers]);
    check(0, "number", Some(json!([0, 2])), &[]);
    check(0, "conflicts/-", Some(json!("notes")), &[Callers]);
    check(1, "conflicts", Some(json!(["format"])), &[Callers]);
    // No call that was right gives a flag that is new.
    check(1, "conflicts", Some(json!(["staged"])), &[]);
    check(0, "conflicts", None, &[]);
    check(0, "requires/-", Some(json!("notes")), &[Callers]);
    check(0, "requires", None, &[]);
    // A value with a comma in it was one, and a flag that takes more takes what was an argument: nobody knows who relied on that.
    check(1, "separator", Some(json!(",")), &[]);
    let mut new = small();
    let flags = &mut new.0.get_mut("cli.json").expect("it is there")["commands"][0]["flags"];
    flags[1]["separator"] = json!(",");
    flags[0]["number"] = json!([1, null]);
    let found = compared(&new);
    assert!(found.changes.len() == 2 && found.changes.iter().all(|one| one.known == Known::Open));
}

/// A contract of a time when less was told says nothing of the rest.
#[test]
fn what_was_not_told_is_not_compared() {
    let mut old = small();
    let flags = &mut old.0.get_mut("cli.json").expect("it is there")["commands"][0]["flags"];
    for key in [
        "default",
        "separator",
        "ignore_case",
        "number",
        "conflicts",
        "requires",
    ] {
        flags[0]
            .as_object_mut()
            .expect("it is a flag")
            .shift_remove(key);
    }
    let found = compare(&old, &small(), &Corpora::default(), &[], quick());
    assert_eq!(found.changes, []);
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

/// Whether it is another meaning or the same in other words, nobody can tell but who reads both.
#[test]
fn other_words_of_an_exit_code_are_open() {
    let mut new = small();
    new.0.get_mut("cli.json").expect("it is there")["exit_codes"]["0"] = json!("all is well");
    let known = |declared: &str| {
        let declared = parse_declared(declared).expect("it can be read");
        let found = compare(&small(), &new, &Corpora::default(), &declared, quick());
        let change = found.changes.first().expect("it has changed").clone();
        (change.known, change.breaks)
    };
    assert_eq!(known(""), (Known::Open, vec![]));
    let entry = "[[change]]\nsurface = \"cli\"\nat = \"exit code 0\"\nreason = \"It was read.\"\n";
    let declared = |breaks: &str| known(&format!("{entry}breaks = \"{breaks}\"\n"));
    assert_eq!(declared("nobody"), (Known::Declared, vec![]));
    assert_eq!(declared("callers"), (Known::Declared, vec![Callers]));
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
    check("/exit_codes/1", Some(json!("broken")), "exit code 1", &[]);
    check("/exit_codes/2", None, "exit code 2", &[Callers]);
    check("/exit_codes/3", Some(json!("late")), "exit code 3", &[]);
}
