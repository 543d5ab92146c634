//! The values that follow from the records, as exports write them under the key `derived`: the shapes are written out here, apart
//! from the types inside, because other programs rely on them. Fields may be added, never changed.
//!
//! Nothing is computed here that `derive` does not compute; and of a withdrawn record, which counts for nothing, no status follows.

#[cfg(test)]
mod anchors;
mod contract;
mod derive;
mod spells;

pub use contract::{follows, schema};
pub(crate) use derive::{derive, pages};
pub use spells::{PositionDerived, ProvisionStateDerived, SpellDerived, StatusDerived};

use schemars::JsonSchema;
use serde::Serialize;

use crate::completeness::EvidenceCounts;
use crate::derive::{Effect, Stage, Status};
use crate::model::{
    ActorId, Date, Day, DecisionId, NeededTo, OptionResult, Position, ProvisionId, RelationType,
    SourceId, Url,
};

/// The values that follow from a record. Their schema is that of a type of record, by the name of `T`.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "{T}", description = "")]
pub struct Derived<'a, T = OwnDerived<'a>> {
    /// The values that follow from a record of its type.
    #[serde(flatten)]
    pub own: T,
    /// The places where the quotes of the record stand in the texts that they are from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub quotes: Vec<Anchor<'a>>,
}

/// The values that follow from a record of each type.
#[derive(Serialize)]
#[serde(untagged)]
pub enum OwnDerived<'a> {
    /// The values that follow from a decision.
    Decision(Box<DecisionDerived<'a>>),
    /// The values that follow from a proposal.
    Proposal(ProposalDerived<'a>),
    /// The values that follow from a source.
    Source(SourceDerived<'a>),
    /// The values that follow from an actor.
    Actor(ActorDerived<'a>),
}

impl Derived<'_> {
    /// The digest of the record.
    pub fn digest(&self) -> &str {
        match &self.own {
            OwnDerived::Decision(own) => &own.digest,
            OwnDerived::Proposal(own) => &own.digest,
            OwnDerived::Source(own) => &own.digest,
            OwnDerived::Actor(own) => &own.digest,
        }
    }
}

/// The values that follow from a decision, as of the newest event of the dataset.
#[derive(Serialize, JsonSchema)]
pub struct DecisionDerived<'a> {
    /// The digest of the record: the SHA-256 hash of its canonical form (RFC 8785) without `$schema`.
    #[schemars(regex(pattern = "^sha256:[0-9a-f]{64}$"))]
    pub digest: String,
    /// What its claims rest on: how many pieces of evidence quote their source, and how many only name a place in it.
    pub evidence: EvidenceCounts,
    /// The status of the decision: what has become of it. Absent for a withdrawn record.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Status>")]
    pub status: Option<&'static str>,
    /// The stage that the decision had reached, whatever became of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Stage>")]
    pub reached: Option<&'static str>,
    /// Since when it has that status, as the source dates it: of a decision that stands no more, when it was ended or interrupted. The
    /// days on which it stood are in `statuses`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// The later decision that superseded, revoked, annulled or suspended it, or set the term that ended it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'a DecisionId>,
    /// The next date that the sources name for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<&'a Date>,
    /// The stand on its proposal that its choice amounts to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// The effects of that position in the counts of the bodies that decide about the proposal and that its decider is a member of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub effects: Vec<BodyEffect<'a>>,
    /// The events that the status follows from, as `decision#event`: the one that brought it as far as it came, and the one that
    /// ended or interrupted it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub because: Vec<String>,
    /// The statuses that it has had, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub statuses: Vec<StatusDerived<'a>>,
    /// The statuses that each of its parts has had, oldest first: of its own provisions, and of those of the version that it adopts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub provision_states: Vec<ProvisionStateDerived<'a>>,
    /// The relations that later decisions state to this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub inverse_relations: Vec<InverseRelation<'a>>,
    /// The values that follow from its events, in their order.
    pub events: Vec<EventDerived<'a>>,
    /// The values that follow from its statements, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub statements: Vec<StatementDerived<'a>>,
    /// The values that follow from its provisions, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub provisions: Vec<PartDerived<'a>>,
    /// The values that follow from the events of its commitments, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub commitment_events: Vec<PartDerived<'a>>,
    /// The values that follow from its relations, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub relations: Vec<RelationDerived<'a>>,
}

/// The effect of a position in the count of a body.
#[derive(Serialize, JsonSchema)]
pub struct BodyEffect<'a> {
    /// The body that votes.
    pub body: &'a ActorId,
    /// What the majority is needed for.
    pub needed_to: NeededTo,
    /// The effect.
    #[schemars(with = "Effect")]
    pub effect: &'static str,
}

/// The relation that a later decision states to this one.
#[derive(Serialize, JsonSchema)]
pub struct InverseRelation<'a> {
    /// The type of the relation: what the later decision does to this one.
    pub r#type: RelationType,
    /// The later decision.
    pub from: &'a DecisionId,
    /// The parts of this decision that it touches. Absent where it touches the whole.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    #[schemars(length(min = 1))]
    pub parts: &'a [ProvisionId],
    /// The date from which it works. Absent where that is when the later decision came as far as it has to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective: Option<&'a Date>,
    /// The last day of what it does. Absent where it sets none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<&'a Date>,
}

/// The values that follow from an event.
#[derive(Serialize, JsonSchema)]
pub struct EventDerived<'a> {
    /// The id of the event within the decision.
    pub id: &'a str,
    /// The day from which it counts, at the latest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts_from: Option<Day>,
    /// The day by which it was public. Absent where only withheld or unpublished sources show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known_by: Option<Day>,
}

