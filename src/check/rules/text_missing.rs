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
//! Put the text there; `besluit source add FILE --id ID` does so. Or leave `text` out, and give each claim from
//! it a locator and a confidence.

use crate::check::{At, Findings, Rule, Subject};

pub const RULE: Rule = rule!("text-missing", Error, "text_missing.rs", Each(check));

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let context = subject.context;
    let source = subject.index().source(subject.at);
    let Some(pinned) = source.and_then(|source| source.text.as_ref()) else {
        return;
    };
    let file = context.file_of(pinned);
    // What is not a file or too large is reported where it stands.
    if file.is_some_and(|file| file.sha256.is_err() || file.is_text) {
        return;
    }
    let document = subject.document();
    // A stream has no texts beside it; the summary says how many quotes were not checked.
    if context.setting.is_loose && document.line.is_some() {
        return;
    }
    let Some(source) = document.source() else {
        return;
    };
    let Some(text) = &source.text else { return };
    let message = match file {
        None => format!("there is no file `{}` beside this record", text.path),
        Some(_) => format!("`{}` is not UTF-8", text.path),
    };
    let hint =
        "put the text there, or leave `text` out and say where in the source each claim stands";
    let at = At::Value("/text/path");
    let finding = findings.report(document, at, message, Some(hint.to_owned()));
    let beside = context.pinned_beside(document, text.path.as_str());
    finding.related.push(beside);
}
