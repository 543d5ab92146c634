//! A text has no sign of a wrong conversion: no U+FFFD, no control character that is no white space, and no UTF-8 that was read
//! as Windows-1252. So have our own titles, labels and paraphrases, which are plain text as well, without HTML or Markdown.
//!
//! Whoever reads or quotes it would take over letters that nobody wrote. Entities, tags and marks of emphasis are shown as they stand.
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

use crate::check::{At, Findings, Rule, Setting, Subject};
use crate::document::Document;
use crate::passage::{garbled, markup};
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
        if let Some(what) = what {
            let message = format!("this has {what}");
            let hint = Some("write what was meant".to_owned());
            findings.report(document, At::Value(&place.pointer()), message, hint);
        }
    }
}

/// The pinned text.
fn text(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let source = subject.index().source(subject.at);
    let text = source.and_then(|source| source.text.as_ref());
    let file = text.and_then(|text| subject.context.file_of(text));
    if let Some(garbled) = file.and_then(|file| file.garbled) {
        let message = format!("the text that is pinned has {}", garbled.name());
        let hint = Some("convert the document once more, as UTF-8".to_owned());
        let document = subject.document();
        let finding = findings.report(document, At::Value("/text/path"), message, hint);
        let text = document.source().and_then(|source| source.text.as_ref());
        let beside = text.map(|text| subject.context.pinned_beside(document, text.path.as_str()));
        finding.related.extend(beside);
    }
}
