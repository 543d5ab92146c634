//! The promise: the linked data says all that the records say, by a context that knows each of their keys, and has an address for
//! everything.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::support::{dataset, folders, repository};
use besluit::dataset::Dataset;
use besluit::derive::quotes;
use besluit::export::{Export, TARGETS, linked};
use besluit::model::{Record, SCHEMA_VERSION};
use besluit::schema;
use serde_json::{Map, Value, json};

/// The dataset of this repository, and every one of the world's.
fn datasets() -> Vec<(PathBuf, Dataset)> {
    let worlds = folders(&repository().join("tests/fixtures/world"));
    let all = [repository()].into_iter().chain(worlds);
    all.map(|folder| (folder.clone(), dataset(&folder)))
        .collect()
}

fn document(dataset: &Dataset) -> Value {
    let quotes = quotes(dataset);
    serde_json::to_value(linked::Document::new(&Export::new(dataset, &quotes)))
        .expect("it can be made")
}

/// The nodes of the document, one for each record and code.
fn nodes(document: &Value) -> &[Value] {
    document["@graph"].as_array().expect("it has nodes")
}

/// The terms of the committed context.
fn terms() -> Map<String, Value> {
    let context: Value = serde_json::from_str(linked::CONTEXT).expect("the context is JSON");
    context["@context"].as_object().expect("it is one").clone()
}

/// The terms that hold below a key.
fn terms_below(terms: &Map<String, Value>, key: &str) -> Map<String, Value> {
    let mut below = terms.clone();
    below.extend(own_terms(terms, key));
    below
}

/// The terms that a key brings with it.
fn own_terms(terms: &Map<String, Value>, key: &str) -> Map<String, Value> {
    let own = terms.get(key).and_then(|term| term.get("@context"));
    own.and_then(Value::as_object).cloned().unwrap_or_default()
}

/// A function that visits an object: the key that it stands under, its members, and the terms that hold there.
type Visit<'a> = dyn FnMut(&str, &Map<String, Value>, &Map<String, Value>) + 'a;

/// Calls `visit` with each object of a value that is no text in languages.
fn walk(value: &Value, key: &str, terms: &Map<String, Value>, visit: &mut Visit<'_>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, key, terms, visit)),
        Value::Object(members) => {
            let is_text = terms
                .get(key)
                .and_then(|term| term.get("@container"))
                .is_some();
            if is_text || members.contains_key("@value") {
                return;
            }
            let terms = if key.is_empty() {
                terms.clone()
            } else {
                terms_below(terms, key)
            };
            visit(key, members, &terms);
            for (key, value) in members {
                walk(value, key, &terms, visit);
            }
        }
        _ => {}
    }
}

#[test]
fn the_context_knows_each_key_of_the_schemas() {
    let record = schema::generate("record").expect("there is one");
    let mut seen = BTreeSet::new();
    let roots = record["oneOf"].as_array().expect("there are four types");
    assert_eq!(roots.len(), 4);
    for root in roots {
        covered(&record, root, &terms(), &terms(), &mut seen);
    }
    assert!(seen.len() > 80, "{seen:?}");
}

/// The keys that mean the same wherever they stand, so that no part has to say it again.
const EVERYWHERE: [&str; 3] = ["id", "evidence", "identifiers"];

/// The name of a part's type, and the part that it leads to: references are followed, and what may be null is what it else is.
fn followed<'a>(document: &'a Value, part: &'a Value) -> (&'a str, &'a Value) {
    if let Some(reference) = part["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or_default();
        return (name, followed(document, &document["$defs"][name]).1);
    }
    let others = part["anyOf"].as_array().into_iter().flatten();
    let mut others = others.filter(|one| one["type"] != "null");
    match (others.next(), others.next()) {
        (Some(only), None) => followed(document, only),
        _ => ("", part),
    }
}

fn covered(
    document: &Value,
    part: &Value,
    terms: &Map<String, Value>,
    own: &Map<String, Value>,
    seen: &mut BTreeSet<String>,
) {
    let (type_name, part) = followed(document, part);
    if let Some(items) = part.get("items") {
        return covered(document, items, terms, own, seen);
    }
    let properties = part.get("properties").and_then(Value::as_object);
    for (key, property) in properties.into_iter().flatten() {
        let is_known = own.contains_key(key) || EVERYWHERE.contains(&key.as_str());
        assert!(
            is_known,
            "schema/context.jsonld does not say what `{key}` of a {} means",
            type_name
        );
        seen.insert(key.clone());
        let (terms, own) = (terms_below(terms, key), own_terms(terms, key));
        covered(document, property, &terms, &own, seen);
    }
}

