//! The lists of codes of a schema: a finite number of values, and for a list that may grow the form that codes to come will have.

use std::collections::BTreeSet;

use serde_json::Value;

use super::form::{Alternatives, Form, Node};
use super::language;

/// A list of codes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List<'a> {
    /// The codes that are known.
    pub codes: Vec<&'a Value>,
    /// The patterns of which codes to come have one; none for a list that is closed.
    pub open: Vec<&'a str>,
}

/// What a form says of codes.
#[derive(Clone, Debug, PartialEq)]
pub enum Codes<'a> {
    /// It is no list of codes.
    None,
    /// It is a list.
    List(List<'a>),
    /// It has a list in it, and more than a list can say.
    Unclear,
}

impl<'a> List<'a> {
    /// True if a value is in the list, or may be added to it; `None` if a pattern cannot be read.
    pub fn admits(&self, value: &Value) -> Option<bool> {
        if self.codes.contains(&value) {
            return Some(true);
        }
        let Value::String(text) = value else {
            return Some(false);
        };
        let told = self.open.iter().map(|one| language::matches(one, text));
        let told: Option<Vec<bool>> = told.collect();
        told.map(|told| told.contains(&true))
    }

    /// The list that alternatives are, if each of them is a list, or the form of codes to come.
    pub fn of_alternatives(nodes: &[Node<'a>], is_exclusive: bool) -> Option<List<'a>> {
        List::within(nodes, is_exclusive, DEPTH)
    }

    fn within(nodes: &[Node<'a>], is_exclusive: bool, depth: usize) -> Option<List<'a>> {
        let mut whole = List::default();
        for node in nodes {
            let form = node.form();
            match codes_within(&form, depth) {
                Codes::List(list) => {
                    whole.codes.extend(list.codes);
                    whole.open.extend(list.open);
                }
                Codes::None => whole.open.push(only_pattern(&form)?),
                Codes::Unclear => return None,
            }
        }
        // Of alternatives that exclude one another, a code that stands in two fits none.
        let distinct: BTreeSet<String> = whole.codes.iter().map(ToString::to_string).collect();
        let overlaps = distinct.len() < whole.codes.len() || !whole.open.is_empty();
        let is_list = !(whole.codes.is_empty() || is_exclusive && overlaps);
        is_list.then_some(whole)
    }
}

/// The alternatives of a form that are no lists of codes, of each part that has some.
pub fn alternatives<'a>(form: &Form<'a>) -> Vec<Alternatives<'a>> {
    let mut found = Vec::new();
    for map in &form.maps {
        for keyword in ["oneOf", "anyOf"] {
            let Some(Value::Array(parts)) = map.get(keyword) else {
                continue;
            };
            let nodes: Vec<_> = parts.iter().map(|part| form.node(vec![part])).collect();
            let is_exclusive = keyword == "oneOf";
            if List::of_alternatives(&nodes, is_exclusive).is_none() {
                found.push(Alternatives {
                    is_exclusive,
                    nodes,
                });
            }
        }
    }
    found
}

/// How deep lists stand in lists: a schema may lead back to itself.
const DEPTH: usize = 8;

/// What a form says of codes: only those that have its types and its patterns.
pub fn codes<'a>(form: &Form<'a>) -> Codes<'a> {
    codes_within(form, DEPTH)
}

fn codes_within<'a>(form: &Form<'a>, depth: usize) -> Codes<'a> {
    let Some(depth) = depth.checked_sub(1) else {
        return Codes::Unclear;
    };
    let mut whole: Option<List<'a>> = None;
    for map in &form.maps {
        let mut lists = Vec::new();
        if let Some(code) = map.get("const") {
            lists.push(vec![code]);
        }
        if let Some(Value::Array(codes)) = map.get("enum") {
            lists.push(codes.iter().collect());
        }
        let mut lists: Vec<_> = lists.into_iter().map(closed).collect();
        for keyword in ["oneOf", "anyOf"] {
            if let Some(Value::Array(parts)) = map.get(keyword) {
                let nodes: Vec<_> = parts.iter().map(|part| form.node(vec![part])).collect();
                lists.extend(List::within(&nodes, keyword == "oneOf", depth));
            }
        }
        for list in lists {
            whole = match whole {
                None => Some(list),
                Some(whole) if whole.open.is_empty() && list.open.is_empty() => {
                    let mut both = whole;
                    both.codes.retain(|code| list.codes.contains(code));
                    Some(both)
                }
                Some(_) => return Codes::Unclear,
            };
        }
    }
    let Some(mut list) = whole else {
        return Codes::None;
    };
    let limits = ["format", "minimum", "maximum"];
    let is_limited = limits.iter().any(|limit| !form.all(limit).is_empty());
    // What is said of items and fields is not asked of codes.
    let is_limited = is_limited
        || list
            .codes
            .iter()
            .any(|code| code.is_array() || code.is_object());
    let patterns = form.patterns();
    let is_limited = is_limited || !form.others().is_empty();
    if is_limited || (!patterns.is_empty() && !list.open.is_empty()) {
        return Codes::Unclear;
    }
    let types = form.types();
    list.codes.retain(|code| has_type(code, &types));
    for pattern in patterns {
        let mut is_clear = true;
        list.codes.retain(|code| match code {
            Value::String(text) => language::matches(pattern, text).unwrap_or_else(|| {
                is_clear = false;
                true
            }),
            _ => true,
        });
        if !is_clear {
            return Codes::Unclear;
        }
    }
    if !types.contains("string") {
        list.open.clear();
    }
    Codes::List(list)
}

fn closed(codes: Vec<&Value>) -> List<'_> {
    List {
        codes,
        open: Vec::new(),
    }
}

/// The one pattern of a form that says nothing but that it is a string of that pattern.
fn only_pattern<'a>(form: &Form<'a>) -> Option<&'a str> {
    let patterns = form.patterns();
    let is_string = form.types() == BTreeSet::from(["string"]);
    let is_bare = form.others().is_empty() && form.formats().is_empty();
    let has_alternatives = form.maps.iter().any(|map| {
        ["oneOf", "anyOf", "const", "enum"]
            .iter()
            .any(|keyword| map.contains_key(*keyword))
    });
    let is_only = is_string && is_bare && !has_alternatives && patterns.len() == 1;
    patterns.into_iter().next().filter(|_| is_only)
}

/// The type of a value, as a schema names it.
pub fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn has_type(value: &Value, types: &BTreeSet<&str>) -> bool {
    let own = type_of(value);
    types.contains(own) || (own == "integer" && types.contains("number"))
}
