//! A record as it is shown to programs, and the schema of that.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;

use crate::model::Record;

/// What a decision has only once its outcome was reached.
const CHOICE: &str = "choice";

/// A record as it is shown: with its choice only if that states an outcome that was reached.
pub fn shown(record: &Record, names_outcome: bool) -> Value {
    let mut value = serde_json::to_value(record).unwrap_or_default();
    if let (false, Some(members)) = (names_outcome, value.as_object_mut()) {
        members.shift_remove(CHOICE);
    }
    value
}

/// The schema of a record as it is shown: that of a record, of which a decision may lack its choice.
pub struct ShownRecord;

impl JsonSchema for ShownRecord {
    fn schema_name() -> Cow<'static, str> {
        Record::schema_name()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let record = generator.subschema_for::<Record>();
        let decision = generator.definitions_mut().get_mut("Decision");
        let required = decision.and_then(|decision| decision["required"].as_array_mut());
        if let Some(required) = required {
            required.retain(|name| name != CHOICE);
        }
        record
    }
}
