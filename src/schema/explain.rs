//! The errors of the evaluator of schemas, in terms of the records instead of the schema language.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use regex::Regex;
use serde_json::{Value, json};

use super::absence::Absence;
use super::violation::{MAX_MISTAKES, Missing, Schema, Violation, ViolationKind};
use super::words::{
    all_fields, as_hint, blemish, codes, fields, form, found, in_words, list, title, with_article,
};
use crate::json;
use crate::model::{DERIVED, RECORD_TYPES, SCHEMA_VERSION};
use crate::suggest::{self, Hint, look_alike, nearest};

impl Schema {
    /// One error of the evaluator in our terms; an unknown-field error names several fields at once.
    pub(super) fn explain(&self, error: &ValidationError<'_>) -> Vec<Violation> {
        let pointer = error.instance_path().as_str();
        let instance: &Value = error.instance();
        let part = self.part_of(error);
        let violation = |kind, message: String, hint: Option<Hint>| Violation {
            kind,
            pointer: pointer.to_owned(),
            at_key: false,
            missing: None,
            record_type: None,
            message,
            hint,
        };
        vec![match error.kind() {
            Kind::AdditionalProperties { unexpected } => {
                // What is there already under its own name was hardly meant.
                let absent = |field: &&str| instance.get(field).is_none();
                return unexpected
                    .iter()
                    .take(MAX_MISTAKES + 1)
                    .map(|key| Violation {
                        pointer: format!("{pointer}/{}", json::escape(key)),
                        at_key: true,
                        ..violation(
                            ViolationKind::UnknownField,
                            format!("{} has no field `{key}`", title(part)),
                            of_export(pointer, key)
                                .or_else(|| plain_name(key, all_fields(part)))
                                .or_else(|| nearest(key, all_fields(part).filter(absent)))
                                .or_else(|| nearest(key, all_fields(part)))
                                .or_else(|| Some(format!("it has {}", list(fields(part))).into())),
                        )
                    })
                    .collect();
            }
            Kind::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                Violation {
                    missing: Some(self.missing(name, &part["properties"][name])),
                    ..violation(
                        ViolationKind::MissingField,
                        format!("{} needs a field `{name}`", title(part)),
                        self.wanted(&part["properties"][name]).map(Hint::from),
                    )
                }
            }
            Kind::Type { kind } => {
                let wanted = match kind {
                    TypeKind::Single(one) => one.to_string(),
                    TypeKind::Multiple(several) => several
                        .iter()
                        .map(|one| one.to_string())
                        .collect::<Vec<_>>()
                        .join(" or "),
                };
                let hint = match instance {
                    Value::Null => Some(self.instead_of_null(error)),
                    _ if wanted == "array" => Some("put it in `[ ]`".to_owned()),
                    _ => form(part),
                };
                violation(
                    ViolationKind::WrongType,
                    format!(
                        "this is {}, and {} is needed here",
                        found(instance),
                        with_article(in_words(&wanted))
                    ),
                    hint.map(Hint::from),
                )
            }
            // That a constant is a string is said by its own type.
            Kind::Constant { .. } if !instance.is_string() => return Vec::new(),
            Kind::OneOfNotValid { .. } | Kind::Constant { .. } | Kind::Enum { .. } => {
                match instance {
                    Value::String(code) if code.is_empty() => violation(
                        ViolationKind::UnknownCode,
                        format!(
                            "this is empty, and {} is needed here",
                            with_article(&title(part).to_lowercase())
                        ),
                        Some(format!("one of {}", list(codes(part))).into()),
                    ),
                    Value::String(code) => violation(
                        ViolationKind::UnknownCode,
                        format!(
                            "`{code}` is not {}",
                            with_article(&title(part).to_lowercase())
                        ),
                        of_version(pointer, code)
                            .or_else(|| plain_name(code, codes(part)))
                            .or_else(|| nearest(code, codes(part)))
                            .or_else(|| Some(format!("one of {}", list(codes(part))).into())),
                    ),
                    other => violation(
                        ViolationKind::WrongType,
                        format!("this is {}, and {} is a string", found(other), title(part)),
                        Some(Hint::from(match other {
                            Value::Null => self.instead_of_null(error),
                            _ => format!("one of {}", list(codes(part))),
                        })),
                    ),
                }
            }
            Kind::PropertyNames { error } => {
                let key = error.instance().as_str().unwrap_or_default();
                Violation {
                    pointer: format!("{pointer}/{}", json::escape(key)),
                    at_key: true,
                    ..violation(
                        ViolationKind::MalformedValue,
                        format!(
                            "`{key}` is not {}",
                            with_article(&title(self.part_of(error)).to_lowercase())
                        ),
                        plain_form(self.part_of(error), key)
                            .or_else(|| form(self.part_of(error)).map(Hint::from)),
                    )
                }
            }
            Kind::Pattern { .. } if instance == "" => violation(
                ViolationKind::MalformedValue,
                format!(
                    "this is empty, and {} is needed here",
                    with_article(&title(part).to_lowercase())
                ),
                form(part).map(Hint::from),
            ),
            Kind::Pattern { .. } => Violation {
                record_type: named_by(part),
                ..violation(
                    ViolationKind::MalformedValue,
                    format!(
                        "{instance} is not {}",
                        with_article(&title(part).to_lowercase())
                    ),
                    instance
                        .as_str()
                        .and_then(|text| {
                            blemish(text)
                                .map(Hint::from)
                                .or_else(|| plain_form(part, text))
                                .or_else(|| meant(part, text))
                        })
                        .or_else(|| form(part).map(Hint::from)),
                )
            },
            Kind::MinItems { .. } => violation(
                ViolationKind::MalformedValue,
                "this list is empty".to_owned(),
                Some(Hint::from(match self.absence(error) {
                    Absence::Needed(name, field) => format!(
                        "`{name}` is needed, so give it an item{}",
                        self.wanted(field)
                            .map_or_else(String::new, |wanted| format!(": {wanted}"))
                    ),
                    Absence::Allowed | Absence::Entry => {
                        "leave the field out, or give it an item".to_owned()
                    }
                    Absence::Item => "take it out of the list, or give it an item".to_owned(),
                })),
            ),
            Kind::MinProperties { .. } => violation(
                ViolationKind::MalformedValue,
                format!("this {} is empty", title(part).to_lowercase()),
                form(part).map(Hint::from),
            ),
            Kind::Minimum { limit } => violation(
                ViolationKind::MalformedValue,
                format!("{instance} is less than {limit}"),
                form(part).map(Hint::from),
            ),
            Kind::Maximum { limit } => violation(
                ViolationKind::MalformedValue,
                format!("{instance} is more than {limit}"),
                form(part).map(Hint::from),
            ),
            _ => violation(ViolationKind::MalformedValue, error.to_string(), None),
        }]
    }

    /// The hint for a `null`, which no field may hold.
    fn instead_of_null(&self, error: &ValidationError<'_>) -> String {
        match self.absence(error) {
            Absence::Needed(name, field) => {
                let wanted = self.wanted(field).or_else(|| form(field));
                let wanted = wanted.map_or_else(String::new, |wanted| format!(": {wanted}"));
                format!("`{name}` is needed, so write its value{wanted}")
            }
            Absence::Allowed => "leave the field out if its value is unknown".to_owned(),
            Absence::Entry => "write its value, or take it out if another is left".to_owned(),
            Absence::Item => "take it out of the list".to_owned(),
        }
    }

    /// The content of a field, in the words of the schema, and the codes that there are for it.
    fn wanted(&self, field: &Value) -> Option<String> {
        let definition = field["$ref"]
            .as_str()
            .and_then(|path| self.schema.pointer(path.strip_prefix('#')?));
        let codes: Vec<_> = definition.into_iter().flat_map(codes).collect();
        let description = field["description"]
            .as_str()
            .or_else(|| definition?["description"].as_str())
            .map(as_hint)?;
        Some(match codes.as_slice() {
            [] => description,
            codes => format!("{description}: one of {}", list(codes.iter().copied())),
        })
    }

    /// A field that is missing, and what its value may begin with.
    fn missing(&self, name: &str, field: &Value) -> Missing {
        Missing {
            name: name.to_owned(),
            beginning: self.beginning(field),
        }
    }

    /// What a value begins with: the only one that fits, or an empty one with all that it must have.
    fn beginning(&self, field: &Value) -> Value {
        let definition = field["$ref"]
            .as_str()
            .and_then(|path| self.schema.pointer(path.strip_prefix('#')?));
        let part = definition.unwrap_or(field);
        match (&part["const"], part["type"].as_str()) {
            (Value::Null, Some("object")) => {
                let required = part["required"].as_array().into_iter().flatten();
                let names = required.filter_map(Value::as_str);
                let members =
                    names.map(|name| (name.to_owned(), self.beginning(&part["properties"][name])));
                Value::Object(members.collect())
            }
            (Value::Null, Some("array")) if part["minItems"].as_u64() > Some(0) => {
                json!([self.beginning(&part["items"])])
            }
            (Value::Null, Some("array")) => json!([]),
            (Value::Null, Some("integer" | "number")) => json!(0),
            (Value::Null, Some("boolean")) => json!(false),
            (Value::Null, _) => json!(""),
            (only, _) => only.clone(),
        }
    }

    /// The part of the schema whose keyword the error is about.
    fn part_of(&self, error: &ValidationError<'_>) -> &Value {
        let keyword = error.schema_path().as_str();
        let part = keyword.rsplit_once('/').map_or("", |(part, _)| part);
        self.schema.pointer(part).unwrap_or(&Value::Null)
    }
}

