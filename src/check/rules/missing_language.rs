//! A text for readers is there in each language that the dataset requires.
//!
//! The languages stand in `besluit.toml`. A reader of any of them must find the whole dataset, not the part that happened to be
//! translated. Of a record that has none of its texts in a language that is told once.
//!
//! ## Bad
//!
//! Where `en` is required:
//!
//! ```json
//! "name": { "nl": "Rivierwachter van Xx" }
//! ```
//!
//! ## Good
//!
//! ```json
//! "name": { "en": "River observer of Xx", "nl": "Rivierwachter van Xx" }
//! ```
//!
//! ## Mend
//!
//! Add the text in that language. Quotes stay as they are: they are in the language of their source.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::{Document, Place};
use crate::model::Language;
use crate::schema::vocabulary::of_type;

pub const RULE: Rule = rule!(
    "missing-language",
    Error,
    "missing_language.rs",
    Record(check)
);

fn check(document: &Document, setting: &Setting<'_>, findings: &mut Findings<'_>) {
    let texts = document.places_of(of_type::LOCALIZED_TEXT);
    let required = setting.config.languages.iter();
    let is_missing =
        |place: Place<'_>, language: &Language| place.get_named(language.as_str()).is_none();
    // A language that was not required before is missing everywhere, and that is one thing to do.
    let (nowhere, languages): (Vec<_>, Vec<_>) = required.partition(|language| {
        texts.clone().nth(1).is_some() && texts.clone().all(|place| is_missing(place, language))
    });
    if let Some(first) = texts.clone().next() {
        for language in nowhere {
            let count = texts.clone().count();
            let message =
                format!("none of the {count} texts of this record is there in `{language}`");
            let hint = Some(format!("add `\"{language}\": …` to each"));
            findings.report(document, At::Value(&first.pointer()), message, hint);
        }
    }
    let is_asked = |key: &str| languages.iter().any(|language| language.as_str() == key);
    for place in texts {
        let there = place.members().filter(|(key, _)| is_asked(key)).count();
        if there == languages.len() {
            continue;
        }
        for language in &languages {
            if is_missing(place, language) {
                let message = format!("this text is missing in `{language}`");
                let hint = Some(format!("add `\"{language}\": …`"));
                findings.report(document, At::Value(&place.pointer()), message, hint);
            }
        }
    }
}
