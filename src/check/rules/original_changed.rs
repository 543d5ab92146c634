//! The original that a source pins is there, and has the hash and the size that the record gives.
//!
//! The text was taken from this file. If it is another one, nobody can say any more whether the text is right.
//!
//! ## Bad
//!
//! ```json
//! "original": { "media_type": "text/plain", "sha256": "…", "bytes": 13, "path": "original.md" }
//! ```
//!
//! ## Good
//!
//! ```json
//! "original": { "media_type": "text/plain", "sha256": "…", "bytes": 12, "path": "original.md" }
//! ```
//!
//! ## Mend
//!
//! Put the file back that was pinned. If it was replaced on purpose, pin the new one, and compare the text with it.

use crate::check::{At, Findings, Rule, Subject};
use crate::counted::count;
use crate::dataset::hexadecimal;

pub const RULE: Rule = rule!(
    "original-changed",
    Error,
    "original_changed.rs",
    Each(check)
);

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let context = subject.context;
    let source = subject.index().source(subject.at);
    let Some(pinned) = source.and_then(|source| source.original.as_ref()) else {
        return;
    };
    let file = context.file_of(pinned);
    let hash = file.map(|file| file.sha256);
    // What is not a file or too large is reported where it stands.
    if hash.is_some_and(|hash| hash.is_err()) {
        return;
    }
    let document = subject.document();
    if context.setting.is_loose && document.line.is_some() {
        return;
    }
    let Some(original) = document
        .source()
        .and_then(|source| source.original.as_ref())
    else {
        return;
    };
    let Some(path) = &original.path else { return };
    let beside = context.pinned_beside(document, path.as_str());
    let Some((file, hash)) = file.zip(hash.and_then(Result::ok)) else {
        let message = format!("there is no file `{path}` beside this record");
        let hint = "put the file there, or leave `path` out";
        let at = At::Value("/original/path");
        let finding = findings.report(document, at, message, Some(hint.to_owned()));
        finding.related.push(beside);
        return;
    };
    if Some(hash) != pinned.sha256 {
        let message = format!("`{path}` is not the file that was pinned");
        let hint = Some(format!(
            "put the file back that was pinned; where this one is meant, its SHA-256 is {}",
            hexadecimal(&hash)
        ));
        let finding = findings.report(document, At::Value("/original/sha256"), message, hint);
        finding.related.push(beside);
    } else if file.bytes != original.bytes.get() {
        let message = format!("`{path}` has {}", count(file.bytes, "byte"));
        let hint = Some("mend the size".to_owned());
        let finding = findings.report(document, At::Value("/original/bytes"), message, hint);
        finding.related.push(beside);
    }
}
