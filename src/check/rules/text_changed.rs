//! The text of a source is, byte for byte, the one that was pinned.
//!
//! A source is what was published. Who could change the text unseen could make it say whatever is quoted from it.
//!
//! ## Bad
//!
//! The hash is that of another text:
//!
//! ```json
//! "text": { "path": "text.txt", "sha256": "7a7e043002e89e7da958d85738a98a0613146bf77cd7aa159dea21847ccd90a6" }
//! ```
//!
//! ```text
//! The north pier is open.
//! ```
//!
//! ## Good
//!
//! ```json
//! "text": { "path": "text.txt", "sha256": "7a7e043002e89e7da958d85738a98a0613146bf77cd7aa159dea21847ccd90a6" }
//! ```
//!
//! ```text
//! The north pier is closed.
//! ```
//!
//! ## Mend
//!
//! Restore the text from the history of the dataset. If the old one was wrong, pin the new one by the SHA-256 that the hint gives,
//! with a higher revision of the record and a reason. If a checkout changed the line ends, let `.gitattributes` keep it from doing
//! so: `-text`.

use crate::check::{At, Check, Context, Findings, Rule, Screen, Screening};
use crate::finding::Level;

pub const RULE: Rule = Rule {
    name: "text-changed",
    level: Level::Error,
    source: include_str!("text_changed.rs"),
    check: Check::All(Screen::Links(is_pinned), check),
};

fn is_pinned(screening: &Screening<'_>, card: u32) -> bool {
    screening.is_loose || screening.own_text(card).is_none_or(|text| text.is_pinned)
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, source) in context.sources(&RULE) {
        let (Some(pinned), Some(file)) =
            (&source.text, context.dataset.attachment(document, source))
        else {
            continue;
        };
        if let Ok(hash) = &file.sha256
            && hash != pinned.sha256.as_str()
        {
            let message = format!("`{}` is not the text that was pinned", pinned.path);
            let hint = Some(format!("its SHA-256 is now {hash}"));
            findings.report(document, At::Value("/text/sha256"), message, hint);
        }
    }
}
