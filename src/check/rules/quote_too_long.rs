//! A quote has at most 60 words.
//!
//! A quote is to show where a claim is from, not to stand in for the text. A longer one usually carries more than one claim.

use crate::check::{At, Context, Findings, Rule};
use crate::finding::Level;
use crate::passage::word_count;

pub const RULE: Rule = Rule {
    name: "quote-too-long",
    level: Level::Error,
    source: include_str!("quote_too_long.rs"),
    check,
};

/// The most words that a quote has.
pub const MAX_WORDS: usize = 60;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for quote in &context.quotes {
        let words = word_count(quote.quote);
        if words > MAX_WORDS {
            let message = format!("this quote has {words} words; the most is {MAX_WORDS}");
            let hint = Some("quote fewer words, or split it in two".to_owned());
            findings.report(quote.document, At::Value(&quote.pointer), message, hint);
        }
    }
}
