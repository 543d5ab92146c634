//! A text that a program took from the original was compared with it by a person.
//!
//! Programs lose footnotes, join lines that do not belong together and take the heads of pages for text. A gap, not a mistake.
//!
//! ## Bad
//!
//! ```json
//! "text": { "path": "text.txt", "sha256": "…", "reviewed": false }
//! ```
//!
//! ## Good
//!
//! ```json
//! "text": { "path": "text.txt", "sha256": "…", "reviewed": true }
//! ```
//!
//! ## Mend
//!
//! Read the text beside the original, mend it where it differs, pin it anew, and set `reviewed` to `true`.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::suggest::NO_HINT;

pub const RULE: Rule = rule!(
    "text-not-reviewed",
    Note,
    "text_not_reviewed.rs",
    Record(check)
);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let text = document.source().and_then(|source| source.text.as_ref());
    if text.is_some_and(|text| text.reviewed == Some(false)) {
        let message = "nobody compared this text with the original";
        findings.report(document, At::Value("/text/reviewed"), message, NO_HINT);
    }
}
