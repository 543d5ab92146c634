//! No words are both quoted as evidence and declared out of scope.
//!
//! Out of scope is what says nothing to record, such as a heading. What bears a claim says something.
//!
//! ## Bad
//!
//! In the source `xx-notice-2025-09-02`:
//!
//! ```json
//! "out_of_scope": [{ "quote": "The north pier is closed.", "reason": "heading" }]
//! ```
//!
//! In another record:
//!
//! ```json
//! { "source": "xx-notice-2025-09-02", "quote": "The north pier is closed." }
//! ```
//!
//! ## Good
//!
//! In the source; the evidence stays:
//!
//! ```json
//! "out_of_scope": [{ "quote": "Notice of 2 September 2025", "reason": "heading" }]
//! ```
//!
//! ## Mend
//!
//! Take the passage out of `out_of_scope`, or shorten it to the words that say nothing. `besluit coverage ID` shows what is then
//! left of the text.

use super::line_of;
use crate::check::quotes::{places, quote};
use crate::check::{At, Context, Findings, Rule, Subject};
use crate::index::Verdict;

pub const RULE: Rule = rule!(
    "quote-out-of-scope",
    Error,
    "quote_out_of_scope.rs",
    Each(check)
);

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let (context, facts) = (subject.context, &subject.index().facts);
    let declared = facts.declared.of(subject.at).len();
    let name = subject.index().entry(subject.at).name;
    let Some(source) = name.filter(|name| declared > 0 && context.text_of(*name).is_some()) else {
        return;
    };
    let evidence = evidence(context, source);
    // Evidence comes before what is declared.
    let before = facts.quotes.of(subject.at).len();
    for nth in before..before + declared {
        let own = places(context, subject.at, nth);
        let overlaps = |start: usize, end: usize| {
            let mut own = own.iter();
            own.any(|own| own.start < end && start < own.end)
        };
        let is_over = |(record, nth, verdict): &&(u32, usize, Verdict)| match verdict {
            Verdict::Once(start, end) => overlaps(*start as usize, *end as usize),
            Verdict::Ambiguous => {
                let places = places(context, *record, *nth);
                places.iter().any(|place| overlaps(place.start, place.end))
            }
            Verdict::Missing | Verdict::NoText => false,
        };
        let Some((record, other, _)) = evidence.iter().find(is_over) else {
            continue;
        };
        let document = context.document(*record);
        let other = quote(context, *record, &document, *other);
        let passage = quote(context, subject.at, subject.document(), nth);
        if let (Some(other), Some(passage)) = (other, passage) {
            let line = line_of(&document, &other.pointer);
            let message = format!(
                "these words are evidence in {}:{line}, at {}",
                document.path, other.pointer
            );
            let hint = "leave them out here, or declare only the words beside them";
            let at = At::Value(&passage.pointer);
            findings.report(subject.document(), at, message, Some(hint.to_owned()));
        }
    }
}

/// Every quote that is evidence from a source, in order: the record, which of its quotes it is, and what came of looking for it.
fn evidence(context: &Context<'_>, source: u32) -> Vec<(u32, usize, Verdict)> {
    let quotes = &context.index.facts.quotes;
    let of = |record: &u32| {
        let record = *record;
        let own = quotes.of(record).iter().enumerate();
        let own = own.filter(move |(_, quote)| quote.source == source);
        own.map(move |(nth, quote)| (record, nth, quote.verdict()))
    };
    context.quoting(source).iter().flat_map(of).collect()
}
