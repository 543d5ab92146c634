//! The form of a record: the types that serde reads, that the JSON Schema is generated from, and whose documentation is the
//! dataset's manual. Nothing here does I/O, knows a clock, or imports another part of the program.
//!
//! Four ideas carry the model:
//! 1. A [`Decision`] has one choice, for ever. The same choice reaching a new stage is an [`Event`]; another choice is another
//!    decision that supersedes it.
//! 2. Every claim carries [`Evidence`]: words in a pinned [`Source`], or a place in one whose text is not here.
//! 3. Time has three clocks: when it happened (`date`), when it takes legal effect (`effective`), and when it became public
//!    (derived from the sources).
//! 4. Relations run from the newer to the older record, so that nothing old is edited because something new happened.
//!
//! Absent means unknown or not applicable. Nothing is nullable, and a list that is present is not empty.
//!
//! A list of codes that may grow is marked twice: with `x-open`, the form that codes to come will have, from which the schemas
//! follow; and with `#[non_exhaustive]`, by which Rust tells those who match on it. A test holds the two together.

mod absence;
mod actor;
mod clock;
mod commitment;
mod date;
mod dated;
mod day;
mod decision;
mod deprecated;
mod event;
mod evidence;
mod list;
mod number;
mod participant;
mod proposal;
mod provision;
mod quantity;
pub(crate) mod quick;
mod relation;
mod source;
mod state;
mod statement;
mod string;
mod text;
mod titles;
mod vote;

pub use actor::{Actor, ActorKind, ActorType, Term, TermEnd, TermRole};
pub use commitment::{Commitment, CommitmentEvent, CommitmentEventType};
pub use date::{Bounds, DatePrecision};
pub use dated::Dated;
pub use day::Day;
pub use decision::{
    Appointment, Capacity, Decider, Decision, DecisionKind, DecisionOption, DecisionType,
    Discrepancy, OptionResult, Position, ProposalReference, Reading, ReadingValue,
};
pub use deprecated::{DEPRECATED, Deprecated};
pub use event::{Act, Event, EventType, Procedure};
pub use evidence::{Confidence, Evidence};
pub use list::List;
pub use number::{Bytes, Count, Revision};
pub use participant::{Consent, ConsentType, Participant, ParticipantRole};
pub use proposal::{MajorityRule, NeededTo, Proposal, ProposalType, Version, VotingRule};
pub use provision::{Provision, ProvisionChange, ProvisionEffect};
pub use quantity::{Bound, Quantity};
pub use relation::{Relation, RelationType};
pub use source::{
    ArchivedCopy, Author, Availability, Citation, Identifier, Original, OutOfScope,
    OutOfScopeReason, PinnedText, Source, SourceForm, SourceType, TextPart,
};
pub use state::{RecordState, SchemaVersion, State};
pub use statement::{
    Basis, Bearing, Direction, Outcome, OutcomeType, Reason, Statement, StatementRelation,
    StatementRelationType, StatementType, Strength,
};
pub use string::{
    ActorId, Date, Decimal, DecisionId, EventId, IdentifierScheme, Keyword, Language, LocalId,
    Malformed, MediaType, OptionId, OriginalPath, PartReference, Period, Pointer, ProposalId,
    ProvisionId, SchemaPath, Sha256, SourceId, Target, Text, TextPath, Unit, Url, VersionId,
};
pub use text::LocalizedText;
pub use titles::{primary, title};
pub use vote::{Ballot, BallotVote, Tally, TallyUnit, Vote};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of the model, carried by every record as `schema_version`; one version for all types.
pub const SCHEMA_VERSION: &str = "0.2.0";

/// The key under which an export, and so a stream of records, has the values that follow from a record. No record has such a field.
pub const DERIVED: &str = "derived";

/// One record of any type; its `type` field says which.
// Untagged because each type carries its own `type` field. `Record::from_value` looks at that field first, so that its messages
// are about the type that was meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Record {
    /// A decision: who chose what, why, and what became of it.
    Decision(Box<Decision>),
    /// A proposal that is decided about.
    Proposal(Box<Proposal>),
    /// A source that claims come from.
    Source(Box<Source>),
    /// An actor who decides, argues, advises or writes.
    Actor(Box<Actor>),
}

