//! A decision that is proposed, announced or suspended has not passed the latest date that the sources name for it.
//!
//! Once that day is over, the decision has probably moved on, and the record has not. This depends on the day on which it is asked,
//! so it is a warning: a dataset does not become wrong by waiting.
//!
//! ## Bad
//!
//! On 31 December 2025:
//!
//! ```json
//! "events": [
//!   { "id": "announced", "type": "announced", "date": "2025-09-01", "due": "2025-11", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "events": [
//!   { "id": "announced", "type": "announced", "date": "2025-09-01", "due": "2025-12-30", "evidence": ["…"] },
//!   { "id": "taken", "type": "taken", "date": "2025-10-06", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Mend
//!
//! Look up what became of it and add the event, such as `taken`, `not_executed`, or `postponed` with the new date in `due`. If
//! another decision took its place, that decision says so in its `relations`.

use super::is_whole;
use crate::check::{At, Check, Context, Findings, Rule, Screen, Screening};
use crate::derive::status::{Stage, Status, due, standing};
use crate::derive::{Moment, time};
use crate::finding::Level;
use crate::links::Link;

pub const RULE: Rule = Rule {
    name: "stale-announcement",
    level: Level::Warning,
    source: include_str!("stale_announcement.rs"),
    check: Check::All(Screen::Links(does_not_wait), check),
};

fn does_not_wait(screening: &Screening<'_>, card: u32) -> bool {
    let passed = |link: &Link| matches!(link, Link::Due(day) if *day < screening.as_of);
    let may_wait = screening.links.of(card).iter().any(passed);
    !may_wait || screening.is_overdue(card) == Some(false)
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !is_whole(context) {
        return;
    }
    let moment = Moment::on(context.as_of);
    for (document, decision) in context.decisions(&RULE) {
        let status = standing(context.dataset, decision, moment).status;
        let waits = matches!(
            status,
            Status::At(Stage::Proposed | Stage::Announced) | Status::Suspended
        );
        let due = due(context.dataset, decision, moment).filter(|_| waits);
        let Some(due) =
            due.filter(|due| time::last_day(due).is_some_and(|day| day < context.as_of))
        else {
            continue;
        };
        let message = format!("this decision is {}, and {due} has passed", status.as_str());
        let hint = Some("add the event that shows what became of it".to_owned());
        findings.report(document, At::Value("/events"), message, hint);
    }
}
