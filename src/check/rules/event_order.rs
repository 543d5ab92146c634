//! Events and versions stand in the order in which they happened, and nothing is due before the event that names the date.
//!
//! A reader takes the list for the story. Two dates that may fall together stand in either order.

use crate::check::{At, Context, Findings, Rule};
use crate::dataset::Document;
use crate::finding::Level;
use crate::model::{Date, Record};

pub const RULE: Rule = Rule {
    name: "event-order",
    level: Level::Error,
    source: include_str!("event_order.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, record) in context.dataset.records() {
        match record {
            Record::Decision(decision) => {
                in_order(
                    document,
                    "/events",
                    decision.events.iter().map(|event| &event.date),
                    findings,
                );
                for (at, event) in decision.events.iter().enumerate() {
                    if event
                        .due
                        .as_ref()
                        .is_some_and(|due| surely_before(due, &event.date))
                    {
                        let message = "this is due before the event that names the date";
                        findings.report(
                            document,
                            At::Value(&format!("/events/{at}/due")),
                            message,
                            None,
                        );
                    }
                }
                for (at, commitment) in decision.commitments.iter().enumerate() {
                    let dates = commitment.events.iter().map(|event| &event.date);
                    in_order(
                        document,
                        &format!("/commitments/{at}/events"),
                        dates,
                        findings,
                    );
                }
            }
            Record::Proposal(proposal) => {
                in_order(
                    document,
                    "/versions",
                    proposal.versions.iter().map(|version| &version.date),
                    findings,
                );
            }
            Record::Source(_) | Record::Actor(_) => {}
        }
    }
}

fn in_order<'a>(
    document: &Document,
    pointer: &str,
    dates: impl Iterator<Item = &'a Date>,
    findings: &mut Findings<'_>,
) {
    let mut earlier: Option<&Date> = None;
    for (at, date) in dates.enumerate() {
        if let Some(earlier) = earlier.filter(|earlier| surely_before(date, earlier)) {
            let message = format!("{date} stands after {earlier}, and was before it");
            let hint = Some("put the oldest first".to_owned());
            findings.report(
                document,
                At::Value(&format!("{pointer}/{at}/date")),
                message,
                hint,
            );
        }
        earlier = Some(date);
    }
}

/// Whether a date was over before the other one began, however imprecise both are.
fn surely_before(date: &Date, other: &Date) -> bool {
    matches!((date.bounds(), other.bounds()), (Some(date), Some(other)) if date.last < other.first)
}
