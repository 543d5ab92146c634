//! From the columns that a file is to have to those of Arrow, and to rows that have what stands beside their values.

use std::sync::Arc;

use arrow_schema::{DataType, Field};
use serde_json::Value;

use crate::export::columnar::{self, ITEM, Kind, PRECISION, SCALE, Shape, type_name};
use crate::export::ndjson::DERIVED;
use crate::export::tables::beside;

/// Columns as those of Arrow.
pub fn fields(fields: &[columnar::Field]) -> Vec<Field> {
    let fields = fields.iter();
    fields
        .map(|field| Field::new(&field.name, data_type(&field.kind), field.nullable))
        .collect()
}

fn data_type(kind: &Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Decimal => DataType::Decimal128(PRECISION, SCALE),
        Kind::Boolean => DataType::Boolean,
        Kind::Day => DataType::Date32,
        Kind::Struct(members) => DataType::Struct(fields(members).into()),
        Kind::List(item) => DataType::List(Arc::new(Field::new(ITEM, data_type(item), false))),
    }
}

/// Adds to a record what stands beside its values.
pub fn add_beside(shape: &Shape<'_>, row: &mut Value) {
    add(&shape.record, &shape.record, row);
    add(&shape.derived, &shape.derived, &mut row[DERIVED]);
}

/// Adds to an object, and to what is in it, what stands beside the values.
fn add(root: &Value, part: &Value, value: &mut Value) {
    let name = type_name(part);
    if !name.is_empty() {
        return add(root, &root["$defs"][name], value);
    }
    if let Some(items) = value.as_array_mut() {
        let item = &part["items"];
        return items.iter_mut().for_each(|one| add(root, item, one));
    }
    let properties = part["properties"].as_object().into_iter().flatten();
    for (key, property) in properties {
        let Some(member) = value.get(key).cloned() else {
            continue;
        };
        for one in columnar::beside(property, part) {
            value[format!("{key}_{}", one.suffix)] = (one.make)(&member, value);
        }
        match beside::itself(type_name(property)) {
            Some(make) => value[key] = make(&member, value),
            None => add(root, property, &mut value[key]),
        }
    }
}
