//! The promise: what the views print fits their schemas, has no field that these do not name, and has every field that they require
//! wherever it is always there.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::Validator;
use serde_json::{Value, json};

use super::{NAMES, schema};
use crate::check::RULES;
use crate::dataset::Dataset;
use crate::derive::{Moment, Projection, completeness, coverage, newest, quotes};
use crate::extract::{extract, sniff};
use crate::model::Decision;
use crate::support::{dataset, day, folders, repository};
use crate::view::quote::{self, Shown};
use crate::view::search::{Query, search};
use crate::view::{coverage as of_texts, explain, list, show, source_text, status, timeline};

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .offline()
        .build(schema)
        .expect("a generated schema is a valid schema")
}

/// The schema in which no object has a field that is not named.
fn closed(mut schema: Value) -> Value {
    fn close(part: &mut Value) {
        match part {
            Value::Object(members) => {
                members.values_mut().for_each(close);
                if members.get("properties").is_some_and(Value::is_object) {
                    members.insert("additionalProperties".to_owned(), json!(false));
                }
            }
            Value::Array(items) => items.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut schema);
    schema
}

/// A page that says of itself what a page can say, and a text that says nothing.
const DOCUMENTS: [&str; 2] = [
    r#"<!DOCTYPE html><html lang="nl"><head><title>De dijk</title>
<meta name="DCTERMS.issued" content="2025-03-03"><meta name="DC.creator" content="Het waterschap">
<meta name="DC.identifier" content="kst-1-2"></head>
<body><nav>Alle brieven</nav><main><p>De dijk is dicht&nbsp;bij.</p></main></body></html>"#,
    "The dike.\n",
];

/// What the views of a dataset print at a moment, each with the name of its schema.
fn outputs(dataset: &Dataset, moment: Moment, all: &mut Vec<(&'static str, Value)>) {
    let projection = Projection::new(dataset, moment, day("2026-12-31"));
    let shown = &projection.shown;
    let mut add = |name, view| all.push((name, view));
    for document in &shown.documents {
        let mut view = show::view(&projection, document).expect("it holds a record");
        add("views/show", json!(view));
        if let Some(part) = view.parts().first().cloned() {
            assert!(view.narrow(&part));
            add("views/show", json!(view));
        }
    }
    let decisions: Vec<_> = shown.decisions().map(|(_, decision)| decision).collect();
    add(
        "views/status",
        json!(status::view(&projection, &decisions, None)),
    );
    let records = || shown.records().map(|(_, record)| record);
    for proposal in records().filter_map(|record| record.proposal()) {
        let view = timeline::view(&projection, proposal, None);
        add("views/timeline", json!(view));
        for actor in records().filter_map(|record| record.actor()) {
            let is_own = |decision: &&&Decision| decision.decider.actor == actor.id;
            let own: Vec<_> = decisions.iter().filter(is_own).copied().collect();
            if own.is_empty() {
                continue;
            }
            let view = timeline::view(&projection, proposal, Some(&actor.id));
            add("views/timeline", json!(view));
            let asked = Some((&actor.id, &proposal.id));
            add(
                "views/status",
                json!(status::view(&projection, &own, asked)),
            );
        }
    }
    let rules = RULES.iter().map(|rule| rule.about);
    add("views/explain", json!(explain::view(rules)));
    for document in DOCUMENTS.map(str::as_bytes) {
        let kind = sniff(document).expect("it is a document");
        let extracted = extract(document, kind).expect("it has a text");
        let method = kind.method().map(str::to_owned);
        let view = source_text::view(document, kind, method, &extracted);
        add("views/source-text", json!(view));
    }
    let items = search(shown, &Query::default());
    add("views/list", json!(list::view(&items, moment)));
    for item_type in items
        .iter()
        .map(|item| &item.item_type)
        .collect::<BTreeSet<_>>()
    {
        let query = Query {
            item_type: Some(item_type.clone()),
            ..Query::default()
        };
        let found = search(shown, &query);
        add("views/list", json!(list::view(&found, moment)));
    }
    let quotes = quotes(shown);
    let coverages = shown.sources().filter_map(|(_, source)| {
        let own = quotes.iter().filter(|quote| quote.source.id == source.id);
        coverage(shown, source, &own.collect::<Vec<_>>())
    });
    let coverages: Vec<_> = coverages.collect();
    let view = of_texts::view(completeness(shown), &coverages, moment);
    add("views/coverage", json!(view));
    for pinned in shown.pinned_texts() {
        let normal = pinned.text.normal();
        let words: Vec<_> = normal.words().map(|at| normal.passage(&at)).collect();
        let Some(some) = words.get(4..12).map(|some| some.join(" ")) else {
            continue;
        };
        let text = Some(Shown {
            pinned: &pinned,
            path: pinned.path,
        });
        let changed = some.replacen(' ', " zzz ", 1);
        let asked = [
            &some,
            &changed,
            &some.to_uppercase(),
            &some.replace(' ', "  "),
        ];
        for words in asked.into_iter().map(String::as_str).chain(["a", "zzz"]) {
            add("views/quote", json!(quote::view(pinned.id, words, text)));
        }
        add("views/quote", json!(quote::view(pinned.id, &some, None)));
    }
}

/// What all views of this repository and of the world fixtures print: today, on the newest day, and on one before it, as known then and
/// now.
fn all_outputs() -> Vec<(&'static str, Value)> {
    let today = day("2026-12-31");
    let mut all = Vec::new();
    let worlds = folders(&repository().join("tests/fixtures/world"));
    for folder in [repository()].into_iter().chain(worlds) {
        let dataset = dataset(&folder);
        let newest = newest(&dataset).expect("something happened").at;
        let before = newest.saturating_sub(jiff::ToSpan::days(7));
        for (at, known) in [(today, today), (newest, today), (before, before)] {
            outputs(&dataset, Moment { at, known }, &mut all);
        }
    }
    all
}

/// The fields of a status that every decision here has, and that one of which only the end is known or dated has not.
const OF_AN_END: [&str; 2] = ["reached", "since"];

/// An object in an output: the output, its place there, and the keys that it has.
struct Met<'a> {
    output: &'a Value,
    pointer: String,
    keys: BTreeSet<&'a str>,
}

/// Gathers the objects of an output by the kind of their place. Of the record and of texts in several languages the model tells.
fn gather<'a>(
    output: &'a Value,
    (kind, pointer): (&str, &str),
    all: &mut BTreeMap<String, Vec<Met<'a>>>,
) {
    let part = output.pointer(pointer).expect("it is there");
    let is_text = ["/title", "/text", "/reasons/*"]
        .iter()
        .any(|end| kind.ends_with(end));
    match part {
        Value::Object(members) if !kind.ends_with("/record") && !is_text => {
            let is_map = kind.ends_with("/quotes");
            if !is_map {
                all.entry(kind.to_owned()).or_default().push(Met {
                    output,
                    pointer: pointer.to_owned(),
                    keys: members.keys().map(String::as_str).collect(),
                });
            }
            for key in members.keys() {
                let below = format!("{pointer}/{}", crate::json::escape(key));
                let key = if is_map { "*" } else { key };
                gather(output, (&format!("{kind}/{key}"), &below), all);
            }
        }
        Value::Array(items) => {
            for at in 0..items.len() {
                let below = format!("{pointer}/{at}");
                gather(output, (&format!("{kind}/*"), &below), all);
            }
        }
        _ => {}
    }
}

