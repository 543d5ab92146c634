//! The layout of the files that are no schemas: a line for each thing that is named in them, so that a difference shows one thing a line.

use serde_json::Value;

/// The longest line that a thing is told in, without what stands before it.
const WIDTH: usize = 110;

/// Lays a value out, with a line feed at the end: what fits is told in one line, and all else in a line for each item or member.
pub fn lay_out(value: &Value) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text.push('\n');
    text
}

fn write(value: &Value, depth: usize, text: &mut String) {
    let line = in_line(value);
    if line.len() <= WIDTH && !has_objects(value) {
        text.push_str(&line);
        return;
    }
    let (open, close, parts): (_, _, Vec<(Option<&String>, &Value)>) = match value {
        Value::Array(items) => ('[', ']', items.iter().map(|item| (None, item)).collect()),
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| (Some(key), value));
            ('{', '}', members.collect())
        }
        _ => return text.push_str(&line),
    };
    text.push(open);
    for (at, (key, part)) in parts.into_iter().enumerate() {
        text.push_str(if at == 0 { "\n" } else { ",\n" });
        text.push_str(&"  ".repeat(depth + 1));
        if let Some(key) = key {
            text.push_str(&format!("{}: ", Value::from(key.as_str())));
        }
        write(part, depth + 1, text);
    }
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
    text.push(close);
}

/// True if a value has objects in it: then each has a line of its own.
fn has_objects(value: &Value) -> bool {
    let mut parts = match value {
        Value::Array(items) => items.iter().collect::<Vec<_>>(),
        Value::Object(members) => members.values().collect(),
        _ => Vec::new(),
    }
    .into_iter();
    parts.any(|part| part.is_object() || has_objects(part))
}

fn in_line(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(in_line).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) => {
            let members = members.iter();
            let members = members
                .map(|(key, value)| format!("{}: {}", Value::from(key.as_str()), in_line(value)));
            match members.len() {
                0 => "{}".to_owned(),
                _ => format!("{{ {} }}", members.collect::<Vec<_>>().join(", ")),
            }
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_line_has_one_thing() {
        let long = "x".repeat(WIDTH);
        let value = json!({
            "key": ["a", "b"],
            "columns": [{ "name": "a", "nullable": false }, { "name": "b" }],
            "long": ["a", long],
            "none": {},
        });
        let expected = format!(
            "{{\n  \"key\": [\"a\", \"b\"],\n  \"columns\": [\n    {{ \"name\": \"a\", \"nullable\": false }},\n    {{ \"name\": \"b\" }}\n  ],\n  \
             \"long\": [\n    \"a\",\n    \"{long}\"\n  ],\n  \"none\": {{}}\n}}\n"
        );
        let text = lay_out(&value);
        assert_eq!(text, expected);
        assert_eq!(serde_json::from_str::<Value>(&text).ok(), Some(value));
    }
}
