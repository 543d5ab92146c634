//! Every way in which one node of a record is changed.

use crate::json::layout::quote;
use crate::json::{Node, Span, Value};
use serde_json::Value as Json;

use super::corpus::{is_required, shape_at};
use super::document::Place;
use super::judge::Judge;
use super::{object_edit, text_edit};

/// The sort of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    DropKey,
    UnknownKey,
    RenameKey,
    /// A key a second time, with the same value or another one.
    DuplicateKey,
    /// The same in a map, whose keys are no fields.
    DuplicateMapKey,
    /// An optional field as `null`, whether it was there or not.
    NullForOptional,
    /// `null` for anything else.
    Null,
    /// A value of another JSON type.
    OtherType,
    /// An object as a list: of its values in its own order or in that of the schema, or of anything else.
    ObjectAsList,
    ListAsObject,
    /// A value in a list of its own, and the only item of a list without it.
    Wrap,
    /// A string as the key of an object with `null` in it.
    CodeAsObject,
    Code,
    Date,
    Length,
    Number,
    /// White space, or what somebody takes for it, at the ends of a text.
    TextEnd,
    ControlCharacter,
    LoneSurrogate,
    NotUtf8,
    /// The same text with other escapes: no change at all.
    Respelling,
    ByteOrderMark,
    Nul,
    /// More levels than the strict reader allows.
    Depth,
    /// A text that is no JSON, but read by readers that mean well.
    Syntax,
}

/// Bytes that are put in the place of others.
pub struct Edit {
    pub kind: Kind,
    pub span: Span,
    pub bytes: Vec<u8>,
}

impl Edit {
    pub fn apply(&self, text: &str) -> Vec<u8> {
        let text = text.as_bytes();
        [
            &text[..self.span.start],
            &self.bytes,
            &text[self.span.end..],
        ]
        .concat()
    }
}

/// The changes of one node, collected.
pub struct Edits<'a> {
    pub text: &'a str,
    pub edits: Vec<Edit>,
}

impl Edits<'_> {
    pub fn put(&mut self, kind: Kind, span: &Span, bytes: impl AsRef<[u8]>) {
        self.edits.push(Edit {
            kind,
            span: span.clone(),
            bytes: bytes.as_ref().to_owned(),
        });
    }

    pub fn raw(&self, node: &Node) -> &str {
        &self.text[node.span.clone()]
    }
}

/// Every change of the node at a place.
pub fn edits(judge: &Judge, place: &Place) -> Vec<Edit> {
    let schema = judge.schema(&place.document.record_type);
    let node = place.node();
    let mut edits = Edits {
        text: &place.document.text,
        edits: Vec::new(),
    };
    // A node that the schema does not know has no shape; it is there after earlier changes.
    let shape = shape_at(schema, &place.document, &place.pointer);
    any_node(&mut edits, node, is_optional(schema, place));
    match &node.value {
        Value::Null => {}
        Value::Bool(truth) => edits.put(Kind::Code, &node.span, (!truth).to_string()),
        Value::Number(_) => number(&mut edits, node),
        Value::String(text) => text_edit::string(&mut edits, schema, shape, node, text),
        Value::Array(items) => array(&mut edits, node, items),
        Value::Object(members) => object_edit::object(&mut edits, shape, node, members),
    }
    if place.pointer.is_empty() {
        whole(&mut edits);
    }
    edits.edits
}

/// True if the node is a field that can be left out.
fn is_optional(schema: &Json, place: &Place) -> bool {
    let Some((above, name)) = place.pointer.rsplit_once('/') else {
        return false;
    };
    shape_at(schema, &place.document, above).is_some_and(|above| {
        above.schema["properties"].get(name).is_some() && !is_required(above.schema, name)
    })
}

/// One more level than the strict reader allows, on top of those that are there already.
pub const LEVELS: usize = 65;

