//! The decision itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Number;

use super::absence::{absent, present};
use super::commitment::Commitment;
use super::event::Event;
use super::evidence::Evidence;
use super::list::List;
use super::state::{RecordState, SchemaVersion};
use super::statement::Statement;
use super::string::{
    ActorId, DecisionId, Keyword, LocalId, OptionId, Pointer, ProposalId, SchemaPath, VersionId,
};
use super::text::LocalizedText;

/// The `type` of a decision record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DecisionType {
    /// The record describes a decision.
    #[default]
    Decision,
}

/// A decision: who chose what among which options, what happened to it, and who argued what. It has one choice, for ever; a
/// new choice is a new decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The path of the schema, for editors; no program resolves it. Omit it where the editor knows by itself.
    #[serde(
        rename = "$schema",
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub schema: Option<SchemaPath>,
    /// The type of the record.
    pub r#type: DecisionType,
    /// The version of the model.
    pub schema_version: SchemaVersion,
    /// The permanent id, which is also the name of the file.
    pub id: DecisionId,
    /// A headline that names the outcome.
    pub title: LocalizedText,
    /// The form of the output.
    pub kind: DecisionKind,
    /// The actor who decides.
    pub decider: Decider,
    /// The other actors who took part. Omit it where the sources name nobody.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub participants: List<Participant>,
    /// The draft text that it is about. Omit it for a decision that is not about a draft text.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub proposal: Option<ProposalReference>,
    /// The options that could be chosen, as far as the sources name them; rejected options stay.
    pub options: List<DecisionOption>,
    /// The option that was chosen; as long as the decision is not taken, the one that was proposed or announced.
    pub choice: OptionId,
    /// The events of the decision, oldest first.
    pub events: List<Event>,
    /// The statements: who argued what. Omit it where no source gives a reason.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub statements: List<Statement>,
    /// The commitments: what was promised in connection with the decision. Omit it where nothing was.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub commitments: List<Commitment>,
    /// The relations of the decision to older ones; inverses are computed. Omit it where it relates to none.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub relations: List<Relation>,
    /// The values of this record on which sources contradict each other. Omit it where they do not.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub discrepancies: List<Discrepancy>,
    /// The life of this record.
    pub record: RecordState,
}

impl Decision {
    /// The stand that the choice amounts to; `None` where it amounts to none.
    pub fn position(&self) -> Option<Position> {
        let mut options = self.options.iter();
        options.find(|option| option.id == self.choice)?.position
    }
}

/// The form of a decision's output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-open" = Keyword::PATTERN))]
#[non_exhaustive]
pub enum DecisionKind {
    /// A stand on a text or question that others decide about.
    Position,
    /// A standing instruction or line that later decisions are bound by.
    Mandate,
    /// A resolution by which a parliament asks the government to do something.
    Motion,
    /// A request to somebody.
    Request,
    /// An order that binds those it is addressed to.
    Order,
    /// A permission for somebody to do something.
    Licence,
    /// A law, decree or regulation.
    Legislation,
    /// A consent or refusal that another decision needs.
    Approval,
    /// A judgment of a court.
    Ruling,
    /// A vote of the electorate.
    Referendum,
    /// The putting of somebody into an office, or out of one.
    Appointment,
}

/// The actor who decides, and in which capacity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decider {
    /// The body, office or state whose decision it is.
    pub actor: ActorId,
    /// A capacity other than the ordinary one. Omit it where the capacity is ordinary or unknown.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub capacity: Option<Capacity>,
    /// The sources that show the capacity. Required with it; omit it without.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub evidence: List<Evidence>,
}

/// A capacity in which somebody decides, other than the ordinary one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// Having offered its resignation, or after an election, until a successor takes office.
    Caretaker,
}

/// Somebody who took part without being the decider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// The actor who took part.
    pub actor: ActorId,
    /// In which role.
    pub role: ParticipantRole,
    /// The outcome of the consent that was needed. For `consent_required` only; omit it where the source does not say.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub consent: Option<Consent>,
    /// The sources that show it.
    pub evidence: List<Evidence>,
}

/// The role in which somebody took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ParticipantRole {
    /// Answers for the decision together with the decider.
    CoResponsible,
    /// Gave advice.
    Adviser,
    /// Was asked for a view.
    Consulted,
    /// Laid it before the decider; the mover of a motion.
    Proposer,
    /// Was told about it.
    Informed,
    /// Had to consent.
    ConsentRequired,
}

/// The outcome of a consent that was needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// It was given.
    Given,
    /// It was refused, or made to depend on something that did not happen.
    Withheld,
    /// Nobody asked for it.
    NotAsked,
}

/// The draft text that a decision is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalReference {
    /// The proposal.
    pub id: ProposalId,
    /// The version of it that lay before the decider. Omit it where the sources do not say which, or where it is about the
    /// proposal as such.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub version: Option<VersionId>,
}

/// Something that could be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionOption {
    /// The id of the option within the decision.
    pub id: OptionId,
    /// The label of the option: what it comes to.
    pub label: LocalizedText,
    /// The stand on the proposal that it amounts to. Omit it where it amounts to none.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub position: Option<Position>,
    /// The sources that show that it could be chosen. Omit it for the choice, which the events show, and where the option is
    /// plain from the matter.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub evidence: List<Evidence>,
}

/// A stand on a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// For it.
    Support,
    /// For it, if stated conditions hold.
    SupportConditional,
    /// Neither for nor against, and made known as such.
    Abstain,
    /// Against it.
    Oppose,
    /// No stand taken yet.
    NoPosition,
    /// Not against it, in a procedure in which silence is consent.
    NoObjection,
}

/// The relation of a decision to an older one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// The type of the relation: what this decision does to the older one.
    pub r#type: RelationType,
    /// The older decision.
    pub target: DecisionId,
    /// The sources that show it.
    pub evidence: List<Evidence>,
}

/// The type of a relation: what a decision does to an older one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RelationType {
    /// It takes the older one's place with another choice.
    Supersedes,
    /// It adds to or changes the older one, which stays.
    Amends,
    /// It carries the older one out.
    Implements,
    /// It refuses to carry the older one out.
    Declines,
    /// The older one binds it.
    ConstrainedBy,
    /// It ends the older one, without another choice in its place.
    Revokes,
    /// It undoes the older one as unlawful, as a court does.
    Annuls,
    /// It was to change or end the older one and leaves it as it is, as a refusal to lift a ban does.
    Maintains,
}

/// A contradiction between sources on one value of this record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Discrepancy {
    /// The id of the discrepancy within the decision.
    pub id: LocalId,
    /// The place of the value in this record.
    pub pointer: Pointer,
    /// The readings that the sources give: at least two, of which exactly one equals the value, and that is the one followed.
    pub readings: List<Reading>,
    /// The reason why that reading is followed.
    pub reason: LocalizedText,
}

/// One value that sources give.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// The value, in the form that the field has.
    pub value: ReadingValue,
    /// The sources that give it.
    pub evidence: List<Evidence>,
}

/// A single value: a string, such as a date, a code or an id, or a number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ReadingValue {
    /// A string.
    String(String),
    /// A number.
    Number(Number),
}

impl std::fmt::Display for ReadingValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ReadingValue::String(text) => f.write_str(text),
            ReadingValue::Number(number) => number.fmt(f),
        }
    }
}

impl JsonSchema for ReadingValue {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ReadingValue".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A single value: a string, such as a date, a code or an id, or a number.",
            "type": ["string", "number"],
            "examples": ["2025-11-26"],
        })
    }
}
