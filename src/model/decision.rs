//! The decision itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Number;

use super::absence::{absent, present};
use super::commitment::Commitment;
use super::event::Event;
use super::evidence::Evidence;
use super::list::List;
use super::participant::Participant;
use super::provision::Provision;
use super::relation::Relation;
use super::source::Identifier;
use super::state::{RecordState, SchemaVersion};
use super::statement::Statement;
use super::string::{
    ActorId, DecisionId, Keyword, LocalId, OptionId, Pointer, ProposalId, SchemaPath, SourceId,
    VersionId,
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
    /// The official identifiers of the decision, such as an ECLI or the number of an order. Omit it where it has none, or none is known.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub identifiers: List<Identifier>,
    /// The source that is its text. Omit it where that is not known; every other source is evidence.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub document: Option<SourceId>,
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
    /// The provisions of the decision: what an order, licence, grant, policy, budget or ruling itself provides. Omit it where it
    /// provides nothing, and for what stands in the version of a proposal that it adopts.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub provisions: List<Provision>,
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
        self.chosen()?.position
    }

    /// The option that is the choice; `None` where there is no such option, which is a finding.
    pub fn chosen(&self) -> Option<&DecisionOption> {
        let mut options = self.options.iter();
        options.find(|option| option.id == self.choice)
    }
}

/// The form of a decision's output; what the choice does is its `result`.
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
    /// A line that the decider itself follows from now on.
    Policy,
    /// Money or another benefit that is given to somebody.
    Grant,
    /// A contract, covenant or accord with others that is no treaty.
    Agreement,
    /// A budget, or a change of one.
    Budget,
    /// The taking back of what the decider had laid before others.
    Withdrawal,
    /// A change of a draft text that is put to the vote by itself.
    Amendment,
    /// The giving of a power to somebody else.
    Delegation,
    /// A treaty between states or with international organisations.
    Treaty,
}

/// The actor who decides, and in which capacity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decider {
    /// The body, office or state whose decision it is.
    pub actor: ActorId,
    /// Those who decide together with the actor, as two co-legislators do. Omit it where the actor decides alone.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub jointly: List<ActorId>,
    /// A capacity other than the ordinary one. Omit it where the capacity is ordinary or unknown,
    /// and where a term of office says it.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub capacity: Option<Capacity>,
    /// The sources that show the capacity. Required with it; omit it without.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub evidence: List<Evidence>,
}

/// A capacity in which somebody decides, other than the ordinary one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-open" = Keyword::PATTERN))]
#[non_exhaustive]
pub enum Capacity {
    /// Having offered its resignation, or after an election, until a successor takes office.
    Caretaker,
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
    /// True if the decision settles the proposal or a stage of it, as a chamber's vote, an adoption and a withdrawal do. Omit it where it
    /// only concerns the proposal, as a position on somebody else's text does.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub decides: Option<bool>,
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
    /// What choosing it amounts to for a text, motion, plan or request. Omit it where no code fits.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub result: Option<OptionResult>,
    /// Who comes into which office by it. Omit it where nobody does.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub appoints: Option<Appointment>,
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

/// What choosing an option amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-open" = Keyword::PATTERN))]
#[non_exhaustive]
pub enum OptionResult {
    /// A text, motion or plan is adopted.
    Adopts,
    /// A text, motion or plan is rejected.
    Rejects,
    /// A request, licence, appeal or consent is granted.
    Grants,
    /// A part of a request, licence, appeal or claim is granted, and the rest is refused.
    GrantsInPart,
    /// A request, licence, appeal or consent is refused.
    Refuses,
    /// What had been laid before others is taken back.
    Withdraws,
    /// The matter is given up without a result, as talks that are closed.
    Abandons,
    /// There is no result, as after a tie.
    Undecided,
}

/// Somebody who comes into an office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Appointment {
    /// The person.
    pub actor: ActorId,
    /// The office.
    pub office: ActorId,
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
