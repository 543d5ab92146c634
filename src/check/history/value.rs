//! Values without their places: when two are the same, and how one is put in a few words.

use crate::json::{Member, Node, Value};

/// The most characters of a value that a message repeats.
const MAX_SHOWN: usize = 80;

/// A text that two values share exactly if they are the same: white space, the order of keys, escapes, and how a number is written
/// make no difference.
pub fn canonical(node: &Node) -> String {
    let mut text = String::new();
    write(node, &mut text);
    text
}

/// As [`canonical`], of an object without the members that `is_left_out` says; of an object that has no other, all of it.
pub fn canonical_without(node: &Node, is_left_out: &dyn Fn(&str, &Node) -> bool) -> String {
    let members = node.members().iter();
    let kept: Vec<_> = members
        .filter(|member| !is_left_out(&member.key, &member.value))
        .collect();
    if kept.is_empty() {
        return canonical(node);
    }
    let mut text = String::new();
    write_members(kept, &mut text);
    text
}

fn write(node: &Node, text: &mut String) {
    match &node.value {
        Value::Null => text.push_str("null"),
        Value::Bool(truth) => *text += &truth.to_string(),
        // The shortest form of the same 64-bit number, which is what every number of a record is kept to.
        Value::Number(number) => match number.parse::<f64>() {
            Ok(number) => *text += &format!("{number:?}"),
            Err(_) => text.push_str(number),
        },
        Value::String(string) => *text += &format!("{string:?}"),
        Value::Array(items) => {
            text.push('[');
            for item in items {
                write(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Object(members) => write_members(members.iter().collect(), text),
    }
}

fn write_members(mut members: Vec<&Member>, text: &mut String) {
    members.sort_by(|a, b| a.key.cmp(&b.key));
    text.push('{');
    for member in members {
        *text += &format!("{:?}:", member.key);
        write(&member.value, text);
        text.push(',');
    }
    text.push('}');
}

/// The id of a thing in a list, if it has one.
pub fn id(item: &Node) -> Option<&str> {
    item.get("id").and_then(Node::as_str)
}

/// The values by which a thing without an id is recognised: the single values that it has, or else all of it.
pub fn values(item: &Node) -> String {
    canonical_without(item, &|_, value| {
        matches!(value.value, Value::Array(_) | Value::Object(_))
    })
}

/// A value in a few words: itself, or the values that it holds.
pub fn shown(node: &Node) -> String {
    let mut words = Vec::new();
    collect(node, &mut words);
    cut(&words.join(", "))
}

/// A text in a few words: itself, or its beginning.
pub fn cut(text: &str) -> String {
    if text.chars().count() <= MAX_SHOWN {
        return format!("`{text}`");
    }
    let beginning: String = text.chars().take(MAX_SHOWN).collect();
    format!("`{}…`", beginning.trim_end())
}

fn collect<'a>(node: &'a Node, words: &mut Vec<&'a str>) {
    // More would not be shown.
    if words.len() > MAX_SHOWN {
        return;
    }
    match &node.value {
        Value::Null => words.push("null"),
        Value::Bool(true) => words.push("true"),
        Value::Bool(false) => words.push("false"),
        Value::Number(text) | Value::String(text) => words.push(text),
        Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
        Value::Object(members) => members
            .iter()
            .for_each(|member| collect(&member.value, words)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(text: &str) -> Node {
        crate::json::parse(text.as_bytes())
            .root
            .expect("it is JSON")
    }

    #[test]
    fn only_what_is_said_counts() {
        let same = |a: &str, b: &str| canonical(&node(a)) == canonical(&node(b));
        assert!(same(
            r#"{"a": 1, "b": ["\u0041"]}"#,
            "{\"b\":[\"A\"],\"a\":1.0}"
        ));
        assert!(!same(r#"["a", "b"]"#, r#"["b", "a"]"#));
        assert!(!same(r#"["a", "b"]"#, r#"["a\", \"b"]"#));
        assert!(!same(r#"{"a": "1"}"#, r#"{"a": 1}"#));
        assert!(!same(r#"{"a": {}}"#, r#"{"a": []}"#));
    }

    #[test]
    fn much_is_cut_short() {
        assert_eq!(
            shown(&node(r#"{"a": [1, {"b": "x"}], "c": true}"#)),
            "`1, x, true`"
        );
        let long = format!("\"{}\"", "é".repeat(100));
        assert_eq!(shown(&node(&long)), format!("`{}…`", "é".repeat(80)));
    }
}
