//! A decision that moves the last day of an older one comes before that day.
//!
//! What has ended is not prolonged. It is put into effect again, from a day of its own, by `reinstates`; between the two it did not hold.
//!
//! ## Bad
//!
//! The order ended on 1 October:
//!
//! ```json
//! "relations": [
//!   { "type": "amends", "target": "base-xx-2025-0004", "effective": "2025-09-01", "until": "2026-12-31", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "relations": [{ "type": "reinstates", "target": "base-xx-2025-0004", "until": "2026-12-31", "evidence": ["…"] }]
//! ```
//!
//! ## Mend
//!
//! Make it `reinstates`, or mend one of the dates: that of this decision, its `effective`, or the last day of the older one.

use crate::check::{At, Findings, Rule, Subject};
use crate::model::{EventType, RelationType};

pub const RULE: Rule = rule!("late-extension", Error, "late_extension.rs", Each(check));

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    for (nth, relation) in index.facts.relations.of(subject.at).iter().enumerate() {
        let moves = relation.what == RelationType::Amends && relation.until.is_some();
        let Some(older) = index.read(relation.target).filter(|_| moves) else {
            continue;
        };
        // What other decisions have moved may have moved it as well: then nothing is said.
        let mut others = index.relations_to(relation.target);
        let is_moved = others.any(|(newer, at)| {
            let other = &index.facts.relations.of(newer)[at as usize];
            newer != subject.at && other.until.is_some()
        });
        let own = index.facts.events.of(older).iter();
        let terms =
            own.filter(|event| event.what != EventType::Suspended && event.parts.is_empty());
        let last = terms.filter_map(|event| event.until).max();
        let events = index.facts.events.of(subject.at).iter();
        let made = events.filter_map(|event| Some(event.days?.0)).min();
        let Some((last, made)) = last.zip(relation.effective.or(made)).filter(|_| !is_moved) else {
            continue;
        };
        if last.tomorrow().is_ok_and(|end| end < made) {
            let message = format!("`{}` had ended on {last}, before this", index.id(older));
            let hint = "put it into effect again by `reinstates`";
            let pointer = format!("/relations/{nth}/type");
            findings.report(
                subject.document(),
                At::Value(&pointer),
                message,
                Some(hint.to_owned()),
            );
        }
    }
}
