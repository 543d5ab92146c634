//! The position that a decision amounts to, the actor whose it is, and its effect in the count.

use schemars::JsonSchema;

use crate::dataset::Dataset;
use crate::derive::Moment;
use crate::derive::chain::is_member;
use crate::derive::lifecycle::Lifecycles;
use crate::derive::time::first_day;
use crate::index::Index;
use crate::model::{
    Decision, MajorityRule, NeededTo, Position, Proposal, RelationType, VotingRule,
};

mod spells;

pub use spells::{PositionSpell, position_spells, positions};

/// The effect of a position in the count by which a body adopts or rejects a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Effect {
    /// It counts in favour.
    For,
    /// It does not count in favour, which is what the threshold asks for.
    NotFor,
    /// It counts against.
    Against,
    /// It does not count against, which is what rejecting asks for.
    NotAgainst,
    /// It keeps the proposal from being adopted.
    Blocks,
    /// It counts on neither side and keeps nothing from being adopted.
    Neutral,
}

impl Effect {
    /// The effect as reports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Effect::For => "for",
            Effect::NotFor => "not_for",
            Effect::Against => "against",
            Effect::NotAgainst => "not_against",
            Effect::Blocks => "blocks",
            Effect::Neutral => "neutral",
        }
    }
}

/// The effect of a position in a count; `None` where the position alone does not settle it: with a condition or no position.
pub fn effect(position: Position, majority: MajorityRule, needed_to: NeededTo) -> Option<Effect> {
    use MajorityRule::{
        AbsoluteMajority, QualifiedMajority, QualifiedMajorityWithVeto, SimpleMajority, Unanimity,
    };
    if needed_to == NeededTo::Reject {
        return match position {
            Position::Oppose => Some(Effect::Against),
            Position::Support | Position::Abstain | Position::NoObjection => {
                Some(Effect::NotAgainst)
            }
            Position::SupportConditional | Position::NoPosition => None,
        };
    }
    Some(match (position, majority) {
        (Position::Support, _) => Effect::For,
        (Position::Abstain | Position::Oppose, QualifiedMajority | AbsoluteMajority)
        | (Position::Abstain, QualifiedMajorityWithVeto) => Effect::NotFor,
        (Position::Abstain | Position::NoObjection, SimpleMajority | Unanimity) => Effect::Neutral,
        (Position::Oppose, SimpleMajority) => Effect::Against,
        (Position::Oppose, Unanimity) => Effect::Blocks,
        // Whether it blocks turns on who has a veto, which no record says.
        (Position::Oppose, QualifiedMajorityWithVeto) => return None,
        // What a condition or a silence comes to in such a count is not settled by the position alone.
        (
            Position::NoObjection,
            QualifiedMajority | QualifiedMajorityWithVeto | AbsoluteMajority,
        ) => return None,
        (Position::SupportConditional | Position::NoPosition, _) => return None,
    })
}

/// The effects of the position of a decision in the counts on its proposal: one for each voting rule of a body that its decider, or
/// whom that speaks for, is a member of on the day of the decision. Without a membership none is claimed.
pub fn effects_of<'a>(
    dataset: &'a Dataset,
    decision: &Decision,
    moment: Moment,
) -> Vec<(&'a VotingRule, Effect)> {
    let proposal = decision.proposal.as_ref();
    let proposal: Option<&Proposal> = proposal.and_then(|one| dataset.proposal(&one.id));
    let (Some(proposal), Some(position)) = (proposal, decision.position()) else {
        return Vec::new();
    };
    let Some(at) = first_day(decision) else {
        return Vec::new();
    };
    let moment = Moment { at, ..moment };
    let rules = proposal.voting_rules.iter();
    let of_its =
        rules.filter(|rule| is_member(dataset, &decision.decider.actor, &rule.body, moment));
    let effects =
        of_its.filter_map(|rule| Some((rule, effect(position, rule.majority, rule.needed_to)?)));
    effects.collect()
}

/// The relations by which a decision with the same line takes the place of an older one.
pub const CARRY_ON: [RelationType; 5] = [
    RelationType::Amends,
    RelationType::Maintains,
    RelationType::Confirms,
    RelationType::Corrects,
    RelationType::Implements,
];

/// The place, among the versions of its proposal, of the one that a position is about: that of its latest event in view that names one,
/// else the one that the decision names, else the newest on its first day, else the first. Decisions go by their places in the index.
pub fn version_of(index: &Index, decision: u32, moment: Moment) -> usize {
    let Some(fact) = index.decision(decision) else {
        return 0;
    };
    let Some(proposal) = fact.proposal.and_then(|name| index.read(name)) else {
        return 0;
    };
    let named = Lifecycles::new(index, moment).version(decision);
    let named = named.map(|(version, _)| version);
    let versions = index.facts.versions.of(proposal);
    if let Some(named) = named.or(fact.version) {
        let place = versions.iter().position(|one| one.name == named);
        return place.unwrap_or_default();
    }
    let events = index.facts.events.of(decision).iter();
    let first_day = events.filter_map(|event| Some(event.days?.1)).min();
    let newest = versions
        .iter()
        .rposition(|one| one.days.map(|(_, last)| last) <= first_day);
    newest.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(position: Position, majority: MajorityRule, expected: Option<Effect>) {
        assert_eq!(effect(position, majority, NeededTo::Adopt), expected);
    }

    #[test]
    fn abstaining_is_not_the_same_everywhere() {
        check(
            Position::Abstain,
            MajorityRule::QualifiedMajority,
            Some(Effect::NotFor),
        );
        check(
            Position::Abstain,
            MajorityRule::AbsoluteMajority,
            Some(Effect::NotFor),
        );
        check(
            Position::Abstain,
            MajorityRule::Unanimity,
            Some(Effect::Neutral),
        );
        check(
            Position::Abstain,
            MajorityRule::SimpleMajority,
            Some(Effect::Neutral),
        );
        check(
            Position::Oppose,
            MajorityRule::Unanimity,
            Some(Effect::Blocks),
        );
        check(
            Position::Support,
            MajorityRule::Unanimity,
            Some(Effect::For),
        );
        check(Position::NoPosition, MajorityRule::Unanimity, None);
    }

    #[test]
    fn who_has_a_veto_is_not_said() {
        let majority = MajorityRule::QualifiedMajorityWithVeto;
        check(Position::Support, majority, Some(Effect::For));
        check(Position::Abstain, majority, Some(Effect::NotFor));
        check(Position::Oppose, majority, None);
    }
}
