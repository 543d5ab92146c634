//! The proposal that is decided about: a draft text, its versions, and what they provide.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::absence::{absent, present};
use super::evidence::Evidence;
use super::list::List;
use super::source::Identifier;
use super::state::{RecordState, SchemaVersion};
use super::string::{
    ActorId, Date, Keyword, ProposalId, ProvisionId, SchemaPath, SourceId, VersionId,
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
    /// The majority by which it is adopted. Omit it where no source states it.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub voting_rule: Option<VotingRule>,
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
    /// The sources that show it.
    pub evidence: List<Evidence>,
}

/// Something that a version of the text provides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// The id of the provision within the proposal.
    pub id: ProvisionId,
    /// The version that provides it, or that removes it.
    pub version: VersionId,
    /// The effect of the provision in law.
    pub effect: ProvisionEffect,
    /// The fair paraphrase of what the provision provides.
    pub text: LocalizedText,
    /// Those it is addressed to, as keywords. Omit it where the source does not say.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub addressees: List<Keyword>,
    /// The change that this version makes to the provision. Omit it where the source does not say.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub change: Option<ProvisionChange>,
    /// The provision of an earlier version that this one changes or removes. Omit it where that has no entry of its own.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub replaces: Option<ProvisionId>,
    /// The sources that show it.
    pub evidence: List<Evidence>,
}

/// The effect of a provision in law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProvisionEffect {
    /// It obliges somebody to do something.
    Obliges,
    /// It permits something.
    Permits,
    /// It forbids something.
    Forbids,
    /// It gives somebody a right or a power.
    Entitles,
    /// It sets something up.
    Establishes,
    /// It lays down how something is to be read, or a figure.
    Declares,
}

/// The change that a version makes to a provision, compared with the version before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProvisionChange {
    /// The version brings it in.
    Added,
    /// The version takes it out.
    Removed,
    /// The version changes it.
    Changed,
}

/// The majority by which a proposal is adopted, and what shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VotingRule {
    /// The majority.
    pub majority: MajorityRule,
    /// The sources that show it.
    pub evidence: List<Evidence>,
}

/// A majority by which a proposal is adopted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MajorityRule {
    /// More in favour than against.
    SimpleMajority,
    /// More than half of all members, whoever is present.
    AbsoluteMajority,
    /// A threshold of states and of population, as in the Council of the European Union; abstaining counts as not in favour.
    QualifiedMajority,
    /// Nobody against; abstaining does not block.
    Unanimity,
}
