//! The promise: those who read records are not broken by what is added later, and those who write them are held to what there is.
//!
//! For every record of the dataset and of the world fixtures, at every place that it has: the tolerant schemas let an unknown field
//! pass, and a new code of a list that may grow; the strict ones refuse both. Whatever is broken otherwise both refuse.

use std::collections::BTreeSet;
use std::fs;

use crate::export::derived::follows;
use crate::json::{self, shape};
use crate::model::RECORD_TYPES;
use crate::schema::{self, consumer};
use crate::support::{folders, raw_files, repository};
use jsonschema::{PatternOptions, Validator};
use serde_json::{Value, json};

/// A schema of each contract, for one type of record.
struct Contracts {
    schema: Value,
    strict: Validator,
    tolerant: Validator,
}

impl Contracts {
    fn of(name: &str) -> Contracts {
        let schema = schema::generate(name).expect("it has a schema");
        Contracts {
            strict: validator(&schema),
            tolerant: validator(
                &consumer::generate(name, follows).expect("it has a tolerant schema"),
            ),
            schema,
        }
    }

    /// The answers of the strict schema and of the tolerant one: true if it accepts a value.
    fn accept(&self, value: &Value) -> (bool, bool) {
        (self.strict.is_valid(value), self.tolerant.is_valid(value))
    }
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::options()
        .with_pattern_options(PatternOptions::regex())
        .should_validate_formats(true)
        .offline()
        .build(schema)
        .expect("a generated schema is a valid schema")
}

/// A record, and where it has which types.
struct Record {
    file: String,
    record_type: String,
    value: Value,
    /// The name of the type and the place of each value that has one; the record itself has the empty name.
    places: Vec<(String, String)>,
}

/// Every record of the dataset and of the world fixtures.
fn records() -> Vec<Record> {
    let mut datasets = folders(&repository().join("tests/fixtures/world"));
    datasets.push(repository());
    let mut records = Vec::new();
    for folder in datasets {
        let mut files = raw_files(&folder);
        files.retain(|file| file.path.ends_with(".json"));
        for file in files {
            let bytes = file.content.expect("a record can be read");
            let root = json::parse(&bytes).root.expect("a record is JSON");
            let record_type = root
                .get("type")
                .and_then(json::Node::as_str)
                .expect("it has a type");
            let schema = schema::generate(record_type).expect("its type has a schema");
            let mut places = Vec::new();
            shape::Shapes::new(&schema).walk(&root, &mut |name, pointer, _| {
                places.push((name.to_owned(), pointer.to_owned()));
            });
            records.push(Record {
                file: format!("{}/{}", folder.display(), file.path),
                record_type: record_type.to_owned(),
                value: root.to_value(),
                places,
            });
        }
    }
    assert!(records.len() > 200, "the records were found");
    records
}

/// The records, each with what it is held to.
fn each(mut test: impl FnMut(&Record, &Contracts)) {
    let contracts = RECORD_TYPES.map(|name| (name, Contracts::of(name)));
    for record in records() {
        let (_, contracts) = contracts
            .iter()
            .find(|(name, _)| *name == record.record_type)
            .expect("its type is one of them");
        test(&record, contracts);
    }
}

/// The value with the one at a place made another.
fn changed(value: &Value, pointer: &str, change: impl FnOnce(&mut Value)) -> Value {
    let mut value = value.clone();
    change(value.pointer_mut(pointer).expect("the place is there"));
    value
}

/// The definition of a type in a schema; that of the record itself is the schema.
fn definition<'a>(schema: &'a Value, name: &str) -> &'a Value {
    match name {
        "" => schema,
        _ => &schema["$defs"][name],
    }
}

/// The places and definitions of the objects with fields of a record; a map from languages to texts has none.
fn objects<'a>(
    record: &'a Record,
    schema: &'a Value,
) -> impl Iterator<Item = (&'a str, &'a Value)> {
    record.places.iter().filter_map(|(name, pointer)| {
        let definition = definition(schema, name);
        let is_object = record.value.pointer(pointer)?.is_object();
        (is_object && definition.get("properties").is_some())
            .then_some((pointer.as_str(), definition))
    })
}

fn add_field(object: &mut Value) {
    object["added_later"] = json!({ "of": ["any", null, "sort"] });
}

#[test]
fn every_record_keeps_both() {
    let union = Contracts::of("record");
    each(|record, contracts| {
        assert_eq!(
            contracts.accept(&record.value),
            (true, true),
            "{}",
            record.file
        );
        assert_eq!(union.accept(&record.value), (true, true), "{}", record.file);
    });
}

#[test]
fn a_field_that_is_added_breaks_no_reader() {
    let union = Contracts::of("record");
    each(|record, contracts| {
        let mut everywhere = record.value.clone();
        for (pointer, _) in objects(record, &contracts.schema) {
            let value = changed(&record.value, pointer, add_field);
            assert_eq!(
                contracts.accept(&value),
                (false, true),
                "{} {pointer}",
                record.file
            );
            everywhere.pointer_mut(pointer).map(add_field);
        }
        assert_eq!(union.accept(&everywhere), (false, true), "{}", record.file);
    });
}

