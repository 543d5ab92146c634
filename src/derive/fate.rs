//! What became of a proposal: the decisions that settled it or a stage of it, and with which result.

use crate::dataset::Dataset;
use crate::derive::Moment;
use crate::derive::lifecycle::Lifecycles;
use crate::derive::standing::standing;
use crate::derive::status::{Stage, Status};
use crate::model::{ActorId, Date, Decision, OptionResult, ProposalId};

/// A decision that settled a proposal or a stage of it.
pub struct Settled<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// The actor who decided.
    pub decider: &'a ActorId,
    /// What the choice amounts to.
    pub result: OptionResult,
    /// The day on which it was taken; of one that was only announced, the day of that.
    pub date: Date,
    /// The status of the decision.
    pub status: Status,
}

/// The decisions that settled a proposal by a moment and stand, oldest first. There is no verdict over several: a chamber may adopt what
/// another one rejects.
pub fn fate<'a>(dataset: &'a Dataset, proposal: &ProposalId, moment: Moment) -> Vec<Settled<'a>> {
    let lifecycles = Lifecycles::new(&dataset.index, moment);
    let settling = |at: &u32| {
        let decision = dataset.index.decision(*at);
        decision.is_some_and(|decision| decision.decides) && lifecycles.stands(*at)
    };
    let about = dataset.about(proposal).filter(settling);
    let mut settled: Vec<_> = about
        .filter_map(|at| {
            let decision = dataset.decision_at(at)?;
            let (event, _) = lifecycles
                .reached_by(at, Stage::Taken)
                .or_else(|| lifecycles.reached_by(at, Stage::Announced))?;
            Some(Settled {
                decision,
                decider: &decision.decider.actor,
                result: decision.chosen()?.result?,
                date: decision.events.get(event)?.counting_date().clone(),
                status: standing(dataset, decision, moment).status,
            })
        })
        .collect();
    settled.sort_by_key(|one| (one.date.order(), &one.decision.id));
    settled
}
