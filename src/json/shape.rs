//! Pairs a value with the part of a JSON Schema that describes it.
//!
//! This is no validator: it follows the keywords that lead from a value to its
//! parts in schemas generated from types, and takes the value's word for the rest.

use super::{Node, Value, push_escaped};
use serde_json::Value as Json;
use std::collections::HashMap;
use std::fmt::Write;

/// The number of references that one value's description may lead through. Generated
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
    let subschema = property.or_else(|| of_other_members(schema))?;
    Some(resolve(document, subschema))
}

/// The part of a schema that describes the members that are none of its properties.
fn of_other_members(schema: &Json) -> Option<&Json> {
    let pattern = || {
        let mut patterns = schema.get("patternProperties")?.as_object()?.values();
        patterns.next().filter(|_| patterns.next().is_none())
    };
    let additional = || schema.get("additionalProperties").filter(|s| s.is_object());
    pattern().or_else(additional)
}

/// The description of an array's item, given the array's own (resolved) schema.
pub fn of_item<'a>(document: &'a Json, schema: &'a Json, index: usize) -> Option<Shape<'a>> {
    let fixed = schema.get("prefixItems").and_then(|list| list.get(index));
    let items = || schema.get("items").filter(|items| items.is_object());
    Some(resolve(document, fixed.or_else(items)?))
}

/// The descriptions that a schema gives of all values, followed once: for each kind of value the kinds of its parts.
#[derive(Debug)]
pub struct Shapes {
    /// The names of the types; the first one is `""`.
    names: Vec<String>,
    /// The kinds of values. The first one is that of the whole value.
    kinds: Vec<ValueKind>,
}

/// One kind of value.
#[derive(Debug, Default)]
struct ValueKind {
    /// The place of its type's name among the names.
    name: u16,
    /// Which kinds the members of an object are, by their keys, and those of all other keys.
    members: HashMap<String, usize>,
    others: Option<usize>,
    /// Which kinds the first items of an array are, and those after them.
    first: Vec<Option<usize>>,
    items: Option<usize>,
}

impl Shapes {
    /// Follows a schema.
    pub fn new(schema: &Json) -> Shapes {
        let mut shapes = Shapes {
            names: vec![String::new()],
            kinds: Vec::new(),
        };
        shapes.follow(schema, resolve(schema, schema), &mut HashMap::new());
        shapes
    }

    /// The number of a shape, whose parts are followed unless it is known.
    fn follow<'a>(
        &mut self,
        document: &'a Json,
        shape: Shape<'a>,
        known: &mut HashMap<(*const Json, &'a str), usize>,
    ) -> usize {
        // Two equal schemas in different places may be two kinds; no harm is done.
        let key = (std::ptr::from_ref(shape.schema), shape.type_name);
        if let Some(number) = known.get(&key) {
            return *number;
        }
        let number = self.kinds.len();
        known.insert(key, number);
        self.kinds.push(ValueKind::default());
        let mut kind = ValueKind {
            name: self.name(shape.type_name),
            ..ValueKind::default()
        };
        let properties = shape.schema.get("properties").and_then(Json::as_object);
        for key in properties.into_iter().flat_map(|all| all.keys()) {
            if let Some(part) = of_member(document, shape.schema, key) {
                let part = self.follow(document, part, known);
                kind.members.insert(key.clone(), part);
            }
        }
        let other = of_other_members(shape.schema).map(|other| resolve(document, other));
        kind.others = other.map(|other| self.follow(document, other, known));
        let first = shape.schema.get("prefixItems").and_then(Json::as_array);
        for index in 0..first.map_or(0, Vec::len) {
            let part = of_item(document, shape.schema, index);
            let part = part.map(|part| self.follow(document, part, known));
            kind.first.push(part);
        }
        let items = of_item(document, shape.schema, kind.first.len());
        kind.items = items.map(|items| self.follow(document, items, known));
        self.kinds[number] = kind;
        number
    }

    fn name(&mut self, name: &str) -> u16 {
        let known = self.names.iter().position(|one| one == name);
        let at = known.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        u16::try_from(at).expect("a schema has some hundred types")
    }

    /// Visits every node that the schema describes, parents first and otherwise in the order of the text, with its type's name (see
    /// [`Shape::type_name`]) and its RFC 6901 pointer.
    pub fn walk<'a>(&'a self, root: &'a Node, visit: &mut dyn FnMut(&'a str, &str, &'a Node)) {
        self.descend(0, &mut String::new(), root, visit);
    }

    fn descend<'a>(
        &'a self,
        kind: usize,
        pointer: &mut String,
        node: &'a Node,
        visit: &mut dyn FnMut(&'a str, &str, &'a Node),
    ) {
        let kind = &self.kinds[kind];
        visit(&self.names[kind.name as usize], pointer, node);
        let length = pointer.len();
        let mut go_on = |kind: usize, pointer: &mut String, node| {
            self.descend(kind, pointer, node, visit);
            pointer.truncate(length);
        };
        match &node.value {
            Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    let first = kind.first.get(at).copied();
                    if let Some(kind) = first.unwrap_or(kind.items) {
                        let _ = write!(pointer, "/{at}");
                        go_on(kind, pointer, item);
                    }
                }
            }
            Value::Object(members) => {
                for member in members {
                    let named = kind.members.get(&member.key).copied();
                    if let Some(kind) = named.or(kind.others) {
                        pointer.push('/');
                        push_escaped(pointer, &member.key);
                        go_on(kind, pointer, &member.value);
                    }
                }
            }
            _ => {}
        }
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
        let shapes = Shapes::new(&schema);
        shapes.walk(&root, &mut |name, pointer, node| {
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
