//! The changes that only strings have.

use std::collections::BTreeSet;

use crate::json::Node;
use crate::json::layout::quote;
use crate::json::shape::Shape;
use serde_json::Value as Json;

use super::edit::{Edits, Kind, escaped};

/// The characters that are put at the ends of a text. Some of them are white space, and all of them look like nothing.
const ENDS: [&str; 12] = [
    "\n", "\r\n", " ", "\t", "\u{b}", "\u{85}", "\u{a0}", "\u{feff}", "\u{2028}", "\u{2029}",
    "\u{200b}", "\u{3000}",
];

const CONTROLS: [&str; 6] = ["\0", "\u{1}", "\u{1f}", "\u{7f}", "\u{9f}", "\t"];

/// Dates that are none, that are no date of EDTF level 0, and some that are one.
const DATES: [&str; 26] = [
    "2025-13",
    "2025-13-01",
    "2025-00",
    "2025-00-01",
    "2025-11-32",
    "2025-11-00",
    "2025-02-30",
    "2025",
    "2025-11",
    "2024-01-01/2024-12-31",
    "2024-12-31/2024-01-01",
    "2024/2024-02-30",
    "2024/",
    "/2024",
    "2024/..",
    "2024/2025/2026",
    "2024-1-1",
    "20240101",
    "+2024-01-01",
    "-2024",
    "24-01-01",
    "2024-01-01T00:00:00Z",
    "2024-06~",
    "2024-01-01\n",
    "２０２４",
    "20240-01-01",
];

pub fn string(edits: &mut Edits, schema: &Json, shape: Option<Shape>, node: &Node, text: &str) {
    let span = &node.span;
    let mut put = |kind, text: &str| edits.put(kind, span, quote(text));
    for end in ENDS {
        put(Kind::TextEnd, &format!("{text}{end}"));
        put(Kind::TextEnd, &format!("{end}{text}"));
    }
    let middle = text.chars().count() / 2;
    let (first, second): (String, String) = (
        text.chars().take(middle).collect(),
        text.chars().skip(middle).collect(),
    );
    for control in CONTROLS {
        put(Kind::ControlCharacter, &format!("{first}{control}{second}"));
    }
    put(Kind::Length, "");
    put(Kind::Length, &"a".repeat(2_000));
    put(Kind::Length, &text.repeat(20));
    put(Kind::Length, &text.chars().take(1).collect::<String>());
    put(Kind::Length, &first);
    put(Kind::Code, &text.to_uppercase());
    put(Kind::Code, &format!("{text}x"));
    put(Kind::Code, &text.replace('_', "-"));
    put(Kind::Code, &text.replace('-', "_"));
    for code in codes(schema, shape) {
        put(Kind::Code, code);
    }
    // Elsewhere a few show that nothing takes a date for something else.
    let is_date = shape.is_some_and(|shape| shape.type_name == "Date");
    for date in DATES.iter().take(if is_date { DATES.len() } else { 2 }) {
        put(Kind::Date, date);
    }
    if is_date {
        put(Kind::Date, &format!("{text}/{text}"));
    }
    let key = quote(text);
    edits.put(Kind::CodeAsObject, span, format!("{{{key}:null}}"));
    for inside in ["{}", "[]", "true", &key] {
        edits.put(Kind::OtherType, span, format!("{{{key}:{inside}}}"));
    }
    edits.put(Kind::Respelling, span, format!("\"{}\"", escaped(text)));
    let start = span.start + 1..span.start + 1;
    for surrogate in ["\\ud800", "\\udc00", "\\udc00\\ud800", "\\ud800x"] {
        edits.put(Kind::LoneSurrogate, &start, surrogate);
    }
    // A surrogate as bytes, a byte of another encoding, and a byte that is in no encoding of Unicode.
    for bytes in [&b"\xed\xa0\x80"[..], b"\xe9", b"\xff", b"\xc0\x80"] {
        edits.put(Kind::NotUtf8, &start, bytes);
    }
    for raw in ["\n", "\0", "\\x", "\\u12", "\""] {
        edits.put(Kind::Syntax, &start, raw);
    }
    edits.put(Kind::Syntax, span, format!("'{text}'"));
    if text.chars().all(char::is_alphanumeric) {
        edits.put(Kind::Syntax, span, text);
    }
}

/// Every code of the value's own list, and of every other list of the schema the first one.
fn codes<'a>(schema: &'a Json, shape: Option<Shape<'a>>) -> BTreeSet<&'a str> {
    let list = |part: &'a Json| {
        let codes = part["oneOf"].as_array().into_iter().flatten();
        codes.filter_map(|code| code["const"].as_str())
    };
    let Some(own) = shape.map(|shape| list(shape.schema)) else {
        return BTreeSet::new();
    };
    let own: BTreeSet<_> = own.collect();
    if own.is_empty() {
        return own;
    }
    let others = schema["$defs"].as_object().into_iter().flatten();
    own.into_iter()
        .chain(others.filter_map(|(_, part)| list(part).next()))
        .collect()
}