#[test]
fn a_code_that_is_added_to_an_open_list_breaks_no_reader() {
    let union = Contracts::of("record");
    let open: BTreeSet<String> = schema::open_lists().into_iter().collect();
    let mut met = BTreeSet::new();
    each(|record, contracts| {
        for (name, pointer) in record.places.iter().filter(|(name, _)| open.contains(name)) {
            let code = if name == "SchemaVersion" {
                "0.2.27"
            } else {
                "added_later"
            };
            let value = changed(&record.value, pointer, |one| *one = code.into());
            assert_eq!(
                contracts.accept(&value),
                (false, true),
                "{} {pointer}",
                record.file
            );
            assert_eq!(
                union.accept(&value),
                (false, true),
                "{} {pointer}",
                record.file
            );
            // What no code looks like passes nowhere.
            for code in [json!("Added later"), json!(""), json!(1), Value::Null] {
                let value = changed(&record.value, pointer, |one| *one = code);
                assert_eq!(
                    contracts.accept(&value),
                    (false, false),
                    "{} {pointer}",
                    record.file
                );
            }
            met.insert(name.clone());
        }
    });
    assert_eq!(met, open, "every open list is in some record");
}

#[test]
fn closed_lists_stay_closed() {
    let open = schema::open_lists();
    let mut met = BTreeSet::new();
    let mut lists = BTreeSet::new();
    each(|record, contracts| {
        let is_closed = |name: &str| {
            let definition = definition(&contracts.schema, name);
            let is_list = definition.get("oneOf").is_some() || definition.get("const").is_some();
            is_list && !open.iter().any(|one| one == name)
        };
        let names = contracts.schema["$defs"]
            .as_object()
            .expect("it has definitions")
            .keys();
        lists.extend(names.filter(|name| is_closed(name)).cloned());
        for (name, pointer) in record.places.iter().filter(|(name, _)| is_closed(name)) {
            let value = changed(&record.value, pointer, |one| *one = "added_later".into());
            assert_eq!(
                contracts.accept(&value),
                (false, false),
                "{} {pointer}",
                record.file
            );
            met.insert(name.clone());
        }
    });
    assert_eq!(met, lists, "every closed list is in some record");
}

#[test]
fn what_is_broken_otherwise_passes_nowhere() {
    let (mut missing, mut wrong) = (0, 0);
    each(|record, contracts| {
        for (pointer, definition) in objects(record, &contracts.schema) {
            let required = definition["required"].as_array().into_iter().flatten();
            for field in required.filter_map(Value::as_str) {
                let value = changed(&record.value, pointer, |object| {
                    object
                        .as_object_mut()
                        .map(|object| object.shift_remove(field));
                });
                assert_eq!(
                    contracts.accept(&value),
                    (false, false),
                    "{} {pointer}/{field}",
                    record.file
                );
                missing += 1;
            }
            let there = record.value.pointer(pointer).and_then(Value::as_object);
            for field in there.into_iter().flat_map(|object| object.keys()) {
                for other in [Value::Null, json!([[]]), json!({})] {
                    // What has to be there depends on the kind of vote, and is told by a rule.
                    if field == "vote" && other == json!({}) {
                        continue;
                    }
                    let value = changed(&record.value, pointer, |object| object[field] = other);
                    assert_eq!(
                        contracts.accept(&value),
                        (false, false),
                        "{} {pointer}/{field}",
                        record.file
                    );
                    wrong += 1;
                }
            }
        }
    });
    assert!(missing > 5_000 && wrong > 20_000, "{missing} {wrong}");
}

/// The attributes that mark a list as one that may grow, for the schemas and for Rust; neither can see the other.
#[test]
fn open_lists_are_marked_for_rust_as_well() {
    let mut marked = 0;
    for entry in fs::read_dir(repository().join("src/model")).expect("the model is there") {
        let path = entry.expect("the model can be read").path();
        let text = fs::read_to_string(&path).expect("a source is UTF-8");
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let is_marked = line.starts_with("#[schemars(extend(\"x-open\"");
            let next = lines.get(at + 1).copied().unwrap_or_default();
            let before = at.checked_sub(1).map_or("", |before| lines[before]);
            if is_marked {
                assert_eq!(next, "#[non_exhaustive]", "{}:{}", path.display(), at + 1);
                marked += 1;
            }
            if *line == "#[non_exhaustive]" {
                assert!(before.contains("x-open"), "{}:{}", path.display(), at + 1);
            }
        }
    }
    assert_eq!(marked, schema::open_lists().len());
}

#[test]
fn the_mark_is_ours_alone() {
    for name in schema::NAMES {
        let schema = schema::generate(name).expect("it has a schema");
        let strict = format!("{schema:#}");
        let tolerant = consumer::generate(name, follows).expect("it has a tolerant schema");
        let tolerant = format!("{tolerant:#}");
        assert!(!strict.contains("x-open") && !tolerant.contains("x-open"));
        assert!(!tolerant.contains("\"additionalProperties\": false"));
        let said = strict.matches("The list may grow.").count();
        let open = schema::open_lists();
        let here = open
            .iter()
            .filter(|list| schema["$defs"].get(list.as_str()).is_some());
        assert_eq!(said, here.count(), "{name}: an open list says so");
    }
}
