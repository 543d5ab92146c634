//! A quote stands in its source's text once only.
//!
//! A quote that stands there twice does not say which place is meant.
//!
//! ## Bad
//!
//! The text has:
//!
//! ```text
//! To oppose the first draft was the other choice. … To support the revised draft as well was the other choice.
//! ```
//!
//! The evidence:
//!
//! ```json
//! { "source": "xx-letter-2025-10-06", "quote": "was the other choice" }
//! ```
//!
//! ## Good
//!
//! ```json
//! { "source": "xx-letter-2025-10-06", "quote": "To oppose the first draft was the other choice." }
//! ```
//!
//! ## Mend
//!
//! Quote more words, before or after, until one place is meant. `besluit quote "…"` lists every place in which the words stand.

use std::collections::BTreeMap;

use crate::check::quotes::{Found, quotes, text, verdicts};
use crate::check::{At, Findings, Rule, Subject};
use crate::index::Verdict;
use crate::passage::Finder;

pub const RULE: Rule = rule!("quote-ambiguous", Error, "quote_ambiguous.rs", Each(check));

/// The number of places that are told: a word can stand in a text some hundred times.
const MAX_TOLD: usize = 5;

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    if !verdicts(subject.context, subject.at).any(|verdict| verdict == Verdict::Ambiguous) {
        return;
    }
    let mut by_file: BTreeMap<u32, Vec<Found<'_>>> = BTreeMap::new();
    for quote in quotes(subject.context, subject.at, subject.document()) {
        if quote.verdict == Verdict::Ambiguous {
            by_file.entry(quote.file).or_default().push(quote);
        }
    }
    for (file, quotes) in by_file {
        let Some(file) = text(subject.context, file) else {
            continue;
        };
        let finder = Finder::new(&file.text.normal().view, quotes.len());
        for quote in quotes {
            let found = finder.find(quote.words);
            let count = found.len();
            let places: Vec<_> = found
                .iter()
                .take(MAX_TOLD)
                .map(|place| file.place(place, "it stands here"))
                .collect();
            let mut told: Vec<_> = places
                .iter()
                .map(|place| format!("{}:{}", place.start.line, place.start.column))
                .collect();
            if count > MAX_TOLD {
                told.push(format!("and {} more", count - MAX_TOLD));
            }
            let message = format!(
                "this stands in the text of `{}` {count} times: at {}",
                quote.source,
                told.join(", ")
            );
            let hint = Some("quote more words, so that one place is meant".to_owned());
            let finding =
                findings.report(subject.document(), At::Value(&quote.pointer), message, hint);
            finding.related.extend(places);
        }
    }
}
