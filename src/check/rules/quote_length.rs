//! A quote has at least one word and at most 60.
//!
//! A quote is to show where a claim is from: a lone punctuation mark shows nothing, and a whole page stands in for the text. A long one
//! usually carries more than one claim.

use crate::check::{At, Context, Findings, Rule};
use crate::finding::Level;
use crate::passage::word_count;

pub const RULE: Rule = Rule {
    name: "quote-length",
    level: Level::Error,
    source: include_str!("quote_length.rs"),
    check,
};

/// The most words that a quote has.
pub const MAX_WORDS: usize = 60;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for quote in &context.quotes {
        let words = word_count(quote.quote);
        let (message, hint) = match words {
            0 => (
                "this quote has no word".to_owned(),
                "quote the words that say it",
            ),
            1..=MAX_WORDS => continue,
            _ => (
                format!("this quote has {words} words; the most is {MAX_WORDS}"),
                "quote fewer words, or split it in two",
            ),
        };
        findings.report(
            quote.document,
            At::Value(&quote.pointer),
            message,
            Some(hint.to_owned()),
        );
    }
}
