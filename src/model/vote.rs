//! Votes, as far as they were made public.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::absence::{absent, present};
use super::evidence::Evidence;
use super::list::List;
use super::number::Count;
use super::string::{ActorId, Keyword, OptionId};

/// A vote that led to the event. Omit it where no vote was held or none was made public.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// The option that a vote in favour means. Omit it where each tally names its own, or, without tallies, each ballot.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub on: Option<OptionId>,
    /// The results: one for each unit in which votes were counted, and for each option that had votes of its own. Omit it where only
    /// ballots are known.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub tallies: List<Tally>,
    /// The ballots: who voted what. Omit it where this was not made public; a partial list is allowed.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub cast: List<Ballot>,
    /// The sources that show the vote. Omit it where those of the event do; a vote that was made public later has its own.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub evidence: List<Evidence>,
}

/// The result of a vote in one unit. At least one number is there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// The unit that was counted.
    pub unit: TallyUnit,
    /// The option that the votes were for, in an election among several. Omit it where the vote as a whole says what a yes means.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub option: Option<OptionId>,
    /// The number in favour. Omit it where this is not known.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub r#for: Option<Count>,
    /// The number against. Omit it where this is not known, or nobody could vote against.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub against: Option<Count>,
    /// The number that abstained. Omit it where this is not known.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub abstain: Option<Count>,
    /// The number that was blank or invalid. Omit it where this is not known.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub blank: Option<Count>,
    /// The number in favour that was needed: the threshold in the same unit, which may count members who did not vote. Omit it
    /// where no source states it.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub needed: Option<Count>,
}

/// The unit that was counted in a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-open" = Keyword::PATTERN))]
#[non_exhaustive]
pub enum TallyUnit {
    /// Members of a body.
    Members,
    /// States, or other territories that vote as one.
    States,
    /// The share of the population that the states in favour represent, in percent.
    PopulationPercent,
    /// Ballots of the electorate.
    Ballots,
    /// The share of the ballots, in percent.
    BallotsPercent,
}

/// The ballot of one actor: how the actor voted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// The actor who voted.
    pub actor: ActorId,
    /// The vote of the actor.
    pub vote: BallotVote,
    /// The option that the vote was for or against, in an election among several: whoever chose it voted `for`. Omit it where the vote
    /// as a whole says what a yes means, and where the actor abstained or was absent.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub option: Option<OptionId>,
    /// The number of votes that the actor has, such as the seats of a party. Omit it where that is one. A party that splits has two
    /// ballots, and so has whoever votes for two options.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "absent")]
    pub count: Option<Count>,
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
