//! The JSON Schemas of the record types, generated from the Rust types and nothing else.
//!
//! Two contracts come from one set of types: the strict one of those who write records, here, and the tolerant one of those who read
//! them, in [`consumer`]. The committed files in `schema/` are what they give; a test holds them to it.

mod absence;
#[cfg(feature = "cli")]
mod at;
pub mod consumer;
#[cfg(test)]
mod contracts;
mod deprecated;
#[cfg(test)]
mod equivalence;
mod explain;
mod reader;
mod violation;
pub(crate) mod vocabulary;
mod words;

pub(crate) use reader::reader;
pub use violation::{
    MAX_MISTAKES, Missing, Schema as RecordSchema, Schemas, Violation, ViolationKind,
};

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value};

use crate::model::{
    Actor, DEPRECATED, DERIVED, Decision, Proposal, RECORD_TYPES, Record, SCHEMA_VERSION, Source,
};

/// The `$id` of the schema at a path below the folder of the schemas, below the base of a dataset. The version of the model is in it, so
/// that a schema that was released keeps its address.
fn id(path: &str) -> String {
    format!("{FOLDER}/{SCHEMA_VERSION}/{path}")
}

/// The text of a schema as it is committed in a dataset that is served at that base: two spaces, a line feed at the end.
pub fn served(mut schema: Value, base: Option<&str>) -> String {
    if let (Some(base), Some(id)) = (base, schema["$id"].as_str()) {
        schema["$id"] = format!("{base}{id}").into();
    }
    format!("{schema:#}\n")
}

/// The schemas by the name that `besluit schema NAME` takes: the four record types, and the union of them.
pub const NAMES: [&str; 5] = ["decision", "proposal", "source", "actor", "record"];

/// The folder of a dataset in which the schemas of its version stand.
pub const FOLDER: &str = "schema";

/// The path of the schema of a type of record, as seen from the file of a record, which is given by its path in the dataset.
pub fn path_from(record: &str, record_type: &str) -> String {
    let up = "../".repeat(record.matches('/').count());
    format!("{up}{FOLDER}/{}", file_name(record_type))
}

/// The name of the file that holds a schema.
pub fn file_name(name: &str) -> String {
    format!("{name}.schema.json")
}

/// The schema of that name, or `None` if there is none.
pub fn generate(name: &str) -> Option<Value> {
    let mut schema = marked(name)?;
    unmark(&mut schema);
    Some(schema)
}

/// Gives the schema of what follows from a record of a type, and adds the definitions that it refers to.
pub type Follows = fn(record_type: &str, generator: &mut SchemaGenerator) -> Schema;

/// The schema of that name, with what follows from a record under the key [`DERIVED`], as it stands in exports.
pub fn with_derived(name: &str, follows: Follows) -> Option<Value> {
    let mut schema = marked_with_derived(name, follows)?;
    unmark(&mut schema);
    Some(schema)
}

/// The schema of that name in which lists of codes that may grow are marked.
fn marked(name: &str) -> Option<Value> {
    marked_and(name, |_| ())
}

fn marked_and(name: &str, also: impl FnOnce(&mut SchemaGenerator)) -> Option<Value> {
    Some(match name {
        "decision" => marked_of::<Decision>(name, also),
        "proposal" => marked_of::<Proposal>(name, also),
        "source" => marked_of::<Source>(name, also),
        "actor" => marked_of::<Actor>(name, also),
        "record" => marked_of::<Record>(name, also),
        _ => return None,
    })
}

fn marked_with_derived(name: &str, follows: Follows) -> Option<Value> {
    let mut parts = Vec::new();
    let mut schema = marked_and(name, |generator| {
        let of_name = |one: &&str| ["record", one].contains(&name);
        let types = RECORD_TYPES.into_iter().filter(of_name);
        parts.extend(types.map(|one| (one, follows(one, generator))));
    })?;
    for (record_type, mut part) in parts {
        part.insert(
            "description".into(),
            "The values that follow from the record, in an export. A file of the dataset does not have them.".into(),
        );
        let definitions = schema["$defs"].as_object_mut();
        let mut definitions = definitions.into_iter().flatten();
        let own = definitions.find(|(name, _)| name.to_lowercase() == record_type);
        let own = own.map(|(_, definition)| definition);
        let properties = match own {
            Some(definition) => &mut definition["properties"],
            None => &mut schema["properties"],
        };
        properties[DERIVED] = part.to_value();
    }
    Some(schema)
}

/// The schema of a record type as it is committed, which is the generated one: a test holds it to that. To read it takes a
/// quarter of the time that it takes to generate it, and that is much for who checks one record.
pub fn committed(record_type: &str) -> Value {
    let text = match record_type {
        "decision" => include_str!("../schema/decision.schema.json"),
        "proposal" => include_str!("../schema/proposal.schema.json"),
        "source" => include_str!("../schema/source.schema.json"),
        "actor" => include_str!("../schema/actor.schema.json"),
        _ => "",
    };
    serde_json::from_str(text).unwrap_or_default()
}

/// The names of the lists of codes that may grow, such as `SourceForm`.
pub fn open_lists() -> Vec<String> {
    let record = marked("record").unwrap_or_default();
    let definitions = record["$defs"].as_object().into_iter().flatten();
    definitions
        .filter(|(_, definition)| definition.get(OPEN).is_some())
        .map(|(name, _)| name.clone())
        .collect()
}

