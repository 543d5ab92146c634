//! Numbers with a stated range.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::Number;

/// The number of times the record has been published: 1, and one more for each later change.
///
/// Read from any JSON number with that value: to JSON Schema `2.0` is an integer as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Number", into = "u16")]
pub struct Revision(u16);

impl Revision {
    /// The highest revision that a record can have.
    pub const MAX: u16 = 9999;

    /// The revision as a number, from 1 to [`Revision::MAX`].
    pub fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<Number> for Revision {
    type Error = &'static str;

    fn try_from(number: Number) -> Result<Self, Self::Error> {
        let value = whole(&number, 1, u64::from(Self::MAX));
        let value = value.and_then(|value| u16::try_from(value).ok());
        value
            .map(Revision)
            .ok_or("a revision is a whole number from 1 to 9999")
    }
}

impl From<Revision> for u16 {
    fn from(revision: Revision) -> u16 {
        revision.0
    }
}

impl JsonSchema for Revision {
    fn schema_name() -> Cow<'static, str> {
        "Revision".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The number of times the record has been published: 1, and one more for each later change.",
            "type": "integer",
            "minimum": 1,
            "maximum": Self::MAX,
            "examples": [1],
        })
    }
}

/// The size of a file in bytes.
///
/// Read from any JSON number with that value, as [`Revision`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Number", into = "u64")]
pub struct Bytes(u64);

impl Bytes {
    /// The largest size that a record can state: the largest whole number that every reader of JSON keeps.
    pub const MAX: u64 = (1 << 53) - 1;

    /// The size as a number, from 0 to [`Bytes::MAX`].
    pub fn get(self) -> u64 {
        self.0
    }
}

impl TryFrom<Number> for Bytes {
    type Error = &'static str;

    fn try_from(number: Number) -> Result<Self, Self::Error> {
        let value = whole(&number, 0, Self::MAX);
        value.map(Bytes).ok_or("a size is a whole number of bytes")
    }
}

impl From<Bytes> for u64 {
    fn from(bytes: Bytes) -> u64 {
        bytes.0
    }
}

impl JsonSchema for Bytes {
    fn schema_name() -> Cow<'static, str> {
        "Bytes".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The size of a file in bytes.",
            "type": "integer",
            "minimum": 0,
            "maximum": Self::MAX,
            "examples": [48213],
        })
    }
}

/// The value of a number, if it is whole and in a range below 2^53.
fn whole(number: &Number, least: u64, most: u64) -> Option<u64> {
    let value = number.as_f64()?;
    let is_in = value.fract() == 0.0 && (least as f64..=most as f64).contains(&value);
    // In range and without a fraction, so the cast changes nothing.
    is_in.then_some(value as u64)
}

/// A count of votes, or a share in percent: not negative, and kept to the precision of a 64-bit number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Number")]
pub struct Count(Number);

impl Count {
    /// The count as a floating-point number; counts of votes are far below where that loses units.
    pub fn get(&self) -> f64 {
        self.0.as_f64().unwrap_or(f64::NAN)
    }
}

impl TryFrom<Number> for Count {
    type Error = &'static str;

    fn try_from(number: Number) -> Result<Self, Self::Error> {
        if number.as_f64().is_some_and(|value| value >= 0.0) {
            Ok(Count(number))
        } else {
            Err("a count is not negative")
        }
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl JsonSchema for Count {
    fn schema_name() -> Cow<'static, str> {
        "Count".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A count of votes, or a share in percent.",
            "type": "number",
            "minimum": 0,
            "examples": [76],
        })
    }
}
