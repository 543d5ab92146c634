//! From JSON to the columns of Arrow. A value that has no place in its column is an error: nothing is lost on the way.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int64Array, ListArray,
    StringArray, StructArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, FieldRef, Fields};
use jiff::civil;
use serde_json::Value;

use crate::export::columnar::SCALE;

/// The members of some objects as columns, one for each field.
///
/// # Errors
/// If one of them has another member, lacks one that is required, or has one of another type.
pub fn members(fields: &Fields, objects: &[Option<&Value>]) -> Result<Vec<ArrayRef>, ArrowError> {
    for object in objects.iter().flatten() {
        let Some(object) = object.as_object() else {
            return Err(misfit(object));
        };
        if let Some(key) = object.keys().find(|key| fields.find(key).is_none()) {
            return Err(ArrowError::SchemaError(format!("no column is for `{key}`")));
        }
    }
    let member = |field: &FieldRef| {
        let values = objects.iter().copied();
        let values: Vec<_> = values.map(|one| one?.get(field.name())).collect();
        column(field.data_type(), &values)
    };
    fields.iter().map(member).collect()
}

/// Values of one type as a column. What is absent or null is null.
fn column(data_type: &DataType, values: &[Option<&Value>]) -> Result<ArrayRef, ArrowError> {
    let values: Vec<_> = values
        .iter()
        .map(|value| value.filter(|value| !value.is_null()))
        .collect();
    Ok(match data_type {
        DataType::Int64 => Arc::new(Int64Array::from(read(&values, Value::as_i64)?)),
        DataType::Float64 => Arc::new(Float64Array::from(read(&values, Value::as_f64)?)),
        DataType::Decimal128(precision, scale) => {
            let decimals = Decimal128Array::from(read(&values, decimal)?);
            Arc::new(decimals.with_precision_and_scale(*precision, *scale)?)
        }
        DataType::Boolean => Arc::new(BooleanArray::from(read(&values, Value::as_bool)?)),
        DataType::Date32 => Arc::new(Date32Array::from(read(&values, day)?)),
        DataType::Utf8 => Arc::new(StringArray::from(read(&values, text)?)),
        DataType::List(item) => Arc::new(list(item, &values)?),
        DataType::Struct(fields) => {
            let present = values.iter().map(Option::is_some).collect();
            let columns = members(fields, &values)?;
            Arc::new(StructArray::try_new(
                fields.clone(),
                columns,
                Some(present),
            )?)
        }
        other => return Err(ArrowError::NotYetImplemented(other.to_string())),
    })
}

fn list(item: &FieldRef, values: &[Option<&Value>]) -> Result<ListArray, ArrowError> {
    let lists = read(values, |value| value.as_array().map(Vec::as_slice))?;
    let lengths = lists.iter().map(|list| list.map_or(0, <[Value]>::len));
    let offsets = OffsetBuffer::from_lengths(lengths);
    let items: Vec<_> = lists
        .iter()
        .flatten()
        .copied()
        .flatten()
        .map(Some)
        .collect();
    let items = column(item.data_type(), &items)?;
    let present: NullBuffer = lists.iter().map(Option::is_some).collect();
    ListArray::try_new(item.clone(), offsets, items, Some(present))
}

/// Reads each value that is there.
fn read<'a, T>(
    values: &[Option<&'a Value>],
    one: impl Fn(&'a Value) -> Option<T>,
) -> Result<Vec<Option<T>>, ArrowError> {
    let values = values.iter();
    values
        .map(|value| {
            let read = value.map(|value| one(value).ok_or_else(|| misfit(value)));
            read.transpose()
        })
        .collect()
}

/// The days since the beginning of 1970.
fn day(value: &Value) -> Option<i32> {
    let day: civil::Date = value.as_str()?.parse().ok()?;
    Some(civil::date(1970, 1, 1).until(day).ok()?.get_days())
}

/// A decimal as the whole number that it is in units of its last place.
fn decimal(value: &Value) -> Option<i128> {
    let text = value.as_str()?;
    let (whole, behind) = text.split_once('.').unwrap_or((text, ""));
    let missing = usize::try_from(SCALE).ok()?.checked_sub(behind.len())?;
    format!("{whole}{behind}{}", "0".repeat(missing))
        .parse()
        .ok()
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn misfit(value: &Value) -> ArrowError {
    ArrowError::SchemaError(format!("a value has another type than its column: {value}"))
}

#[cfg(test)]
mod tests {
    use arrow_schema::Field;
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(row: &Value, expected: Result<(), &str>) {
        let list = Field::new_list("list", Field::new("element", DataType::Int64, false), true);
        let nested = Field::new_struct("nested", vec![list], true);
        let day = Field::new("day", DataType::Date32, false);
        let fields = Fields::from(vec![nested, Field::new("text", DataType::Utf8, true), day]);
        let found = members(&fields, &[Some(row)]).map(|_| ());
        match expected {
            Ok(()) => assert!(found.is_ok(), "{found:?}"),
            Err(message) => {
                let error = found.expect_err("it has no place").to_string();
                assert!(error.contains(message), "{error}");
            }
        }
    }

    #[test]
    fn a_value_without_a_place_is_an_error() {
        check(
            &json!({ "day": "2025-11-26", "nested": { "list": [1, 2] } }),
            Ok(()),
        );
        check(&json!({ "day": "2025-11-26", "text": 4.5 }), Ok(()));
        check(&json!({ "day": "2025-11-26", "more": 1 }), Err("`more`"));
        check(&json!({ "day": "2025-11-31" }), Err("2025-11-31"));
        check(&json!({ "day": "2025-11", "text": "x" }), Err("2025-11"));
        check(&json!({ "nested": { "list": ["x"] } }), Err("x"));
        check(&json!({ "nested": { "list": 1 } }), Err("type"));
        check(&json!({ "nested": { "other": 1 } }), Err("`other`"));
        check(&json!([]), Err("type"));
    }

    #[test]
    fn a_decimal_keeps_its_digits() {
        assert_eq!(decimal(&json!("2300000.50")), Some(2_300_000_500_000_000));
        assert_eq!(decimal(&json!("-0.000000001")), Some(-1));
        assert_eq!(decimal(&json!("440000")), Some(440_000_000_000_000));
        assert_eq!(decimal(&json!("1.0000000001")), None);
    }

    #[test]
    fn a_day_is_counted_from_1970() {
        assert_eq!(day(&json!("1970-01-01")), Some(0));
        assert_eq!(day(&json!("1969-12-31")), Some(-1));
        assert_eq!(day(&json!("2025-11-26")), Some(20_418));
    }
}
