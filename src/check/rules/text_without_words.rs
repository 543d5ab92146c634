//! A text that a source pins has words.
//!
//! An empty file is pinned as easily as a full one, and then nothing of the source can be quoted and nothing is left to cover.
//!
//! ## Bad
//!
//! ```text
//! - - -
//! ```
//!
//! ## Good
//!
//! ```text
//! Minister of Rivers
//! ```
//!
//! ## Mend
//!
//! Put the words of the document into the file, and pin it anew; or leave `text` out, and say in evidence where in the source each claim
//! stands.

use crate::check::{At, Findings, Rule, Subject};

pub const RULE: Rule = rule!(
    "text-without-words",
    Error,
    "text_without_words.rs",
    Each(check)
);

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let source = subject.index().source(subject.at);
    let text = source.and_then(|source| source.text.as_ref());
    let file = text.and_then(|text| subject.context.file_of(text));
    if file.is_some_and(|file| file.is_text && !file.has_words) {
        let message = "the text that is pinned has no word";
        let hint = "pin the words of the document, or leave `text` out";
        let at = At::Value("/text/path");
        let document = subject.document();
        let finding = findings.report(document, at, message, Some(hint.to_owned()));
        let text = document.source().and_then(|source| source.text.as_ref());
        let beside = text.map(|text| subject.context.pinned_beside(document, text.path.as_str()));
        finding.related.extend(beside);
    }
}
