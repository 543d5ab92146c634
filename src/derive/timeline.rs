//! The line through time: what happened about a proposal, by whom, and why.

use jiff::civil;

use crate::dataset::Dataset;
use crate::derive::chain::deciders;
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
        actor.is_none_or(|actor| deciders(dataset, decision, civil::Date::MAX).contains(&actor))
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
        let id = match &entry.what {
            What::Version(_) => "",
            What::Event { decision, .. } | What::Commitment { decision, .. } => {
                decision.id.as_str()
            }
        };
        (entry.date.order(), id)
    });
    entries
}

/// A number of months in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period(i16);

impl Period {
    /// The shortest of some usual periods of which so many as there is room for reach from one day to another.
    pub fn fitting((from, to): (civil::Date, civil::Date), room: usize) -> Period {
        let usual = [1, 3, 6]
            .into_iter()
            .chain((1..100).map(|years| 12 * years));
        let periods = usual.map(Period);
        let fits = |period: &Period| {
            let columns = (period.number_of(to) - period.number_of(from)) + 1;
            usize::try_from(columns).is_ok_and(|columns| columns <= room)
        };
        periods.clone().find(fits).unwrap_or(Period(1200))
    }

    /// The number of months in the period.
    pub fn months(self) -> i32 {
        i32::from(self.0)
    }

    /// The number of the period that a day lies in, counted from the year 0.
    fn number_of(self, day: civil::Date) -> i32 {
        let months = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
        months.div_euclid(i32::from(self.0))
    }

    /// The first day of the period with a number.
    fn start(self, number: i32) -> Option<civil::Date> {
        let months = number * i32::from(self.0);
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
        civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()
    }
}

/// The positions that an actor held on a proposal in each period from one day to another, by the first day of each.
pub fn by_period(
    dataset: &Dataset,
    proposal: &Proposal,
    actor: &ActorId,
    (from, to, period): (civil::Date, civil::Date, Period),
    known: civil::Date,
) -> Vec<(civil::Date, Vec<Position>)> {
    let moment = Moment { at: to, known };
    let spells = position_spells(dataset, &proposal.id, Some(actor), moment);
    let numbers = period.number_of(from)..=period.number_of(to);
    let columns = numbers.filter_map(|number| {
        let start = period.start(number)?;
        let next = period.start(number + 1);
        let in_period = spells.iter().filter(|PositionSpell { spell, .. }| {
            next.is_none_or(|next| spell.from < next)
                && spell.until.is_none_or(|until| start <= until)
        });
        let held = in_period.filter_map(|one| one.decision.position());
        Some((start, held.collect()))
    });
    columns.collect()
}

#[cfg(test)]
mod tests {
    use super::Period;
    use crate::support::day;

    #[test]
    fn a_period_is_as_short_as_there_is_room_for() {
        for (from, to, room, months) in [
            ("2022-01-31", "2026-04-30", 52, 1),
            ("2022-01-31", "2026-05-01", 52, 3),
            ("2022-01-31", "2022-01-31", 1, 1),
            ("2022-01-31", "2022-02-01", 1, 3),
            ("2022-01-31", "2034-12-31", 52, 3),
            ("2022-01-31", "2035-01-01", 52, 6),
            ("2022-01-31", "2048-01-01", 52, 12),
            ("2022-01-31", "2122-01-01", 52, 24),
            ("0001-01-01", "1979-12-31", 20, 1188),
            ("0001-01-01", "1980-01-01", 20, 1200),
            // There is none longer.
            ("0001-01-01", "2025-01-01", 1, 1200),
        ] {
            let period = Period::fitting((day(from), day(to)), room);
            assert_eq!(
                period.months(),
                months,
                "from {from} to {to}, room for {room}"
            );
        }
    }
}
