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
    /// The ballots: who voted what. Omit it where this was not made public; a partial list is allowed.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub cast: List<Ballot>,
}

/// The result of a vote in one unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// The unit that was counted.
    pub unit: TallyUnit,
    /// The number in favour.
    pub r#for: Quantity,
    /// The number against.
    pub against: Quantity,
    /// The number that abstained. Omit it where this is not known.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub abstain: Option<Quantity>,
    /// The number in favour that was needed: the threshold in the same unit, which may count members who did not vote. Omit it
    /// where no source states it.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub needed: Option<Quantity>,
}

/// The unit that was counted in a vote.
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

/// The ballot of one actor: how the actor voted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// The actor who voted.
    pub actor: ActorId,
    /// The vote of the actor.
    pub vote: BallotVote,
}

/// The vote of one actor.
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
