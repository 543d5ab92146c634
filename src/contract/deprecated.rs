//! What is deprecated: who writes records learns from it what to write instead, and `compat` when it may go.

use serde_json::{Value, json};

use crate::model::DEPRECATED;

/// Every field and code that is deprecated.
pub fn deprecated() -> Value {
    json!(DEPRECATED)
}