/// The values that follow from a statement.
#[derive(Serialize, JsonSchema)]
pub struct StatementDerived<'a> {
    /// The id of the statement within the decision.
    pub id: &'a str,
    /// True if the statement comes in the words of others than its holder.
    pub reported: bool,
    /// Whose words it comes in, if not its holder's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub reporters: Vec<&'a ActorId>,
    /// The day by which it was public. Absent where only withheld or unpublished sources show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known_by: Option<Day>,
}

/// The values that follow from a relation.
#[derive(Serialize, JsonSchema)]
pub struct RelationDerived<'a> {
    /// The type of the relation: what the decision does to the older one.
    pub r#type: RelationType,
    /// The older decision.
    pub target: &'a DecisionId,
    /// The day by which it was public, with both decisions. Absent where only withheld or unpublished sources show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known_by: Option<Day>,
}

/// The values that follow from another part of a record that has an id.
#[derive(Serialize, JsonSchema)]
pub struct PartDerived<'a> {
    /// The id of the part within the record.
    pub id: &'a str,
    /// The day by which it was public. Absent where only withheld or unpublished sources show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known_by: Option<Day>,
}

/// The values that follow from a proposal.
#[derive(Serialize, JsonSchema)]
pub struct ProposalDerived<'a> {
    /// The digest of the record: the SHA-256 hash of its canonical form (RFC 8785) without `$schema`.
    #[schemars(regex(pattern = "^sha256:[0-9a-f]{64}$"))]
    pub digest: String,
    /// What its claims rest on: how many pieces of evidence quote their source, and how many only name a place in it.
    pub evidence: EvidenceCounts,
    /// What became of it: the decisions that settled it or a stage of it and stand, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub fate: Vec<FateDerived<'a>>,
    /// The positions on it, by actor, each from one day until another. On a day there is one, or none, or more where they contradict each
    /// other; the one that has no last day stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub positions: Vec<PositionDerived<'a>>,
    /// The values that follow from its versions, in their order.
    pub versions: Vec<PartDerived<'a>>,
    /// The values that follow from its provisions, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub provisions: Vec<PartDerived<'a>>,
}

/// A decision that settled a proposal or a stage of it.
#[derive(Serialize, JsonSchema)]
pub struct FateDerived<'a> {
    /// The decision.
    pub decision: &'a DecisionId,
    /// The actor who decided.
    pub decider: &'a ActorId,
    /// What the choice amounts to.
    pub result: OptionResult,
    /// The day on which it was taken; of one that was only announced, the day of that.
    pub date: Date,
    /// The status of the decision.
    #[schemars(with = "Status")]
    pub status: &'static str,
}

/// The values that follow from a source.
#[derive(Serialize, JsonSchema)]
pub struct SourceDerived<'a> {
    /// The digest of the record: the SHA-256 hash of its canonical form (RFC 8785) without `$schema`.
    #[schemars(regex(pattern = "^sha256:[0-9a-f]{64}$"))]
    pub digest: String,
    /// What the claims of its own record rest on: how many pieces of evidence quote their source, and how many only name a place in it.
    pub evidence: EvidenceCounts,
    /// How often it is evidence, for the claims of all records that are not withdrawn.
    pub cited: CitedCounts,
    /// The day by which it was public. Absent where the public cannot read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known_by: Option<Day>,
    /// The address at which an official register shows it by its number; nobody looked at it. Absent where none of its
    /// identifiers has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Url>")]
    pub address_by_number: Option<String>,
    /// The coverage of its text by the records, in words. Absent where the text is not here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<CoverageCounts>,
    /// The values that follow from the events of its commitments, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub commitment_events: Vec<PartDerived<'a>>,
}

/// How often a source is evidence.
#[derive(Serialize, JsonSchema)]
pub struct CitedCounts {
    /// The number of pieces of evidence, in all records that are not withdrawn, that quote the source.
    pub quoted: u32,
    /// The number of pieces of evidence, in all records that are not withdrawn, that only name a place in the source.
    pub by_place: u32,
}

/// The coverage of a text by the records, in words.
#[derive(Clone, Copy, Serialize, JsonSchema)]
pub struct CoverageCounts {
    /// The number of words that the text has.
    pub words: usize,
    /// The number of words that are evidence.
    pub anchored: usize,
    /// The number of words that say nothing to record.
    pub out_of_scope: usize,
    /// The number of words that are left.
    pub uncovered: usize,
}

/// The values that follow from an actor.
#[derive(Serialize, JsonSchema)]
pub struct ActorDerived<'a> {
    /// The digest of the record: the SHA-256 hash of its canonical form (RFC 8785) without `$schema`.
    #[schemars(regex(pattern = "^sha256:[0-9a-f]{64}$"))]
    pub digest: String,
    /// What its claims rest on: how many pieces of evidence quote their source, and how many only name a place in it.
    pub evidence: EvidenceCounts,
    /// In whose name it speaks, the nearest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub speaks_for: Vec<&'a ActorId>,
}

/// The place where a quote stands in the text that it is from.
#[derive(Serialize, JsonSchema)]
pub struct Anchor<'a> {
    /// The place of the quote in the record, as a JSON Pointer.
    pub pointer: &'a str,
    /// The source that is quoted.
    pub source: &'a SourceId,
    /// The line of its text on which the quote begins, from 1.
    pub line: usize,
    /// The column in which it begins, in code points, from 1.
    pub column: usize,
    /// The words before it, in the normal view of the text: at most 32 characters.
    pub prefix: &'a str,
    /// The words after it, likewise.
    pub suffix: &'a str,
    /// The address that opens the page of the source at these words. Absent where the source has no address, or its words cannot
    /// be told apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}
