//! The schema of what follows from a record of each type, for those who read exports.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::{ActorDerived, DecisionDerived, Derived, ProposalDerived, SourceDerived};
use crate::schema::consumer;

/// The schema of what follows from a record of a type. Its definitions are added to those of the generator.
pub fn follows(record_type: &str, generator: &mut SchemaGenerator) -> Schema {
    match record_type {
        "decision" => generator.subschema_for::<Derived<'_, DecisionDerived<'_>>>(),
        "proposal" => generator.subschema_for::<Derived<'_, ProposalDerived<'_>>>(),
        "source" => generator.subschema_for::<Derived<'_, SourceDerived<'_>>>(),
        "actor" => generator.subschema_for::<Derived<'_, ActorDerived<'_>>>(),
        _ => json_schema!({}),
    }
}

/// What follows from a record, as exports have it under the key `derived`: from a record of each type what the definition of that name
/// says, such as `DecisionDerived`.
#[derive(JsonSchema)]
#[schemars(untagged, rename = "Derived")]
#[expect(
    dead_code,
    clippy::large_enum_variant,
    reason = "it is the root of a schema, and never made"
)]
enum OfAnyType<'a> {
    /// What follows from a decision.
    Decision(Derived<'a, DecisionDerived<'a>>),
    /// What follows from a proposal.
    Proposal(Derived<'a, ProposalDerived<'a>>),
    /// What follows from a source.
    Source(Derived<'a, SourceDerived<'a>>),
    /// What follows from an actor.
    Actor(Derived<'a, ActorDerived<'a>>),
}

/// The schema of what follows from records, under a name of its own, with a definition for each type of record. It is tolerant, as all
/// that is only read.
pub fn schema(name: &str) -> Value {
    let mut schema = consumer::of::<OfAnyType<'_>>(name, |_| ());
    // What follows from a decision has all that follows from an actor as well, and more.
    if let Some(root) = schema.as_object_mut() {
        let alternatives = root.shift_remove("oneOf").unwrap_or_default();
        let definitions = root.shift_remove("$defs").unwrap_or_default();
        root.insert("anyOf".to_owned(), alternatives);
        root.insert("$defs".to_owned(), definitions);
    }
    schema
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::follows;
    use crate::derive::quotes;
    use crate::export::Export;
    use crate::export::ndjson::{DERIVED, Line};
    use crate::json::{self, shape};
    use crate::model::RECORD_TYPES;
    use crate::schema::{self, consumer};
    use crate::support::{dataset, folders, repository};
    use jsonschema::Validator;

    fn validator(schema: Option<Value>) -> Validator {
        jsonschema::draft202012::options()
            .should_validate_formats(true)
            .offline()
            .build(&schema.expect("there is one"))
            .expect("a generated schema is a valid schema")
    }

    /// Every record of this repository and of the world fixtures as an export has it.
    fn lines() -> Vec<Value> {
        let mut folders = folders(&repository().join("tests/fixtures/world"));
        folders.push(repository());
        let mut lines = Vec::new();
        for folder in folders {
            let dataset = dataset(&folder);
            let quotes = quotes(&dataset);
            let export = Export::new(&dataset, &quotes);
            let records = export.records.iter().map(Line::of);
            lines.extend(records.map(|line| serde_json::to_value(line).expect("it is JSON")));
        }
        lines
    }

    #[test]
    fn what_exports_have_is_what_readers_are_told() {
        let union = validator(consumer::generate("record", follows));
        let mut met = std::collections::BTreeMap::new();
        let lines = lines();
        for name in RECORD_TYPES {
            let schema = schema::with_derived(name, follows).expect("there is one");
            let shapes = shape::Shapes::new(&schema);
            let strict = validator(schema::generate(name));
            let tolerant = validator(consumer::generate(name, follows));
            for line in lines.iter().filter(|line| line["type"] == name) {
                assert!(tolerant.is_valid(line) && union.is_valid(line), "{line}");
                assert!(!strict.is_valid(line), "no file has it: {line}");
                let text = line.to_string();
                let root = json::parse(text.as_bytes()).root.expect("it is JSON");
                let mut places = Vec::new();
                shapes.walk(&root, &mut |of_type, pointer, _| {
                    if pointer.starts_with("/derived") {
                        places.push((of_type.to_owned(), pointer.to_owned()));
                    }
                });
                for (of_type, pointer) in places {
                    let count = met.entry(of_type.clone()).or_insert(0);
                    *count += 1;
                    // There are thousands of some types.
                    if *count > 50 {
                        continue;
                    }
                    let at = |value: Value| {
                        let mut line = line.clone();
                        *line.pointer_mut(&pointer).expect("it is there") = value;
                        tolerant.is_valid(&line)
                    };
                    for other in [Value::Null, json!([[]]), json!({ "a": 1 }), json!(1.5)] {
                        assert!(!at(other), "{pointer} of {line}");
                    }
                    let part = line.pointer(&pointer).expect("it is there");
                    let definition = &schema["$defs"][&of_type];
                    let required = definition["required"].as_array().into_iter().flatten();
                    for field in required.filter_map(Value::as_str) {
                        let mut part = part.clone();
                        let members = part.as_object_mut().expect("it is an object");
                        assert!(members.shift_remove(field).is_some());
                        assert!(!at(part), "{pointer}/{field} of {line}");
                    }
                }
            }
        }
        // Each type of what follows is in some record.
        let schema = schema::with_derived("record", follows).expect("there is one");
        let strict = schema::generate("record").expect("there is one");
        let definitions = schema["$defs"].as_object().expect("it has some");
        for of_type in definitions.keys() {
            let is_derived = strict["$defs"].get(of_type).is_none();
            assert!(!is_derived || met.contains_key(of_type), "{of_type}");
        }
        assert_eq!(lines[0][DERIVED]["digest"].as_str().map(str::len), Some(71));
    }
}
