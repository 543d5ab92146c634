//! What stands among the records is a regular file: no link, pipe or device, and no folder whose name ends in `.json`.
//!
//! Nothing else is opened. A link can lead anywhere, and a pipe can keep the run waiting for ever.
//!
//! ## Bad
//!
//! ```text
//! xx-observer.json -> ../../shared/xx-observer.json
//! ```
//!
//! ## Good
//!
//! ```text
//! xx-observer.json
//! ```
//!
//! ## Mend
//!
//! Put the file itself there, such as a copy of what the link leads to. Move whatever is no file out of `records/`.

use crate::check::{At, Context, Findings, Rule, Setting};
use crate::document::Document;
use crate::files::Refusal;

pub const RULE: Rule = rule!(
    "not-a-file",
    Error,
    "not_a_file.rs",
    Record(check),
    All(sidecars)
);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    if let Some(Refusal::NotAFile(what)) = document.refusal {
        findings.report(document, At::Bytes(0..0), message(what), Some(hint()));
    }
}

/// Files that hold no record.
fn sidecars(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (path, fact) in context.sidecars() {
        if let Err(Refusal::NotAFile(what)) = fact.sha256 {
            findings.report_path(path, None, message(what), Some(hint()));
        }
    }
}

fn message(what: &str) -> String {
    format!("this is {what}, not a file")
}

fn hint() -> String {
    "put the file itself here".to_owned()
}
