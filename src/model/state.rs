//! The life of the record itself, as against the life of what it describes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::absence::{absent, present};
use super::number::Revision;
use super::text::LocalizedText;

/// The version of the model that the record is written in. While it begins with 0, what a reader of records can pass over without taking
/// something false from it raises its last number: a new field, or most new codes of a list that may grow. Anything else raises the middle
/// one, such as a new way to end a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-open" = "^0\\.2\\.[0-9]+$"))]
#[non_exhaustive]
pub enum SchemaVersion {
    /// The second version of the model; it may still change.
    #[serde(rename = "0.2.0")]
    V0_2_0,
}

/// The life of the record itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordState {
    /// The number of times the record has been published.
    pub revision: Revision,
    /// The state of the record: whether it counts.
    pub state: State,
    /// The reason why the record was changed or withdrawn. Required from revision 2 on; omit it before.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub reason: Option<LocalizedText>,
}

impl RecordState {
    /// True if the record counts for anything.
    pub fn counts(&self) -> bool {
        self.state == State::Published
    }
}

/// The state of a record: whether it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The record counts.
    Published,
    /// The record was a mistake. Its file stays, so that references to it still lead somewhere, and it counts for nothing.
    Withdrawn,
}
