//! The events of a decision: what happened to it, and when.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::absence::{absent, present};
use super::evidence::Evidence;
use super::list::List;
use super::string::{ActorId, Date, Keyword, LocalId};
use super::vote::Vote;

/// A dated moment in the life of a decision; its status is computed from these.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The id of the event within the decision.
    pub id: LocalId,
    /// The kind of event that happened.
    pub r#type: EventType,
    /// The date on which the event happened.
    pub date: Date,
    /// The date on which its legal effect starts, earlier or later than `date`: an annulment can reach back to the beginning. Omit
    /// it where that is `date`, or where no source names another date.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub effective: Option<Date>,
    /// The next date that the source names: the vote, a deadline, the end of a term. Omit it where it names none.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub due: Option<Date>,
    /// The actor who acted. Omit it where that is the decider.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub by: Option<ActorId>,
    /// In whose meeting, or before which court, it happened. Omit it where it happened in none, or where none is known.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub body: Option<ActorId>,
    /// The act that was done to carry the decision out. Required for `executed`; omit it for every other type.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub act: Option<Act>,
    /// The vote that led to it. Omit it where no vote was held or none was made public.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub vote: Option<Vote>,
    /// The sources that show it.
    pub evidence: List<Evidence>,
}

/// The kind of event that happened to a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventType {
    /// It was laid before those who decide.
    Proposed,
    /// The decider made known that it will decide so.
    Announced,
    /// The decider repeated an announcement.
    Reaffirmed,
    /// The moment of deciding or carrying out was moved to a later date.
    Postponed,
    /// It was decided.
    Taken,
    /// Its text was published officially.
    Published,
    /// It began to have legal force.
    EnteredIntoForce,
    /// It was carried out.
    Executed,
    /// The occasion for carrying it out passed without that; it was not withdrawn either.
    NotExecuted,
    /// A court or other authority was asked to undo it; its status stays as it is.
    Challenged,
    /// A court or other authority that was asked to undo it left it standing; its status stays as it is.
    Upheld,
    /// It was put out of effect for a time.
    Suspended,
    /// It took effect again after a suspension.
    Resumed,
    /// It ended by itself: its term ran out, or its occasion fell away.
    Lapsed,
    /// A court or other authority undid it.
    Annulled,
}

/// The act that was done to carry a decision out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-open" = Keyword::PATTERN))]
#[non_exhaustive]
pub enum Act {
    /// A vote was cast in favour.
    VotedFor,
    /// A vote was cast against.
    VotedAgainst,
    /// It was made known that no vote is cast either way.
    Abstained,
    /// Support was expressed without a vote.
    SpokeFor,
    /// Opposition was expressed without a vote.
    SpokeAgainst,
    /// A document was signed.
    Signed,
    /// A document, a request or advice was sent to somebody.
    Sent,
    /// Something that was ordered or granted was done.
    Performed,
}
