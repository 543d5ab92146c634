//! What is resumed was suspended before, and what a later decision reinstates had ended or was suspended.
//!
//! A resumption without an interruption means that the interruption is missing, or that the type is wrong.
//!
//! ## Bad
//!
//! ```json
//! "events": [
//!   { "id": "taken", "type": "taken", "date": "2025-09-01", "evidence": ["…"] },
//!   { "id": "resumed", "type": "resumed", "date": "2025-09-03", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "events": [
//!   { "id": "taken", "type": "taken", "date": "2025-09-01", "evidence": ["…"] },
//!   { "id": "suspended", "type": "suspended", "date": "2025-09-02", "evidence": ["…"] },
//!   { "id": "resumed", "type": "resumed", "date": "2025-09-03", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Mend
//!
//! Add the event or the relation that interrupted or ended it. What another decision suspended is restored by `reinstates`.

use std::collections::HashMap;

use jiff::civil;

use crate::check::{At, Context, Findings, Rule, Setting};
use crate::document::Document;
use crate::index::{EventFact, Index};
use crate::model::{EventType, RelationType};

pub const RULE: Rule = rule!(
    "restores-nothing",
    Error,
    "restores_nothing.rs",
    Record(resumed),
    All(reinstates)
);

/// Resumptions by the decision itself.
fn resumed(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(decision) = document.decision() else {
        return;
    };
    let mut was_suspended = false;
    for (at, event) in decision.events.iter().enumerate() {
        was_suspended |= event.r#type == EventType::Suspended;
        if event.r#type == EventType::Resumed && !was_suspended {
            let message = "this resumes what nothing suspended before";
            let hint = Some("add the event `suspended`, or mend the type".to_owned());
            let pointer = format!("/events/{at}/type");
            findings.report(document, At::Value(&pointer), message, hint);
        }
    }
}

/// Relations that restore an older decision.
fn reinstates(context: &Context<'_>, findings: &mut Findings<'_>) {
    let index = context.index;
    // What there is to restore, asked once of each older decision.
    let mut ended: HashMap<u32, Option<civil::Date>> = HashMap::new();
    for at in index.all() {
        for (nth, relation) in index.facts.relations.of(at).iter().enumerate() {
            let older = index.read(relation.target);
            let Some(older) = older.filter(|_| relation.what == RelationType::Reinstates) else {
                continue;
            };
            let ended = ended.entry(older);
            let ended = *ended.or_insert_with(|| first_end(index, older, relation.target));
            let events = index.facts.events.of(at).iter();
            let last = events.filter_map(|event| Some(event.days?.1)).max();
            let restored = relation.effective.or(last);
            if ended.is_some_and(|day| restored.is_none_or(|by| day <= by)) {
                continue;
            }
            let message = format!("nothing ended or suspended `{}` before", index.id(older));
            let hint = "add what ended or suspended it, or mend the type or a date";
            let pointer = format!("/relations/{nth}/type");
            let (document, place) = (context.document(at), At::Value(&pointer));
            let finding = findings.report(&document, place, message, Some(hint.to_owned()));
            let older = context.id_of(older, "nothing ended or suspended this before");
            finding.related.push(older);
        }
    }
}

/// The first day on which a decision, by its place and its name, can have ended or been suspended, by itself or by another; none if it
/// never was.
fn first_end(index: &Index, decision: u32, name: u32) -> Option<civil::Date> {
    let first = |event: &EventFact| event.days.map_or(civil::Date::MIN, |days| days.0);
    let by_itself = index.facts.events.of(decision).iter().filter_map(|event| {
        let ends = matches!(
            event.what,
            EventType::Suspended | EventType::Lapsed | EventType::Annulled | EventType::Withdrawn
        );
        ends.then(|| first(event)).or(event.until)
    });
    let by_other = index.relations_to(name).filter_map(|(newer, at)| {
        let relation = &index.facts.relations.of(newer)[at as usize];
        let ends = matches!(
            relation.what,
            RelationType::Suspends
                | RelationType::Annuls
                | RelationType::Revokes
                | RelationType::Supersedes
        );
        let day = relation.effective;
        ends.then(|| {
            let events = index.facts.events.of(newer).iter();
            day.or(events.map(first).min()).unwrap_or(civil::Date::MIN)
        })
    });
    by_itself.chain(by_other).min()
}
