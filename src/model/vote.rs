//! Votes, as far as they were made public.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::absence::{absent, present};
use super::list::List;
use super::number::Quantity;
use super::string::{ActorId, OptionId};

/// A vote that led to the event. Omit it where no vote was held or none was made public.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// The option that a vote in favour means.
    pub on: OptionId,
    /// The result, once for each unit in which votes were counted.
    pub tallies: List<Tally>,
    /// Who voted what. Omit it where this was not made public; a partial list is allowed.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub cast: List<Ballot>,
}

/// The result of a vote in one unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// What was counted.
    pub unit: TallyUnit,
    /// How many were in favour.
    pub r#for: Quantity,
    /// How many were against.
    pub against: Quantity,
    /// How many abstained. Omit it where this is not known.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub abstain: Option<Quantity>,
    /// How many in favour were needed: the threshold in the same unit, which may count members who did not vote. Omit it
    /// where no source states it.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub needed: Option<Quantity>,
}

/// What was counted in a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TallyUnit {
    /// Members of a body.
    Members,
    /// States, or other territories that vote as one.
    States,
    /// The share of the population that the states in favour represent, in percent.
    PopulationPercent,
    /// Ballots of the electorate.
    Ballots,
}

/// How one actor voted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// Who voted.
    pub actor: ActorId,
    /// What the actor voted.
    pub vote: BallotVote,
}

/// What one actor voted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BallotVote {
    /// In favour.
    For,
    /// Against.
    Against,
    /// Present, and neither for nor against.
    Abstain,
    /// Not present, or present and not voting.
    Absent,
}
