//! The statements: who argued what.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::absence::{absent, present};
use super::evidence::Evidence;
use super::list::List;
use super::quantity::Quantity;
use super::string::{ActorId, Date, EventId, Keyword, LocalId, OptionId, PartReference, Target};
use super::text::LocalizedText;

/// One proposition that somebody holds about the decision or its subject.
///
/// Which type: what the source itself gives as the reason why the decider chose so ("therefore", "this results in") is a ground.
/// Else the first of these that fits. It must hold for the holder's support: a condition. It recommends an act: advice.
/// A member of the
/// deciding body speaks against its choice, not merely for its own cause: a dissent. Something is wrong or at risk: a concern. It is the
/// decider's reason for or against an option: a ground. It appraises something: a view. Otherwise: a fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The id of the statement within the decision.
    pub id: LocalId,
    /// The kind of proposition that the statement is.
    pub r#type: StatementType,
    /// The proposition, as a fair paraphrase.
    pub text: LocalizedText,
    /// Whose proposition it is: not who reports it, but who holds it.
    pub holder: ActorId,
    /// Those who hold it together with the holder. Omit it where nobody does.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub jointly: List<ActorId>,
    /// The basis of the statement: how the source gives it.
    pub basis: Basis,
    /// The event of the decision that it belongs to, such as the suspension that it is a reason for. Omit it where it belongs to the
    /// decision as such.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub event: Option<EventId>,
    /// The provisions that it is about: of this decision, of its proposal or of another record. Omit it where it is about none in
    /// particular.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub about: List<PartReference>,
    /// The topics of the statement: what it is about, as keywords. Omit it where none fits.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub topics: List<Keyword>,
    /// The option that it speaks for or against. Omit it where the source does not tie the point to an option.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub bearing: Option<Bearing>,
    /// The kind of reason that the ground is. Required for a ground; omit it for every other type.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub reason: Option<Reason>,
    /// The strength of a condition: how firm it is. For conditions only; omit it where the source does not say.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub strength: Option<Strength>,
    /// The quantity that it states, such as a cost. Omit it where it states none.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub quantity: Option<Quantity>,
    /// What became of a concern or a condition, oldest first. Omit it where no source says, or for another type.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub outcomes: List<Outcome>,
    /// The relations of the statement to other ones. Omit it where the source ties it to none.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub relations: List<StatementRelation>,
    /// The words that say it.
    pub evidence: List<Evidence>,
}

/// The kind of proposition that a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatementType {
    /// The decider's reason for or against an option.
    Ground,
    /// Something that the holder finds wrong or at risk.
    Concern,
    /// Something that must hold for the holder's support.
    Condition,
    /// A recommendation to act in a certain way.
    Advice,
    /// An appraisal.
    View,
    /// Something said to be so, without an appraisal.
    Fact,
    /// A member of the deciding body speaking against its choice.
    Dissent,
}

/// The basis of a statement: how the source gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The source says it.
    Stated,
    /// It follows from what the source says, without being said.
    Inferred,
}

/// The option that a statement speaks for or against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bearing {
    /// The option.
    pub option: OptionId,
    /// Which way.
    pub direction: Direction,
}

/// Which way a statement bears on an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// It speaks for the option.
    For,
    /// It speaks against the option.
    Against,
}

/// The kind of reason that a ground is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-open" = Keyword::PATTERN))]
#[non_exhaustive]
pub enum Reason {
    /// The merits of the matter itself.
    Substance,
    /// Something that the law demands or allows.
    Law,
    /// Advice that was received.
    Advice,
    /// The decider's standing or influence with others.
    Strategy,
    /// Circumstances that are not as they were.
    ChangedCircumstances,
    /// Another government, with another line.
    ChangeOfGovernment,
    /// Something that a parliament asked or instructed.
    ParliamentaryInstruction,
    /// A rule among coalition partners, such as abstaining when they disagree.
    CoalitionRule,
    /// Somebody whose consent is needed has not given it.
    MissingConsent,
    /// There was no majority for it.
    NoMajority,
    /// The way in which it was decided or told, whatever it is about.
    Procedure,
}

/// The strength of a condition: how firm it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Without it there is no support in any case.
    RedLine,
    /// It is required.
    Requirement,
    /// It is wished for.
    Preference,
}

/// What became of a concern or a condition, as a source says; a later one takes the place of an earlier one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The outcome: of a concern whether it was removed, of a condition whether it was met.
    pub r#type: OutcomeType,
    /// The date on which it came about, or on which it was said.
    pub date: Date,
    /// The sources that show it.
    pub evidence: List<Evidence>,
}

/// The outcome of a concern or a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeType {
    /// The concern was removed.
    Resolved,
    /// The concern remains, wholly or in part.
    Unresolved,
    /// The condition was met.
    Met,
    /// The condition was not met.
    NotMet,
}

/// The relation of a statement to another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatementRelation {
    /// The type of the relation: what the statement does to the other one.
    pub r#type: StatementRelationType,
    /// The other statement.
    pub target: Target,
}

/// The type of a relation: what a statement does to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatementRelationType {
    /// It gives a reason for the other one.
    Supports,
    /// It speaks against the other one.
    Opposes,
    /// It limits the other one.
    Qualifies,
    /// It answers the other one.
    RespondsTo,
}
