//! A quote stands in its source's text, word for word and character for character, and does not begin or end inside a word.
//!
//! The text is read with each run of white space as one space, and with a hyphen at the end of a line joined to the line after it,
//! the hyphen kept; nothing else is forgiven. A quote leaves nothing out: what stands apart is quoted as two pieces of evidence.
//!
//! ## Bad
//!
//! The text has:
//!
//! ```text
//! The charter has no end date.
//! ```
//!
//! The evidence:
//!
//! ```json
//! { "source": "xx-letter-2025-10-06", "quote": "The charter had no end date." }
//! ```
//!
//! ## Good
//!
//! ```json
//! { "source": "xx-letter-2025-10-06", "quote": "The charter has no end date." }
//! ```
//!
//! ## Mend
//!
//! Copy the words out of the text. `besluit quote "…"` finds them, says which characters differ, and prints the evidence as the
//! source has it.

use crate::check::{At, Context, Findings, Rule};
use crate::dataset::Dataset;
use crate::derive::Quote;
use crate::finding::Level;
use crate::model::Source;
use crate::passage::{Miss, NormalText, describe, miss};

pub const RULE: Rule = Rule {
    name: "quote-not-found",
    level: Level::Error,
    source: include_str!("quote_not_found.rs"),
    check,
};

/// How many quotes get a search for what was meant: enough for any honest record, and a bound for the rest.
const MAX_SEARCHES: usize = 100;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let missing = context.quotes.iter().filter(|quote| quote.found.is_empty());
    for (count, quote) in missing.enumerate() {
        let message = format!("this does not stand in the text of `{}`", quote.source.id);
        let hint = if count < MAX_SEARCHES {
            elsewhere(context.dataset, quote).or_else(|| explain(quote.text.normal(), quote.quote))
        } else {
            None
        };
        findings.report(quote.document, At::Value(&quote.pointer), message, hint);
    }
}

/// Another source in whose text the words stand.
fn elsewhere(dataset: &Dataset, quote: &Quote<'_>) -> Option<String> {
    let mut sources = dataset.sources().map(|(_, source)| source);
    let holds = |source: &&Source| {
        dataset
            .text(source)
            .is_some_and(|text| !text.normal().find(quote.quote).is_empty())
    };
    sources
        .find(holds)
        .map(|source| format!("it stands in the text of `{}`: mend the source", source.id))
}

/// What the text has instead.
fn explain(text: &NormalText, quote: &str) -> Option<String> {
    Some(match miss(text, quote) {
        Miss::InsideWord { at } => {
            format!(
                "it stands there only inside `{}`: quote whole words",
                text.passage(&at)
            )
        }
        Miss::NotNormal { at } => format!("write it as the text has it: `{}`", text.passage(&at)),
        Miss::LookAlike { at, differences } => {
            let differences: Vec<_> = differences.iter().map(describe).collect();
            format!(
                "characters that look alike differ: {}; write `{}`",
                differences.join("; "),
                text.passage(&at)
            )
        }
        Miss::Near { at, .. } => format!("the closest passage is `{}`", text.passage(&at)),
        Miss::Nothing => return None,
    })
}