#[test]
fn what_a_view_prints_is_what_its_schema_says() {
    let all = all_outputs();
    let (mut kinds, mut differ) = (0, Vec::new());
    for name in NAMES {
        let schema = schema(name);
        let (open, closed) = (validator(&schema), validator(&closed(schema)));
        let outputs = all.iter().filter(|(of, _)| *of == name);
        let mut objects = BTreeMap::new();
        for (_, output) in outputs {
            let errors: Vec<_> = closed.iter_errors(output).collect();
            assert!(errors.is_empty(), "{name}: {errors:?}");
            gather(output, (name, ""), &mut objects);
        }
        kinds += objects.len();
        for (kind, met) in objects {
            let keys: BTreeSet<&str> = met.iter().flat_map(|one| &one.keys).copied().collect();
            for key in keys {
                let with = met.iter().find(|one| one.keys.contains(key));
                let with = with.expect("it was met");
                let mut without = with.output.clone();
                let part = without.pointer_mut(&with.pointer);
                let members = part.and_then(Value::as_object_mut).expect("it is there");
                members.shift_remove(key);
                let is_required = !open.is_valid(&without);
                let is_always_there = met.iter().all(|one| one.keys.contains(key));
                let may_be_absent = OF_AN_END.contains(&key) && kind.contains("status");
                if is_required != (is_always_there && !may_be_absent) {
                    differ.push(format!("`{key}` of {kind}"));
                }
            }
        }
    }
    assert!(differ.is_empty() && kinds > 25, "{kinds} {differ:#?}");
}

/// What may be added later passes: a field, and a code of a list that may grow. Nothing else does.
#[test]
fn a_view_may_grow() {
    let folder = repository();
    let mut all = Vec::new();
    outputs(&dataset(&folder), Moment::on(day("2026-12-31")), &mut all);
    for name in NAMES {
        let validator = validator(&schema(name));
        let (_, output) = all
            .iter()
            .find(|(of, _)| *of == name)
            .expect("it is printed");
        let mut more = output.clone();
        more["more"] = json!(1);
        assert!(validator.is_valid(&more), "{name}");
        for wrong in [json!("besluit-other-1"), Value::Null, json!(1)] {
            let mut other = output.clone();
            other["format"] = wrong;
            assert!(!validator.is_valid(&other), "{name}");
        }
    }
    let status = validator(&schema("views/status"));
    let is_related = |output: &&(&str, Value)| {
        output.0 == "views/status" && output.1.to_string().contains("\"relations\"")
    };
    let (_, output) = all
        .iter()
        .find(is_related)
        .expect("a decision has a relation");
    let decisions = output["decisions"].as_array().expect("it has some");
    let at = decisions
        .iter()
        .position(|one| one.get("relations").is_some());
    let at = at.expect("one has a relation");
    let with = |code: &str| {
        let mut output = output.clone();
        output["decisions"][at]["relations"][0]["type"] = json!(code);
        status.is_valid(&output)
    };
    assert!(with("reconsiders") && !with("Not a code"));
}
