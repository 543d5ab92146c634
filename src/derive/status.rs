//! The stages that a decision can reach, and the statuses that it can have.

use schemars::JsonSchema;

use crate::model::EventType;

/// The stage that a decision has reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Stage {
    /// It is before those who decide.
    Proposed,
    /// The decider has made known that it will decide so.
    Announced,
    /// It was decided.
    Taken,
    /// It has legal force.
    InForce,
    /// It was carried out.
    Executed,
}

/// The status of a decision: what has become of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Status {
    /// Nothing of it had happened, or nothing was known.
    Unknown,
    /// It is out of effect for a time.
    Suspended,
    /// It ended by itself.
    Lapsed,
    /// It was undone as unlawful.
    Annulled,
    /// A later decision with another choice has taken its place.
    Superseded,
    /// A later decision ended it.
    Revoked,
    /// It stands where its events have brought it.
    #[schemars(untagged)]
    At(Stage),
}

impl Stage {
    /// The stage as records and reports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Proposed => "proposed",
            Stage::Announced => "announced",
            Stage::Taken => "taken",
            Stage::InForce => "in_force",
            Stage::Executed => "executed",
        }
    }
}

impl Status {
    /// The status as records and reports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Unknown => "unknown",
            Status::At(stage) => stage.as_str(),
            Status::Suspended => "suspended",
            Status::Lapsed => "lapsed",
            Status::Annulled => "annulled",
            Status::Superseded => "superseded",
            Status::Revoked => "revoked",
        }
    }
}

/// The stage that an event brings a decision to, if it brings it to one.
pub fn stage_of(event: EventType) -> Option<Stage> {
    match event {
        // What is put off was on the table; nobody has announced how it will be decided.
        EventType::Proposed | EventType::Postponed => Some(Stage::Proposed),
        EventType::Announced | EventType::Reaffirmed | EventType::NotExecuted => {
            Some(Stage::Announced)
        }
        // What is before a court, or out of effect for a time, was decided.
        EventType::Taken
        | EventType::Published
        | EventType::Challenged
        | EventType::Upheld
        | EventType::Suspended
        | EventType::Resumed => Some(Stage::Taken),
        EventType::EnteredIntoForce => Some(Stage::InForce),
        EventType::Executed => Some(Stage::Executed),
        EventType::Lapsed | EventType::Annulled => None,
    }
}
