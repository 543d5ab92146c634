//! A quote from an excerpt stands within one of its passages, and runs over nothing that was left out.
//!
//! The words on both sides of `[…]` stand apart in the source. Put together they are a sentence that nobody wrote.
//!
//! ## Bad
//!
//! ```json
//! "evidence": [{ "source": "xx-page-2025-10-07", "quote": "The east gate is closed. […] The west gate" }]
//! ```
//!
//! ## Good
//!
//! ```json
//! "evidence": [{ "source": "xx-page-2025-10-07", "quote": "The east gate is closed." }]
//! ```
//!
//! ## Mend
//!
//! Quote the words on one side, or give two pieces of evidence.

use crate::check::quotes::quotes;
use crate::check::{At, Findings, Rule, Subject};
use crate::extract::LEFT_OUT;
use crate::index::Verdict;

pub const RULE: Rule = rule!("quote-over-gap", Warning, "quote_over_gap.rs", Each(check));

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let (context, at, index) = (subject.context, subject.at, subject.index());
    let is_excerpt = |source: u32| index.source_of(source).is_some_and(|one| one.is_excerpt);
    let mut own = index.facts.quotes.of(at).iter();
    if !own.any(|quote| is_excerpt(quote.source)) {
        return;
    }
    let document = subject.document();
    for quote in quotes(context, at, document) {
        let source = index
            .find("source", quote.source)
            .and_then(|at| index.source(at));
        if quote.verdict != Verdict::Missing
            && source.is_some_and(|source| source.is_excerpt)
            && quote.words.trim() != LEFT_OUT
            && quote.words.contains(LEFT_OUT)
        {
            let message = format!(
                "these words stand on both sides of what the excerpt of `{}` leaves out",
                quote.source
            );
            let hint = "quote the words on one side of `[…]`, or give two pieces of evidence";
            findings.report(
                document,
                At::Value(&quote.pointer),
                message,
                Some(hint.to_owned()),
            );
        }
    }
}