/// The hint for a code or a field of which a character only looks like the one that was meant.
fn plain_name<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<Hint> {
    let (first, plain) = look_alike(written)?;
    let is_known = names.into_iter().any(|name| name == plain);
    let text = format!("{}: write `{plain}`", first.describe());
    is_known.then(|| Hint::write(&plain).with_text(text))
}

/// The hint for a value of which a character only looks like the one that was meant, and nothing else is wrong.
fn plain_form(part: &Value, written: &str) -> Option<Hint> {
    let (first, plain) = look_alike(written)?;
    let pattern = Regex::new(part["pattern"].as_str()?).ok()?;
    // A space joins the words of an id no more than one that does not break.
    let joined = plain.replace(' ', "-");
    let mut forms = [plain.as_str(), joined.as_str()].into_iter();
    let form = forms.find(|form| pattern.is_match(form));
    let hint = match form {
        Some(form) => Hint::write(form),
        None => meant(part, &plain)?,
    };
    let text = format!("{}: {hint}", first.describe());
    Some(hint.with_text(text))
}

/// The hint for a value of another form, where it shows what was meant: a day in another order, or a name instead of an id.
fn meant(part: &Value, text: &str) -> Option<Hint> {
    let of_type = title(part);
    if of_type == "Date" {
        return suggest::day(text);
    }
    let record_type = named_by(part)?;
    // What is not plain words could be more to a shell.
    let is_plain = |c: char| c.is_alphanumeric() || c == ' ' || c == '-';
    (record_type != "decision" && text.chars().all(is_plain)).then(|| {
        format!("an id belongs here, not a name: `besluit list --type {record_type} \"{text}\"` looks for it").into()
    })
}

/// The type of the records whose ids are of this form.
fn named_by(part: &Value) -> Option<&'static str> {
    let of_type = title(part);
    let mut types = RECORD_TYPES.into_iter();
    types.find(|record_type| of_type.eq_ignore_ascii_case(&format!("{record_type} id")))
}

/// The hint for a version of the model that was before this one, or that is to come.
fn of_version(pointer: &str, version: &str) -> Option<Hint> {
    let numbers = |version: &str| -> Option<Vec<u32>> {
        let numbers: Result<Vec<u32>, _> = version.split('.').map(str::parse).collect();
        numbers.ok().filter(|numbers| numbers.len() == 3)
    };
    let (asked, own) = (numbers(version)?, numbers(SCHEMA_VERSION)?);
    let hint = match asked < own {
        true => "`besluit migrate` carries records of older versions over",
        false => "a newer `besluit` reads it",
    };
    (pointer == "/schema_version").then(|| hint.to_owned().into())
}

/// The hint for a field that exports add to whole records.
fn of_export(pointer: &str, key: &str) -> Option<Hint> {
    let is_added = pointer.is_empty() && key == DERIVED;
    is_added.then(|| {
        "it is what `besluit export` adds to the record: take it out"
            .to_owned()
            .into()
    })
}
