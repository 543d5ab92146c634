//! The type of the value at a place in a record, whether or not the record fits its schema.

use serde_json::Value;

use super::violation::Schema;
use crate::json;

impl Schema {
    /// The name of the type of the value at a JSON Pointer, such as `ActorId`; none if no value belongs there, or its type has no name.
    pub fn type_at(&self, pointer: &str) -> Option<&str> {
        let mut part = &self.schema;
        for segment in pointer.strip_prefix('/')?.split('/') {
            let segment = json::unescape(segment)?;
            let object = self.resolved(part);
            part = match &object["items"] {
                Value::Null => {
                    let field = object["properties"].get(segment.as_ref());
                    field.unwrap_or(&object["additionalProperties"])
                }
                items => items,
            };
        }
        name_of(part)
    }

    fn resolved<'a>(&'a self, part: &'a Value) -> &'a Value {
        let definition = name_of(part).and_then(|name| self.schema["$defs"].get(name));
        definition.unwrap_or(part)
    }
}

/// The name of the definition that a part of a schema refers to.
fn name_of(part: &Value) -> Option<&str> {
    part["$ref"].as_str()?.strip_prefix("#/$defs/")
}

#[cfg(test)]
mod tests {
    use crate::schema::Schemas;

    #[test]
    fn types_of_values() {
        let schemas = Schemas::new();
        let schema = schemas.get("decision").expect("a type of record");
        for (pointer, name) in [
            ("/decider/actor", Some("ActorId")),
            ("/statements/7/evidence/0/quote", Some("Text")),
            ("/statements/7/evidence/0/source", Some("SourceId")),
            ("/statements/7/evidence/0", Some("Evidence")),
            ("/title/nl", Some("Text")),
            ("/choice", Some("OptionId")),
            ("/nothing", None),
            ("/choice/below", None),
            ("", None),
        ] {
            assert_eq!(schema.type_at(pointer), name, "{pointer}");
        }
    }
}
