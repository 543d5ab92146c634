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
use crate::check::{At, Check, Context, Findings, Rule, Screen, Screening};
use crate::derive::{Purpose, Quote};
use crate::finding::Level;
use std::collections::BTreeMap;
use std::ops::Range;

pub const RULE: Rule = Rule {
    name: "quote-out-of-scope",
    level: Level::Error,
    source: include_str!("quote_out_of_scope.rs"),
    check: Check::All(Screen::Links(declares_no_evidence), check),
};

fn declares_no_evidence(screening: &Screening<'_>, card: u32) -> bool {
    !screening.links.whole.declares_evidence[card as usize]
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut evidence: BTreeMap<&str, Vec<(&Range<usize>, &Quote<'_>)>> = BTreeMap::new();
    for quote in context
        .quotes
        .iter()
        .filter(|quote| quote.purpose == Purpose::Evidence)
    {
        let places = quote.found.iter().map(|place| (place, quote));
        evidence
            .entry(quote.source.id.as_str())
            .or_default()
            .extend(places);
    }
    for quote in context
        .quotes
        .iter()
        .filter(|quote| quote.purpose == Purpose::OutOfScope)
    {
        let places = evidence.get(quote.source.id.as_str()).into_iter().flatten();
        let mut overlapping = places.filter(|(place, _)| {
            quote
                .found
                .iter()
                .any(|found| found.start < place.end && place.start < found.end)
        });
        if let Some((_, other)) = overlapping.next() {
            let line = line_of(other.document, &other.pointer);
            let message = format!(
                "these words are evidence in {}:{line}, at {}",
                other.document.path, other.pointer
            );
            let hint = "leave them out here, or declare only the words beside them";
            findings.report(
                quote.document,
                At::Value(&quote.pointer),
                message,
                Some(hint.to_owned()),
            );
        }
    }
}
