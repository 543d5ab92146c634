//! Pairs a value with the part of a JSON Schema that describes it.
//!
//! This is no validator: it follows the keywords that lead from a value to its
//! parts in schemas generated from types, and takes the value's word for the rest.

use super::{Node, Value, push_escaped};
use serde_json::Value as Json;
use std::fmt::Write;

/// How many references one value's description may lead through. Generated
/// schemas need two or three; a cycle ends here.
const MAX_STEPS: usize = 32;

/// The description of one value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape<'a> {
    /// The last segment of the first `$ref` the description came through, or `""`.
    pub type_name: &'a str,
    /// The schema itself, with references to it followed.
    pub schema: &'a Json,
}

/// Follows references within `document` (the whole schema, with its `$defs`) from
/// one of its subschemas. A subschema with `anyOf` is followed too if just one
/// alternative is not `null`: that is how an optional part is described. Where a
/// reference leads nowhere or in circles, the subschema it stands in is the result.
pub fn resolve<'a>(document: &'a Json, subschema: &'a Json) -> Shape<'a> {
    let mut shape = Shape {
        type_name: "",
        schema: subschema,
    };
    for _ in 0..MAX_STEPS {
        let reference = shape.schema.get("$ref").and_then(Json::as_str);
        let next = match reference {
            Some(reference) => refer(document, reference),
            None => only_alternative(shape.schema),
        };
        if let (Some(reference), "") = (reference, shape.type_name) {
            shape.type_name = reference.rsplit('/').next().unwrap_or_default();
        }
        match next {
            Some(next) => shape.schema = next,
            None => break,
        }
    }
    shape
}

/// The part of the whole schema that a reference names. Nearly all of them name a definition, which is found without taking a
/// pointer apart.
fn refer<'a>(document: &'a Json, reference: &str) -> Option<&'a Json> {
    let pointer = reference.strip_prefix('#')?;
    match pointer.strip_prefix("/$defs/") {
        Some(name) if !name.contains(['/', '~']) => document.get("$defs")?.get(name),
        _ => document.pointer(pointer),
    }
}

fn only_alternative(schema: &Json) -> Option<&Json> {
    let alternatives = schema.get("anyOf")?.as_array()?;
    let mut others = alternatives
        .iter()
        .filter(|alternative| alternative["type"] != "null");
    let only = others.next()?;
    others.next().is_none().then_some(only)
}

/// The description of an object's member, given the object's own (resolved)
/// schema: its property, or else what the schema says of all other keys. A lone
/// pattern is taken to mean every key, whether or not the key fits it.
pub fn of_member<'a>(document: &'a Json, schema: &'a Json, key: &str) -> Option<Shape<'a>> {
    let property = schema.get("properties").and_then(|map| map.get(key));
    let pattern = || {
        let mut patterns = schema.get("patternProperties")?.as_object()?.values();
        patterns.next().filter(|_| patterns.next().is_none())
    };
    let additional = || schema.get("additionalProperties").filter(|s| s.is_object());
    let subschema = property.or_else(pattern).or_else(additional)?;
    Some(resolve(document, subschema))
}

/// The description of an array's item, given the array's own (resolved) schema.
pub fn of_item<'a>(document: &'a Json, schema: &'a Json, index: usize) -> Option<Shape<'a>> {
    let fixed = schema.get("prefixItems").and_then(|list| list.get(index));
    let items = || schema.get("items").filter(|items| items.is_object());
    Some(resolve(document, fixed.or_else(items)?))
}

/// Visits every node that the schema describes, parents first and otherwise in
/// the order of the text, with its type's name (see [`Shape::type_name`]) and its
/// RFC 6901 pointer.
pub fn walk<'a>(schema: &'a Json, root: &'a Node, visit: &mut dyn FnMut(&'a str, &str, &'a Node)) {
    let shape = resolve(schema, schema);
    descend(schema, shape, &mut String::new(), root, visit);
}

