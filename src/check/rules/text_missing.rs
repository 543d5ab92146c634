//! The text that a source pins is there, and is UTF-8.
//!
//! Without it no quote from the source can be checked.
//!
//! ## Bad
//!
//! The source pins `text.txt`, and its folder holds only
//!
//! ```text
//! records/sources/xx-notice-2025-09-02/source.json
//! ```
//!
//! ## Good
//!
//! ```text
//! records/sources/xx-notice-2025-09-02/source.json
//! records/sources/xx-notice-2025-09-02/text.txt
//! ```
//!
//! ## Mend
//!
//! Put the text there; `besluit new source ID --text FILE` does so for a new source. Or leave `text` out, and give each claim from
//! it a locator and a confidence.

use crate::check::{At, Check, Context, Findings, Rule, Screen, Screening};
use crate::finding::Level;

pub const RULE: Rule = Rule {
    name: "text-missing",
    level: Level::Error,
    source: include_str!("text_missing.rs"),
    check: Check::All(Screen::Links(is_there), check),
};

fn is_there(screening: &Screening<'_>, card: u32) -> bool {
    screening.is_loose || screening.own_text(card).is_none_or(|text| text.is_here)
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, source) in context.sources(&RULE) {
        let Some(pinned) = &source.text else { continue };
        // A stream has no texts beside it; the summary says how many quotes were not checked.
        if context.dataset.is_loose && document.line.is_some() {
            continue;
        }
        let message = match context.dataset.attachment(document, source) {
            None => format!("there is no file `{}` beside this record", pinned.path),
            Some(file) if file.sha256.is_ok() && file.text.is_none() => {
                format!("`{}` is not UTF-8", pinned.path)
            }
            // What is not a file or too large is reported where it stands.
            Some(_) => continue,
        };
        let hint =
            "put the text there, or leave `text` out and say where in the source each claim stands";
        findings.report(
            document,
            At::Value("/text/path"),
            message,
            Some(hint.to_owned()),
        );
    }
}
