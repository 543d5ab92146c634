//! The code lists: each code of the model is there, with what it is called.

use std::collections::BTreeSet;

use besluit::derive::quotes;
use besluit::export::Export;
use besluit::export::codes::{CodeList, lists};
use besluit::export::tables::TABLES;
use besluit::model::title;
use besluit::schema;
use serde_json::Value;

use super::{datasets, rows, tables};
use crate::support::{dataset, repository};

/// Every value that a part of a schema allows by name.
fn constants(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Array(items) => items.iter().for_each(|item| constants(item, found)),
        Value::Object(object) => {
            found.extend(
                object
                    .get("const")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
            );
            object.values().for_each(|value| constants(value, found));
        }
        _ => {}
    }
}

#[test]
fn every_code_of_the_schema_is_in_a_list() {
    let mut expected = BTreeSet::new();
    let schema = schema::generate("record").expect("there is one");
    constants(&schema, &mut expected);
    for name in ["proposal", "source", "actor", "0.2.0"] {
        assert!(expected.remove(name), "{name} says what a record is");
    }
    let listed = lists().into_iter().flat_map(|list| list.codes);
    let listed: BTreeSet<_> = listed.map(|code| code.code).collect();
    let missing: Vec<_> = expected.difference(&listed).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The titles are as many as the codes, one for each: whoever adds a code adds its titles in `src/model/titles.tsv`.
#[test]
fn every_code_has_a_title_and_a_definition() {
    let mut count = 0;
    for list in lists() {
        assert!(!list.description.is_empty(), "{}", list.name);
        let mut titles = BTreeSet::new();
        for code in &list.codes {
            let place = format!("{}.{}", list.name, code.code);
            assert!(code.definition.ends_with('.'), "{place}: no definition");
            assert!(!code.title_nl.is_empty(), "{place}: no Dutch title");
            assert!(!code.title_en.is_empty(), "{place}: no English title");
            let french = title(&list.name, &code.code, "fr").unwrap_or_default();
            assert!(!french.is_empty(), "{place}: no French title");
            assert_eq!(french.trim(), french, "{place}");
            assert!(titles.insert(("fr", french)), "{place}: {french}");
            let both = [code.title_nl, code.title_en];
            assert!(both.iter().all(|title| title.trim() == *title), "{place}");
            assert!(titles.insert(("nl", both[0])), "{place}: {}", both[0]);
            assert!(titles.insert(("en", both[1])), "{place}: {}", both[1]);
            count += 1;
        }
    }
    let rows = include_str!("../../../src/model/titles.tsv").lines();
    assert_eq!(
        rows.count() - 1,
        count,
        "no title is of a code that is gone"
    );
}

#[test]
fn a_list_may_grow_if_its_type_says_so() {
    let open: Vec<_> = lists()
        .into_iter()
        .filter(|list| list.open)
        .map(|list| list.name)
        .collect();
    assert_eq!(
        open,
        [
            "act",
            "actor_kind",
            "capacity",
            "decision_kind",
            "event_type",
            "majority_rule",
            "option_result",
            "participant_role",
            "procedure",
            "reason",
            "relation_type",
            "source_form",
            "tally_unit"
        ]
    );
    let caretaker = lists().into_iter().find(|list| list.name == "capacity");
    let definition = &caretaker.expect("it is there").codes[0].definition;
    assert!(definition.starts_with("Having offered"), "{definition}");
}

/// A column that says which list its values are from has no other values.
#[test]
fn the_columns_have_the_codes_of_their_lists() {
    let lists = lists();
    let of = |name: &str| -> &CodeList {
        let list = lists.iter().find(|list| list.name == name);
        list.expect("a column names a list that there is")
    };
    let mut used = BTreeSet::new();
    for (_, dataset) in datasets() {
        let quotes = quotes(&dataset);
        let export = Export::new(&dataset, &quotes);
        let tables = tables(&dataset);
        for table in TABLES {
            let rows = &tables[table.name];
            for column in table.columns(&export) {
                let Some(list) = &column.list else {
                    continue;
                };
                let list = of(list);
                let values = rows.iter().map(|row| row[&column.name].as_str());
                for value in values.filter(|value| !value.is_empty()) {
                    let is_listed = list.codes.iter().any(|code| code.code == value);
                    assert!(is_listed, "{}.{}: {value}", table.name, column.name);
                    used.insert(&list.name);
                }
            }
        }
    }
    let all: BTreeSet<_> = lists.iter().map(|list| &list.name).collect();
    assert_eq!(used, all, "every list is that of some column");
}

#[test]
fn the_lists_are_a_file_of_their_own() {
    let files = super::files(&dataset(&repository()));
    let listed = rows(&files["codelists/codes.csv"]);
    assert_eq!(files["codelists/codes.csv"], files["csv/codes.csv"]);
    let codes: usize = lists().iter().map(|list| list.codes.len()).sum();
    assert_eq!(listed.len(), codes);
    let code = &listed
        .iter()
        .find(|row| row["code"] == "support_conditional");
    let code = code.expect("it is there");
    assert_eq!(code["list"], "position");
    assert_eq!(code["title_nl"], "voorwaardelijke steun");
    assert_eq!(code["title_en"], "conditional support");
    assert_eq!(code["definition"], "For it, if stated conditions hold.");
    assert_eq!(code["open"], "false");
    let effects = listed.iter().filter(|row| !row["effect"].is_empty());
    let effects: Vec<_> = effects
        .map(|row| [&row["list"], &row["code"], &row["effect"]].map(String::as_str))
        .collect();
    let expected = [
        ("supersedes", "ends"),
        ("amends", "moves"),
        ("revokes", "ends"),
        ("annuls", "ends"),
        ("suspends", "interrupts"),
        ("reinstates", "restores"),
        ("confirms", "moves"),
    ];
    let expected = expected.map(|(code, effect)| ["relation_type", code, effect]);
    assert_eq!(effects, expected);
}
