//! A text for readers is there in each language that the dataset requires.
//!
//! The languages stand in `besluit.toml`. A reader of any of them must find the whole dataset, not the part that happened to be
//! translated.
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
use crate::document::Document;
use crate::schema::vocabulary::of_type;

pub const RULE: Rule = rule!(
    "missing-language",
    Error,
    "missing_language.rs",
    Record(check)
);

fn check(document: &Document, setting: &Setting<'_>, findings: &mut Findings<'_>) {
    let languages = &setting.config.languages;
    let is_asked = |key: &str| languages.iter().any(|language| language.as_str() == key);
    for place in document.places_of(of_type::LOCALIZED_TEXT) {
        let there = place.members().filter(|(key, _)| is_asked(key)).count();
        if there == languages.len() {
            continue;
        }
        for language in languages {
            if place.get_named(language.as_str()).is_none() {
                let message = format!("this text is missing in `{language}`");
                let hint = Some(format!("add `\"{language}\": …`"));
                findings.report(document, At::Value(&place.pointer()), message, hint);
            }
        }
    }
}
