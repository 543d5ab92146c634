//! The columns of Arrow for what a JSON Schema describes, so that a field of the model is a column without another word.

use std::sync::Arc;

use arrow_schema::{DataType, Field, Fields};
use schemars::JsonSchema;
use serde_json::Value;

use super::column::{PRECISION, SCALE};
use crate::export::derived::{
    ActorDerived, DecisionDerived, Derived, ProposalDerived, SourceDerived,
};
use crate::export::ndjson::DERIVED;
use crate::export::tables::{Column, ColumnType};
use crate::model::Language;
use crate::schema;

/// The columns of the records of a type, with what follows from them.
pub fn of_records(record_type: &str, languages: &[Language]) -> Vec<Field> {
    let record = schema::generate(record_type).unwrap_or_default();
    let derived = match record_type {
        "decision" => derived::<DecisionDerived<'_>>(),
        "proposal" => derived::<ProposalDerived<'_>>(),
        "source" => derived::<SourceDerived>(),
        "actor" => derived::<ActorDerived<'_>>(),
        _ => Value::Null,
    };
    let mut fields = members(&record, &record, languages);
    let derived = DataType::Struct(members(&derived, &derived, languages).into());
    fields.push(Field::new(DERIVED, derived, false));
    fields
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

/// The members of an object. `root` has the definitions that `part` refers to.
fn members(root: &Value, part: &Value, languages: &[Language]) -> Vec<Field> {
    let required = part["required"].as_array();
    let is_required =
        |name: &str| required.is_some_and(|names| names.iter().any(|one| one == name));
    let properties = part["properties"].as_object().into_iter().flatten();
    properties
        .map(|(name, property)| {
            let data_type = data_type(root, property, languages);
            // A list with nothing in it is left out.
            let may_be_absent = !is_required(name) || matches!(data_type, DataType::List(_));
            Field::new(name, data_type, may_be_absent)
        })
        .collect()
}

fn data_type(root: &Value, part: &Value, languages: &[Language]) -> DataType {
    let name = part["$ref"].as_str();
    if let Some(name) = name.and_then(|path| path.strip_prefix("#/$defs/")) {
        return data_type(root, &root["$defs"][name], languages);
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
