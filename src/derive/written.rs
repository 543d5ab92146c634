//! The date of a day on which something turned, as the sources write it: a month, where the source has a month.

use jiff::civil;

use crate::dataset::Dataset;
use crate::derive::lifecycle::Part;
use crate::model::{Date, Decision, Event, Provision, Record, Relation};

/// A date from which something works, and one after which it no longer does.
type Span<'a> = (Option<&'a Date>, Option<&'a Date>);

/// The date of a day on which a decision, or a part of it, turned because of an event: that of the event, or of the relation, term or
/// provision by which it turned then; else the day itself.
pub fn as_written(
    dataset: &Dataset,
    at: u32,
    part: Option<Part<'_>>,
    because: Option<(&Decision, &Event)>,
    day: civil::Date,
) -> Date {
    let own = dataset.decision_at(at);
    let events = because.into_iter().map(|(_, event)| event).map(of_event);
    let relations = because.into_iter().flat_map(|(by, _)| &by.relations);
    let later = own
        .into_iter()
        .flat_map(|own| dataset.relations_to(&own.id));
    let relations = relations.chain(later.map(|(_, relation)| relation));
    let own_part = part.and_then(|part| provision(dataset, part));
    let replacing = because.into_iter().flat_map(|(by, _)| &by.provisions);
    let provisions = own_part.into_iter().chain(replacing);
    let own_events = own.into_iter().flat_map(|own| &own.events);
    let mut spans = events
        .chain(relations.map(of_relation))
        .chain(provisions.map(of_provision))
        .chain(own_events.map(of_event));
    let written = spans.find_map(|span| turning(span, day));
    written.unwrap_or_else(|| Date::of_days(day, day))
}

/// The provision that a part of a decision is.
fn provision<'a>(dataset: &'a Dataset, (record, fact): Part<'_>) -> Option<&'a Provision> {
    let provisions = match dataset.documents[record as usize].record.as_ref()? {
        Record::Decision(decision) => &decision.provisions,
        Record::Proposal(proposal) => &proposal.provisions,
        Record::Source(_) | Record::Actor(_) => return None,
    };
    let (_, id) = dataset.index.names.name(fact.name);
    provisions.iter().find(|one| one.id.as_str() == id)
}

fn of_event(event: &Event) -> Span<'_> {
    (Some(event.counting_date()), event.until.as_ref())
}

fn of_relation(relation: &Relation) -> Span<'_> {
    (relation.effective.as_ref(), relation.until.as_ref())
}

fn of_provision(provision: &Provision) -> Span<'_> {
    (provision.effective.as_ref(), provision.until.as_ref())
}

/// The date that has a day as its last one: the first date of a span, or the day after its last one.
fn turning((from, until): Span<'_>, day: civil::Date) -> Option<Date> {
    if let Some(from) = from.filter(|date| date.last_day() == Some(day)) {
        return Some(from.clone());
    }
    let until = until?.bounds()?;
    let (first, last) = (until.first.tomorrow().ok()?, until.last.tomorrow().ok()?);
    (last == day).then(|| Date::of_days(first, last))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::derive::lifecycle::tests::shape::{Shape, edited, id};
    use crate::derive::{Moment, provision_states};
    use crate::support::day;

    #[track_caller]
    fn check(from: Option<&str>, until: Option<&str>, on: &str, expected: Option<&str>) {
        let date = |text: &str| text.parse().expect("it is a date");
        let (from, until): (Option<Date>, Option<Date>) = (from.map(date), until.map(date));
        let found = turning((from.as_ref(), until.as_ref()), day(on));
        assert_eq!(found.as_ref().map(Date::as_str), expected);
    }

    #[test]
    fn what_ends_is_over_on_the_day_after() {
        check(Some("2025-02"), None, "2025-02-28", Some("2025-02"));
        check(Some("2025-02"), None, "2025-02-27", None);
        check(None, Some("2025-02-28"), "2025-03-01", Some("2025-03-01"));
        check(
            None,
            Some("2025-02"),
            "2025-03-01",
            Some("2025-02-02/2025-03-01"),
        );
        check(None, Some("2025-02"), "2025-02-28", None);
        check(
            Some("2025"),
            Some("2025"),
            "2026-01-01",
            Some("2025-01-02/2026-01-01"),
        );
    }

    #[test]
    fn the_first_day_of_a_part_is_as_it_was_written() {
        // What the decision of the last event provides says nothing of the part.
        let decisions: [Shape; 3] = [
            (&["taken 2025-01-01"], &[]),
            (&["taken 2025-01-10"], &["revokes 1"]),
            (&["taken 2025-01-20"], &["reinstates 1"]),
        ];
        let dataset = edited(&decisions, |number, record| {
            let part = |id: &str| json!({ "id": id, "effect": "permits", "text": { "en": "A toll." }, "evidence": record["events"][0]["evidence"] });
            let mut provisions = ["bikes", "cars", "ships"].map(part);
            provisions[1]["effective"] = json!("2025-02");
            if number == 1 {
                record["provisions"] = json!(provisions);
            }
        });
        let decision = dataset.decision(&id(1).parse().expect("it is an id"));
        let decision = decision.expect("it is there");
        let states = provision_states(&dataset, decision, Moment::on(day("2025-12-31")));
        let (status, spell) = states[1].spells.last().expect("it has a status");
        assert_eq!(
            (status.as_str(), spell.began.as_str()),
            ("taken", "2025-02")
        );
    }
}
