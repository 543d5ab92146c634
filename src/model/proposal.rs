//! The proposal that is decided about: a draft text, its versions, and what they provide.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::absence::{absent, present};
use super::evidence::Evidence;
use super::list::List;
use super::provision::Provision;
use super::source::Identifier;
use super::state::{RecordState, SchemaVersion};
use super::string::{
    ActorId, Date, DecisionId, Keyword, ProposalId, SchemaPath, SourceId, VersionId,
};
use super::text::LocalizedText;

/// The `type` of a proposal record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProposalType {
    /// The record describes a proposal.
    #[default]
    Proposal,
}

/// A draft text that is decided about, through all its versions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// The path of the schema, for editors; no program resolves it. Omit it where the editor knows by itself.
    #[serde(
        rename = "$schema",
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub schema: Option<SchemaPath>,
    /// The type of the record.
    pub r#type: ProposalType,
    /// The version of the model.
    pub schema_version: SchemaVersion,
    /// The permanent id, which is also the name of the file.
    pub id: ProposalId,
    /// The name by which it is known.
    pub title: LocalizedText,
    /// Its official identifiers. Omit it where it has none.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub identifiers: List<Identifier>,
    /// Its versions, oldest first.
    pub versions: List<Version>,
    /// The provisions of its versions, as far as the sources say. Omit it where they say nothing of its
    /// content. What somebody says *about* the text is a statement.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub provisions: List<Provision>,
    /// The majorities by which bodies adopt or reject it. Omit it where no source states one.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub voting_rules: List<VotingRule>,
    /// The sources that show its title and identifiers. Omit it where its versions show them.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub evidence: List<Evidence>,
    /// The life of this record.
    pub record: RecordState,
}

/// One version of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// The id of the version within the proposal.
    pub id: VersionId,
    /// The date of the text.
    pub date: Date,
    /// The actor who drew up the version. Omit it where no source says.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub by: Option<ActorId>,
    /// Its own official identifiers, such as the number of a Council document. Omit it where it has none, or none is known.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub identifiers: List<Identifier>,
    /// The source that is its text. Omit it where that is not known.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub document: Option<SourceId>,
    /// The decisions that made the version, such as adopted amendments. Omit it where none is recorded.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub decisions: List<DecisionId>,
    /// The sources that show it.
    pub evidence: List<Evidence>,
}

/// The majority that a body needs for a proposal, and what shows it. A body may have two: one to adopt and one to reject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VotingRule {
    /// The body that votes.
    pub body: ActorId,
    /// The majority.
    pub majority: MajorityRule,
    /// What it is needed for.
    pub needed_to: NeededTo,
    /// The sources that show it.
    pub evidence: List<Evidence>,
}

/// What a majority is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NeededTo {
    /// To adopt the proposal.
    Adopt,
    /// To reject the proposal.
    Reject,
}

/// A majority by which a proposal is adopted or rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-open" = Keyword::PATTERN))]
#[non_exhaustive]
pub enum MajorityRule {
    /// More in favour than against.
    SimpleMajority,
    /// More than half of all members, whoever is present.
    AbsoluteMajority,
    /// A threshold of states and of population, as in the Council of the European Union; abstaining counts as not in favour.
    QualifiedMajority,
    /// A threshold in favour, and nobody against who has a veto, as in the Security Council of the United Nations; abstaining counts as
    /// not in favour, and is no veto.
    QualifiedMajorityWithVeto,
    /// Nobody against; abstaining does not block.
    Unanimity,
}
