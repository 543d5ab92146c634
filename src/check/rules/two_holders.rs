//! An office has one holder at a time.
//!
//! Two terms of different actors that overlap mean that the end of one is missing, or that a date is wrong. A term without a start
//! counts as running before everything.
//!
//! ## Bad
//!
//! `base-xx-a` holds the office until 2025-06-01:
//!
//! ```json
//! "terms": [{ "office": "xx-minister-rivers", "role": "holder", "start": "2025-05-01", "evidence": ["…"] }]
//! ```
//!
//! ## Good
//!
//! ```json
//! "terms": [{ "office": "xx-minister-rivers", "role": "holder", "start": "2025-06-01", "evidence": ["…"] }]
//! ```
//!
//! ## Mend
//!
//! Add `ended` to the earlier term, or mend a date. If two do hold the office together, let the warning stand.

use std::collections::{BTreeMap, HashMap};

use jiff::civil;

use crate::check::{At, Context, Findings, Rule};
use crate::model::TermRole;

pub const RULE: Rule = rule!("two-holders", Warning, "two_holders.rs", All(check));

/// A term that is recorded: its days, the actor, and its place among the terms of that.
type Term = (civil::Date, Option<civil::Date>, u32, usize);

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let index = context.index;
    let mut offices: BTreeMap<u32, Vec<Term>> = BTreeMap::new();
    for at in index.all() {
        let terms = index.facts.terms.of(at);
        let mut next_start = HashMap::new();
        for (nth, term) in terms.iter().enumerate().rev() {
            // A later term of the same actor in the same office ends this one.
            let next = next_start.insert(term.office, term.start.flatten());
            // Of a start that nobody names it is only known that it was before.
            let start = match (term.role, term.start) {
                (TermRole::Holder, Some(Some(start))) => start,
                (TermRole::Holder, None) => civil::Date::MIN,
                _ => continue,
            };
            let ended = term.ended.or(next.flatten());
            offices
                .entry(term.office)
                .or_default()
                .push((start, ended, at, nth));
        }
    }
    for mut terms in offices.into_values() {
        terms.sort_by_key(|(start, _, at, nth)| (*start, index.order(*at), *nth));
        for pair in terms.windows(2) {
            let (_, ended, before, of_before) = pair[0];
            let (start, _, at, nth) = pair[1];
            // A record in two files is one actor, of which another rule tells.
            let others = index.id(before) != index.id(at);
            if others && ended.is_none_or(|ended| ended > start) {
                let (pointer, message, hint) = match start {
                    civil::Date::MIN => (
                        format!("/terms/{nth}"),
                        format!("`{}` holds this office then too", index.id(before)),
                        "add `start`, or `ended` to the earlier term",
                    ),
                    _ => (
                        format!("/terms/{nth}/start"),
                        format!("`{}` holds this office on that day", index.id(before)),
                        "add `ended` to the earlier term, or mend a date",
                    ),
                };
                let hint = Some(hint.to_owned());
                let document = context.document(at);
                let finding = findings.report(&document, At::Value(&pointer), message, hint);
                let before =
                    context.place(before, &format!("/terms/{of_before}"), "the other term");
                finding.related.push(before);
            }
        }
    }
}
