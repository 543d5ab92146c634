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

use crate::check::{At, Context, Findings, Rule, Screen};
use crate::finding::Level;

pub const RULE: Rule = Rule {
    name: "missing-language",
    level: Level::Error,
    source: include_str!("missing_language.rs"),
    screen: Screen::Record(|gist| !gist.facts.lacks_language),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for document in context.documents(&RULE) {
        for place in document.places_of("LocalizedText") {
            let text = place.node();
            for language in &context.dataset.config.languages {
                if text.get(language.as_str()).is_none() {
                    let message = format!("this text is missing in `{language}`");
                    let hint = Some(format!("add `\"{language}\": …`"));
                    findings.report(document, At::Value(place.pointer), message, hint);
                }
            }
        }
    }
}
