//! From when one looks at the records, and what was known by then.

use jiff::civil;

use crate::dataset::Dataset;
use crate::index::Kind;
use crate::model::{Date, Decision, Event, Evidence, Relation, Source};

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
    let at = happened(dataset).filter_map(Date::last_day).max()?;
    let sources = dataset.sources().map(|(_, source)| source);
    let public = sources.filter_map(Source::public_by).max();
    Some(Moment {
        at,
        known: public.map_or(at, |day| day.max(at)),
    })
}

/// The dates of all events of decisions and commitments. Withdrawn records count for nothing.
pub fn happened(dataset: &Dataset) -> impl Iterator<Item = &Date> {
    let records = dataset.records().map(|(_, record)| record);
    let counting = records.filter(|record| record.state().counts());
    counting.flat_map(|record| {
        let promised = record.commitments().iter().flat_map(|one| &one.events);
        let own = record.decision().into_iter().flat_map(|one| &one.events);
        let own = own.map(|event| &event.date);
        own.chain(promised.map(|event| &event.date))
    })
}

/// The day by which something was public: the earliest last day on which one of its public sources appeared. What only withheld
/// or unpublished sources show has no such day.
pub fn known_by(dataset: &Dataset, evidence: &[Evidence]) -> Option<civil::Date> {
    let names = &dataset.index.names;
    let number = |one: &Evidence| names.get(Kind::Source, one.source.as_str());
    let sources: Vec<u32> = evidence.iter().filter_map(number).collect();
    dataset.index.known_by(&sources)
}

/// The day by which something of a decision was public: its first event that was.
fn decision_known_by(dataset: &Dataset, decision: &Decision) -> Option<civil::Date> {
    let events = decision.events.iter();
    let days = events.filter_map(|event| known_by(dataset, &event.evidence));
    days.min()
}

/// The day by which a relation of a decision was public. It was not before both decisions were.
pub fn relation_known_by(
    dataset: &Dataset,
    decision: &Decision,
    relation: &Relation,
) -> Option<civil::Date> {
    let older = dataset.decision(&relation.target)?;
    let known_by = known_by(dataset, &relation.evidence)?;
    let newer = decision_known_by(dataset, decision)?;
    Some(known_by.max(newer).max(decision_known_by(dataset, older)?))
}

/// The day of the first event of a decision, at the latest.
pub fn first_day(decision: &Decision) -> Option<civil::Date> {
    let days = decision
        .events
        .iter()
        .filter_map(|event| event.date.last_day());
    days.min()
}

/// True if an event had happened and was known.
pub fn in_view(dataset: &Dataset, event: &Event, moment: Moment) -> bool {
    event.counts_from().is_some_and(|day| day <= moment.at)
        && known_by(dataset, &event.evidence).is_some_and(|day| day <= moment.known)
}
