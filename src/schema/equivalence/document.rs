//! A record as text, with its tree.

use crate::json::{self, Node};
use serde_json::Value;

/// One record.
#[derive(Clone, Debug)]
pub struct Document {
    /// The name of its origin.
    pub name: String,
    /// The value of its `type` field.
    pub record_type: String,
    pub text: String,
    pub root: Node,
}

impl Document {
    pub fn new(name: impl Into<String>, text: String) -> Document {
        let name = name.into();
        let parsed = json::parse(text.as_bytes());
        assert!(parsed.faults.is_empty(), "{name}: {:?}", parsed.faults);
        let root = parsed.root.expect("a text without faults has a value");
        let record_type = root.get("type").and_then(Node::as_str).unwrap_or_default();
        Document {
            name,
            record_type: record_type.to_owned(),
            text,
            root,
        }
    }

    pub fn of_value(name: impl Into<String>, value: &Value) -> Document {
        Document::new(name, value.to_string())
    }
}

/// A node of one document, together with that document.
pub struct Place {
    pub document: Document,
    pub pointer: String,
    /// The type of the record and the pointer, with `*` for every index.
    pub pattern: String,
}

impl Place {
    pub fn node(&self) -> &Node {
        self.document
            .root
            .pointer(&self.pointer)
            .expect("a place is in its document")
    }
}
