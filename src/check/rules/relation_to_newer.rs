//! A relation runs from the newer decision to the older one.
//!
//! So nothing old is edited because something new happened; what later decisions did to an older one is computed. A decision is as
//! old as its first event.
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

use crate::check::{At, Check, Context, Findings, Rule, Screen, Screening};
use crate::finding::Level;
use crate::links::{Known, Link};
use crate::model::{Decision, Event};

pub const RULE: Rule = Rule {
    name: "relation-to-newer",
    level: Level::Error,
    source: include_str!("relation_to_newer.rs"),
    check: Check::All(Screen::Links(relates_to_older), check),
};

fn relates_to_older(screening: &Screening<'_>, card: u32) -> bool {
    let links = screening.links;
    let over = links.of(card).iter().find_map(|link| match link {
        Link::Over(day) => Some(*day),
        _ => None,
    });
    links.of(card).iter().all(|link| match link {
        Link::Relates(target, _) => match links.known(*target) {
            Known::Card(target) => links.of(target).iter().all(|link| match link {
                Link::Begins(first) => over.is_none_or(|over| over >= *first),
                _ => true,
            }),
            Known::Unread | Known::Absent => true,
            Known::Unsure => false,
        },
        _ => true,
    })
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, decision) in context.decisions(&RULE) {
        for (at, relation) in decision.relations.iter().enumerate() {
            let Some(older) = context.dataset.decision(&relation.target) else {
                continue;
            };
            let pointer = format!("/relations/{at}/target");
            if was_over_before(decision, older) {
                let message = format!("`{}` is newer than this decision", older.id);
                let hint = Some("put the relation into the newer decision".to_owned());
                findings.report(document, At::Value(&pointer), message, hint);
            }
        }
    }
}

/// Whether the first event of a decision was over before that of the other one began.
fn was_over_before(decision: &Decision, other: &Decision) -> bool {
    let dates = |decision: &Decision| -> Vec<_> {
        let bounds = |event: &Event| event.date.bounds();
        decision.events.iter().filter_map(bounds).collect()
    };
    let last = dates(decision).iter().map(|bounds| bounds.last).min();
    let first = dates(other).iter().map(|bounds| bounds.first).min();
    matches!((last, first), (Some(last), Some(first)) if last < first)
}
