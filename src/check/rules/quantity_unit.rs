//! A unit of three capitals is the code of a currency (ISO 4217).
//!
//! Programs add up what has the same unit, and look currencies up by their code.
//!
//! ## Bad
//!
//! ```json
//! "quantity": { "value": "5000", "unit": "EUX" }
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
//! Take the code of the currency. What is counted is a word in lower case and in the plural, such as `movements`; a share is in `percent`.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::schema::vocabulary::of_type;
use crate::suggest::{Hint, nearest};

pub const RULE: Rule = rule!("quantity-unit", Error, "quantity_unit.rs", Record(check));

/// Words that people write for what has a code.
const MEANT: [(&str, &str); 19] = [
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("usd", "USD"),
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("gbp", "GBP"),
    ("pond", "GBP"),
    ("pound", "GBP"),
    ("chf", "CHF"),
    ("sek", "SEK"),
    ("nok", "NOK"),
    ("dkk", "DKK"),
    ("pln", "PLN"),
    ("pounds", "GBP"),
    ("procent", "percent"),
    ("prozent", "percent"),
    ("pourcent", "percent"),
    ("per_cent", "percent"),
];

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    for place in document.places_of(of_type::UNIT) {
        let unit = place.as_str().unwrap_or_default();
        let meant = MEANT.iter().find(|(word, _)| *word == unit);
        let is_currency = unit.bytes().all(|byte| byte.is_ascii_uppercase());
        let (message, hint) = match meant {
            Some((_, code)) => (format!("`{unit}` has a code"), Some(Hint::write(code))),
            None if is_currency && iso_currency::Currency::from_code(unit).is_none() => {
                let common = [
                    "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF",
                ];
                let message = format!("no currency has the code `{unit}` in ISO 4217");
                (message, nearest(unit, common))
            }
            None => continue,
        };
        findings.report(document, At::Value(&place.pointer()), message, hint);
    }
}
