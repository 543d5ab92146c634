//! A text has no sign of a wrong conversion: no U+FFFD, no control character that is no white space, and no UTF-8 that was read
//! as Windows-1252. So have our own titles, labels and paraphrases.
//!
//! Whoever reads or quotes it would take over letters that nobody wrote.
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
use crate::json::escape;
use crate::passage::garbled;
use crate::schema::vocabulary::of_type;

pub const RULE: Rule = rule!(
    "text-garbled",
    Warning,
    "text_garbled.rs",
    Record(titles),
    Each(text)
);

/// Our own texts.
fn titles(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    for place in document.places_of(of_type::LOCALIZED_TEXT) {
        for (language, text) in place.members() {
            let Some(garbled) = text.as_str().and_then(garbled::first) else {
                continue;
            };
            let message = format!("this has {}", garbled.name());
            let hint = Some("write what was meant".to_owned());
            let pointer = format!("{}/{}", place.pointer(), escape(language));
            findings.report(document, At::Value(&pointer), message, hint);
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
