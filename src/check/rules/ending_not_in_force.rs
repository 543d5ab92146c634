//! What ends a decision in force, moves its last day or takes the place of a part of it is in force itself, or says from when it works.
//!
//! Else it works on nothing: the older one is shown as in force although it was revoked, or as lapsed although it was prolonged. A repeal at its adoption would end laws months
//! early, so the program does not guess.
//!
//! ## Bad
//!
//! This decision was taken, and has not entered into force:
//!
//! ```json
//! "relations": [{ "type": "revokes", "target": "base-xx-2025-0004", "evidence": ["…"] }]
//! ```
//!
//! ## Good
//!
//! ```json
//! "relations": [{ "type": "revokes", "target": "base-xx-2025-0004", "effective": "2025-09-01", "evidence": ["…"] }]
//! ```
//!
//! ## Mend
//!
//! Add the event `entered_into_force`, or `effective` to the relation or the provision. If its entry into force is still to come, name its day
//! in `due`.

use crate::check::{At, Findings, Rule, Subject};
use crate::derive::status::{RelationEffect, Status, effect_on_older};
use crate::model::EventType;

pub const RULE: Rule = rule!(
    "ending-not-in-force",
    Warning,
    "ending_not_in_force.rs",
    Each(check)
);

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let is_in_force = |at: u32| {
        let mut events = index.facts.events.of(at).iter();
        events.any(|event| {
            matches!(
                event.what,
                EventType::EnteredIntoForce | EventType::ProvisionallyApplied
            )
        })
    };
    let as_of = subject.context.setting.as_of;
    let events = index.facts.events.of(subject.at);
    let is_taken = events.iter().any(|event| {
        matches!(event.what, EventType::Taken | EventType::Published)
            && event.counts_from.is_some_and(|day| day <= as_of)
    });
    let is_due = events
        .iter()
        .any(|event| event.due.flatten().is_some_and(|day| day >= as_of));
    let is_executed = events.iter().any(|event| event.what == EventType::Executed);
    if !is_taken || is_due || is_executed || is_in_force(subject.at) {
        return;
    }
    let mut tell = |pointer: String, older: u32| {
        let message = format!(
            "`{}` is in force, and this decision is not",
            index.id(older)
        );
        let hint = "add the event `entered_into_force`, or `effective`";
        let at = At::Value(&pointer);
        let finding = findings.report(subject.document(), at, message, Some(hint.to_owned()));
        let older = subject.context.id_of(older, "this is in force");
        finding.related.push(older);
    };
    for (nth, relation) in index.facts.relations.of(subject.at).iter().enumerate() {
        let ends = match effect_on_older(relation.what) {
            Some(RelationEffect::Ends(status)) => status != Status::Annulled,
            Some(RelationEffect::Moves) => relation.until.is_some(),
            _ => false,
        };
        let older = index
            .read(relation.target)
            .filter(|_| ends && relation.effective.is_none());
        if let Some(older) = older.filter(|older| is_in_force(*older)) {
            tell(format!("/relations/{nth}"), older);
        }
    }
    for (nth, provision) in index.facts.provisions.of(subject.at).iter().enumerate() {
        let replaced = provision.replaces.filter(|_| provision.effective.is_none());
        let older = replaced.and_then(|(record, _)| index.read(record));
        let older = older.filter(|older| *older != subject.at && index.decision(*older).is_some());
        if let Some(older) = older.filter(|older| is_in_force(*older)) {
            tell(format!("/provisions/{nth}"), older);
        }
    }
}