#[test]
fn the_context_knows_each_key_that_is_written() {
    for (folder, dataset) in datasets() {
        let document = document(&dataset);
        let terms = terms();
        for node in nodes(&document) {
            walk(node, "", &terms, &mut |under, members, terms| {
                for key in members.keys() {
                    let prefix = key.split_once(':').map(|(prefix, _)| prefix);
                    let is_known = match prefix {
                        Some(prefix) => terms.contains_key(prefix),
                        None => {
                            key == "@type" || terms.get(key).is_some_and(|term| !term.is_null())
                        }
                    };
                    assert!(is_known, "{folder:?}: `{key}` under `{under}`");
                }
            });
        }
    }
}

#[test]
fn everything_has_an_address_and_no_two_things_the_same() {
    for (folder, dataset) in datasets() {
        let document = document(&dataset);
        let mut addresses = BTreeSet::new();
        for node in nodes(&document) {
            walk(node, "", &terms(), &mut |under, members, _| {
                let id = members.get("id").and_then(Value::as_str);
                let id = id.unwrap_or_else(|| panic!("{folder:?}: {members:?} has no address"));
                // What only refers has an address and nothing else.
                if members.len() > 1 {
                    assert!(addresses.insert(id.to_owned()), "{folder:?}: {under} {id}");
                }
            });
        }
        let records = dataset.records().count();
        assert!(addresses.len() > records, "{folder:?}");
    }
}

/// Nobody owns a host that is made up: without a base addresses are relative, and the vocabulary has names that belong to no host.
#[test]
fn addresses_begin_with_the_base_of_the_dataset() {
    let dataset = dataset(&repository());
    let quotes = quotes(&dataset);
    let mut export = Export::new(&dataset, &quotes);
    let base = |export: &Export<'_>| {
        let document = serde_json::to_value(linked::Document::new(export)).expect("it can be made");
        document["@context"]["@base"].clone()
    };
    assert_eq!(base(&export), Value::Null);
    export.base = Some("https://example.org/besluit/".to_owned());
    assert_eq!(base(&export), "https://example.org/besluit/id/");
    for (name, term) in terms() {
        let address = term.as_str().unwrap_or_default();
        assert!(!address.contains(".example"), "{name}: {address}");
    }
    for name in schema::NAMES {
        let schema = schema::generate(name).expect("there is one");
        let path = format!("schema/{SCHEMA_VERSION}/{name}.schema.json");
        assert_eq!(schema["$id"], path);
        let served = schema::served(schema, Some("https://example.org/besluit/"));
        assert!(served.contains(&format!("\"https://example.org/besluit/{path}\"")));
    }
}

#[test]
fn each_quote_has_a_selector_with_the_words_around_it() {
    let mut all = 0;
    for (folder, dataset) in datasets() {
        let quotes = quotes(&dataset);
        let mut expected = BTreeMap::new();
        for quote in &quotes {
            let (prefix, suffix) = quote.context().expect("it stands there once");
            *expected
                .entry((quote.quote.to_owned(), prefix.to_owned(), suffix.to_owned()))
                .or_insert(0) += 1;
        }
        let document = document(&dataset);
        let mut found = BTreeMap::new();
        for node in nodes(&document) {
            walk(node, "", &terms(), &mut |under, members, _| {
                if under == "selector" {
                    assert_eq!(members["@type"][0], "oa:TextQuoteSelector");
                    let text = |key: &str| members[key].as_str().expect("a text").to_owned();
                    *found
                        .entry((text("quote"), text("prefix"), text("suffix")))
                        .or_insert(0) += 1;
                }
            });
        }
        assert_eq!(found, expected, "{folder:?}");
        all += quotes.len();
    }
    assert!(all > 100);
}

/// The passage that a claim rests on leads to its words on the page of the source, if that has one.
#[test]
fn each_quote_from_a_page_leads_to_its_words() {
    let mut dataset = dataset(&repository());
    for document in &mut dataset.documents {
        if let Some(Record::Source(source)) = &mut Arc::make_mut(document).record
            && source.text.is_some()
        {
            source.url = "https://example.org/page".parse().ok();
        }
    }
    let quotes = quotes(&dataset);
    let export = Export::new(&dataset, &quotes);
    let anchors = export.records.iter().flat_map(|one| &one.derived.quotes);
    let of_evidence = anchors.filter(|anchor| anchor.pointer.contains("/evidence/"));
    let mut expected: Vec<_> = of_evidence
        .filter_map(|anchor| anchor.link.clone())
        .collect();
    let document = serde_json::to_value(linked::Document::new(&export)).expect("it can be made");
    let mut found = Vec::new();
    for node in nodes(&document) {
        walk(node, "", &terms(), &mut |_, members, _| {
            found.extend(
                members
                    .get("link")
                    .map(|link| link.as_str().map(str::to_owned)),
            );
        });
    }
    let mut found: Vec<_> = found.into_iter().flatten().collect();
    expected.sort();
    found.sort();
    assert!(found.len() > 100 && found == expected);
    assert!(
        found[0].starts_with("https://example.org/page#:~:text="),
        "{found:?}"
    );
}

