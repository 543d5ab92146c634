//! A relation runs from the newer decision to the older one.
//!
//! So nothing old is edited because something new happened; what later decisions did to an older one is computed. The older
//! one had begun, by its first event, when the last event of the newer one happened.
//!
//! ## Bad
//!
//! Decision `base-xx-2025-0002` was announced on 2 June. A decision of 1 June says:
//!
//! ```json
//! "events": [{ "id": "taken", "type": "taken", "date": "2025-06-01", "evidence": ["…"] }],
//! "relations": [{ "type": "constrained_by", "target": "base-xx-2025-0002", "evidence": ["…"] }]
//! ```
//!
//! ## Good
//!
//! A decision of 1 September says it:
//!
//! ```json
//! "events": [{ "id": "taken", "type": "taken", "date": "2025-09-01", "evidence": ["…"] }],
//! "relations": [{ "type": "constrained_by", "target": "base-xx-2025-0002", "evidence": ["…"] }]
//! ```
//!
//! ## Mend
//!
//! Take the relation out here, and say in the newer decision what it does to this one. If the dates are wrong, mend them.

use crate::check::{At, Findings, Rule, Subject};

pub const RULE: Rule = rule!(
    "relation-to-newer",
    Error,
    "relation_to_newer.rs",
    Each(check)
);

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let days = |at: u32| index.facts.events.of(at).iter().filter_map(|one| one.days);
    // The last event of this decision was over before the first of the other one began.
    let Some(over) = days(subject.at).map(|(_, last)| last).max() else {
        return;
    };
    let relations = index.facts.relations.of(subject.at).iter().enumerate();
    for (nth, relation) in relations {
        let Some(older) = index.read(relation.target) else {
            continue;
        };
        let begins = days(older).map(|(first, _)| first).min();
        if begins.is_some_and(|begins| over < begins) {
            let message = format!("`{}` is newer than this decision", index.id(older));
            let hint = Some("put the relation into the newer decision".to_owned());
            let pointer = format!("/relations/{nth}/target");
            let finding = findings.report(subject.document(), At::Value(&pointer), message, hint);
            let newer = subject.context.id_of(older, "this is newer");
            finding.related.push(newer);
        }
    }
}
