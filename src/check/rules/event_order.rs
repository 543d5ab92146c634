//! Events and versions stand in the order in which they happened, a commitment begins with the promise, and nothing is due before
//! the event that names the date.
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

use std::fmt::Arguments;

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::{Bounds, CommitmentEvent, CommitmentEventType, Date, Record};

pub const RULE: Rule = rule!("event-order", Error, "event_order.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    match &document.record {
        Some(Record::Decision(decision)) => {
            in_order(
                document,
                format_args!("/events"),
                decision.events.iter().map(|event| &event.date),
                findings,
            );
            for (at, event) in decision.events.iter().enumerate() {
                due(
                    document,
                    format_args!("/events/{at}/due"),
                    event.due.as_ref(),
                    &event.date,
                    findings,
                );
            }
            for (at, commitment) in decision.commitments.iter().enumerate() {
                let pointer = format!("/commitments/{at}");
                let dates = commitment.events.iter().map(|event| &event.date);
                in_order(document, format_args!("{pointer}/events"), dates, findings);
                let made = |event: &CommitmentEvent| event.r#type == CommitmentEventType::Made;
                for (event_at, event) in commitment.events.iter().enumerate() {
                    if made(event) != (event_at == 0) {
                        let message = "a commitment begins with the promise, made once";
                        let hint = Some(
                            "put the event `made` first, and leave out every other".to_owned(),
                        );
                        let pointer = format!("{pointer}/events/{event_at}/type");
                        findings.report(document, At::Value(&pointer), message, hint);
                    }
                }
                if let Some(made) = commitment.events.first() {
                    due(
                        document,
                        format_args!("{pointer}/due"),
                        commitment.due.as_ref(),
                        &made.date,
                        findings,
                    );
                }
            }
        }
        Some(Record::Proposal(proposal)) => {
            in_order(
                document,
                format_args!("/versions"),
                proposal.versions.iter().map(|version| &version.date),
                findings,
            );
        }
        Some(Record::Source(_) | Record::Actor(_)) | None => {}
    }
}

/// Reports each date that was over before one that stands earlier in the list began.
fn in_order<'a>(
    document: &Document,
    pointer: Arguments<'_>,
    dates: impl Iterator<Item = &'a Date>,
    findings: &mut Findings<'_>,
) {
    let mut latest: Option<(Bounds, &Date)> = None;
    for (at, date) in dates.enumerate() {
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

/// Reports a due date that is over before what names it began.
fn due(
    document: &Document,
    pointer: Arguments<'_>,
    due: Option<&Date>,
    named: &Date,
    findings: &mut Findings<'_>,
) {
    let Some(due) = due else { return };
    if let (Some(due_bounds), Some(named_bounds)) = (sound(due), sound(named))
        && due_bounds.last < named_bounds.first
    {
        let message = format!("due {due}, before the event of {named} that names it");
        findings.report(
            document,
            At::Value(&pointer.to_string()),
            message,
            Some("mend one of the two dates".to_owned()),
        );
    }
}

/// The first and the last day of a date, unless the date itself is impossible, which is reported as such.
fn sound(date: &Date) -> Option<Bounds> {
    date.bounds().filter(|bounds| bounds.first <= bounds.last)
}
