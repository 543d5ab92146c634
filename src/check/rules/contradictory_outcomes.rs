//! A condition, a concern, a consent or a commitment has one outcome on a day.
//!
//! A later outcome takes the place of an earlier one; of two on one day nobody knows which is the last. Where sources differ, one of
//! them is followed, and the other is a discrepancy.
//!
//! ## Bad
//!
//! ```json
//! "events": [
//!   "…",
//!   { "id": "report-sent", "type": "met", "date": "2025-09-19", "evidence": ["…"] },
//!   { "id": "report-not-sent", "type": "not_met", "date": "2025-09-19", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "events": ["…", { "id": "report-sent", "type": "met", "date": "2025-09-19", "evidence": ["…"] }]
//! ```
//!
//! ## Mend
//!
//! Keep the outcome that holds, and record the other reading in `discrepancies`; or mend a date. If the one did take the place of the other
//! on that day, let the warning stand.

use std::collections::HashMap;

use jiff::civil;

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::{CommitmentEventType, Date, code};

pub const RULE: Rule = rule!(
    "contradictory-outcomes",
    Warning,
    "contradictory_outcomes.rs",
    Record(check)
);

/// An outcome and its date.
type Dated<'a> = (String, &'a Date);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let mut tell = |pointer: String, outcomes: Vec<Option<Dated<'_>>>| {
        // The outcomes of each day, each once.
        let mut days: HashMap<civil::Date, Vec<&str>> = HashMap::new();
        for (at, outcome) in outcomes.iter().enumerate() {
            let Some((outcome, date)) = outcome else {
                continue;
            };
            let day = date.bounds().filter(|days| days.first == days.last);
            let Some(day) = day.map(|days| days.first) else {
                continue;
            };
            let there = days.entry(day).or_default();
            let other = there.iter().find(|other| *other != outcome).copied();
            if !there.contains(&outcome.as_str()) {
                there.push(outcome);
            }
            if let Some(other) = other {
                let message = format!("`{outcome}` on {date}, and `{other}` on the same day");
                let hint = Some("keep the one that holds, or mend a date".to_owned());
                let pointer = format!("{pointer}/{at}/type");
                findings.report(document, At::Value(&pointer), message, hint);
            }
        }
    };
    if let Some(decision) = document.decision() {
        for (at, one) in decision.statements.iter().enumerate() {
            let outcomes = one.outcomes.iter();
            let outcomes = outcomes.map(|one| Some((code(&one.r#type), &one.date)));
            tell(format!("/statements/{at}/outcomes"), outcomes.collect());
        }
        for (at, one) in decision.participants.iter().enumerate() {
            let consents = one.consents.iter();
            let consents = consents.map(|one| Some((code(&one.r#type), &one.date)));
            tell(format!("/participants/{at}/consents"), consents.collect());
        }
    }
    let commitments = document.record.as_ref().map(|one| one.commitments());
    for (at, one) in commitments.unwrap_or_default().iter().enumerate() {
        // A promise can be kept on the day on which it is made.
        let events = one.events.iter().map(|event| {
            let is_outcome = event.r#type != CommitmentEventType::Made;
            is_outcome.then(|| (code(&event.r#type), &event.date))
        });
        tell(format!("/commitments/{at}/events"), events.collect());
    }
}
