//! Templates: records with everything in place but what only a person can fill in, and the files of a new dataset.
//!
//! A value that is to be filled in is an empty string. It fits no field, so `validate` names each place, says what belongs there
//! and lists the codes; a made-up value would pass, and stay.

mod beside;
mod example;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::config::Config;
use crate::dataset::home;
use crate::json;
use crate::model::{RECORD_TYPES, SCHEMA_VERSION};
use crate::schema::{self, Schemas};

/// The template of a record of a type: its path below the folder of the dataset, and its text. `known` are members that are known
/// already.
pub fn record(
    config: &Config,
    record_type: &str,
    id: &str,
    known: Map<String, Value>,
) -> (String, String) {
    filled(config, record_type, id, known, Vec::new())
}

/// The template of a record with members that are known already, and with values within it, each at its JSON pointer: the parts above
/// such a value are there, or one item longer lists of them.
pub fn filled(
    config: &Config,
    record_type: &str,
    id: &str,
    known: Map<String, Value>,
    values: Vec<(String, Value)>,
) -> (String, String) {
    let path = format!("{}/{}", crate::config::RECORDS, home(record_type, id));
    let mut record = Map::new();
    record.insert(
        "$schema".to_owned(),
        json!(schema::path_from(&path, record_type)),
    );
    record.insert("type".to_owned(), json!(record_type));
    record.insert("schema_version".to_owned(), json!(SCHEMA_VERSION));
    record.insert("id".to_owned(), json!(id));
    let Value::Object(body) = body(config, record_type) else {
        unreachable!("a body is an object")
    };
    record.extend(body);
    record.extend(known);
    record.insert(
        "record".to_owned(),
        json!({ "revision": 1, "state": "published" }),
    );
    let mut record = Value::Object(record);
    for (pointer, value) in values {
        put(&mut record, &pointer, value);
    }
    (path, lay_out(record_type, &record))
}

/// Puts a value at its pointer, where the part above it is there; as another item if it is the next one of a list.
fn put(record: &mut Value, pointer: &str, value: Value) {
    let Some((above, name)) = pointer.rsplit_once('/') else {
        return;
    };
    match record.pointer_mut(above) {
        Some(Value::Object(members)) => {
            members.insert(name.to_owned(), value);
        }
        Some(Value::Array(items)) => match name.parse::<usize>() {
            Ok(at) if at < items.len() => items[at] = value,
            _ => items.push(value),
        },
        _ => {}
    }
}

/// The text of a record with more members than it had. What is in a list stays in it.
pub fn with(mut record: Value, known: Map<String, Value>) -> String {
    for (name, value) in known {
        match (&mut record[name.as_str()], value) {
            (Value::Array(items), Value::Array(more)) => items.extend(more),
            (member, value) => *member = value,
        }
    }
    let record_type = record["type"].as_str().unwrap_or_default().to_owned();
    lay_out(&record_type, &record)
}

/// The members of a record of a type, besides its identity and its state.
fn body(config: &Config, record_type: &str) -> Value {
    let empty = blank(config);
    let evidence = json!([{ "source": "", "quote": "" }]);
    match record_type {
        "decision" => json!({
            "title": empty,
            "kind": "",
            "decider": { "actor": "" },
            "options": [{ "id": "", "label": empty }],
            "choice": "",
            "events": [{ "id": "", "type": "", "date": "", "evidence": evidence }],
        }),
        "proposal" => json!({
            "title": empty,
            "versions": [{ "id": "", "date": "", "evidence": evidence }],
        }),
        "source" => json!({
            "form": "",
            "title": empty,
            "language": "",
            "authors": [{ "actor": "" }],
            "date": "",
            "availability": "",
        }),
        _ => json!({ "kind": "", "name": empty }),
    }
}

/// The name under which the text of a source is pinned.
pub const TEXT: &str = "text.txt";

/// The files of a new dataset, by their paths: what it says about itself, how it is checked, the schemas and where editors find them,
/// and a first example of three records that hold. `schemas` are the files of that folder, each by its path below it.
pub fn dataset(
    config: &Config,
    year: i16,
    schemas: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut add = |path: &str, text: String| files.insert(path.to_owned(), text);
    add(crate::config::FILE_NAME, config.to_text());
    add(".gitattributes", beside::ATTRIBUTES.to_owned());
    add("README.md", beside::readme(config));
    add(
        ".github/workflows/validate.yml",
        beside::WORKFLOW.to_owned(),
    );
    add(".pre-commit-config.yaml", beside::HOOKS.to_owned());
    add(".vscode/settings.json", editor_settings());
    add(".vscode/tasks.json", editor_tasks());
    for (path, text) in schemas {
        add(&format!("{}/{path}", schema::FOLDER), text.clone());
    }
    for (path, text) in example::example(config, year) {
        add(&path, text);
    }
    files
}

/// Tells editors that read `.vscode/settings.json` which schema describes which file.
pub fn editor_settings() -> String {
    let mapping = |record_type: &&str| {
        json!({
            "fileMatch": [format!("/records/{record_type}s/**/*.json")],
            "url": format!("./{}", schema::path_from("", record_type)),
        })
    };
    let mappings: Vec<_> = RECORD_TYPES.iter().map(mapping).collect();
    format!("{:#}\n", json!({ "json.schemas": mappings }))
}

/// Lets editors that read `.vscode/tasks.json` check the dataset and take its findings over into the text.
pub fn editor_tasks() -> String {
    let matcher = json!({
        "owner": "besluit",
        "source": "besluit",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": {
            "regexp": PROBLEM,
            "file": 1,
            "line": 2,
            "column": 3,
            "severity": 4,
            "code": 5,
            "message": 6,
        },
    });
    let task = json!({
        "label": "besluit: validate",
        "type": "shell",
        "command": "besluit",
        "args": ["validate", "--format", "concise"],
        "group": "test",
        "presentation": { "reveal": "silent" },
        "problemMatcher": matcher,
    });
    format!("{:#}\n", json!({ "version": "2.0.0", "tasks": [task] }))
}

/// A finding in the concise form: its path, line, column, level, rule and message.
const PROBLEM: &str = r"^(.+?):(\d+):(\d+): (error|warning|note)\[([a-z0-9-]+)\] (.*)$";

/// A text that is to be filled in, in each language that the dataset requires.
pub fn blank(config: &Config) -> Value {
    texts(config, "")
}

/// The same text in each language that the dataset requires; in English if it requires none.
fn texts(config: &Config, text: &str) -> Value {
    let languages = config.languages.iter().map(|language| language.as_str());
    let mut texts: Map<String, Value> = languages
        .map(|language| (language.to_owned(), json!(text)))
        .collect();
    if texts.is_empty() {
        texts.insert("en".to_owned(), json!(text));
    }
    Value::Object(texts)
}

/// A record in the canonical layout.
fn lay_out(record_type: &str, record: &Value) -> String {
    let schemas = Schemas::new();
    let schema = schemas.get(record_type).map(|schema| &schema.schema);
    match json::parse(record.to_string().as_bytes()).root {
        Some(root) => json::layout(&root, schema),
        None => unreachable!("what serde writes is JSON"),
    }
}
