//! The three clocks: when something happened, when it took legal effect, and when it became public.

use jiff::civil;

use crate::dataset::Dataset;
use crate::model::{Availability, Date, Event, EventType, Evidence, Source};

/// From where one looks at the records: what had happened by one day, as far as it was public by another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day up to which things count as having happened.
    pub at: civil::Date,
    /// The day up to which things count as known.
    pub known: civil::Date,
}

impl Moment {
    /// The view of a day from itself.
    pub fn on(day: civil::Date) -> Moment {
        Moment {
            at: day,
            known: day,
        }
    }
}

/// The moment of the newest event of a dataset, seen from the day on which all of it was public: what the dataset says of itself,
/// whatever day it is. `None` if nothing happened in it. Withdrawn records count for nothing.
pub fn newest(dataset: &Dataset) -> Option<Moment> {
    let at = happened(dataset).filter_map(last_day).max()?;
    let sources = dataset.sources().map(|(_, source)| source);
    let public = sources.filter_map(public_by).max();
    Some(Moment {
        at,
        known: public.map_or(at, |day| day.max(at)),
    })
}

/// The dates of all events of decisions and commitments. Withdrawn records count for nothing.
pub fn happened(dataset: &Dataset) -> impl Iterator<Item = &Date> {
    let decisions = dataset.decisions().map(|(_, decision)| decision);
    let counting = decisions.filter(|decision| decision.record.counts());
    counting.flat_map(|decision| {
        let promised = decision.commitments.iter().flat_map(|one| &one.events);
        let own = decision.events.iter().map(|event| &event.date);
        own.chain(promised.map(|event| &event.date))
    })
}

/// The last possible day of a date; `None` if no calendar has it.
pub fn last_day(date: &Date) -> Option<civil::Date> {
    date.bounds().map(|bounds| bounds.last)
}

/// The day from which an event counts, at the latest. For what changes legal force that is the day of the legal effect: an
/// annulment from the beginning counts from the beginning. What somebody did or decided counts from the day on which they did,
/// whenever it takes effect.
pub fn counts_from(event: &Event) -> Option<civil::Date> {
    last_day(counting_date(event))
}

/// The date from which an event counts, as the source gives it.
pub fn counting_date(event: &Event) -> &Date {
    event
        .effective
        .as_ref()
        .filter(|_| changes_force(event.r#type))
        .unwrap_or(&event.date)
}

/// Whether an event changes legal force, so that it counts from the day of its legal effect.
pub fn changes_force(event: EventType) -> bool {
    match event {
        EventType::EnteredIntoForce
        | EventType::Suspended
        | EventType::Resumed
        | EventType::Lapsed
        | EventType::Annulled => true,
        EventType::Proposed
        | EventType::Announced
        | EventType::Reaffirmed
        | EventType::Postponed
        | EventType::Taken
        | EventType::Published
        | EventType::Executed
        | EventType::NotExecuted
        | EventType::Challenged
        | EventType::Upheld => false,
    }
}

/// The last day on which a source can have appeared.
pub fn appeared(source: &Source) -> Option<civil::Date> {
    last_day(source.published.as_ref().unwrap_or(&source.date))
}

/// The day by which a source was public; `None` if the public cannot read it, or if its record was withdrawn.
pub fn public_by(source: &Source) -> Option<civil::Date> {
    let is_public = source.availability == Availability::Public && source.record.counts();
    appeared(source).filter(|_| is_public)
}

/// The day by which something was public: the earliest last day on which one of its public sources appeared. What only withheld
/// or unpublished sources show has no such day.
pub fn known_by(dataset: &Dataset, evidence: &[Evidence]) -> Option<civil::Date> {
    let sources = evidence
        .iter()
        .filter_map(|evidence| dataset.source(&evidence.source));
    sources.filter_map(public_by).min()
}

/// Whether an event had happened and was known.
pub fn in_view(dataset: &Dataset, event: &Event, moment: Moment) -> bool {
    counts_from(event).is_some_and(|day| day <= moment.at)
        && known_by(dataset, &event.evidence).is_some_and(|day| day <= moment.known)
}
