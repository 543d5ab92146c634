//! A file is at most 16 MiB.
//!
//! The largest record is some hundred kilobytes; a larger file was not meant to be one, and is not read.

use crate::check::{At, Context, Findings, Rule};
use crate::files::Refusal;
use crate::finding::Level;
use crate::json::FaultKind;

pub const RULE: Rule = Rule {
    name: "file-too-large",
    level: Level::Error,
    source: include_str!("file_too_large.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let message = "the file is larger than 16 MiB and was not read";
    let hint = || Some("split it, or take it out of the records".to_owned());
    for document in &context.dataset.documents {
        let too_large = document
            .faults
            .iter()
            .any(|fault| fault.kind == FaultKind::TooLarge);
        if too_large || document.refusal == Some(Refusal::TooLarge) {
            findings.report(document, At::Bytes(0..0), message, hint());
        }
    }
    for attachment in &context.dataset.attachments {
        if attachment.sha256 == Err(Refusal::TooLarge) {
            findings.report_file(attachment, message, hint());
        }
    }
}
