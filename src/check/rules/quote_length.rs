//! A quote has at least one word and at most 60.
//!
//! A quote is to show where a claim is from: a lone punctuation mark shows nothing, and a whole page stands in for the text. A long
//! one usually carries more than one claim.
//!
//! ## Bad
//!
//! Four sentences and a bit, 61 words:
//!
//! ```json
//! "quote": "On 10 February 2025 the cabinet announced … was the other choice. On 2 June"
//! ```
//!
//! ## Good
//!
//! ```json
//! "quote": "On 3 March 2025 it decided to support the first draft, by nine votes to four, where seven were needed."
//! ```
//!
//! ## Mend
//!
//! Quote the words that bear the claim and no more. Where two passages bear it, give two pieces of evidence; where there are two
//! claims, make two statements.

use crate::check::quotes::quotes;
use crate::check::{At, Findings, Rule, Subject};
use crate::passage::word_count;

pub const RULE: Rule = rule!("quote-length", Error, "quote_length.rs", Each(check));

/// The most words that a quote has.
pub const MAX_WORDS: usize = 60;

/// True if a quote has no word, or too many.
pub fn is_odd_length(quote: &str) -> bool {
    // Words have white space between them, which begins with one of these bytes.
    let is_gap = |byte: &u8| u8::from(*byte == b' ' || *byte >= 0xc2);
    let gaps = |bytes: &[u8]| usize::from(bytes.iter().map(is_gap).sum::<u8>());
    let has_word = quote.bytes().any(|byte| byte.is_ascii_alphanumeric());
    let is_surely = has_word && quote.as_bytes().chunks(255).map(gaps).sum::<usize>() < MAX_WORDS;
    !is_surely && !(1..=MAX_WORDS).contains(&word_count(quote))
}

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    if !subject.index().entry(subject.at).has_odd_length {
        return;
    }
    for quote in quotes(subject.context, subject.at, subject.document()) {
        if !is_odd_length(quote.words) {
            continue;
        }
        let (message, hint) = match word_count(quote.words) {
            0 => (
                "this quote has no word".to_owned(),
                "quote the words that say it",
            ),
            words => (
                format!("this quote has {words} words; the most is {MAX_WORDS}"),
                "quote fewer words, or split it in two",
            ),
        };
        let at = At::Value(&quote.pointer);
        findings.report(subject.document(), at, message, Some(hint.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_WORDS, is_odd_length};

    #[test]
    fn whatever_stands_between_words_they_are_counted() {
        for space in [" ", "\u{85}", "\u{2009}"] {
            let words = |number| vec!["word"; number].join(space);
            assert!(!is_odd_length(&words(MAX_WORDS)), "{space:?}");
            assert!(is_odd_length(&words(MAX_WORDS + 1)), "{space:?}");
        }
        assert!(is_odd_length("— … —"));
    }
}
