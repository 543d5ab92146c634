//! The one canonical layout of a JSON document.
//!
//! A difference between two versions of a document that are laid out the same way
//! shows what changed and nothing else.

#[cfg(test)]
mod records;

use super::shape::{Shape, of_item, of_member, resolve};
use super::{Member, Node, Value};
use serde_json::Value as Json;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;

/// Lays a document out: one item or member a line, indented by two spaces, with
/// a newline at the end; empty arrays and objects closed at once; numbers as they
/// are written and strings with no escape that JSON does not demand.
///
/// With a schema, keys come in the order of its `properties`, then unknown keys in
/// their own order; the keys of a map, whose schema names none, are sorted by
/// code point. Without one, all keys keep their order. Equal keys always do.
pub fn layout(root: &Node, schema: Option<&Json>) -> String {
    let mut out = written(root, schema, Some(0));
    out.push('\n');
    out
}

/// Writes a document in one line: the keys in the order of [`layout`], no white space, and no other trace of how it was written. So
/// numbers have the form of RFC 8785, and keys that the schema does not know are sorted by code point. Two documents that say the same
/// have one such line, as long as neither has equal keys.
pub fn line(root: &Node, schema: Option<&Json>) -> String {
    written(root, schema, None)
}

fn written(root: &Node, schema: Option<&Json>, depth: Option<usize>) -> String {
    let mut out = String::new();
    let shape = schema.map(|schema| resolve(schema, schema));
    write_node(&mut out, depth, root, schema, shape);
    out
}

/// A JSON string in quotes, with no escape that JSON does not demand.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    write_string(&mut out, text);
    out
}

/// Writes a value at a depth, or, without one, in one line.
fn write_node(
    out: &mut String,
    depth: Option<usize>,
    node: &Node,
    document: Option<&Json>,
    shape: Option<Shape>,
) {
    // Without a schema nothing below has a description either.
    let within = document.zip(shape);
    let below = depth.map(|depth| depth + 1);
    match &node.value {
        Value::Null => out.push_str("null"),
        Value::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Value::Number(text) if depth.is_none() => out.push_str(&shortest(text)),
        Value::Number(text) => out.push_str(text),
        Value::String(text) => write_string(out, text),
        Value::Array(items) if items.is_empty() => out.push_str("[]"),
        Value::Object(members) if members.is_empty() => out.push_str("{}"),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let shape = within.and_then(|(document, s)| of_item(document, s.schema, index));
                out.push(if index == 0 { '[' } else { ',' });
                break_line(out, below);
                write_node(out, below, item, document, shape);
            }
            break_line(out, depth);
            out.push(']');
        }
        Value::Object(members) => {
            let ordered = order(members, shape.map(|shape| shape.schema), depth.is_none());
            for (index, member) in ordered.into_iter().enumerate() {
                let key = &member.key;
                let shape = within.and_then(|(document, s)| of_member(document, s.schema, key));
                out.push(if index == 0 { '{' } else { ',' });
                break_line(out, below);
                write_string(out, key);
                out.push_str(if depth.is_some() { ": " } else { ":" });
                write_node(out, below, &member.value, document, shape);
            }
            break_line(out, depth);
            out.push('}');
        }
    }
}

fn break_line(out: &mut String, depth: Option<usize>) {
    if let Some(depth) = depth {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    }
}

/// A number in the form of RFC 8785; a whole one keeps all its digits, which not every reader has room for.
fn shortest(text: &str) -> Cow<'_, str> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.bytes().all(|byte| byte.is_ascii_digit()) && text != "-0" {
        return text.into();
    }
    let number = text.parse::<f64>().ok();
    let shortest = number.and_then(|number| serde_json_canonicalizer::to_string(&number).ok());
    shortest.map_or(text.into(), Cow::from)
}

/// The members of an object in their order; those that no schema knows stay as they are, or are sorted as well.
fn order<'a>(members: &'a [Member], schema: Option<&Json>, sorts_all: bool) -> Vec<&'a Member> {
    let mut ordered: Vec<_> = members.iter().collect();
    if sorts_all {
        ordered.sort_by_key(|member| &member.key);
    }
    let Some(schema) = schema else {
        return ordered;
    };
    let properties = schema.get("properties").and_then(Json::as_object);
    let keys = properties.into_iter().flat_map(|map| map.keys());
    let ranks: HashMap<&str, usize> = keys.map(String::as_str).zip(0..).collect();
    if ranks.is_empty() && describes_map(schema) {
        ordered.sort_by_key(|member| &member.key);
    } else {
        ordered.sort_by_key(|member| *ranks.get(&member.key[..]).unwrap_or(&ranks.len()));
    }
    ordered
}

fn describes_map(schema: &Json) -> bool {
    let additional = schema.get("additionalProperties");
    additional.is_some_and(|rule| *rule != false) || schema.get("patternProperties").is_some()
}

fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            // Writing to a string cannot fail.
            '\0'..'\u{20}' => drop(write!(out, "\\u{:04x}", u32::from(character))),
            _ => out.push(character),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn schema() -> Json {
        json!({
            "properties": {
                "z": {"additionalProperties": {"$ref": "#"}},
                "a": {"anyOf": [{"items": {"$ref": "#"}}, {"type": "null"}]},
                "b": {"patternProperties": {"x": {}}},
            },
        })
    }

    #[track_caller]
    fn check(text: &str, schema: Option<&Json>, expected: &str) {
        let root = parse(text.as_bytes()).root.unwrap();
        assert_eq!(layout(&root, schema), expected);
    }

    #[test]
    fn the_layout_is_canonical() {
        check(" 1.50E+2 ", None, "1.50E+2\n");
        check("[{}, [ ]]", None, "[\n  {},\n  []\n]\n");
        check(
            r#""\u00e9\/\u001F\"\\\b\f\n\r\t\u007f""#,
            None,
            "\"é/\\u001f\\\"\\\\\\b\\f\\n\\r\\t\u{7f}\"\n",
        );
        check(
            r#"{"b":1,"a":{"c":[true]}}"#,
            None,
            "{\n  \"b\": 1,\n  \"a\": {\n    \"c\": [\n      true\n    ]\n  }\n}\n",
        );
    }

    #[test]
    fn keys_come_in_the_order_of_the_schema() {
        let schema = schema();
        let flat = |text: &str| {
            let root = parse(text.as_bytes()).root.unwrap();
            layout(&root, Some(&schema))
                .split_whitespace()
                .collect::<String>()
        };
        for (text, expected) in [
            (
                r#"{"y":1,"b":2,"x":3,"z":4}"#,
                r#"{"z":4,"b":2,"y":1,"x":3}"#,
            ),
            (
                r#"{"z":{"é":{"a":1,"z":2},"b":1,"a":2}}"#,
                r#"{"z":{"a":2,"b":1,"é":{"z":2,"a":1}}}"#,
            ),
            (r#"{"a":[{"b":1,"a":null}]}"#, r#"{"a":[{"a":null,"b":1}]}"#),
            (
                r#"{"b":{"d":1,"c":2,"d":3}}"#,
                r#"{"b":{"c":2,"d":1,"d":3}}"#,
            ),
            (r#"{"q":{"d":1,"c":2}}"#, r#"{"q":{"d":1,"c":2}}"#),
            (r#"{"b":1,"a":2,"b":3}"#, r#"{"a":2,"b":1,"b":3}"#),
        ] {
            assert_eq!(flat(text), expected);
        }
    }

    #[test]
    fn a_line_has_one_form() {
        let line =
            |text: &str, schema: Option<&Json>| line(&parse(text.as_bytes()).root.unwrap(), schema);
        let schema = schema();
        let expected = r#"{"z":{},"b":[true,null],"x":"é\n","y":0}"#;
        assert_eq!(
            line(
                r#"{"y": -0, "b" : [ true, null ], "x": "\u00e9\u000a","z":{}}"#,
                Some(&schema)
            ),
            expected
        );
        assert_eq!(line(expected, Some(&schema)), expected);
        assert_eq!(
            line(r#"{"b":{"d":1,"c":2},"a":3}"#, None),
            r#"{"a":3,"b":{"c":2,"d":1}}"#
        );
        for (written, shortest) in [
            ("1.0", "1"),
            ("1e2", "100"),
            ("-1.50", "-1.5"),
            ("-0.0", "0"),
            ("12345678901234567890123", "12345678901234567890123"),
        ] {
            assert_eq!(line(written, None), shortest);
        }
    }

    fn value() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(json!(null)),
            any::<bool>().prop_map(Json::from),
            any::<i64>().prop_map(Json::from),
            any::<f64>().prop_map(Json::from),
            "\\PC{0,4}|[\\x00-\\x7f]{0,4}".prop_map(Json::from),
        ];
        leaf.prop_recursive(4, 24, 5, |inner| {
            let members = prop::collection::vec(("[abxyz]|\\PC{2}", inner.clone()), 0..5);
            prop_oneof![
                prop::collection::vec(inner, 0..5).prop_map(Json::from),
                members.prop_map(|members| members.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn layout_keeps_the_value_and_itself(value in value(), with: bool) {
            let schema = Some(schema()).filter(|_| with);
            let root = parse(value.to_string().as_bytes()).root.unwrap();
            let once = layout(&root, schema.as_ref());
            let again = parse(once.as_bytes()).root.unwrap();
            prop_assert_eq!(again.to_value(), root.to_value());
            prop_assert_eq!(layout(&again, schema.as_ref()), once);
            let in_line = line(&root, schema.as_ref());
            prop_assert_eq!(line(&again, schema.as_ref()), in_line.as_str());
            prop_assert!(!in_line.contains('\n'));
        }
    }
}
