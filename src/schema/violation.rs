//! The violations of a value: the places where it departs from its schema.

use std::collections::HashSet;
use std::sync::OnceLock;

use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{PatternOptions, ValidationError, Validator};
use serde_json::Value;

use super::generate;
use super::words::{found, list};
use crate::json;
use crate::model::RECORD_TYPES;
use crate::suggest::{Hint, look_alike, nearest};

/// The sort of violation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ViolationKind {
    /// A field that the type does not have.
    UnknownField,
    /// A field that the type must have.
    MissingField,
    /// A value of another JSON type.
    WrongType,
    /// A code that is not in the list.
    UnknownCode,
    /// A value of the right type that does not have the form or the range.
    MalformedValue,
}

/// One departure from the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The sort of violation.
    pub kind: ViolationKind,
    /// The place of the value, as a JSON Pointer.
    pub pointer: String,
    /// True if the key is meant, not the value.
    pub at_key: bool,
    /// The field that the object at the place lacks.
    pub missing: Option<Missing>,
    /// The type of the record whose id belongs there, where what stands there may be its name.
    pub record_type: Option<&'static str>,
    /// The message that says what is wrong.
    pub message: String,
    /// The hint that says what to write instead, if that is known.
    pub hint: Option<Hint>,
}

/// A field that an object lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Its name.
    pub name: String,
    /// What its value may begin with: the only one that fits, or an empty one of its JSON type.
    pub beginning: Value,
}

/// The number of violations told of one record: more than anybody mends one by one, and a bound for what is no record.
pub const MAX_MISTAKES: usize = 1000;

/// The schemas of the record types, each made ready when it is first asked for: that takes some milliseconds.
#[derive(Default)]
pub struct Schemas([OnceLock<Schema>; RECORD_TYPES.len()]);

/// One schema, ready to validate.
pub struct Schema {
    /// The record type that it describes.
    pub record_type: &'static str,
    /// The schema itself.
    pub schema: Value,
    validator: Validator,
}

impl Schemas {
    /// No schema is ready yet.
    pub fn new() -> Schemas {
        Schemas::default()
    }

    /// The schema of a record type.
    pub fn get(&self, record_type: &str) -> Option<&Schema> {
        let at = RECORD_TYPES.iter().position(|one| *one == record_type)?;
        Some(self.0[at].get_or_init(|| Schema::new(RECORD_TYPES[at])))
    }

    /// The schema that a value asks for by its `type` field, or what is wrong with that field.
    pub fn of(&self, value: &Value) -> Result<&Schema, Box<Violation>> {
        let whole = |kind, message: &str, hint: &str| {
            Box::new(Violation {
                kind,
                pointer: String::new(),
                at_key: false,
                missing: (kind == ViolationKind::MissingField).then(|| Missing {
                    name: "type".to_owned(),
                    beginning: "".into(),
                }),
                record_type: None,
                message: message.to_owned(),
                hint: Some(hint.to_owned().into()),
            })
        };
        let Value::Object(object) = value else {
            let message = format!("a record is an object, and this is {}", found(value));
            let records = value
                .as_array()
                .filter(|all| all.iter().all(Value::is_object));
            let hint = match records.map_or(0, Vec::len) {
                0 => "write one record a file, as `{ \"type\": … }`".to_owned(),
                1 => "take out the `[ ]` around the record".to_owned(),
                count => format!("put each of its {count} objects in a file of its own"),
            };
            return Err(whole(ViolationKind::WrongType, &message, &hint));
        };
        let hint = format!("one of {}", list(RECORD_TYPES.into_iter()));
        match object.get("type") {
            None => Err(misspelt_type(object).map(Box::new).unwrap_or_else(|| {
                whole(
                    ViolationKind::MissingField,
                    "the field `type` is missing",
                    &hint,
                )
            })),
            Some(Value::String(name)) => self.get(name).ok_or_else(|| {
                Box::new(Violation {
                    kind: ViolationKind::UnknownCode,
                    pointer: "/type".to_owned(),
                    at_key: false,
                    missing: None,
                    record_type: None,
                    message: format!("`{name}` is not a type of record"),
                    hint: Some(nearest(name, RECORD_TYPES).unwrap_or(hint.into())),
                })
            }),
            Some(other) => Err(Box::new(Violation {
                kind: ViolationKind::WrongType,
                pointer: "/type".to_owned(),
                at_key: false,
                missing: None,
                record_type: None,
                message: format!(
                    "the type of a record is a string, and this is {}",
                    found(other)
                ),
                hint: Some(hint.into()),
            })),
        }
    }
}

