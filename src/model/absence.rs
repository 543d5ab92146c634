//! Absence: the one way of saying that something is unknown or not applicable.

use serde::{Deserialize, Deserializer};

/// Reads a value that is there. serde would take `null` for an absent one; here it is a value of the wrong type.
///
/// # Errors
/// If the value is `null`, or is not of its type.
pub fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    value: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(value).map(Some)
}

/// True if a value is absent, and not written.
pub fn absent<T>(value: &Option<T>) -> bool {
    value.is_none()
}
