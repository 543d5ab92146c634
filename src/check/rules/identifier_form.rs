//! A number of a scheme that is known everywhere has the form that the scheme gives it.
//!
//! These are `celex` and `com` of the EU, `ecli` of court rulings, `kamerstuk` of the States General of the Netherlands, `doi`, `orcid`
//! and `wikidata`. Of other schemes nothing is known here.
//!
//! ## Bad
//!
//! ```json
//! { "scheme": "celex", "value": "COM(2022) 209" }
//! ```
//!
//! ## Good
//!
//! ```json
//! { "scheme": "celex", "value": "52022PC0209" }
//! ```
//!
//! ## Mend
//!
//! Look the number up in the register and write it as that does, or mend the scheme.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::schema::vocabulary::{key, of_type};

pub const RULE: Rule = rule!(
    "identifier-form",
    Warning,
    "identifier_form.rs",
    Record(check)
);

/// Each scheme, the form of its numbers, and one of them. Of CELEX the form is that of its sectors 1 to 9, of ECLI that of the
/// Council conclusions 2011/C 127/01.
const SCHEMES: [(&str, &str, &str); 7] = [
    (
        "celex",
        r"^[0-9CE][0-9]{4}[A-Z]{1,2}[0-9]{4}[0-9A-Z()_/-]*$",
        "52022PC0209",
    ),
    (
        "com",
        r"^(COM|SWD|SEC|JOIN)\([0-9]{4}\) ?[0-9]+( final)?$",
        "COM(2022) 209",
    ),
    ("doi", r"^10\.[0-9]{4,9}(\.[0-9]+)*/\S+$", "10.1000/182"),
    (
        "ecli",
        r"^ECLI:[A-Z]{2}:[A-Z][A-Z0-9]{0,6}:[0-9]{4}:[A-Z0-9.]{1,25}$",
        "ECLI:NL:HR:2019:2006",
    ),
    (
        "kamerstuk",
        r"^[0-9]{2} [0-9]{3}(-[0-9]+)?( [A-Z]+)?( en [0-9]{2} [0-9]{3}(-[0-9]+)?( [A-Z]+)?)*(, nr\. [0-9A-Z]+)?$",
        "32 317, nr. 977",
    ),
    (
        "orcid",
        "^[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$",
        "0000-0002-1825-0097",
    ),
    ("wikidata", "^Q[1-9][0-9]*$", "Q55"),
];

static FORMS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let forms = SCHEMES.iter();
    forms
        .map(|(_, form, _)| Regex::new(form).expect("it is a pattern"))
        .collect()
});

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    for identifier in document.places_of(of_type::IDENTIFIER) {
        let member = |key| identifier.get(key);
        let (Some(scheme), Some(place)) = (member(key::SCHEME), member(key::VALUE)) else {
            continue;
        };
        let known = SCHEMES
            .iter()
            .position(|(name, ..)| scheme.as_str() == Some(name));
        let (Some(at), Some(value)) = (known, place.as_str()) else {
            continue;
        };
        if FORMS[at].is_match(value) {
            continue;
        }
        let (scheme, _, example) = SCHEMES[at];
        let others = SCHEMES.iter().zip(FORMS.iter());
        let mut others = others.filter(|(_, form)| form.is_match(value));
        let message = format!("`{value}` is not of the form of a number of `{scheme}`");
        let hint = match others.next() {
            Some(((other, ..), _)) => format!("write the scheme `{other}`, of whose form it is"),
            None => format!("write it as `{example}` is written, or mend the scheme"),
        };
        findings.report(document, At::Value(&place.pointer()), message, Some(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_example_is_of_its_own_form_and_of_no_other() {
        for ((scheme, _, example), own) in SCHEMES.iter().zip(FORMS.iter()) {
            let of_form = FORMS.iter().filter(|form| form.is_match(example));
            assert!(own.is_match(example), "{scheme}");
            assert_eq!(of_form.count(), 1, "{scheme}");
        }
    }

    #[test]
    fn what_is_written_otherwise_is_not_of_the_form() {
        for (scheme, value) in [
            ("ecli", "ECLI:BE:RVSCE:2026: ARR.1"),
            ("ecli", "ECLI-NL-261001"),
            ("celex", "COM(2022) 209"),
            ("wikidata", "https://www.wikidata.org/wiki/Q42"),
            ("kamerstuk", "32317-977"),
            ("doi", "https://doi.org/10.1000/182"),
        ] {
            let at = SCHEMES.iter().position(|(name, ..)| *name == scheme);
            assert!(!FORMS[at.expect("it is known")].is_match(value), "{value}");
        }
    }
}
