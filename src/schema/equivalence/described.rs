//! The generated schemas say all that somebody who writes a record has to know, and nothing that the types do not mean.

use crate::schema::{NAMES, generate};
use serde_json::Value;

use super::corpus::is_required;

/// The words by which a description says when an optional field is there: when to leave it out, or for what alone it is.
const WHEN: [&str; 4] = ["Omit it", "omit it", "Present exactly", "only"];

#[test]
fn every_part_of_a_schema_is_described() {
    let mut gaps = Vec::new();
    let mut silent = Vec::new();
    for name in NAMES {
        let schema = generate(name).expect("every name has a schema");
        check_part(name, &schema, &mut gaps);
        let title = schema["title"].as_str().unwrap_or_default();
        check_fields(title, &schema, &mut gaps, &mut silent);
        for (title, part) in schema["$defs"].as_object().into_iter().flatten() {
            check_fields(title, part, &mut gaps, &mut silent);
            for keyword in ["title", "description"] {
                if !is_sentence(&part[keyword], keyword == "description") {
                    gaps.push(format!("{name}: `{title}` has no {keyword}"));
                }
            }
            if !schema.to_string().contains(&format!("\"#/$defs/{title}\"")) {
                gaps.push(format!("{name}: nothing is a `{title}`"));
            }
        }
    }
    assert!(gaps.is_empty(), "{}", gaps.join("\n"));
    silent.sort_unstable();
    silent.dedup();
    assert!(
        silent.is_empty(),
        "who does not say when to omit it: {silent:?}"
    );
}

/// A description is a sentence; a title is anything.
fn is_sentence(text: &Value, needs_stop: bool) -> bool {
    text.as_str().is_some_and(|text| {
        !text.is_empty() && !text.contains("  ") && (!needs_stop || text.ends_with('.'))
    })
}

fn check_fields(title: &str, part: &Value, gaps: &mut Vec<String>, silent: &mut Vec<String>) {
    for (field, schema) in part["properties"].as_object().into_iter().flatten() {
        let description = &schema["description"];
        if !is_sentence(description, true) {
            gaps.push(format!("`{title}.{field}` has no description"));
        }
        let description = description.as_str().unwrap_or_default();
        let says_when = WHEN.iter().any(|when| description.contains(when));
        if !is_required(part, field) && !says_when {
            silent.push(format!("{title}.{field}"));
        }
    }
}

/// Checks what holds for every part of a schema, wherever it stands.
fn check_part(path: &str, part: &Value, gaps: &mut Vec<String>) {
    let Value::Object(keywords) = part else {
        return;
    };
    let types = match &part["type"] {
        Value::Array(types) => types.clone(),
        one => vec![one.clone()],
    };
    if types.contains(&"null".into()) || part.get("const").is_some_and(Value::is_null) {
        gaps.push(format!("{path} can be null"));
    }
    // A default would suggest a value for what is unknown, and a format is checked by one reader and not by another.
    for unwanted in ["default", "format", "enum", "anyOf", "nullable"] {
        if keywords.contains_key(unwanted) {
            gaps.push(format!("{path} has `{unwanted}`"));
        }
    }
    let is_map = keywords.contains_key("propertyNames") && !keywords.contains_key("properties");
    if part["type"] == "object" && part["additionalProperties"] != false && !is_map {
        gaps.push(format!("{path} takes unknown fields"));
    }
    for code in part["oneOf"].as_array().into_iter().flatten() {
        if code.get("$ref").is_none() && !is_sentence(&code["description"], true) {
            gaps.push(format!(
                "{path}: the code {} has no description",
                code["const"]
            ));
        }
    }
    for (keyword, below) in keywords {
        let path = format!("{path}/{keyword}");
        match below {
            // The members are names, not keywords.
            Value::Object(named) if keyword == "properties" || keyword == "$defs" => {
                for (name, part) in named {
                    check_part(&format!("{path}/{name}"), part, gaps);
                }
            }
            // The members are a value, not a schema.
            _ if keyword == "examples" => {}
            Value::Array(parts) => parts.iter().for_each(|part| check_part(&path, part, gaps)),
            _ => check_part(&path, below, gaps),
        }
    }
}
