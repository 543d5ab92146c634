//! Quantities: amounts of money, limits, numbers of what is counted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::absence::{absent, present};
use super::string::{Decimal, Unit};

/// A quantity, exactly as a source writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quantity {
    /// The value.
    pub value: Decimal,
    /// The unit of the value.
    pub unit: Unit,
    /// The bound that the value is. Omit it where the value is exact.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub bound: Option<Bound>,
}

/// The bound that a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// No less than the value.
    AtLeast,
    /// No more than the value.
    AtMost,
    /// More than the value, and not the value itself.
    MoreThan,
    /// Less than the value, and not the value itself.
    LessThan,
    /// Near the value.
    About,
}
