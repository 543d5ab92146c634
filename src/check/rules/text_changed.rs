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

use crate::check::{At, Findings, Rule, Subject};
use crate::dataset::hexadecimal;

pub const RULE: Rule = rule!("text-changed", Error, "text_changed.rs", Each(check));

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let source = subject.index().source(subject.at);
    let Some(pinned) = source.and_then(|source| source.text.as_ref()) else {
        return;
    };
    let Some(Ok(hash)) = subject.context.file_of(pinned).map(|file| &file.sha256) else {
        return;
    };
    if Some(*hash) != pinned.sha256
        && let Some(source) = subject.document().source()
        && let Some(text) = &source.text
    {
        let message = format!("`{}` is not the text that was pinned", text.path);
        let hint = Some(format!("its SHA-256 is now {}", hexadecimal(hash)));
        findings.report(subject.document(), At::Value("/text/sha256"), message, hint);
    }
}
