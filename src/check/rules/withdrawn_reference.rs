//! A record that counts does not rest on one that was withdrawn.
//!
//! A withdrawn record stays so that old references lead somewhere; a new one should not be made.
//!
//! ## Bad
//!
//! In the record of `xx-observer`:
//!
//! ```json
//! "record": { "revision": 2, "state": "withdrawn", "reason": { "en": "The office never existed." } }
//! ```
//!
//! In that of its deputy:
//!
//! ```json
//! "on_behalf_of": "xx-observer",
//! "record": { "revision": 1, "state": "published" }
//! ```
//!
//! ## Good
//!
//! ```json
//! "on_behalf_of": "xx-cabinet",
//! "record": { "revision": 1, "state": "published" }
//! ```
//!
//! ## Mend
//!
//! Refer to the record that took its place, or take out what rests on it. If nothing is left of the record, withdraw it too, with a
//! reason.

use crate::check::{At, Check, Context, Findings, Rule, Screen, Screening};
use crate::dataset::Document;
use crate::dataset::references_of;
use crate::finding::Level;
use crate::links::{Known, Link};
use crate::model::State;

pub const RULE: Rule = Rule {
    name: "withdrawn-reference",
    level: Level::Warning,
    source: include_str!("withdrawn_reference.rs"),
    check: Check::All(Screen::Links(all_count), check),
};

fn all_count(screening: &Screening<'_>, card: u32) -> bool {
    let links = screening.links;
    links.cards[card as usize].is_withdrawn
        || links.of(card).iter().all(|link| match link {
            Link::Names(name) => match links.known(*name) {
                Known::Card(named) => !links.cards[named as usize].is_withdrawn,
                Known::Unread | Known::Absent => true,
                Known::Unsure => false,
            },
            _ => true,
        })
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let is_withdrawn = |document: &Document| {
        document
            .record
            .as_ref()
            .is_some_and(|record| record.state().state == State::Withdrawn)
    };
    for reference in context.documents(&RULE).flat_map(references_of) {
        let target = context
            .dataset
            .document(reference.record_type, reference.id);
        if target.is_some_and(is_withdrawn) && !is_withdrawn(reference.document) {
            let message = format!(
                "the {} `{}` was withdrawn",
                reference.record_type, reference.id
            );
            findings.report(
                reference.document,
                At::Value(&reference.pointer()),
                message,
                None,
            );
        }
    }
}
