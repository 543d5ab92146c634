//! The line through time: what happened about a proposal, by whom, and why.

use jiff::civil;

use crate::dataset::Dataset;
use crate::derive::chain::speakers;
use crate::derive::time::first_day;
use crate::derive::{Moment, PositionSpell, position_spells};
use crate::model::{
    ActorId, Commitment, CommitmentEvent, Date, Decision, Event, Position, Proposal, Version,
};

/// One thing that happened.
pub struct TimelineItem<'a> {
    /// The date, as the source gives it.
    pub date: &'a Date,
    /// The thing that happened.
    pub what: What<'a>,
}

/// A thing that can happen about a proposal.
pub enum What<'a> {
    /// It got a new version.
    Version(&'a Version),
    /// Something happened to a decision about it.
    Event {
        /// The decision.
        decision: &'a Decision,
        /// The event of the decision.
        event: &'a Event,
        /// True if nothing of the decision had happened before.
        is_first: bool,
    },
    /// Something happened to a promise made in connection with a decision about it.
    Commitment {
        /// The decision.
        decision: &'a Decision,
        /// The promise.
        commitment: &'a Commitment,
        /// The event of the promise.
        event: &'a CommitmentEvent,
    },
}

/// Everything about a proposal that a dataset shows, oldest first: its versions, and the events of the decisions about it.
///
/// With an actor, only decisions of who speaks in its name, those that they relate to or that relate to them, and what changes or
/// carries out one of these: what moved the actor.
pub fn timeline<'a>(
    dataset: &'a Dataset,
    proposal: &'a Proposal,
    actor: Option<&ActorId>,
) -> Vec<TimelineItem<'a>> {
    let counting = |decision: &&Decision| decision.record.counts();
    let all: Vec<_> = dataset
        .decisions()
        .map(|(_, decision)| decision)
        .filter(counting)
        .collect();
    let is_about = |decision: &Decision| {
        decision
            .proposal
            .as_ref()
            .is_some_and(|one| one.id == proposal.id)
    };
    let is_of = |decision: &Decision| {
        actor.is_none_or(|actor| {
            let known = civil::Date::MAX;
            let day = first_day(decision).map(|at| Moment { at, known });
            let decider = &decision.decider.actor;
            day.is_some_and(|moment| speakers(dataset, decider, moment).contains(&actor))
        })
    };
    let own: Vec<_> = all
        .iter()
        .copied()
        .filter(|decision| is_about(decision) && is_of(decision))
        .collect();
    let points = |from: &Decision, to: &Decision| {
        from.relations
            .iter()
            .any(|relation| relation.target == to.id)
    };
    let beside: Vec<_> = all
        .iter()
        .copied()
        .filter(|one| own.iter().any(|own| points(own, one) || points(one, own)))
        .collect();
    let is_included = |decision: &Decision| {
        let is_in = |list: &[&Decision]| list.iter().any(|one| one.id == decision.id);
        is_in(&own) || is_in(&beside) || beside.iter().any(|one| points(decision, one))
    };
    let versions = proposal.versions.iter().map(|version| TimelineItem {
        date: &version.date,
        what: What::Version(version),
    });
    let mut entries: Vec<TimelineItem<'a>> = versions.collect();
    for decision in all.iter().copied().filter(|decision| is_included(decision)) {
        for (at, event) in decision.events.iter().enumerate() {
            let what = What::Event {
                decision,
                event,
                is_first: at == 0,
            };
            entries.push(TimelineItem {
                date: event.counting_date(),
                what,
            });
        }
        for commitment in &decision.commitments {
            entries.extend(commitment.events.iter().map(|event| TimelineItem {
                date: &event.date,
                what: What::Commitment {
                    decision,
                    commitment,
                    event,
                },
            }));
        }
    }
    entries.sort_by_key(|entry| {
        let bounds = entry.date.bounds();
        let id = match &entry.what {
            What::Version(_) => "",
            What::Event { decision, .. } | What::Commitment { decision, .. } => {
                decision.id.as_str()
            }
        };
        (
            bounds.map(|bounds| bounds.last),
            bounds.map(|bounds| bounds.first),
            id,
        )
    });
    entries
}

/// The positions that an actor held on a proposal in each month from one day to another.
pub fn by_month(
    dataset: &Dataset,
    proposal: &Proposal,
    actor: &ActorId,
    (from, to): (civil::Date, civil::Date),
    known: civil::Date,
) -> Vec<(civil::Date, Vec<Position>)> {
    let moment = Moment { at: to, known };
    let spells = position_spells(dataset, &proposal.id, Some(actor), moment);
    let mut months = Vec::new();
    let mut month = from.first_of_month();
    while month <= to {
        let end = month.last_of_month();
        let in_month = spells.iter().filter(|PositionSpell { spell, .. }| {
            spell.from <= end && spell.until.is_none_or(|until| month <= until)
        });
        let held = in_month.filter_map(|one| one.decision.position());
        months.push((month, held.collect()));
        match end.tomorrow() {
            Ok(next) => month = next,
            Err(_) => break,
        }
    }
    months
}