/// The spells of the tables are nodes, each with both its days, the earliest that they can be, and how exactly they are known.
#[test]
fn what_holds_for_a_time_is_a_node_with_its_days() {
    let days = [
        "valid_from",
        "valid_from_earliest",
        "valid_until",
        "valid_until_earliest",
    ];
    let of = |members: &Map<String, Value>| days.map(|key| members.get(key).cloned());
    let mut count = 0;
    for (folder, dataset) in datasets() {
        let held = quotes(&dataset);
        let export = Export::new(&dataset, &held);
        let mut expected = Vec::new();
        for one in &export.records {
            let derived = serde_json::to_value(&one.derived).expect("it is JSON");
            for list in ["positions", "statuses", "provision_states"] {
                let spells = derived[list].as_array().into_iter().flatten();
                expected.extend(spells.filter_map(Value::as_object).map(of));
            }
        }
        let mut found = Vec::new();
        for node in nodes(&document(&dataset)) {
            walk(node, "", &terms(), &mut |_, members, _| {
                let class = members.get("@type").map(Value::to_string);
                if class.is_some_and(|class| class.contains("Spell\"")) {
                    for (end, day) in [("from", "valid_from"), ("until", "valid_until")] {
                        let precision = members.get(&format!("valid_{end}_precision"));
                        let precision = precision.and_then(Value::as_str);
                        let is_code = |code: &str| code.contains("date_precision.");
                        assert_eq!(precision.is_some_and(is_code), members.contains_key(day));
                    }
                    found.push(of(members));
                }
            });
        }
        found.sort_by_key(|days| json!(days).to_string());
        expected.sort_by_key(|days| json!(days).to_string());
        assert_eq!(found, expected, "{folder:?}");
        count += found.len();
    }
    assert!(count > 200, "{count}");
}

#[test]
fn only_what_was_taken_was_made_and_only_advice_was_used() {
    let (mut taken, mut announced, mut advised) = (0, 0, 0);
    for (_, dataset) in datasets() {
        let document = document(&dataset);
        for node in nodes(&document) {
            let Some(events) = node["events"].as_array() else {
                continue;
            };
            let is_taken = |event: &&Value| event["type"] == "code:event_type.taken";
            let makers: Vec<_> = events
                .iter()
                .filter(is_taken)
                .map(|one| &one["id"])
                .collect();
            let said: Vec<_> = node["generated_by"]
                .as_array()
                .into_iter()
                .flatten()
                .collect();
            assert_eq!(said, makers);
            taken += usize::from(!makers.is_empty());
            announced += usize::from(makers.is_empty());
            for event in events {
                let used = event["used"].as_array().into_iter().flatten();
                for statement in used {
                    assert!(is_taken(&event));
                    let statements = node["statements"].as_array().expect("it has statements");
                    let one = statements.iter().find(|one| one["id"] == *statement);
                    let one = one.expect("the statement is there");
                    assert_eq!(one["type"], "code:statement_type.advice");
                    advised += 1;
                }
            }
        }
    }
    assert!(taken > 0 && announced > 0 && advised > 0);
}

#[test]
fn two_builds_are_equal() {
    let names = ["jsonld", "turtle", "nquads"];
    for (folder, dataset) in datasets() {
        let build = || {
            let quotes = quotes(&dataset);
            let mut export = Export::new(&dataset, &quotes);
            export.base = Some("https://example.org/besluit/".to_owned());
            let targets = TARGETS.iter().filter(|one| names.contains(&one.name));
            let files = targets.flat_map(|one| one.files(&export).expect("it can be made"));
            files.collect::<Vec<_>>()
        };
        let files = build();
        assert_eq!(files.len(), if cfg!(feature = "rdf") { 3 } else { 1 });
        assert!(files == build(), "{folder:?}");
    }
}

/// Each node that is written has a class, so each is a statement in N-Quads; and nothing is without an address there either.
#[test]
#[cfg(feature = "rdf")]
fn nothing_of_the_document_is_lost_in_statements() {
    for (folder, dataset) in datasets() {
        let quotes = quotes(&dataset);
        let mut export = Export::new(&dataset, &quotes);
        export.base = Some("https://example.org/besluit/".to_owned());
        let target = TARGETS.iter().find(|one| one.name == "nquads");
        let files = target
            .expect("it is there")
            .files(&export)
            .expect("it can be made");
        let text = String::from_utf8(files[0].bytes.clone()).expect("it is UTF-8");
        assert!(!text.contains("_:"), "{folder:?}");
        let lines: Vec<_> = text.lines().collect();
        assert!(lines.is_sorted_by_key(|line| line.split(' ').next()));
        let document = document(&dataset);
        let mut classes = 0;
        for node in nodes(&document) {
            walk(node, "", &terms(), &mut |_, members, _| {
                classes += match members.get("@type") {
                    Some(Value::Array(classes)) => classes.len(),
                    Some(_) => 1,
                    None => 0,
                };
            });
        }
        let is_class = |line: &&&str| line.contains("22-rdf-syntax-ns#type>");
        assert_eq!(lines.iter().filter(is_class).count(), classes, "{folder:?}");
    }
}
