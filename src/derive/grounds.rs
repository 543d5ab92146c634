//! The steps of a decision, and the grounds of each: what was said for an event and not for a later one.

use crate::dataset::Dataset;
use crate::model::{Decision, Event, EventId, Evidence, Statement, StatementType};

/// The grounds of an event of a decision, first those that are tied to an option.
pub fn grounds<'a>(dataset: &Dataset, decision: &'a Decision, event: &Event) -> Vec<&'a Statement> {
    let statements = decision.statements.iter();
    let mut grounds: Vec<_> = statements
        .filter(|statement| statement.r#type == StatementType::Ground)
        .filter(|ground| {
            let step = step(dataset, decision, ground.event.as_ref(), &ground.evidence);
            step.is_some_and(|step| step.id == event.id)
        })
        .collect();
    grounds.sort_by_key(|ground| ground.bearing.is_none());
    grounds
}

/// The event of a decision that something shown by some evidence goes with: the event that it names; without one the earliest that shares
/// a source with it, else the last that was not later than its sources, else the first.
pub fn step<'a>(
    dataset: &Dataset,
    decision: &'a Decision,
    named: Option<&EventId>,
    evidence: &[Evidence],
) -> Option<&'a Event> {
    let events = &decision.events;
    if let Some(named) = named {
        return events.iter().find(|event| event.id == *named);
    }
    let shares = |event: &&Event| {
        let mut own = event.evidence.iter();
        own.any(|one| evidence.iter().any(|its| its.source == one.source))
    };
    let sources = evidence
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::step;
    use crate::derive::lifecycle::tests::shape::{dataset, id};

    #[test]
    fn what_shares_no_source_goes_with_an_event_by_its_day() {
        for (events, place) in [
            // The minutes are of 27 June.
            (
                &[
                    "announced 2025-05-01",
                    "taken 2025-06-27",
                    "published 2025-07-01",
                ],
                1,
            ),
            (
                &[
                    "announced 2025-06-28",
                    "taken 2025-07-01",
                    "published 2025-07-02",
                ],
                0,
            ),
        ] {
            let dataset = dataset(&[(events, &[])]);
            let decision = dataset.decision(&id(1).parse().expect("it is an id"));
            let decision = decision.expect("it is there");
            let evidence = json!([{ "source": "river-league-minutes-2025-06-27", "locator": "page 1", "confidence": "high" }]);
            let evidence: Vec<_> = serde_json::from_value(evidence).expect("it is evidence");
            let found = step(&dataset, decision, None, &evidence);
            let found = found.map(|event| event.date.as_str());
            assert_eq!(
                found,
                Some(decision.events[place].date.as_str()),
                "{events:?}"
            );
        }
    }
}