/// The mark of a list of codes that may grow, on its type: the form that codes to come will have. It is none of the keywords of JSON
/// Schema, and some validators refuse to read what they do not know, so it stands in no schema that is given away.
pub(crate) const OPEN: &str = "x-open";

/// Takes the mark off every list that has it.
fn unmark(schema: &mut Value) {
    if let Some(Value::Object(definitions)) = schema.get_mut("$defs") {
        for definition in definitions.values_mut().filter_map(Value::as_object_mut) {
            definition.shift_remove(OPEN);
        }
    }
}

/// The schema of a type, under a name of its own. `also` can add definitions of types that it does not refer to.
pub(crate) fn of<T: JsonSchema>(name: &str, also: impl FnOnce(&mut SchemaGenerator)) -> Value {
    let mut schema = marked_of::<T>(name, also);
    unmark(&mut schema);
    schema
}

fn marked_of<T: JsonSchema>(name: &str, also: impl FnOnce(&mut SchemaGenerator)) -> Value {
    let mut generator = SchemaSettings::draft2020_12()
        .with_transform(RecursiveTransform(mend))
        .into_generator();
    also(&mut generator);
    let mut schema = generator.into_root_schema_for::<T>();
    title_definitions(&mut schema);
    schema.insert("$id".into(), id(&file_name(name)).into());
    schema.insert("title".into(), words(T::schema_name().as_ref()).into());
    let mut schema = schema.to_value();
    deprecated::mark(&mut schema, T::schema_name().as_ref(), DEPRECATED);
    order_keywords(&mut schema);
    schema
}

/// The keywords that a reader looks for first, in the order in which every part of a schema has them.
const FIRST: [&str; 6] = ["$schema", "$id", "title", "description", "type", "$ref"];

/// Puts the keywords that say what a part is before those that say what it holds.
fn order_keywords(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            let rank = |key: &String| {
                FIRST
                    .iter()
                    .position(|first| first == key)
                    .unwrap_or(FIRST.len())
            };
            // The members of `properties` and `$defs` are names, not keywords: their order is that of the Rust types.
            for (key, value) in object.iter_mut() {
                match value {
                    Value::Object(named) if key == "properties" || key == "$defs" => {
                        named.values_mut().for_each(order_keywords);
                    }
                    _ => order_keywords(value),
                }
            }
            let mut members: Vec<_> = std::mem::take(object).into_iter().collect();
            members.sort_by_key(|(key, _)| rank(key));
            object.extend(members);
        }
        Value::Array(items) => items.iter_mut().for_each(order_keywords),
        _ => {}
    }
}

/// Corrects what the derived schemas say otherwise than the records mean it.
fn mend(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    // Absent is the only way of saying "unknown": no field is nullable, and a default would suggest a value.
    object.remove("default");
    forget_null(object);
    // The formats of numbers are types of Rust, which no validator knows.
    if object.get("type").and_then(Value::as_str) == Some("integer") {
        object.remove("format");
    }
    // Paragraphs of a doc comment are wrapped for the source file, not for the reader of the schema.
    if let Some(Value::String(description)) = object.get_mut("description") {
        let lines = description
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty());
        *description = lines.collect::<Vec<_>>().join(" ");
    }
    if object.contains_key(OPEN)
        && let Some(Value::String(description)) = object.get_mut("description")
    {
        description.push_str(" The list may grow.");
    }
    // The types of a record are told apart by a constant, so that exactly one alternative can hold.
    if let Some(alternatives) = object.remove("anyOf") {
        object.insert("oneOf".into(), alternatives);
    }
    if let Some([Value::Object(only)]) = object
        .get("oneOf")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
    {
        let only = only.clone();
        object.remove("oneOf");
        object.extend(only.into_iter().filter(|(key, _)| key != "description"));
    }
}

/// Takes `null` out of what an optional field may be.
fn forget_null(object: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".into(), only);
        }
    }
    if let Some(Value::Array(alternatives)) = object.get_mut("anyOf") {
        alternatives.retain(|alternative| alternative != &serde_json::json!({ "type": "null" }));
        if let [Value::Object(only)] = alternatives.as_slice() {
            let only = only.clone();
            object.remove("anyOf");
            object.extend(only);
        }
    }
}

/// Gives each definition its name in words as its title: `LocalizedText` becomes "Localized text".
fn title_definitions(schema: &mut Schema) {
    let Some(Value::Object(definitions)) = schema.get_mut("$defs") else {
        return;
    };
    for (name, definition) in definitions {
        if let Value::Object(definition) = definition {
            definition.shift_insert(0, "title".into(), words(name).into());
        }
    }
}

/// A name in words: a space before each capital but the first, which alone stays one.
pub(crate) fn words(name: &str) -> String {
    name.char_indices()
        .flat_map(|(at, letter)| {
            let starts_word = at > 0 && letter.is_ascii_uppercase();
            let letter = if at > 0 {
                letter.to_ascii_lowercase()
            } else {
                letter
            };
            starts_word.then_some(' ').into_iter().chain([letter])
        })
        .collect()
}
