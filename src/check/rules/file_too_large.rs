//! A record has at most 16 MiB and a million values, a text at most 4 MiB, and the original of a text at most 16 MiB.
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
//! Make each document a source of its own: `besluit source add FILE --id ID` pins its text. Keep what is neither a record nor a
//! text outside `records/`.

use std::path::Path;

use crate::check::{At, Context, Findings, Rule, Setting};
use crate::document::Document;
use crate::files::{Refusal, limit_of};
use crate::json::FaultKind;

pub const RULE: Rule = rule!(
    "file-too-large",
    Error,
    "file_too_large.rs",
    Record(check),
    All(sidecars)
);

const HINT: &str = "split it, or take it out of the records";

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let hint = || Some(HINT.to_owned());
    if document.refusal == Some(Refusal::TooLarge) {
        let message = "the file is larger than 16 MiB and was not read";
        findings.report(document, At::Bytes(0..0), message, hint());
    }
    let faults = document.faults.iter();
    for fault in faults.filter(|fault| fault.kind == FaultKind::TooLarge) {
        let at = At::Bytes(fault.span.clone());
        findings.report(document, at, fault.message.clone(), hint());
    }
}

/// Files that hold no record.
fn sidecars(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (path, fact) in context.sidecars() {
        if fact.sha256 == Err(Refusal::TooLarge) {
            let limit = limit_of(Path::new(path)) / (1024 * 1024);
            let message = format!("the file is larger than {limit} MiB and was not read");
            findings.report_path(path, None, message, Some(HINT.to_owned()));
        }
    }
}