impl Schema {
    fn new(record_type: &'static str) -> Schema {
        let schema = generate(record_type).expect("every record type has a schema");
        let validator = jsonschema::draft202012::options()
            .with_pattern_options(PatternOptions::regex())
            .should_validate_formats(true)
            .offline()
            .build(&schema)
            .expect("a generated schema is a valid schema");
        Schema {
            record_type,
            schema,
            validator,
        }
    }

    /// Everything in which the value departs from the schema, up to [`MAX_MISTAKES`]; the last one says if there is more.
    pub fn violations(&self, value: &Value) -> Vec<Violation> {
        let errors = self.validator.iter_errors(value).take(MAX_MISTAKES + 1);
        let errors: Vec<_> = errors.collect();
        let (unknown, others): (Vec<_>, Vec<_>) = errors
            .iter()
            .partition(|error| matches!(error.kind(), Kind::AdditionalProperties { .. }));
        let mut violations: Vec<_> = unknown
            .iter()
            .flat_map(|error| self.explain(error))
            .collect();
        // A field that is misspelt is missing under its right name, and that is one violation.
        let meant: HashSet<(String, String)> = violations
            .iter()
            .filter_map(|one| {
                let (object, key) = one.pointer.rsplit_once('/')?;
                let plain = look_alike(key).map(|(_, plain)| plain);
                let meant = || one.hint.as_ref()?.instead.clone();
                Some((object.to_owned(), plain.or_else(meant)?))
            })
            .collect();
        let is_misspelt = |error: &ValidationError<'_>| match error.kind() {
            Kind::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                meant.contains(&(error.instance_path().to_string(), name.to_owned()))
            }
            _ => false,
        };
        let others = others.into_iter().filter(|error| !is_misspelt(error));
        violations.extend(others.flat_map(|error| self.explain(error)));
        if violations.len() > MAX_MISTAKES {
            violations.truncate(MAX_MISTAKES);
            violations.push(Violation {
                kind: ViolationKind::MalformedValue,
                pointer: String::new(),
                at_key: false,
                missing: None,
                record_type: None,
                message: format!(
                    "more in this record departs from the schema than the {MAX_MISTAKES} places that are told"
                ),
                hint: Some("is it a record of this type at all?".to_owned().into()),
            });
        }
        violations
    }
}

