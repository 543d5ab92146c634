//! JSON with places: a strict reader whose every node knows the bytes it came from.
//!
//! An ordinary reader throws the places away, takes the last of two equal keys
//! in silence and rewrites numbers. A finding has to point at the very line a
//! person wrote, so this reader keeps each node's span, keeps numbers as they
//! are written, and refuses whatever two readers could understand differently.
//! It knows JSON and text only; what a document means is decided elsewhere.

use std::borrow::Cow;

pub mod layout;
pub mod place;
pub mod shape;
#[cfg(test)]
mod spans;
pub mod strict;

pub use layout::layout;
pub use place::{Lines, Position};
pub use strict::{Fault, FaultKind, MAX_BYTES, parse, written_at};

/// A range of byte offsets in the text that was read.
pub type Span = std::ops::Range<usize>;

/// A JSON value together with the bytes it was written in.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The bytes of the value, from its first to its last, without white space around it.
    pub span: Span,
    /// The value of the bytes.
    pub value: Value,
}

/// The value of a JSON text, with nothing rounded, merged or reordered.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number exactly as written, because `1.0` and `1` are different texts.
    Number(String),
    /// A string with its escapes resolved.
    String(String),
    /// The items of an array, in the order written.
    Array(Vec<Node>),
    /// The members of an object, in the order written, equal keys included.
    Object(Vec<Member>),
}

/// One `"key": value` of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The key with its escapes resolved.
    pub key: String,
    /// The bytes of the key, its quotes included.
    pub key_span: Span,
    /// The value after the colon.
    pub value: Node,
}

impl Node {
    /// The value of the first member with this key; `None` too if this is no object.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.member(key).map(|member| &member.value)
    }

    /// The first member with this key; `None` too if this is no object.
    pub fn member(&self, key: &str) -> Option<&Member> {
        self.members().iter().find(|member| member.key == key)
    }

    /// The members if this is an object, otherwise none.
    pub fn members(&self) -> &[Member] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The items if this is an array, otherwise none.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::Array(items) => items,
            _ => &[],
        }
    }

    /// The text if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The node at an RFC 6901 pointer; `""` is this node.
    /// `None` if nothing is there or the pointer is malformed.
    pub fn pointer(&self, pointer: &str) -> Option<&Node> {
        if pointer.is_empty() {
            return Some(self);
        }
        let segments = pointer.strip_prefix('/')?;
        segments.split('/').try_fold(self, |node, segment| {
            let segment = unescape(segment)?;
            match &node.value {
                Value::Array(items) => items.get(index(&segment)?),
                _ => node.get(&segment),
            }
        })
    }

    /// The member whose value is at an RFC 6901 pointer, so that a finding can
    /// point at its key. `None` for the root, for items of arrays, and wherever
    /// [`Node::pointer`] finds nothing.
    pub fn member_at(&self, pointer: &str) -> Option<&Member> {
        let (parent, segment) = pointer.rsplit_once('/')?;
        self.pointer(parent)?.member(&unescape(segment)?)
    }

    /// The same value without places. Of equal keys the first one counts, as in
    /// [`Node::get`], so that all checks of one document see the same value.
    pub fn to_value(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(truth) => serde_json::Value::Bool(*truth),
            Value::Number(text) => number(text),
            Value::String(text) => serde_json::Value::String(text.clone()),
            Value::Array(items) => items.iter().map(Node::to_value).collect(),
            Value::Object(members) => {
                let mut map = serde_json::Map::new();
                for member in members {
                    map.entry(member.key.as_str())
                        .or_insert_with(|| member.value.to_value());
                }
                serde_json::Value::Object(map)
            }
        }
    }
}

/// A key written as one segment of an RFC 6901 pointer.
pub fn escape(segment: &str) -> String {
    let mut escaped = String::with_capacity(segment.len());
    push_escaped(&mut escaped, segment);
    escaped
}

/// Adds a key to a pointer, as one segment of it.
fn push_escaped(pointer: &mut String, segment: &str) {
    // Hardly any key has something to escape.
    if !segment.contains(['~', '/']) {
        return pointer.push_str(segment);
    }
    for letter in segment.chars() {
        match letter {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            _ => pointer.push(letter),
        }
    }
}

/// A segment of a JSON Pointer as the key that it names.
pub fn unescape(segment: &str) -> Option<Cow<'_, str>> {
    // Hardly any key has something to resolve.
    if !segment.contains('~') {
        return Some(Cow::Borrowed(segment));
    }
    let mut parts = segment.split('~');
    let mut key = parts.next()?.to_owned();
    for part in parts {
        // RFC 6901 gives `~` a meaning only before 0 and 1.
        let (escaped, rest) = match part.as_bytes().first()? {
            b'0' => ('~', &part[1..]),
            b'1' => ('/', &part[1..]),
            _ => return None,
        };
        key.push(escaped);
        key.push_str(rest);
    }
    Some(Cow::Owned(key))
}

/// A segment of a JSON Pointer as the place of an item. Only the canonical form counts, so that no item has two pointers.
pub fn index(segment: &str) -> Option<usize> {
    let canonical = segment.bytes().all(|byte| byte.is_ascii_digit())
        && (segment == "0" || !segment.starts_with('0'));
    canonical.then(|| segment.parse().ok())?
}

/// The standard float parser steps in where serde_json's own, which may err in
/// the last digit, takes a number at the very edge of the range for an infinite one.
fn number(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|_| text.parse::<f64>().unwrap_or_default().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{"a":[10,{"b/c":1}],"~":2,"":{"":3},"a":4,"d":{"0":5}}"#;

    #[track_caller]
    fn check(pointer: &str, at: Option<&str>, key: Option<&str>) {
        let root = parse(TEXT.as_bytes()).root.unwrap();
        let node = root.pointer(pointer).map(|node| &TEXT[node.span.clone()]);
        let member = root.member_at(pointer);
        assert_eq!(node, at);
        assert_eq!(member.map(|member| &TEXT[member.key_span.clone()]), key);
    }

    #[test]
    fn pointers_find_nodes_and_members() {
        check("", Some(TEXT), None);
        check("/", Some(r#"{"":3}"#), Some(r#""""#));
        check("//", Some("3"), Some(r#""""#));
        check("/a", Some(r#"[10,{"b/c":1}]"#), Some(r#""a""#));
        check("/a/0", Some("10"), None);
        check("/a/1/b~1c", Some("1"), Some(r#""b/c""#));
        check("/~0", Some("2"), Some(r#""~""#));
        check("/d/0", Some("5"), Some(r#""0""#));
        for nothing in ["a", "/a/00", "/a/+1", "/a/-", "/a/", "/a/2", "/~", "/~2"] {
            check(nothing, None, None);
        }
        check("/a/99999999999999999999999", None, None);
        check(
            &format!("/a/1/{}", escape("b/c")),
            Some("1"),
            Some(r#""b/c""#),
        );
        assert_eq!(escape("~1/"), "~01~1");
    }

    #[test]
    fn the_first_of_equal_keys_counts_everywhere() {
        let root = parse(br#"{"a":1,"b":[1.50,null],"a":2}"#).root.unwrap();
        assert_eq!(root.get("a"), root.pointer("/a"));
        assert_eq!(
            root.to_value(),
            serde_json::json!({"a": 1, "b": [1.5, null]})
        );
        let edge = "1.7976931348623157e308";
        assert_eq!(number(edge).as_f64(), edge.parse().ok());
    }
}
