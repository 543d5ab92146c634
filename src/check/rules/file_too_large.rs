//! A record has at most 16 MiB and a million values, a text at most 4 MiB.
//!
//! The largest record is some hundred kilobytes, and a text of 4 MiB has some thousand pages: a larger file was not meant to be one.
//! It is not read further, so that no file can exhaust the memory.
//!
//! ## Bad
//!
//! ```text
//! records/sources/xx-reports-2025/text.txt: 38 MiB, all reports of a year
//! ```
//!
//! ## Good
//!
//! ```text
//! records/sources/xx-report-2025-06-27/text.txt: 0.2 MiB, one report
//! ```
//!
//! ## Mend
//!
//! Make each document a source of its own: `besluit new source ID --text FILE` pins its text. Keep what is neither a record nor a
//! text outside `records/`.

use crate::check::{At, Check, Context, Findings, Rule, Screen};
use crate::files::Refusal;
use crate::finding::Level;
use crate::json::FaultKind;

pub const RULE: Rule = Rule {
    name: "file-too-large",
    level: Level::Error,
    source: include_str!("file_too_large.rs"),
    check: Check::All(Screen::Form, check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let hint = || Some("split it, or take it out of the records".to_owned());
    for document in context.documents(&RULE) {
        if document.refusal == Some(Refusal::TooLarge) {
            let message = "the file is larger than 16 MiB and was not read";
            findings.report(document, At::Bytes(0..0), message, hint());
        }
        for fault in document
            .faults
            .iter()
            .filter(|fault| fault.kind == FaultKind::TooLarge)
        {
            findings.report(
                document,
                At::Bytes(fault.span.clone()),
                fault.message.clone(),
                hint(),
            );
        }
    }
    for attachment in &context.dataset.attachments {
        if attachment.sha256 == Err(Refusal::TooLarge) {
            findings.report_file(
                attachment,
                "the file is larger than 4 MiB and was not read",
                hint(),
            );
        }
    }
}
