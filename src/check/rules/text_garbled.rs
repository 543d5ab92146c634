//! A text has no sign of a wrong conversion: no U+FFFD, no control character that is no white space, and no UTF-8 that was read
//! as Windows-1252. So have our own titles, labels and paraphrases, which are plain text as well, without HTML or Markdown.
//!
//! Whoever reads or quotes it would take over letters that nobody wrote. Entities, tags and marks of emphasis are shown as they stand.
//! A pinned text is that of a document, and no HTML page, no pointer of git LFS, and nothing with the marks of a merge conflict. In our own
//! texts one space stands between two words, and a letter and its accent are one character (Unicode NFC), so that a search finds them.
//!
//! ## Bad
//!
//! ```json
//! "en": "The cabinet of Xx orders the cafÃ© on the north pier to be closed"
//! ```
//!
//! ## Good
//!
//! ```json
//! "en": "The cabinet of Xx orders the café on the north pier to be closed"
//! ```
//!
//! ## Mend
//!
//! Convert the document once more, as UTF-8, and pin the text anew. If the document itself is printed so, let the warning stand, or allow it
//! in `besluit.toml`.

use unicode_normalization::is_nfc;

use crate::check::{At, Findings, Rule, Setting, Subject};
use crate::document::Document;
use crate::passage::garbled::{self, Garbled};
use crate::passage::markup;
use crate::schema::vocabulary::{key, of_type};

pub const RULE: Rule = rule!(
    "text-garbled",
    Warning,
    "text_garbled.rs",
    Record(titles),
    Each(text)
);

/// Our own texts.
fn titles(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    for place in document.places_of(of_type::TEXT) {
        // The words of a source are what they are.
        let text = place.as_str().filter(|_| !place.has_key(key::QUOTE));
        let what = text.and_then(|text| {
            let garbled = garbled::first(text).map(|garbled| garbled.name().to_owned());
            garbled.or_else(|| markup::first(text).map(|markup| format!("markup: `{markup}`")))
        });
        let told = what.map(|what| (what, "write what was meant"));
        let told = told.or_else(|| {
            let (what, hint) = text.and_then(untidy)?;
            Some((what.to_owned(), hint))
        });
        if let Some((what, hint)) = told {
            let message = format!("this has {what}");
            let hint = Some(hint.to_owned());
            findings.report(document, At::Value(&place.pointer()), message, hint);
        }
    }
}

/// What stands in a text otherwise than it is shown, and what to write instead.
fn untidy(text: &str) -> Option<(&'static str, &'static str)> {
    let mut letters = text.chars().zip(text.chars().skip(1));
    if letters.any(|(one, next)| one.is_whitespace() && next.is_whitespace()) {
        return Some(("two spaces in a row", "write one"));
    }
    (!text.is_ascii() && !is_nfc(text)).then_some((
        "a letter and its accent as two characters (Unicode NFD)",
        "write the letter with its accent as one (NFC): type it anew",
    ))
}

/// The pinned text.
fn text(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let source = subject.index().source(subject.at);
    let text = source.and_then(|source| source.text.as_ref());
    let file = text.and_then(|text| subject.context.file_of(text));
    // What git put in the place of a text is told where that is no longer the one that was pinned.
    let is_changed = file.is_some_and(|file| file.sha256.ok() != text.and_then(|text| text.sha256));
    let is_told = |garbled: &Garbled| is_changed && garbled.is_of_git();
    let garbled = file.and_then(|file| file.garbled);
    if let Some(garbled) = garbled.filter(|garbled| !is_told(garbled)) {
        let message = format!("the text that is pinned has {}", garbled.name());
        let hint = Some(garbled.mend().to_owned());
        let document = subject.document();
        let finding = findings.report(document, At::Value("/text/path"), message, hint);
        let text = document.source().and_then(|source| source.text.as_ref());
        let beside = text.map(|text| subject.context.pinned_beside(document, text.path.as_str()));
        finding.related.extend(beside);
    }
}
