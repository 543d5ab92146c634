//! The contract of those who read records, in files or in exports: what is added later passes, everything else is as strict as for
//! those who write them, and what exports add to a record is described.
//!
//! A field that is added, and a code that is added to a list that may grow, must not break a program that was written before. So here
//! unknown fields pass, and so do codes that have the form of the list. Nothing else is loosened: a program can rely on the rest.

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::{Follows, OPEN, file_name, id, marked_of, marked_with_derived, unmark, words};

/// The folder of these schemas, below that of the others.
pub const FOLDER: &str = "consumer";

/// The tolerant schema of that name, or `None` if there is none.
pub fn generate(name: &str, follows: Follows) -> Option<Value> {
    let mut schema = marked_with_derived(name, follows)?;
    schema["$id"] = id(&path(name)).into();
    loosen(&mut schema);
    Some(schema)
}

/// The tolerant schema of a type that is only read, under a name of its own. `also` can add definitions of types that it does not refer
/// to.
pub(crate) fn of<T: JsonSchema>(name: &str, also: impl FnOnce(&mut SchemaGenerator)) -> Value {
    let mut schema = marked_of::<T>(name, also);
    loosen(&mut schema);
    schema
}

/// Makes a marked schema tolerant.
fn loosen(schema: &mut Value) {
    let_fields_pass(schema);
    if let Some(Value::Object(definitions)) = schema.get_mut("$defs") {
        open_lists(definitions);
    }
    name_types_once(schema);
    unmark(schema);
}

/// The path of the file of a tolerant schema, below the folder of the schemas.
pub fn path(name: &str) -> String {
    format!("{FOLDER}/{}", file_name(name))
}

/// Forbids no field any more. What a map from languages to texts holds stays as it is.
fn let_fields_pass(part: &mut Value) {
    match part {
        Value::Object(members) => {
            if members.get("additionalProperties") == Some(&Value::Bool(false)) {
                members.shift_remove("additionalProperties");
            }
            members.values_mut().for_each(let_fields_pass);
        }
        Value::Array(items) => items.iter_mut().for_each(let_fields_pass),
        _ => {}
    }
}

/// Lets codes pass that are in no list yet, if they have the form that the mark of the list gives. Those that are known stay listed,
/// with what they mean. The codes to come have a definition of their own, so that generators of types have a name for them.
fn open_lists(definitions: &mut Map<String, Value>) {
    let mut later = Map::new();
    for (name, definition) in definitions.iter_mut() {
        let Value::Object(list) = definition else {
            continue;
        };
        let Some(form) = list.get(OPEN).cloned() else {
            continue;
        };
        let mut known = Map::new();
        for keyword in ["type", "oneOf", "const"] {
            known.extend(list.shift_remove_entry(keyword));
        }
        let name_of_later = format!("Later{name}");
        list.insert(
            "anyOf".to_owned(),
            json!([known, { "$ref": format!("#/$defs/{name_of_later}") }]),
        );
        let definition = json!({
            "title": words(&name_of_later),
            "description": "A code that was added to the list later.",
            "type": "string",
            "pattern": form,
        });
        later.insert(name_of_later, definition);
    }
    definitions.extend(later);
}

/// Sets what is said of a field apart from the type that it refers to. To a validator the two are the same; generators of types take
/// a reference that has anything beside it for a type of its own, and would give every field another one.
fn name_types_once(part: &mut Value) {
    match part {
        Value::Object(members) => {
            if members.len() > 1
                && let Some(reference) = members.shift_remove("$ref")
            {
                members.insert("allOf".to_owned(), json!([{ "$ref": reference }]));
            }
            members.values_mut().for_each(name_types_once);
        }
        Value::Array(items) => items.iter_mut().for_each(name_types_once),
        _ => {}
    }
}
