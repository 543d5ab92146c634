//! The stages that a decision can reach, and the statuses that it can have.

use schemars::JsonSchema;

use crate::model::{EventType, RelationType};

/// The stage that a decision has reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Stage {
    /// It is before those who decide.
    Proposed,
    /// The decider has made known that it will decide so.
    Announced,
    /// The decider has agreed to it, and has to decide once more.
    ApprovedInPrinciple,
    /// It was decided.
    Taken,
    /// It is applied before it has entered into force.
    ProvisionallyApplied,
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
    /// Whoever laid it before others took it back.
    Withdrawn,
    /// A later provision has taken its place. Of parts only.
    Replaced,
    /// The day from which it holds is ahead. Of parts only.
    NotYet,
    /// It stands where its events have brought it.
    #[schemars(untagged)]
    At(Stage),
}

impl Stage {
    /// True if the outcome of a decision that has come so far is known.
    pub fn has_outcome(self) -> bool {
        self >= Stage::Announced
    }

    /// The stage as records and reports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Proposed => "proposed",
            Stage::Announced => "announced",
            Stage::ApprovedInPrinciple => "approved_in_principle",
            Stage::Taken => "taken",
            Stage::ProvisionallyApplied => "provisionally_applied",
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
            Status::Withdrawn => "withdrawn",
            Status::Replaced => "replaced",
            Status::NotYet => "not_yet",
        }
    }
}

/// The stage that an event brings a decision to, if it brings it to one.
pub fn stage_of(event: EventType) -> Option<Stage> {
    match event {
        // What is put off was on the table; nobody has announced how it will be decided.
        EventType::Proposed | EventType::Postponed | EventType::Objected => Some(Stage::Proposed),
        EventType::Announced | EventType::Reaffirmed | EventType::NotExecuted => {
            Some(Stage::Announced)
        }
        EventType::ApprovedInPrinciple => Some(Stage::ApprovedInPrinciple),
        EventType::Taken | EventType::Published => Some(Stage::Taken),
        EventType::ProvisionallyApplied => Some(Stage::ProvisionallyApplied),
        EventType::EnteredIntoForce => Some(Stage::InForce),
        EventType::Executed => Some(Stage::Executed),
        EventType::Challenged
        | EventType::Upheld
        | EventType::Suspended
        | EventType::Resumed
        | EventType::Lapsed
        | EventType::Annulled
        | EventType::Withdrawn => None,
    }
}

/// True if an event shows that something was decided, though it brings it no further: what is before a court, or out of effect for a
/// time, was decided.
pub fn shows_taken(event: EventType) -> bool {
    matches!(
        event,
        EventType::Challenged | EventType::Upheld | EventType::Suspended | EventType::Resumed
    )
}

/// True if an event shows the outcome of a decision: it brings it to a stage that has one, or something was decided before it.
pub fn shows_outcome(event: EventType) -> bool {
    stage_of(event).is_none_or(Stage::has_outcome)
}

/// The effect of a relation on the older decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationEffect {
    /// It ends it, with this status.
    Ends(Status),
    /// It interrupts it, while the later decision itself stands.
    Interrupts,
    /// It restores what had ended or was interrupted.
    Restores,
    /// It may move its last day.
    Moves,
}

impl RelationEffect {
    /// The effect as exports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            RelationEffect::Ends(_) => "ends",
            RelationEffect::Interrupts => "interrupts",
            RelationEffect::Restores => "restores",
            RelationEffect::Moves => "moves",
        }
    }
}

/// The effect of a type of relation on the older decision, if it has one.
pub fn effect_on_older(relation: RelationType) -> Option<RelationEffect> {
    match relation {
        RelationType::Supersedes => Some(RelationEffect::Ends(Status::Superseded)),
        RelationType::Revokes => Some(RelationEffect::Ends(Status::Revoked)),
        RelationType::Annuls => Some(RelationEffect::Ends(Status::Annulled)),
        RelationType::Suspends => Some(RelationEffect::Interrupts),
        RelationType::Reinstates => Some(RelationEffect::Restores),
        RelationType::Amends | RelationType::Confirms => Some(RelationEffect::Moves),
        RelationType::Implements
        | RelationType::Declines
        | RelationType::ConstrainedBy
        | RelationType::Maintains
        | RelationType::Corrects
        | RelationType::BasedOn
        | RelationType::RespondsTo => None,
    }
}
