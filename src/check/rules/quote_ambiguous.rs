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

use super::quote_not_found::stands_once;
use crate::check::{At, Check, Context, Findings, Rule, Screen};
use crate::dataset::Quotes;
use crate::finding::Level;

pub const RULE: Rule = Rule {
    name: "quote-ambiguous",
    level: Level::Error,
    source: include_str!("quote_ambiguous.rs"),
    check: Check::All(Screen::Record(stands_once), check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for quote in context
        .quotes
        .iter()
        .filter(|quote| quote.found.len() > 1 && quote.document.quotes == Quotes::Open)
    {
        let message = format!(
            "this stands in the text of `{}` {} times",
            quote.source.id,
            quote.found.len()
        );
        let hint = Some("quote more words, so that one place is meant".to_owned());
        findings.report(quote.document, At::Value(&quote.pointer), message, hint);
    }
}