/// A field that is `type` but for its spelling: its value is a type of record.
fn misspelt_type(object: &serde_json::Map<String, Value>) -> Option<Violation> {
    let is_type = |value: &Value| {
        value
            .as_str()
            .is_some_and(|name| RECORD_TYPES.contains(&name))
    };
    let mut fields = object.iter().filter(|(_, value)| is_type(value));
    fields.find_map(|(key, _)| {
        Some(Violation {
            kind: ViolationKind::UnknownField,
            pointer: format!("/{}", json::escape(key)),
            at_key: true,
            missing: None,
            record_type: None,
            message: format!("a record has no field `{key}`"),
            hint: Some(nearest(key, std::iter::once("type"))?),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn violations(record: &str, expected: &[(ViolationKind, &str, &str)]) {
        let value = serde_json::from_str(record).expect("it is JSON");
        let schemas = Schemas::new();
        let found = match schemas.of(&value) {
            Ok(schema) => schema.violations(&value),
            Err(violation) => vec![*violation],
        };
        let found: Vec<_> = found
            .iter()
            .map(|one| {
                (
                    one.kind,
                    one.pointer.as_str(),
                    one.hint.as_ref().map_or("", |hint| hint.text.as_str()),
                )
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_misspelt_field_is_one_mistake() {
        let rest = r#""schema_version": "0.2.0", "id": "xx", "record": { "revision": 1, "state": "published" }"#;
        let name = r#"{ "en": "The cabinet" }"#;
        let unknown = ViolationKind::UnknownField;
        violations(
            &format!(r#"{{ "type": "actor", "knid": "body", "name": {name}, {rest} }}"#),
            &[(unknown, "/knid", "did you mean `kind`?")],
        );
        violations(
            &format!(r#"{{ "type": "actor", "k\u0456nd": "body", "name": {name}, {rest} }}"#),
            &[(
                unknown,
                "/k\u{456}nd",
                "`\u{456}` (U+0456) only looks like `i`: write `kind`",
            )],
        );
        violations(
            &format!(r#"{{ "tpye": "actor", "kind": "body", "name": {name}, {rest} }}"#),
            &[(unknown, "/tpye", "did you mean `type`?")],
        );
        // What is there under its own name is not meant once more, if another field can be.
        violations(
            &format!(
                r#"{{ "type": "actor", "kind": "body", "name": {name}, "$shema": "../x.schema.json", {rest} }}"#
            ),
            &[(unknown, "/$shema", "did you mean `$schema`?")],
        );
    }

    /// What a hint says to leave out can be left out, and what it says is needed cannot: of whatever field of whatever record.
    #[test]
    fn nothing_is_left_out_that_is_needed() {
        let schemas = Schemas::new();
        let base =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/base/records");
        let (files, failures) = crate::files::read_all(&base, &|path| path.display().to_string());
        assert!(failures.is_empty());
        let (mut allowed, mut needed, mut items) = (0, 0, 0);
        for file in files.iter().filter(|file| file.path.ends_with(".json")) {
            let bytes = file.content.as_deref().expect("it was read");
            let record: Value = serde_json::from_slice(bytes).expect("it is JSON");
            let schema = schemas.of(&record).expect("it has a type");
            assert_eq!(schema.violations(&record), []);
            for pointer in pointers(&record) {
                let list = record.pointer(&pointer).is_some_and(Value::is_array);
                for nothing in [Value::Null, serde_json::json!([])] {
                    if (nothing.is_array() && !list) || pointer == "/type" {
                        continue;
                    }
                    let mut other = record.clone();
                    *other.pointer_mut(&pointer).expect("it is there") = nothing.clone();
                    let found = schema.violations(&other);
                    let [one] = found.as_slice() else {
                        panic!("{}{pointer}: {found:?}", file.path);
                    };
                    let hint = &one.hint.as_ref().expect("it has a hint").text;
                    let (place, last) = pointer.rsplit_once('/').expect("it has a parent");
                    let without = match other.pointer_mut(place).expect("it has a parent") {
                        Value::Object(object) => {
                            object.shift_remove(last);
                            schema.violations(&other)
                        }
                        _ => {
                            items += 1;
                            assert!(
                                hint.contains("take it out of the list"),
                                "{pointer}: {hint}"
                            );
                            continue;
                        }
                    };
                    let is_needed = without
                        .iter()
                        .any(|one| one.missing.as_ref().is_some_and(|one| one.name == last));
                    let says_so = hint.starts_with(&format!("`{last}` is needed, so "));
                    assert_eq!(says_so, is_needed, "{pointer}: {hint}");
                    match hint.contains("leave the field out") {
                        true => assert_eq!(without, [], "{pointer}: {hint}"),
                        false => assert!(is_needed || hint.contains("if another is left")),
                    }
                    *(if is_needed { &mut needed } else { &mut allowed }) += 1;
                }
            }
        }
        assert!(
            allowed > 50 && needed > 50 && items > 20,
            "{allowed} {needed} {items}"
        );
    }

    /// The places of all values below a value.
    fn pointers(value: &Value) -> Vec<String> {
        let mut found = Vec::new();
        let mut below = |name: &str, value: &Value| {
            let own = format!("/{}", json::escape(name));
            found.extend(pointers(value).iter().map(|rest| format!("{own}{rest}")));
            found.push(own);
        };
        match value {
            Value::Object(object) => object.iter().for_each(|(name, value)| below(name, value)),
            Value::Array(items) => {
                let items = items.iter().enumerate();
                items.for_each(|(at, value)| below(&at.to_string(), value));
            }
            _ => {}
        }
        found
    }
}
