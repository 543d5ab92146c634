//! Those who took part in a decision without being the decider.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evidence::Evidence;
use super::list::List;
use super::string::{ActorId, Date, Keyword};

/// Somebody who took part without being the decider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// The actor who took part.
    pub actor: ActorId,
    /// In which role.
    pub role: ParticipantRole,
    /// What became of the consent that was needed, oldest first. For `consent_required` only; omit it where no source says, and where
    /// a decision of the one who was asked says it.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub consents: List<Consent>,
    /// The sources that show it.
    pub evidence: List<Evidence>,
}

/// The role in which somebody took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-open" = Keyword::PATTERN))]
#[non_exhaustive]
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
    /// Is the one whom it is directed to: who is ordered, the grantee, the holder of a permit.
    Addressee,
    /// Concludes it with the decider.
    Party,
    /// Leads the body that decides, and is a member of it.
    Chair,
    /// Is given a power to act by it.
    Authorised,
}

/// What became of a consent that was needed; a later one takes the place of an earlier one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// The outcome.
    pub r#type: ConsentType,
    /// The date on which it was given or withheld; of one that nobody asked for, that of the decision.
    pub date: Date,
    /// The sources that show it.
    pub evidence: List<Evidence>,
}

/// The outcome of a consent that was needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConsentType {
    /// It was given.
    Given,
    /// It was refused, or made to depend on something that did not happen.
    Withheld,
    /// Nobody asked for it.
    NotAsked,
}
