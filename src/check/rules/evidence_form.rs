//! Evidence is a quote if the source's text is in the dataset, and a locator with a confidence if it is not.
//!
//! Where the words are here, they are the evidence: a locator would let a claim escape the check. Where they are not, a quote could
//! not be checked, and how sure one is has to be said. For the same reason, only a source whose text is here has passages out of
//! scope.
//!
//! ## Bad
//!
//! The text of this letter is here:
//!
//! ```json
//! { "source": "xx-letter-2025-10-06", "locator": "Third paragraph", "confidence": "medium" }
//! ```
//!
//! ## Good
//!
//! ```json
//! { "source": "xx-letter-2025-10-06", "quote": "The charter has no end date." }
//! ```
//!
//! The text of these minutes is not:
//!
//! ```json
//! { "source": "river-league-minutes-2025-06-27", "locator": "List of those present", "confidence": "medium" }
//! ```
//!
//! ## Mend
//!
//! Quote the words: `besluit quote "…"` finds them and prints the evidence. Where the text is not here, say in `locator` where they
//! stand and in `confidence` how sure that is, `high` or `medium`; or put the text beside the source and pin it.

use crate::check::{At, Check, Context, Findings, Rule, Screen, Screening};
use crate::dataset::{Document, Place};
use crate::finding::Level;
use crate::links::{Known, Link, Quoted};
use crate::model::Record;
use crate::schema::vocabulary::{key, of_type};

pub const RULE: Rule = Rule {
    name: "evidence-form",
    level: Level::Error,
    source: include_str!("evidence_form.rs"),
    check: Check::All(Screen::Both(is_formed, fits_sources), check),
};

/// Whether each piece of evidence has either a quote or a place with how sure it is, and a source that declares passages has a text.
fn is_formed(document: &Document, quoted: &[Quoted<'_>]) -> bool {
    let is_formed = |place: Place<'_>| {
        let has = |field| place.get(field).is_some();
        has(key::QUOTE) != has(key::LOCATOR) && has(key::LOCATOR) == has(key::CONFIDENCE)
    };
    document.places_of(of_type::EVIDENCE).all(is_formed)
        && (has_text(document) || quoted.iter().all(|one| one.is_evidence))
}

/// Whether a document is the record of a source whose text is in the dataset.
fn has_text(document: &Document) -> bool {
    matches!(&document.record, Some(Record::Source(source)) if source.text.is_some())
}

/// Whether what is quoted has its text in the dataset, and what is only located has not.
fn fits_sources(screening: &Screening<'_>, card: u32) -> bool {
    let links = screening.links;
    let has_text = |source: u32| match links.known(source) {
        Known::Card(_) => links.source(source).map(|source| source.text.is_some()),
        Known::Unread | Known::Absent => None,
        Known::Unsure => Some(false),
    };
    links.of(card).iter().all(|link| match link {
        Link::Quotes(source, _) | Link::Unchecked(source, _) => has_text(*source) != Some(false),
        Link::Locates(source) => {
            has_text(*source) != Some(true) && links.known(*source) != Known::Unsure
        }
        _ => true,
    })
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for document in context.documents(&RULE) {
        let own_text = has_text(document);
        for place in document
            .places_of(of_type::OUT_OF_SCOPE)
            .filter(|_| !own_text)
        {
            let message =
                "the text of this source is not in the dataset, so none of it can be out of scope";
            findings.report(
                document,
                At::Value(&place.pointer()),
                message,
                Some("leave it out, or pin the text".to_owned()),
            );
        }
        for place in document.places_of(of_type::EVIDENCE) {
            let id = place.get(key::SOURCE).and_then(|source| source.as_str());
            let source = id.and_then(|id| context.dataset.source_of(id));
            if let Some((field, message, hint)) =
                mistake(&place, source.map(|source| source.text.is_some()))
            {
                let pointer = format!("{}{field}", place.pointer());
                let at = if field.is_empty() {
                    At::Value(&pointer)
                } else {
                    At::Key(&pointer)
                };
                findings.report(document, at, message, Some(hint.to_owned()));
            }
        }
    }
}

/// What is wrong with a piece of evidence: at which field, what, and what to do. Whether the source's text is here decides what is
/// right; of a source that cannot be read it is not known.
fn mistake(
    evidence: &Place<'_>,
    text_is_here: Option<bool>,
) -> Option<(&'static str, &'static str, &'static str)> {
    let has = |field| evidence.get(field).is_some();
    let (quote, locator, confidence) = (has(key::QUOTE), has(key::LOCATOR), has(key::CONFIDENCE));
    Some(match text_is_here {
        _ if !quote && !locator => (
            "",
            "evidence needs a quote or a locator",
            "quote the words, or say where in the source they are and how sure that is",
        ),
        Some(false) if quote => (
            "/quote",
            "the text of this source is not in the dataset, so its words cannot be checked",
            "give a locator and a confidence instead, or pin the text",
        ),
        Some(true) if !quote => (
            "/locator",
            "the text of this source is in the dataset, so its words are the evidence",
            "quote them; `besluit quote` finds them",
        ),
        _ if quote && locator => (
            "/locator",
            "evidence has a quote or a locator, not both",
            "keep the quote if the text is here",
        ),
        _ if quote && confidence => (
            "/confidence",
            "a quote has no confidence: it stands there or it does not",
            "leave it out",
        ),
        _ if locator && !confidence => (
            "/locator",
            "a locator needs a confidence",
            "say how sure it is: `high` or `medium`",
        ),
        _ => return None,
    })
}
