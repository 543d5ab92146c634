//! Whether what is written at a place may be left out instead.

use jsonschema::ValidationError;
use serde_json::Value;

use super::violation::Schema;
use crate::json;

/// What leaving out a value would come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Absence<'a> {
    /// It is the value of a field that may be absent.
    Allowed,
    /// It is the value of a field that its object needs: the name of the field, and its part of the schema.
    Needed(&'a str, &'a Value),
    /// It is one of several values by a key of somebody's own, such as a language: the last one cannot go.
    Entry,
    /// It is an item of a list, which has no place for nothing.
    Item,
}

impl Schema {
    /// What leaving out the value of an error would come to. The way that the evaluator took through the schema tells it.
    pub(super) fn absence(&self, error: &ValidationError<'_>) -> Absence<'_> {
        let mut absence = Absence::Allowed;
        let mut part = &self.schema;
        let path = error.evaluation_path().as_str();
        let mut keywords = path.split('/').skip(1).filter_map(json::unescape);
        while let Some(keyword) = keywords.next() {
            match &*keyword {
                "$ref" => {
                    let target = part["$ref"]
                        .as_str()
                        .and_then(|path| path.strip_prefix('#'));
                    part = target
                        .and_then(|pointer| self.schema.pointer(pointer))
                        .unwrap_or(&Value::Null);
                }
                "properties" => {
                    let Some(name) = keywords.next() else {
                        return absence;
                    };
                    let needed = part["required"].as_array().into_iter().flatten();
                    let needed = needed.filter_map(Value::as_str);
                    let field = &part["properties"][&*name];
                    absence = match needed.into_iter().find(|needed| *needed == name) {
                        Some(name) => Absence::Needed(name, field),
                        None => Absence::Allowed,
                    };
                    part = field;
                }
                other => {
                    match other {
                        "items" => absence = Absence::Item,
                        "additionalProperties" => absence = Absence::Entry,
                        _ => {}
                    }
                    part = match part {
                        Value::Array(parts) => json::index(other).and_then(|at| parts.get(at)),
                        part => part.get(other),
                    }
                    .unwrap_or(&Value::Null);
                }
            }
        }
        absence
    }
}
