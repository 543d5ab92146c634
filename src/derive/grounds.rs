//! The grounds of each step of a decision: what was said for an event and not for a later one.

use crate::dataset::Dataset;
use crate::model::{Decision, Event, Statement, StatementType};

/// The grounds of an event of a decision, first those that are tied to an option. A ground goes with the event that it names; without
/// one with the earliest event that shares a source with it, else with the last event that was not later than its sources, else with
/// the first.
pub fn grounds<'a>(dataset: &Dataset, decision: &'a Decision, event: &Event) -> Vec<&'a Statement> {
    let statements = decision.statements.iter();
    let mut grounds: Vec<_> = statements
        .filter(|statement| statement.r#type == StatementType::Ground)
        .filter(|ground| step(dataset, decision, ground).is_some_and(|step| step.id == event.id))
        .collect();
    grounds.sort_by_key(|ground| ground.bearing.is_none());
    grounds
}

/// The event that a ground is one of.
fn step<'a>(dataset: &Dataset, decision: &'a Decision, ground: &Statement) -> Option<&'a Event> {
    let events = &decision.events;
    if let Some(named) = &ground.event {
        return events.iter().find(|event| event.id == *named);
    }
    let shares = |event: &&Event| {
        let mut evidence = event.evidence.iter();
        evidence.any(|one| ground.evidence.iter().any(|its| its.source == one.source))
    };
    let sources = ground
        .evidence
        .iter()
        .filter_map(|one| dataset.source(&one.source));
    let written = sources
        .filter_map(|source| Some(source.date.bounds()?.first))
        .min();
    let is_before = |event: &&Event| {
        let day = event.date.bounds().map(|days| days.first);
        written.is_some_and(|written| day.is_some_and(|day| day <= written))
    };
    let mut earlier = events.iter().filter(is_before);
    events
        .iter()
        .find(shares)
        .or_else(|| earlier.next_back())
        .or_else(|| events.first())
}
