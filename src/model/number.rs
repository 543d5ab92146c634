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
        let value = number.as_f64().unwrap_or(f64::NAN);
        if value.fract() == 0.0 && (1.0..=f64::from(Self::MAX)).contains(&value) {
            // In range and without a fraction, so the cast changes nothing.
            Ok(Revision(value as u16))
        } else {
            Err("a revision is a whole number from 1 to 9999")
        }
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
            "description": "How many times the record has been published: 1, and one more for each later change.",
            "type": "integer",
            "minimum": 1,
            "maximum": Self::MAX,
            "examples": [1],
        })
    }
}

/// A count of votes, or a share in percent: not negative, and kept to the precision of a 64-bit number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Number")]
pub struct Quantity(Number);

impl Quantity {
    /// The quantity as a floating-point number; counts of votes are far below where that loses units.
    pub fn get(&self) -> f64 {
        self.0.as_f64().unwrap_or(f64::NAN)
    }
}

impl TryFrom<Number> for Quantity {
    type Error = &'static str;

    fn try_from(number: Number) -> Result<Self, Self::Error> {
        if number.as_f64().is_some_and(|value| value >= 0.0) {
            Ok(Quantity(number))
        } else {
            Err("a quantity is not negative")
        }
    }
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl JsonSchema for Quantity {
    fn schema_name() -> Cow<'static, str> {
        "Quantity".into()
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
