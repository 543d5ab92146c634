//! The value of a quantity stands in a quote that shows it, if the quotes have numbers.
//!
//! A share is in percent, and not the fraction of one that it is. A digit too many is not seen when reading, and is added up. Marks between digits, a comma or point before a fraction, and words such as
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

use crate::check::quoted::{as_percent, may_have, numbers_of, quotes};
use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::{Evidence, Provision, Quantity, Record, Statement};
use crate::passage::numbers::has_number_words;

pub const RULE: Rule = rule!(
    "quantity-not-quoted",
    Warning,
    "quantity_not_quoted.rs",
    Record(check)
);

/// The unit of a share.
const PERCENT: &str = "percent";

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let (statements, provisions): (&[Statement], &[Provision]) = match &document.record {
        Some(Record::Decision(one)) => (&one.statements, &one.provisions),
        Some(Record::Proposal(one)) => (&[], &one.provisions),
        Some(Record::Source(_) | Record::Actor(_)) | None => return,
    };
    let mut hold = |list, at, quantity: &Option<Quantity>, evidence: &[Evidence]| {
        let Some(hint) = quantity.as_ref().and_then(|one| other(one, evidence)) else {
            return;
        };
        let value = quantity.as_ref().map(|one| one.value.as_str());
        let message = format!("no quote has the number {}", value.unwrap_or_default());
        let pointer = format!("/{list}/{at}/quantity/value");
        findings.report(document, At::Value(&pointer), message, Some(hint));
    };
    for (at, one) in statements.iter().enumerate() {
        hold("statements", at, &one.quantity, &one.evidence);
    }
    for (at, one) in provisions.iter().enumerate() {
        hold("provisions", at, &one.quantity, &one.evidence);
    }
}

/// What the quotes have instead of a quantity, if it is none of their numbers and would be.
fn other(quantity: &Quantity, evidence: &[Evidence]) -> Option<String> {
    let quotes = quotes(evidence)?;
    let quoted = numbers_of(&quotes);
    let value = quantity.value.as_str();
    if quoted.is_empty() || may_have(value, &quoted) {
        return None;
    }
    if quantity.unit.as_str() == PERCENT
        && let Some(percent) = as_percent(value, &quoted)
    {
        let hint = format!("write `{percent}`: the unit is percent, and this is a fraction of one");
        return Some(hint);
    }
    let is_in_words = quotes.iter().any(|quote| has_number_words(quote));
    (!is_in_words).then(|| format!("the quotes have {}", quoted.join(", ")))
}
