//! The changes that only objects have: those of their keys.

use crate::json::layout::quote;
use crate::json::shape::Shape;
use crate::json::{Member, Node};

use super::edit::{Edits, Kind, LEVELS, escaped};

pub fn object(edits: &mut Edits, shape: Option<Shape>, node: &Node, members: &[Member]) {
    let is_map = shape.is_some_and(|shape| shape.schema.get("properties").is_none());
    let twice = if is_map {
        Kind::DuplicateMapKey
    } else {
        Kind::DuplicateKey
    };
    let (inside, end) = (
        node.span.start + 1..node.span.start + 1,
        node.span.end - 1..node.span.end - 1,
    );
    let before = if members.is_empty() { "" } else { "," };
    for (at, member) in members.iter().enumerate() {
        each_key(edits, node, members, at);
        let (key, raw) = (quote(&member.key), edits.raw(&member.value).to_owned());
        for value in [raw.as_str(), "null"] {
            edits.put(twice, &end, format!(",{key}:{value}"));
            edits.put(twice, &inside, format!("{key}:{value},"));
        }
        let spelt = escaped(&member.key);
        edits.put(twice, &end, format!(",\"{spelt}\":{raw}"));
        edits.put(Kind::Respelling, &member.key_span, format!("\"{spelt}\""));
    }
    for key in [
        "note",
        "",
        "0",
        "nl-nl",
        "\u{feff}id",
        "$comment",
        "__proto__",
        "zz",
    ] {
        let key = quote(key);
        edits.put(Kind::UnknownKey, &end, format!("{before}{key}:\"x\""));
        edits.put(Kind::UnknownKey, &end, format!("{before}{key}:null"));
    }
    let (open, close) = ("[".repeat(LEVELS), "]".repeat(LEVELS));
    edits.put(Kind::Depth, &end, format!("{before}\"note\":{open}{close}"));
    edits.put(
        Kind::LoneSurrogate,
        &end,
        format!("{before}\"\\ud800\":\"x\""),
    );
    edits.put(Kind::Syntax, &end, ",");
    edits.put(Kind::Syntax, &end, format!("{before}note:1"));
    edits.put(Kind::Syntax, &end, format!("{before}'note':1"));
    as_list(edits, shape, node, members);
    let fields = shape.and_then(|shape| shape.schema["properties"].as_object());
    for name in fields.into_iter().flat_map(|fields| fields.keys()) {
        if !members.iter().any(|member| member.key == *name) {
            let null = format!("{before}{}:null", quote(name));
            edits.put(Kind::NullForOptional, &end, null);
        }
    }
}

fn each_key(edits: &mut Edits, node: &Node, members: &[Member], at: usize) {
    let member = &members[at];
    // With the comma before it or, where there is none, with the comma after it.
    let dropped = match (at.checked_sub(1), members.get(at + 1)) {
        (Some(before), _) => members[before].value.span.end..member.value.span.end,
        (None, Some(after)) => member.key_span.start..after.key_span.start,
        (None, None) => node.span.start + 1..node.span.end - 1,
    };
    edits.put(Kind::DropKey, &dropped, "");
    let key = &member.key;
    let mut shorter = key.clone();
    shorter.pop();
    let mut other = shorter.clone();
    other.push('q');
    let renamed = [
        shorter,
        other,
        format!("{key}s"),
        key.to_uppercase(),
        format!("{key}\n"),
    ];
    for renamed in renamed {
        if renamed != *key {
            edits.put(Kind::RenameKey, &member.key_span, quote(&renamed));
        }
    }
    let raw = key.clone() + "\\udc00";
    edits.put(Kind::LoneSurrogate, &member.key_span, format!("\"{raw}\""));
}

/// The values in the order in which they stand, and in the order of the schema with and without a `null` for each that is
/// absent: an object that is read by position is read in the order of the type.
fn as_list(edits: &mut Edits, shape: Option<Shape>, node: &Node, members: &[Member]) {
    let values: Vec<_> = members
        .iter()
        .map(|member| edits.raw(&member.value).to_owned())
        .collect();
    edits.put(
        Kind::ObjectAsList,
        &node.span,
        format!("[{}]", values.join(",")),
    );
    let pairs = members.iter().zip(&values);
    let pairs: Vec<_> = pairs
        .map(|(member, raw)| format!("[{},{raw}]", quote(&member.key)))
        .collect();
    edits.put(
        Kind::ObjectAsList,
        &node.span,
        format!("[{}]", pairs.join(",")),
    );
    let fields = shape.and_then(|shape| shape.schema["properties"].as_object());
    if let Some(fields) = fields {
        let raw = |name: &String| {
            let member = members.iter().position(|member| member.key == *name)?;
            Some(values[member].as_str())
        };
        let present: Vec<_> = fields.keys().filter_map(raw).collect();
        let every: Vec<_> = fields
            .keys()
            .map(|name| raw(name).unwrap_or("null"))
            .collect();
        edits.put(
            Kind::ObjectAsList,
            &node.span,
            format!("[{}]", present.join(",")),
        );
        edits.put(
            Kind::ObjectAsList,
            &node.span,
            format!("[{}]", every.join(",")),
        );
    }
}
