//! The events of a decision: what happened to it, and when.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::absence::{absent, present};
use super::evidence::Evidence;
use super::list::List;
use super::string::{ActorId, Date, EventId, Keyword, ProvisionId, VersionId};
use super::text::LocalizedText;
use super::vote::Vote;

/// A dated moment in the life of a decision; its status is computed from these.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The id of the event within the decision.
    pub id: EventId,
    /// The kind of event that happened.
    pub r#type: EventType,
    /// The date on which the event happened.
    pub date: Date,
    /// The date on which its legal effect starts, earlier or later than `date`: an annulment can reach back to the beginning. Omit
    /// it where that is `date`, or where no source names another date.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub effective: Option<Date>,
    /// The date of the next step or deadline that the source names, such as that of the vote. Omit it where it names none.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub due: Option<Date>,
    /// The last day of the effect: of the term on what begins it, of the suspension on `suspended`. Then it ends by itself. Omit it where
    /// the source sets none.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub until: Option<Date>,
    /// What brings the next step where no date is known, such as "when the last ratification is deposited". Beside `until` the term
    /// ends only if that does not come. Omit it where the source names nothing.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub trigger: Option<LocalizedText>,
    /// The actor who acted. Omit it where that is the decider, and where no source says who it was.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub by: Option<ActorId>,
    /// Those who acted together with the one who acted. Omit it where nobody did.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub jointly: List<ActorId>,
    /// In whose meeting, or before which court, it happened. Omit it where it happened in none, or where none is known.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub body: Option<ActorId>,
    /// The version of the proposal that lay before those who acted then. Omit it where that is the one that the decision names, or is
    /// not known.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub version: Option<VersionId>,
    /// The parts of the decision that it happened to, and to nothing else of it. Omit it where it happened to the whole.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub parts: List<ProvisionId>,
    /// The procedure in which it happened. For `proposed`, `postponed`, `taken` and `approved_in_principle`; omit it where it is unknown.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub procedure: Option<Procedure>,
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
#[schemars(extend("x-open" = Keyword::PATTERN))]
#[non_exhaustive]
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
    /// The decider agreed to it, and has to decide once more.
    ApprovedInPrinciple,
    /// It was applied before it entered into force, as a treaty can be.
    ProvisionallyApplied,
    /// Whoever had laid it before others took it back.
    Withdrawn,
    /// Somebody objected, by which a procedure of silence ends without a decision; its status stays as it is.
    Objected,
}

/// The procedure in which something was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-open" = Keyword::PATTERN))]
#[non_exhaustive]
pub enum Procedure {
    /// Those who decide met.
    Meeting,
    /// Those who decide answered in writing.
    Written,
    /// It is agreed to if nobody objects by a given time.
    Silence,
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
    /// An instrument was deposited with whoever keeps the treaty.
    Deposited,
}