fn descend<'a>(
    document: &'a Json,
    shape: Shape<'a>,
    pointer: &mut String,
    node: &'a Node,
    visit: &mut dyn FnMut(&'a str, &str, &'a Node),
) {
    visit(shape.type_name, pointer, node);
    let length = pointer.len();
    match &node.value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                if let Some(shape) = of_item(document, shape.schema, index) {
                    let _ = write!(pointer, "/{index}");
                    descend(document, shape, pointer, item, visit);
                    pointer.truncate(length);
                }
            }
        }
        Value::Object(members) => {
            for member in members {
                if let Some(shape) = of_member(document, shape.schema, &member.key) {
                    pointer.push('/');
                    push_escaped(pointer, &member.key);
                    descend(document, shape, pointer, &member.value, visit);
                    pointer.truncate(length);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn schema() -> Json {
        json!({
            "properties": {
                "name": {"$ref": "#/$defs/Name", "description": "A name."},
                "part": {"anyOf": [{"$ref": "#/$defs/Part"}, {"type": "null"}]},
                "either": {"anyOf": [{"$ref": "#/$defs/Part"}, {"$ref": "#/$defs/Name"}]},
                "any": true,
                "pair": {"prefixItems": [{"$ref": "#/$defs/Name"}], "items": false},
                "map": {"additionalProperties": {"$ref": "#/$defs/Name"}},
                "years": {"patternProperties": {"^\\d+$": {"$ref": "#/$defs/Name"}}},
                "loop": {"$ref": "#/$defs/Loop"},
                "lost": {"$ref": "#/$defs/Nowhere"},
            },
            "additionalProperties": false,
            "$defs": {
                "Name": {"$ref": "#/$defs/Text"},
                "Text": {"type": "string"},
                "Part": {"properties": {"parts": {"items": {"$ref": "#/$defs/Part"}}}},
                "Loop": {"$ref": "#/$defs/Pool"},
                "Pool": {"$ref": "#/$defs/Loop"},
            },
        })
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let (schema, root) = (schema(), super::super::parse(text.as_bytes()).root.unwrap());
        let mut found = Vec::new();
        walk(&schema, &root, &mut |name, pointer, node| {
            assert_eq!(root.pointer(pointer), Some(node));
            found.push((name.to_owned(), pointer.to_owned()));
        });
        let found: Vec<_> = found.iter().map(|(a, b)| (&a[..], &b[..])).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_described_nodes_are_visited() {
        check("3", &[("", "")]);
        check(r#"{"x":{"name":1}}"#, &[("", "")]);
        check(r#"{"name":"x"}"#, &[("", ""), ("Name", "/name")]);
        check(
            r#"{"part":{"parts":[{"parts":[]},{"x":1}]}}"#,
            &[
                ("", ""),
                ("Part", "/part"),
                ("", "/part/parts"),
                ("Part", "/part/parts/0"),
                ("", "/part/parts/0/parts"),
                ("Part", "/part/parts/1"),
            ],
        );
        check(r#"{"either":{"parts":[]}}"#, &[("", ""), ("", "/either")]);
        check(r#"{"any":{"name":1}}"#, &[("", ""), ("", "/any")]);
        check(
            r#"{"pair":[1,2]}"#,
            &[("", ""), ("", "/pair"), ("Name", "/pair/0")],
        );
        check(
            r#"{"map":{"a/b":1}}"#,
            &[("", ""), ("", "/map"), ("Name", "/map/a~1b")],
        );
        check(
            r#"{"years":{"19":1}}"#,
            &[("", ""), ("", "/years"), ("Name", "/years/19")],
        );
        check(r#"{"loop":{"a":1}}"#, &[("", ""), ("Loop", "/loop")]);
        check(r#"{"lost":{"a":1}}"#, &[("", ""), ("Nowhere", "/lost")]);
    }
}
