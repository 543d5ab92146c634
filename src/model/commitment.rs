//! The promises that were made, and what became of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::absence::{absent, present};
use super::evidence::Evidence;
use super::list::List;
use super::string::{ActorId, Date, LocalId, Target};
use super::text::LocalizedText;

/// A promise that one actor made to another in connection with a decision, or in a source about nothing that is decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// The id of the commitment within its record.
    pub id: LocalId,
    /// The actor who promised.
    pub by: ActorId,
    /// To whom.
    pub to: ActorId,
    /// The content of the promise.
    pub text: LocalizedText,
    /// The conditions or other statements that it answers. Omit it where the source ties it to none.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub about: List<Target>,
    /// The condition that makes the promise fall due, such as "if the motion is adopted". Omit it for an unconditional promise.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub trigger: Option<LocalizedText>,
    /// By when it was to be kept. Omit it where no source names a date.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub due: Option<Date>,
    /// The events in the life of the commitment, beginning with the promise itself.
    pub events: List<CommitmentEvent>,
}

/// A moment in the life of a commitment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommitmentEvent {
    /// The id of the event within its record.
    pub id: LocalId,
    /// The kind of event that happened.
    pub r#type: CommitmentEventType,
    /// The date on which the event happened.
    pub date: Date,
    /// The sources that show it.
    pub evidence: List<Evidence>,
}

/// The kind of event that happened to a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentEventType {
    /// The promise was made.
    Made,
    /// The promise was kept.
    Met,
    /// The promise was not kept.
    NotMet,
}
