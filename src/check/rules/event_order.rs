//! Events, versions, consents and outcomes stand in the order in which they happened, a commitment begins with the promise, and nothing
//! is due or ends before what names the date.
//!
//! A reader takes the list for the story. Two dates that may fall together, as `2025-09` and `2025-09-01`, stand in either order.
//!
//! ## Bad
//!
//! ```json
//! "events": [
//!   { "id": "taken", "type": "taken", "date": "2025-09-01", "evidence": ["…"] },
//!   { "id": "proposed", "type": "proposed", "date": "2025-08-25", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "events": [
//!   { "id": "proposed", "type": "proposed", "date": "2025-08-25", "due": "2025-09-01", "evidence": ["…"] },
//!   { "id": "taken", "type": "taken", "date": "2025-09-01", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Mend
//!
//! Put the oldest first, or mend the date that is wrong. Begin a commitment with its one event `made`.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::{Bounds, CommitmentEventType, Date, Record};

pub const RULE: Rule = rule!("event-order", Error, "event_order.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(record) = &document.record else {
        return;
    };
    let mut order = |pointer: &str, dates: Vec<&Date>| in_order(document, pointer, dates, findings);
    match record {
        Record::Decision(decision) => {
            let dates = decision.events.iter().map(|event| &event.date);
            order("/events", dates.collect());
            for (at, participant) in decision.participants.iter().enumerate() {
                let consents = participant.consents.iter().map(|one| &one.date);
                order(&format!("/participants/{at}/consents"), consents.collect());
            }
            for (at, statement) in decision.statements.iter().enumerate() {
                let outcomes = statement.outcomes.iter().map(|one| &one.date);
                order(&format!("/statements/{at}/outcomes"), outcomes.collect());
            }
            for (at, event) in decision.events.iter().enumerate() {
                for (field, date) in [("due", &event.due), ("until", &event.until)] {
                    let pointer = format!("/events/{at}/{field}");
                    let named = event.counting_date();
                    not_before(document, &pointer, date.as_ref(), named, findings);
                }
            }
        }
        Record::Proposal(proposal) => {
            let dates = proposal.versions.iter().map(|version| &version.date);
            order("/versions", dates.collect());
        }
        Record::Actor(actor) => {
            for (at, term) in actor.terms.iter().enumerate() {
                let ended = term.ended.as_ref().map(|end| &end.date);
                let pointer = format!("/terms/{at}/ended/date");
                if let Some(start) = &term.start {
                    not_before(document, &pointer, ended, start, findings);
                }
            }
        }
        Record::Source(_) => {}
    }
    for (at, commitment) in record.commitments().iter().enumerate() {
        let pointer = format!("/commitments/{at}");
        let dates = commitment.events.iter().map(|event| &event.date);
        in_order(
            document,
            &format!("{pointer}/events"),
            dates.collect(),
            findings,
        );
        for (event_at, event) in commitment.events.iter().enumerate() {
            if (event.r#type == CommitmentEventType::Made) != (event_at == 0) {
                let message = "a commitment begins with the promise, made once";
                let hint = "put the event `made` first, and leave out every other";
                let pointer = format!("{pointer}/events/{event_at}/type");
                findings.report(
                    document,
                    At::Value(&pointer),
                    message,
                    Some(hint.to_owned()),
                );
            }
        }
        if let Some(made) = commitment.events.first() {
            let pointer = format!("{pointer}/due");
            not_before(
                document,
                &pointer,
                commitment.due.as_ref(),
                &made.date,
                findings,
            );
        }
    }
}

/// Reports each date that was over before one that stands earlier in the list began.
fn in_order(document: &Document, pointer: &str, dates: Vec<&Date>, findings: &mut Findings<'_>) {
    let mut latest: Option<(Bounds, &Date)> = None;
    for (at, date) in dates.into_iter().enumerate() {
        let Some(bounds) = sound(date) else { continue };
        match latest {
            Some((earlier, earlier_date)) if bounds.last < earlier.first => {
                let message = format!("{date} stands after {earlier_date}, and was before it");
                let hint = Some("put the oldest first".to_owned());
                findings.report(
                    document,
                    At::Value(&format!("{pointer}/{at}/date")),
                    message,
                    hint,
                );
            }
            Some((earlier, _)) if bounds.first <= earlier.first => {}
            _ => latest = Some((bounds, date)),
        }
    }
}

/// Reports a date that is over before what names it began.
fn not_before(
    document: &Document,
    pointer: &str,
    due: Option<&Date>,
    named: &Date,
    findings: &mut Findings<'_>,
) {
    let Some(due) = due else { return };
    if let (Some(due_bounds), Some(named_bounds)) = (sound(due), sound(named))
        && due_bounds.last < named_bounds.first
    {
        let message = format!("{due} is before {named}, the date of what names it");
        findings.report(
            document,
            At::Value(pointer),
            message,
            Some("mend one of the two dates".to_owned()),
        );
    }
}

/// The first and the last day of a date, unless the date itself is impossible, which is reported as such.
fn sound(date: &Date) -> Option<Bounds> {
    date.bounds().filter(|bounds| bounds.first <= bounds.last)
}
