//! The facts of votes: by which majority, with which results and whose ballots. Ids go by their numbers.

use serde::{Deserialize, Serialize};

use super::Index;
use crate::model::{BallotVote, MajorityRule, NeededTo, OptionResult, TallyUnit};

/// A vote by which a decision was taken.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct VoteFact {
    /// Which of the events it belongs to.
    pub event: u32,
    /// True if a vote in favour means the choice.
    pub is_on_choice: bool,
    /// The result of the option that a vote in favour means, if it has one.
    pub result: Option<OptionResult>,
}

/// A majority that a body needs for a proposal.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct VotingRuleFact {
    /// Which of the rules of the proposal it is.
    pub nth: u32,
    /// The body that votes.
    pub body: u32,
    /// The majority.
    pub majority: MajorityRule,
    /// What it is needed for.
    pub needed_to: NeededTo,
}

/// The result of a vote in one unit.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct TallyFact {
    /// Which of the events it belongs to.
    pub event: u32,
    /// The unit that was counted.
    pub unit: TallyUnit,
    /// The option that the votes were for, in an election among several.
    pub option: Option<u32>,
    /// True if that option is the choice.
    pub is_of_choice: bool,
    /// The numbers in favour, against and abstaining, as far as they are known.
    pub counts: [Option<f64>; 3],
    /// The number in favour that was needed, if it is known.
    pub needed: Option<f64>,
}

/// The ballot of one actor in a vote.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct BallotFact {
    /// Which of the events it belongs to.
    pub event: u32,
    /// The actor who voted.
    pub actor: u32,
    /// The vote of the actor.
    pub vote: BallotVote,
    /// The option that the vote was for or against, in an election among several.
    pub option: Option<u32>,
    /// The number of votes that the actor has, if it is said.
    pub count: Option<f64>,
}

impl Index {
    /// The results of the vote of one event of a decision.
    pub fn tallies(&self, decision: u32, event: u32) -> &[TallyFact] {
        of(self.facts.tallies.of(decision), event, |one| one.event)
    }

    /// The ballots in the vote of one event of a decision.
    pub fn ballots(&self, decision: u32, event: u32) -> &[BallotFact] {
        of(self.facts.ballots.of(decision), event, |one| one.event)
    }

    /// The voting rules of a proposal for one body.
    pub fn voting_rules(&self, proposal: u32, body: u32) -> &[VotingRuleFact] {
        of(self.facts.voting_rules.of(proposal), body, |one| one.body)
    }
}

/// The facts with a number, of those of all numbers in their order.
fn of<T>(facts: &[T], number: u32, number_of: impl Fn(&T) -> u32) -> &[T] {
    let first = facts.partition_point(|one| number_of(one) < number);
    let end = facts.partition_point(|one| number_of(one) <= number);
    &facts[first..end]
}