/// The record types, in the order in which they are listed everywhere.
pub const RECORD_TYPES: [&str; 4] = ["decision", "proposal", "source", "actor"];

impl Record {
    /// The decision, if it is one.
    pub fn decision(&self) -> Option<&Decision> {
        match self {
            Record::Decision(decision) => Some(decision),
            _ => None,
        }
    }

    /// The proposal, if it is one.
    pub fn proposal(&self) -> Option<&Proposal> {
        match self {
            Record::Proposal(proposal) => Some(proposal),
            _ => None,
        }
    }

    /// The source, if it is one.
    pub fn source(&self) -> Option<&Source> {
        match self {
            Record::Source(source) => Some(source),
            _ => None,
        }
    }

    /// The actor, if it is one.
    pub fn actor(&self) -> Option<&Actor> {
        match self {
            Record::Actor(actor) => Some(actor),
            _ => None,
        }
    }

    /// The commitments that the record has; none if it can have none.
    pub fn commitments(&self) -> &[Commitment] {
        match self {
            Record::Decision(decision) => &decision.commitments,
            Record::Source(source) => &source.commitments,
            Record::Proposal(_) | Record::Actor(_) => &[],
        }
    }

    /// The value of its `type` field.
    pub fn record_type(&self) -> &'static str {
        match self {
            Record::Decision(_) => "decision",
            Record::Proposal(_) => "proposal",
            Record::Source(_) => "source",
            Record::Actor(_) => "actor",
        }
    }

    /// The id of the record, unique in its dataset.
    pub fn id(&self) -> &str {
        match self {
            Record::Decision(record) => record.id.as_str(),
            Record::Proposal(record) => record.id.as_str(),
            Record::Source(record) => record.id.as_str(),
            Record::Actor(record) => record.id.as_str(),
        }
    }

    /// The title of the record; of an actor its name.
    pub fn title(&self) -> &LocalizedText {
        match self {
            Record::Decision(record) => &record.title,
            Record::Proposal(record) => &record.title,
            Record::Source(record) => &record.title,
            Record::Actor(record) => &record.name,
        }
    }

    /// The official ids of what it describes.
    pub fn identifiers(&self) -> &[Identifier] {
        match self {
            Record::Decision(record) => &record.identifiers,
            Record::Proposal(record) => &record.identifiers,
            Record::Source(record) => &record.identifiers,
            Record::Actor(record) => &record.identifiers,
        }
    }

    /// The life of the record itself, which is another axis than the life of what it describes.
    pub fn state(&self) -> &RecordState {
        match self {
            Record::Decision(record) => &record.record,
            Record::Proposal(record) => &record.record,
            Record::Source(record) => &record.record,
            Record::Actor(record) => &record.record,
        }
    }

    /// Reads a value as the record type that its `type` field names.
    ///
    /// # Errors
    /// If the field is missing or names no record type, or if the value does not fit that type.
    pub fn from_value(value: serde_json::Value) -> Result<Record, serde_json::Error> {
        use serde::de::Error;
        match value.get("type").and_then(serde_json::Value::as_str) {
            Some("decision") => serde_json::from_value(value).map(Record::Decision),
            Some("proposal") => serde_json::from_value(value).map(Record::Proposal),
            Some("source") => serde_json::from_value(value).map(Record::Source),
            Some("actor") => serde_json::from_value(value).map(Record::Actor),
            Some(other) => Err(Error::unknown_variant(other, &RECORD_TYPES)),
            None => Err(Error::missing_field("type")),
        }
    }
}

/// A code as the records write it, such as `support_conditional`.
pub fn code(code: &impl Serialize) -> String {
    match serde_json::to_value(code) {
        Ok(serde_json::Value::String(code)) => code,
        // Every code is a string, so there is no other case.
        _ => String::new(),
    }
}
