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

use crate::check::{At, Check, Context, Findings, Rule, Screen};
use crate::files::Refusal;
use crate::finding::Level;

pub const RULE: Rule = Rule {
    name: "not-a-file",
    level: Level::Error,
    source: include_str!("not_a_file.rs"),
    check: Check::All(Screen::Form, check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let message = |what: &str| format!("this is {what}, not a file");
    let hint = || Some("put the file itself here".to_owned());
    for document in context.documents(&RULE) {
        if let Some(Refusal::NotAFile(what)) = document.refusal {
            findings.report(document, At::Bytes(0..0), message(what), hint());
        }
    }
    for attachment in &context.dataset.attachments {
        if let Err(Refusal::NotAFile(what)) = attachment.sha256 {
            findings.report_file(attachment, message(what), hint());
        }
    }
}
