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

use crate::check::{At, Findings, Rule, Subject};
use crate::derive::{Stage, Status};

pub const RULE: Rule = rule!(
    "stale-announcement",
    Warning,
    "stale_announcement.rs",
    Each(check)
);

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let lifecycles = subject.context.lifecycles();
    let as_of = subject.context.setting.as_of;
    if !subject.index().is_whole {
        return;
    }
    let Some((event, Some(day))) = lifecycles.due(subject.at) else {
        return;
    };
    if day >= as_of {
        return;
    }
    let status = lifecycles.of(subject.at).status;
    let waits = matches!(
        status,
        Status::At(Stage::Proposed | Stage::Announced) | Status::Suspended
    );
    if !waits {
        return;
    }
    let event = subject.decision().and_then(|one| one.events.get(event));
    if let Some(due) = event.and_then(|event| event.due.as_ref()) {
        let message = format!("this decision is {}, and {due} has passed", status.as_str());
        let hint = Some("add the event that shows what became of it".to_owned());
        findings.report(subject.document(), At::Value("/events"), message, hint);
    }
}
