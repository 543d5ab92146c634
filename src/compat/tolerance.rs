//! What a tolerant schema says is sent: the same without what it only lets pass. A program sends no field that it does not know, and
//! no code that it will know later.

use serde_json::{Map, Value};

use super::form::Node;
use super::list::{Codes, codes};

/// The schema of what is sent, where the schema of what may be read is given.
pub fn sent(schema: &Value) -> Value {
    let mut strict = schema.clone();
    close(&mut strict, schema, false);
    strict
}

/// Closes objects and lists. The members of `properties` and `$defs` are names, not keywords.
fn close(part: &mut Value, root: &Value, are_names: bool) {
    let Value::Object(members) = part else {
        if let Value::Array(items) = part {
            items.iter_mut().for_each(|item| close(item, root, false));
        }
        return;
    };
    if !are_names {
        close_list(members, root);
        let is_whole = !["$ref", "allOf", "oneOf", "anyOf"]
            .iter()
            .any(|keyword| members.contains_key(*keyword));
        let is_open = members
            .get("additionalProperties")
            .is_none_or(|rest| *rest == Value::Bool(true));
        if members.contains_key("properties") && is_whole && is_open {
            members.insert("additionalProperties".to_owned(), Value::Bool(false));
        }
    }
    for (name, member) in members.iter_mut() {
        let holds_names = !are_names && ["properties", "$defs"].contains(&name.as_str());
        if are_names || !["const", "enum", "examples", "default"].contains(&name.as_str()) {
            close(member, root, holds_names);
        }
    }
}

/// Takes the form of codes to come out of alternatives that have known codes as well.
fn close_list(members: &mut Map<String, Value>, root: &Value) {
    let Some(Value::Array(parts)) = members.get_mut("anyOf") else {
        return;
    };
    let is_list = |part: &Value| {
        let node = Node {
            root,
            parts: vec![part],
        };
        matches!(codes(&node.form()), Codes::List(_))
    };
    let are_lists: Vec<bool> = parts.iter().map(is_list).collect();
    let is_form = |part: &Value| {
        let node = Node {
            root,
            parts: vec![part],
        };
        !node.form().patterns().is_empty()
    };
    if are_lists.contains(&true) {
        let mut at = 0;
        parts.retain(|part| {
            at += 1;
            are_lists[at - 1] || !is_form(part)
        });
    }
}
