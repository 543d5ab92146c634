//! The names of values and of the parts of a schema, in the terms of the records.

use serde_json::Value;

/// The name of a part of the schema: its title, else what it is in JSON.
pub fn title(part: &Value) -> &str {
    part["title"]
        .as_str()
        .unwrap_or(match part["type"].as_str() {
            Some("array") => "the list",
            _ => "the value",
        })
}

/// The fields of an object that people write; `$schema` is the editor's.
pub fn fields(part: &Value) -> impl Iterator<Item = &str> {
    all_fields(part).filter(|field| *field != "$schema")
}

/// The fields of an object.
pub fn all_fields(part: &Value) -> impl Iterator<Item = &str> {
    let fields = part["properties"].as_object().into_iter();
    fields.flat_map(|fields| fields.keys().map(String::as_str))
}

/// The codes of a list, or the one that there is.
pub fn codes(part: &Value) -> impl Iterator<Item = &str> {
    let several = part["oneOf"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| one["const"].as_str());
    several.chain(part["const"].as_str())
}

/// The form that a value has, in the words of the schema, and an example.
pub fn form(part: &Value) -> Option<String> {
    let description = as_hint(part["description"].as_str()?);
    Some(match part["examples"].get(0) {
        Some(example) => format!("{description}; for example {example}"),
        None => description,
    })
}

/// A sentence of the schema as a hint: no capital at its start, unless it is a name, and no full stop at its end.
pub fn as_hint(sentence: &str) -> String {
    let sentence = sentence.trim_end_matches('.');
    let mut letters = sentence.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second))
            if first.is_uppercase() && (second.is_lowercase() || second == ' ') =>
        {
            first
                .to_lowercase()
                .chain(sentence[first.len_utf8()..].chars())
                .collect()
        }
        _ => sentence.to_owned(),
    }
}

/// Names one after another.
pub fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A JSON type, as people call it.
pub fn in_words(json_type: &str) -> &str {
    match json_type {
        "array" => "list",
        "integer" => "whole number",
        "boolean" => "true or false",
        other => other,
    }
}

/// The kind of a value, with its article.
pub fn found(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// A name with its article.
pub fn with_article(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {name}")
}

/// The hint for a string that is other than it looks: it has characters that nobody sees, and no form allows.
pub(super) fn blemish(text: &str) -> Option<String> {
    if text.trim() != text {
        return Some("take out the white space at its beginning or end".to_owned());
    }
    let unseen =
        |c: &char| c.is_control() || matches!(c, '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{feff}');
    Some(match text.chars().find(unseen)? {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => {
            "a text is one line: write a space instead of the line break".to_owned()
        }
        '\t' => "write a space instead of the tab".to_owned(),
        found => format!("take out the U+{:04X} in it", u32::from(found)),
    })
}
