//! A text that names its method is, byte for byte, what that method takes from the original beside it.
//!
//! Where a text came from is not asserted but done again: whoever has the original and the method gets the text.
//!
//! ## Bad
//!
//! ```json
//! "text": { "path": "text.txt", "sha256": "…", "method": "html/0" }
//! ```
//!
//! ```text
//! <p>The east gate is open.</p>
//! ```
//!
//! ```text
//! The east gate is closed.
//! ```
//!
//! ## Good
//!
//! ```text
//! <p>The east gate is closed.</p>
//! ```
//!
//! ```text
//! The east gate is closed.
//! ```
//!
//! ## Mend
//!
//! `besluit source text FILE` prints the text of the original: pin that one. Where a person mended the text, leave `method` out; where
//! another method made it, name that one.

use std::ops::Range;

use crate::check::quotes::{TextFile, text};
use crate::check::{At, Findings, Rule, Subject};
use crate::extract::{self, Refused};
use crate::files::Buffer;
use crate::model::TextPart;

pub const RULE: Rule = rule!(
    "text-not-of-original",
    Warning,
    "text_not_of_original.rs",
    Each(check)
);

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let context = subject.context;
    let facts = subject.index().source(subject.at);
    let Some((pinned_text, pinned_original)) =
        facts.and_then(|facts| facts.text.as_ref().zip(facts.original.as_ref()))
    else {
        return;
    };
    // What is not as it was pinned is told by the rules about that.
    let is_as_pinned = [pinned_text, pinned_original].into_iter().all(|pinned| {
        let hash = context.file_of(pinned).map(|file| file.sha256);
        hash.and_then(Result::ok)
            .is_some_and(|hash| Some(hash) == pinned.sha256)
    });
    let document = subject.document();
    let source = document.source();
    let Some((named_text, named_original)) =
        source.and_then(|source| source.text.as_ref().zip(source.original.as_ref()))
    else {
        return;
    };
    let (Some(method), Some(path)) = (&named_text.method, &named_original.path) else {
        return;
    };
    if !is_as_pinned || !extract::names_method(method.as_str()) {
        return;
    }
    let mut buffer = Buffer::default();
    let bytes = pinned_original.file;
    let bytes = bytes.and_then(|file| context.inventory.sidecar_bytes(file, &mut buffer));
    let (Some(bytes), Some(now)) = (bytes, pinned_text.file.and_then(|file| text(context, file)))
    else {
        return;
    };
    let (message, hint, place) = match extract::by_method(method.as_str(), bytes) {
        Err(Refused { message, .. }) => (
            format!("`{method}` takes no text from `{path}`: {message}"),
            "put the file back that the text was taken from; leave `method` out if another one made the text".to_owned(),
            None,
        ),
        Ok(extracted) => {
            let is_excerpt = named_text.part == Some(TextPart::Excerpt);
            let Some(place) = first_difference(&now, &extracted.text, is_excerpt) else {
                return;
            };
            (
                format!("this is not the text that `{method}` takes from `{path}`"),
                "pin what `besluit source text` prints of the original; leave `method` out where a person mended the text"
                    .to_owned(),
                Some(now.text_place(place, "here it begins to differ")),
            )
        }
    };
    let beside = context.pinned_beside(document, path.as_str());
    let at = At::Value("/text/method");
    let finding = findings.report(document, at, message, Some(hint));
    finding.related.extend(place);
    finding.related.push(beside);
}

/// Where a text is first another than the one that was taken from the original; none if it is that one. Of an excerpt each line is to
/// stand there, in the same order; `[…]` stands for what is between them.
fn first_difference(now: &TextFile<'_>, taken: &str, is_excerpt: bool) -> Option<Range<usize>> {
    let text = now.text.text.as_str();
    if !is_excerpt {
        let start = now.first_difference(taken.as_bytes());
        return (text != taken).then_some(start);
    }
    let (mut start, mut done, mut is_gap) = (0, 0, false);
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if words == extract::LEFT_OUT {
            is_gap = true;
        } else if !words.is_empty() {
            let Some(at) = passage(taken, done, words, is_gap) else {
                return Some(start..start + words.len());
            };
            (done, is_gap) = (at + words.len(), false);
        }
        start += line.len();
    }
    let is_whole = is_gap || taken[done..].trim().is_empty();
    (!is_whole).then_some(text.len()..text.len())
}

/// Where words stand next in a text, as whole words; without a gap before them only white space is between.
fn passage(text: &str, from: usize, words: &str, is_gap: bool) -> Option<usize> {
    let mut places = text[from..].match_indices(words).map(|(at, _)| from + at);
    let is_whole = |at: &usize| {
        let before = text[..*at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        let joins = |one: Option<char>, other: Option<char>| {
            let [one, other] = [one, other].map(|one| one.is_some_and(char::is_alphanumeric));
            one && other
        };
        !joins(before, words.chars().next()) && !joins(words.chars().next_back(), after)
    };
    match is_gap {
        true => places.find(is_whole),
        false => places
            .next()
            .filter(is_whole)
            .filter(|at| text[from..*at].trim().is_empty()),
    }
}
