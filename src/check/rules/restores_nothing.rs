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

use jiff::civil;

use crate::check::{At, Findings, Rule, Setting, Subject};
use crate::document::Document;
use crate::model::{EventType, RelationType};

pub const RULE: Rule = rule!(
    "restores-nothing",
    Error,
    "restores_nothing.rs",
    Record(resumed),
    Each(reinstates)
);

/// Resumptions by the decision itself.
fn resumed(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(decision) = document.decision() else {
        return;
    };
    for (at, event) in decision.events.iter().enumerate() {
        if event.r#type != EventType::Resumed {
            continue;
        }
        let mut before = decision.events[..at].iter();
        if !before.any(|one| one.r#type == EventType::Suspended) {
            let message = "this resumes what nothing suspended before";
            let hint = Some("add the event `suspended`, or mend the type".to_owned());
            let pointer = format!("/events/{at}/type");
            findings.report(document, At::Value(&pointer), message, hint);
        }
    }
}

/// Relations that restore an older decision.
fn reinstates(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    for (nth, relation) in index.facts.relations.of(subject.at).iter().enumerate() {
        let older = index.read(relation.target);
        let Some(older) = older.filter(|_| relation.what == RelationType::Reinstates) else {
            continue;
        };
        // What is not known to be later may have been before.
        let events = index.facts.events.of(subject.at).iter();
        let last = events.filter_map(|event| Some(event.days?.1)).max();
        let restored = relation.effective.or(last);
        let was_before =
            |day: Option<civil::Date>| day.zip(restored).is_none_or(|(day, by)| day <= by);
        let mut events = index.facts.events.of(older).iter();
        let by_itself = events.any(|event| {
            event.until.is_some_and(|day| was_before(Some(day)))
                || was_before(event.days.map(|days| days.0))
                    && matches!(
                        event.what,
                        EventType::Suspended
                            | EventType::Lapsed
                            | EventType::Annulled
                            | EventType::Withdrawn
                    )
        });
        let mut later = index.relations_to(relation.target);
        let by_others = later.any(|(newer, at)| {
            let relation = &index.facts.relations.of(newer)[at as usize];
            let events = index.facts.events.of(newer).iter();
            let first = events.filter_map(|event| Some(event.days?.0)).min();
            was_before(relation.effective.or(first))
                && matches!(
                    relation.what,
                    RelationType::Suspends
                        | RelationType::Annuls
                        | RelationType::Revokes
                        | RelationType::Supersedes
                )
        });
        if !by_itself && !by_others {
            let message = format!("nothing ended or suspended `{}` before", index.id(older));
            let hint = "add what ended or suspended it, or mend the type";
            let pointer = format!("/relations/{nth}/type");
            let at = At::Value(&pointer);
            let finding = findings.report(subject.document(), at, message, Some(hint.to_owned()));
            let older = subject
                .context
                .id_of(older, "nothing ended or suspended this");
            finding.related.push(older);
        }
    }
}
