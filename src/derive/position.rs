//! The position that a decision amounts to, the actor whose it is, and its effect in the count.

use schemars::JsonSchema;

use crate::dataset::Dataset;
use crate::derive::lifecycle::Lifecycles;
use crate::derive::{Moment, chain};
use crate::model::{ActorId, Decision, MajorityRule, Position, Proposal, ProposalId};

/// The effect of a position in the count by which a proposal is adopted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Effect {
    /// It counts in favour.
    For,
    /// It does not count in favour, which is what the threshold asks for.
    NotFor,
    /// It counts against.
    Against,
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
            Effect::Blocks => "blocks",
            Effect::Neutral => "neutral",
        }
    }
}

/// The effect of a position in the count; `None` where the position alone does not settle it: with a condition, no
/// objection or no position.
pub fn effect(position: Position, majority: MajorityRule) -> Option<Effect> {
    use MajorityRule::{AbsoluteMajority, QualifiedMajority, SimpleMajority, Unanimity};
    Some(match (position, majority) {
        (Position::Support, _) => Effect::For,
        (Position::Abstain, QualifiedMajority | AbsoluteMajority) => Effect::NotFor,
        (Position::Abstain, SimpleMajority | Unanimity) => Effect::Neutral,
        (Position::Oppose, QualifiedMajority | AbsoluteMajority) => Effect::NotFor,
        (Position::Oppose, SimpleMajority) => Effect::Against,
        (Position::Oppose, Unanimity) => Effect::Blocks,
        // What a condition or a silence comes to in a count is not settled by the position alone.
        (Position::SupportConditional | Position::NoPosition | Position::NoObjection, _) => {
            return None;
        }
    })
}

/// The effect of the position of a decision in the count on its proposal, where the majority is known.
pub fn effect_of(dataset: &Dataset, decision: &Decision) -> Option<Effect> {
    let proposal: &Proposal = dataset.proposal(&decision.proposal.as_ref()?.id)?;
    effect(
        decision.position()?,
        proposal.voting_rule.as_ref()?.majority,
    )
}

/// The decisions that are an actor's position on a proposal at a moment: those whose decider speaks for it, whose choice amounts to
/// a position, and which stand as announced, taken, in force or executed. More than one is a finding.
pub fn positions<'a>(
    dataset: &'a Dataset,
    proposal: &ProposalId,
    actor: &ActorId,
    moment: Moment,
) -> Vec<&'a Decision> {
    let decisions = dataset.decisions().map(|(_, decision)| decision);
    decisions
        .filter(|decision| {
            decision
                .proposal
                .as_ref()
                .is_some_and(|reference| reference.id == *proposal)
        })
        .filter(|decision| decision.position().is_some() && stands(dataset, decision, moment))
        .filter(|decision| chain(dataset, &decision.decider.actor).contains(&actor))
        .collect()
}

/// True if a decision stands: announced at least, and not undone, ended or suspended.
pub fn stands(dataset: &Dataset, decision: &Decision, moment: Moment) -> bool {
    let at = dataset.place_of(decision);
    at.is_some_and(|at| Lifecycles::new(&dataset.index, moment).stands(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(position: Position, majority: MajorityRule, expected: Option<Effect>) {
        assert_eq!(effect(position, majority), expected);
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
}
