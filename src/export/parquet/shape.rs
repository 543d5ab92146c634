//! The columns of Arrow for what a JSON Schema describes, so that a field of the model is a column without another word.

use std::sync::Arc;

use arrow_schema::{DataType, Field, Fields};
use schemars::JsonSchema;
use serde_json::Value;

use super::DECIMAL;
use super::column::{PRECISION, SCALE};
use crate::export::derived::{
    ActorDerived, DecisionDerived, Derived, ProposalDerived, SourceDerived,
};
use crate::export::ndjson::DERIVED;
use crate::export::tables::beside::{self, Beside};
use crate::export::tables::{Column, ColumnType};
use crate::model::Language;
use crate::schema;

/// The shape of the records of a type, with what follows from them.
pub struct Shape<'a> {
    record: Value,
    derived: Value,
    languages: &'a [Language],
}

impl Shape<'_> {
    /// The shape of the records of a type.
    pub fn of_records<'a>(record_type: &str, languages: &'a [Language]) -> Shape<'a> {
        let derived = match record_type {
            "decision" => derived::<DecisionDerived<'_>>(),
            "proposal" => derived::<ProposalDerived<'_>>(),
            "source" => derived::<SourceDerived>(),
            "actor" => derived::<ActorDerived<'_>>(),
            _ => Value::Null,
        };
        Shape {
            record: schema::generate(record_type).unwrap_or_default(),
            derived,
            languages,
        }
    }

    /// Its columns.
    pub fn fields(&self) -> Vec<Field> {
        let members = |root| members(root, root, self.languages);
        let derived = DataType::Struct(members(&self.derived).into());
        let mut fields = members(&self.record);
        fields.push(Field::new(DERIVED, derived, false));
        fields
    }

    /// Adds to a record what stands beside its values.
    pub fn add_beside(&self, row: &mut Value) {
        add_beside(&self.record, &self.record, row);
        add_beside(&self.derived, &self.derived, &mut row[DERIVED]);
    }
}

/// The schema of what follows from a record, the quotes among it.
fn derived<T: JsonSchema>() -> Value {
    schema::of::<Derived<'_, T>>(DERIVED, |_| ())
}

/// The columns of a table.
pub fn of_table(columns: &[Column]) -> Vec<Field> {
    let columns = columns.iter();
    columns
        .map(|column| {
            let data_type = match column.column_type {
                ColumnType::Text | ColumnType::Date => DataType::Utf8,
                ColumnType::Integer => DataType::Int64,
                ColumnType::Number => DataType::Float64,
                ColumnType::Decimal => DataType::Decimal128(PRECISION, SCALE),
                ColumnType::Boolean => DataType::Boolean,
                ColumnType::Day => DataType::Date32,
            };
            Field::new(&column.name, data_type, !column.required)
        })
        .collect()
}

/// What stands beside a member of an object. `part` is the schema of the object.
fn beside(property: &Value, part: &Value) -> impl Iterator<Item = &'static Beside> {
    let name = type_name(property);
    let decimal = (name == "Decimal").then_some(&DECIMAL);
    beside::of(name, part).iter().chain(decimal)
}

/// The name of the type of a property; empty if it has none.
fn type_name(property: &Value) -> &str {
    let path = property["$ref"].as_str().unwrap_or_default();
    path.strip_prefix("#/$defs/").unwrap_or_default()
}

/// Adds to an object, and to what is in it, what stands beside the values.
fn add_beside(root: &Value, part: &Value, value: &mut Value) {
    let name = type_name(part);
    if !name.is_empty() {
        return add_beside(root, &root["$defs"][name], value);
    }
    if let Some(items) = value.as_array_mut() {
        let item = &part["items"];
        return items.iter_mut().for_each(|one| add_beside(root, item, one));
    }
    let properties = part["properties"].as_object().into_iter().flatten();
    for (key, property) in properties {
        let Some(member) = value.get(key).cloned() else {
            continue;
        };
        for one in beside(property, part) {
            value[format!("{key}_{}", one.suffix)] = (one.make)(&member, value);
        }
        match beside::itself(type_name(property)) {
            Some(make) => value[key] = make(&member, value),
            None => add_beside(root, property, &mut value[key]),
        }
    }
}

/// The members of an object. `root` has the definitions that `part` refers to.
fn members(root: &Value, part: &Value, languages: &[Language]) -> Vec<Field> {
    let required = part["required"].as_array();
    let is_required =
        |name: &str| required.is_some_and(|names| names.iter().any(|one| one == name));
    let properties = part["properties"].as_object().into_iter().flatten();
    let fields = properties.flat_map(|(name, property)| {
        let data_type = data_type(root, property, languages);
        // A list with nothing in it is left out.
        let may_be_absent = !is_required(name) || matches!(data_type, DataType::List(_));
        let beside = beside(property, part).map(move |one| {
            let data_type = match one.type_name {
                "Decimal" => DataType::Decimal128(PRECISION, SCALE),
                "Day" => DataType::Date32,
                "Number" => DataType::Float64,
                _ => DataType::Utf8,
            };
            Field::new(format!("{name}_{}", one.suffix), data_type, true)
        });
        std::iter::once(Field::new(name, data_type, may_be_absent)).chain(beside)
    });
    fields.collect()
}

fn data_type(root: &Value, part: &Value, languages: &[Language]) -> DataType {
    match type_name(part) {
        "" => {}
        // A share stands beside it.
        "Count" => return DataType::Int64,
        name => return data_type(root, &root["$defs"][name], languages),
    }
    match part["type"].as_str() {
        Some("object") if part.get("properties").is_some() => {
            DataType::Struct(members(root, part, languages).into())
        }
        // The only object whose keys are not fields is a text for readers.
        Some("object") => {
            let texts = languages.iter();
            let texts = texts.map(|tag| Field::new(tag.as_str(), DataType::Utf8, true));
            DataType::Struct(texts.collect::<Fields>())
        }
        Some("array") => {
            let item = data_type(root, &part["items"], languages);
            DataType::List(Arc::new(Field::new("element", item, false)))
        }
        Some("integer") => DataType::Int64,
        Some("number") => DataType::Float64,
        Some("boolean") => DataType::Boolean,
        Some("string") if part["format"] == "date" => DataType::Date32,
        // Texts and codes; and where a value may be a number as well, it is written as text.
        _ => DataType::Utf8,
    }
}