fn any_node(edits: &mut Edits, node: &Node, is_optional: bool) {
    let raw = edits.raw(node).to_owned();
    let span = &node.span;
    let is_object = matches!(node.value, Value::Object(_));
    for other in [
        "true",
        "false",
        "1",
        "\"x\"",
        "\"\"",
        "[]",
        "{}",
        "[\"x\"]",
        "[null]",
        "{\"x\":\"y\"}",
    ] {
        let kind = match other.starts_with('[') && is_object {
            true => Kind::ObjectAsList,
            false => Kind::OtherType,
        };
        edits.put(kind, span, other);
    }
    // A number or a code that came with quotes, and the other way round.
    edits.put(Kind::OtherType, span, quote(&raw));
    let null = if is_optional {
        Kind::NullForOptional
    } else {
        Kind::Null
    };
    edits.put(null, span, "null");
    edits.put(Kind::Wrap, span, format!("[{raw}]"));
    edits.put(Kind::Wrap, span, format!("{{\"value\":{raw}}}"));
    edits.put(Kind::CodeAsObject, span, "{\"for\":null}");
    let (open, close) = ("[".repeat(LEVELS), "]".repeat(LEVELS));
    edits.put(Kind::Depth, span, format!("{open}{close}"));
    edits.put(Kind::Depth, span, format!("{open}{raw}{close}"));
    let (open, close) = ("{\"x\":".repeat(LEVELS), "}".repeat(LEVELS));
    edits.put(Kind::Depth, span, format!("{open}{raw}{close}"));
    edits.put(Kind::Nul, span, format!("\0{raw}"));
    edits.put(Kind::Nul, span, format!("{raw}\0"));
    edits.put(Kind::Syntax, span, format!("{raw}//\n"));
    edits.put(Kind::Syntax, span, format!("/**/{raw}"));
    edits.put(Kind::Syntax, span, format!("\u{a0}{raw}"));
    edits.put(Kind::Syntax, span, "");
    edits.put(Kind::Syntax, span, "NaN");
    edits.put(Kind::Respelling, span, format!(" \r\n\t{raw}\n"));
}

fn whole(edits: &mut Edits) {
    let (start, end) = (0..0, edits.text.len()..edits.text.len());
    let all = 0..edits.text.len();
    edits.put(Kind::ByteOrderMark, &start, "\u{feff}");
    edits.put(Kind::ByteOrderMark, &end, "\u{feff}");
    for mark in [b"\xff\xfe", b"\xfe\xff"] {
        edits.put(Kind::ByteOrderMark, &start, mark);
    }
    let wide: Vec<u8> = edits
        .text
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    edits.put(Kind::NotUtf8, &all, wide);
    for after in ["{}", "null", ",", "\u{1a}", "\u{c}"] {
        edits.put(Kind::Syntax, &end, after);
    }
    edits.put(Kind::Syntax, &all, "");
}

fn number(edits: &mut Edits, node: &Node) {
    for number in [
        "1",
        "1.0",
        "1.00",
        "1e2",
        "1e0",
        "1E+0",
        "10e-1",
        "2",
        "9999",
        "9999.0",
        "9.999e3",
        "10000",
        "10000.0",
        "9999.5",
        "0",
        "0.0",
        "-0",
        "-0.0",
        "-1",
        "-1.0",
        "-1e-5",
        "0.5",
        "64.3",
        "0.1",
        "1e-400",
        "1e400",
        "-1e400",
        "1e308",
        "1.7976931348623157e308",
        "1.7976931348623159e308",
        // The last numbers that round to the largest float; not every way of rounding finds it.
        "1.797693134862315807e308",
        "17976931348623158e292",
        "179769313486231580793.72e288",
        "9007199254740993",
        "9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
    ] {
        edits.put(Kind::Number, &node.span, number);
    }
    for number in [
        "01", "+1", ".5", "1.", "1e", "0x1", "1_000", "Infinity", "-",
    ] {
        edits.put(Kind::Syntax, &node.span, number);
    }
}

fn array(edits: &mut Edits, node: &Node, items: &[Node]) {
    let raw: Vec<_> = items
        .iter()
        .map(|item| edits.raw(item).to_owned())
        .collect();
    let all = raw.join(",");
    let span = &node.span;
    edits.put(Kind::Length, span, "[]");
    if !items.is_empty() {
        let many = vec![all.as_str(); 40].join(",");
        edits.put(Kind::Length, span, format!("[{many}]"));
    }
    edits.put(Kind::Syntax, span, format!("[{all},]"));
    edits.put(Kind::Syntax, span, format!("[,{all}]"));
    edits.put(Kind::OtherType, span, format!("[{all},null]"));
    if let [only] = raw.as_slice() {
        edits.put(Kind::Wrap, span, only);
    }
    let members: Vec<_> = (0..)
        .zip(&raw)
        .map(|(at, raw)| format!("\"{at}\":{raw}"))
        .collect();
    edits.put(
        Kind::ListAsObject,
        span,
        format!("{{{}}}", members.join(",")),
    );
    if let Some(first) = raw.first() {
        edits.put(Kind::ListAsObject, span, format!("{{{first}:{first}}}"));
    }
}

/// A text with every character written as an escape.
pub fn escaped(text: &str) -> String {
    text.encode_utf16()
        .map(|unit| format!("\\u{unit:04x}"))
        .collect()
}
