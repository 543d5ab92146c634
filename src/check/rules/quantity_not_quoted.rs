//! The value of a quantity stands in a quote that shows it, if the quotes have numbers.
//!
//! A digit too many is not seen when reading, and is added up. Marks between digits, a comma or point before a fraction, and words such as
//! *million* are read as they are meant, in any language that is likely; small numbers, and quotes that write numbers in words, are
//! passed over.
//!
//! ## Bad
//!
//! The quote has "a fine of 5,000 euro":
//!
//! ```json
//! "quantity": { "value": "50000", "unit": "EUR" }
//! ```
//!
//! ## Good
//!
//! ```json
//! "quantity": { "value": "5000", "unit": "EUR" }
//! ```
//!
//! ## Mend
//!
//! Take the value from the quote, as a decimal with a point and without marks between groups. If the value stands in other words of the
//! source, quote those. If it is computed, let the warning stand.

use std::collections::HashSet;

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::{Evidence, Provision, Quantity, Record, Statement};
use crate::passage::numbers::{has_number_words, numbers, plain_decimal};

pub const RULE: Rule = rule!(
    "quantity-not-quoted",
    Warning,
    "quantity_not_quoted.rs",
    Record(check)
);

/// The largest number that people like to write in a word.
const MOST_IN_A_WORD: usize = 20;

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let (statements, provisions): (&[Statement], &[Provision]) = match &document.record {
        Some(Record::Decision(one)) => (&one.statements, &one.provisions),
        Some(Record::Proposal(one)) => (&[], &one.provisions),
        Some(Record::Source(_) | Record::Actor(_)) | None => return,
    };
    let mut hold = |list, at, quantity: &Option<Quantity>, evidence: &[Evidence]| {
        let Some(quantity) = quantity else { return };
        let Some(quoted) = others(quantity, evidence) else {
            return;
        };
        let message = format!("no quote has the number {}", quantity.value);
        let hint = Some(format!("the quotes have {}", quoted.join(", ")));
        let pointer = format!("/{list}/{at}/quantity/value");
        findings.report(document, At::Value(&pointer), message, hint);
    };
    for (at, one) in statements.iter().enumerate() {
        hold("statements", at, &one.quantity, &one.evidence);
    }
    for (at, one) in provisions.iter().enumerate() {
        hold("provisions", at, &one.quantity, &one.evidence);
    }
}

/// The numbers that quotes have, if a quantity is none of them and would be.
fn others(quantity: &Quantity, evidence: &[Evidence]) -> Option<Vec<String>> {
    // What is not here may have it.
    let quotes: Option<Vec<&str>> = evidence
        .iter()
        .map(|one| Some(one.quote.as_ref()?.as_str()))
        .collect();
    let quotes = quotes?;
    let mut quoted: Vec<String> = quotes.iter().copied().flat_map(numbers).collect();
    let value = plain_decimal(quantity.value.as_str());
    let is_small = value
        .parse()
        .is_ok_and(|value: usize| value <= MOST_IN_A_WORD);
    let is_in_words = is_small || quotes.iter().any(|quote| has_number_words(quote));
    if quoted.is_empty() || is_in_words || quoted.contains(&value) {
        return None;
    }
    let mut seen = HashSet::new();
    quoted.retain(|one| seen.insert(one.clone()));
    Some(quoted)
}
