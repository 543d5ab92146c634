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

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::quotes::{QuotePlace, places, quote};
use crate::check::{At, Findings, Rule, Subject, place_in};

pub const RULE: Rule = rule!(
    "quote-out-of-scope",
    Error,
    "quote_out_of_scope.rs",
    Each(check)
);

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let (context, at, facts) = (subject.context, subject.at, &subject.index().facts);
    let name = subject.index().entry(at).name;
    let Some(source) = name.filter(|name| context.text_of(*name).is_some()) else {
        return;
    };
    if facts.declared.of(at).is_empty() {
        return;
    }
    let mut records = context.quoting(source).to_vec();
    if !records.contains(&at) {
        records.push(at);
    }
    // In each record, evidence comes before what is declared.
    let is_evidence = |place: &QuotePlace| place.nth < facts.quotes.of(place.record).len();
    let all = places(context, source, &records).into_iter();
    let (mut evidence, declared): (Vec<QuotePlace>, Vec<QuotePlace>) = all.partition(is_evidence);
    let mut declared_at: BTreeMap<usize, Vec<QuotePlace>> = BTreeMap::new();
    for place in declared.into_iter().filter(|place| place.record == at) {
        declared_at.entry(place.nth).or_default().push(place);
    }
    let reach = Reach::of(&evidence);
    evidence.sort_by_key(|place| (subject.index().order(place.record), place.nth));
    for (nth, own) in declared_at {
        if !own.iter().any(|place| reach.is_into(&place.range)) {
            continue;
        }
        let is_over = |place: &&QuotePlace| {
            let mut own = own.iter().map(|own| &own.range);
            own.any(|own| own.start < place.range.end && place.range.start < own.end)
        };
        let Some(other) = evidence.iter().find(is_over) else {
            continue;
        };
        let document = context.document(other.record);
        let other = quote(context, other.record, &document, other.nth);
        let passage = quote(context, at, subject.document(), nth);
        if let (Some(other), Some(passage)) = (other, passage) {
            let evidence = place_in(&document, At::Value(&other.pointer), "evidence");
            let line = evidence.start.line;
            let message = format!(
                "these words are evidence in {}:{line}, at {}",
                document.path, other.pointer
            );
            let hint = "leave them out here, or declare only the words beside them";
            let at = At::Value(&passage.pointer);
            let finding = findings.report(subject.document(), at, message, Some(hint.to_owned()));
            finding.related.push(evidence);
        }
    }
}

/// The farthest end of the evidence that begins before a place: mostly it does not reach into a declared passage.
struct Reach {
    /// The starts of evidence, in order, each with the farthest end of the evidence that began by then; in bytes.
    ends: Vec<(usize, usize)>,
}

impl Reach {
    fn of(evidence: &[QuotePlace]) -> Reach {
        let ranges = evidence.iter().map(|place| &place.range);
        let mut ends: Vec<_> = ranges.map(|range| (range.start, range.end)).collect();
        ends.sort_unstable();
        let mut farthest = 0;
        for (_, end) in &mut ends {
            farthest = farthest.max(*end);
            *end = farthest;
        }
        Reach { ends }
    }

    /// True if some evidence overlaps a passage.
    fn is_into(&self, passage: &Range<usize>) -> bool {
        let before = self.ends.partition_point(|(start, _)| *start < passage.end);
        let last = before.checked_sub(1).map(|last| self.ends[last].1);
        last.is_some_and(|end| end > passage.start)
    }
}
