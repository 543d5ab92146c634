//! A decision that is proposed, announced or suspended has not passed the latest date that the sources name for it, and what it obliges to
//! was carried out by the day on which that was due.
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
//! another decision took its place, or did what it obliges to (`implements`, with the `parts` that it did), that decision says so in its
//! `relations`.

use crate::check::{At, Findings, Rule, Subject};
use crate::derive::{Stage, Status};
use crate::index::{ProvisionFact, Slice};
use crate::model::{EventType, ProvisionEffect, RelationType};

pub const RULE: Rule = rule!(
    "stale-announcement",
    Warning,
    "stale_announcement.rs",
    Each(check),
    Each(obligations)
);

/// What a decision in force obliges to once, and nothing shows that it was done: no event of its own, and no later decision that
/// implements it. What comes again each year is not followed.
fn obligations(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    if !index.is_whole {
        return;
    }
    let as_of = subject.context.setting.as_of;
    let provisions = index.facts.provisions.of(subject.at).iter().enumerate();
    let is_overdue = |fact: &ProvisionFact| {
        fact.effect == ProvisionEffect::Obliges && fact.due.is_some_and(|day| day < as_of)
    };
    for (nth, fact) in provisions.filter(|(_, fact)| is_overdue(fact)) {
        let lifecycles = subject.context.lifecycles();
        let touches = |record: u32, parts: Slice| {
            let parts = index.touched(record, parts);
            parts.is_empty() || parts.contains(&fact.name)
        };
        let mut events = index.facts.events.of(subject.at).iter();
        let name = index.entry(subject.at).name;
        let mut later = name.into_iter().flat_map(|name| index.relations_to(name));
        let is_done = events
            .any(|event| event.what == EventType::Executed && touches(subject.at, event.parts))
            || later.any(|(newer, at)| {
                let relation = &index.facts.relations.of(newer)[at as usize];
                let implements =
                    relation.what == RelationType::Implements && touches(newer, relation.parts);
                implements && {
                    let newer = lifecycles.of(newer);
                    newer.reached >= Some(Stage::Taken) && newer.status != Status::Annulled
                }
            });
        let status = lifecycles.of_part(subject.at, (subject.at, fact)).status;
        let stands = matches!(status, Status::At(stage) if stage >= Stage::Taken);
        let provision = subject.decision().and_then(|one| one.provisions.get(nth));
        let due = provision.and_then(|provision| provision.due.as_ref());
        if let Some(due) = due.filter(|_| stands && !is_done) {
            let message = format!("this was due on {due}, and nothing shows that it was done");
            let hint =
                Some("add the event that shows it, or the decision that moved the date".to_owned());
            let pointer = format!("/provisions/{nth}/due");
            findings.report(subject.document(), At::Value(&pointer), message, hint);
        }
    }
}

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
