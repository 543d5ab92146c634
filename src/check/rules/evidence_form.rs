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

use crate::check::{At, Findings, Rule, Setting, Subject};
use crate::document::Document;
use crate::index::{Form, Kind};
use crate::model::Record;
use crate::schema::vocabulary::{key, of_type};

pub const RULE: Rule = rule!(
    "evidence-form",
    Error,
    "evidence_form.rs",
    Record(out_of_scope),
    Each(evidence)
);

/// The passages that a source declares out of scope.
fn out_of_scope(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let has_text =
        matches!(&document.record, Some(Record::Source(source)) if source.text.is_some());
    for place in document
        .places_of(of_type::OUT_OF_SCOPE)
        .filter(|_| !has_text)
    {
        let message =
            "the text of this source is not in the dataset, so none of it can be out of scope";
        let hint = Some("leave it out, or pin the text".to_owned());
        findings.report(document, At::Value(&place.pointer()), message, hint);
    }
}

/// Each piece of evidence, as its source asks.
fn evidence(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let wrong = |source: u32, form: Form| {
        let source = index.source_of(source);
        violation(form, source.map(|source| source.text.is_some()))
    };
    let mut facts = index.facts.evidence.of(subject.at).iter();
    if facts.all(|fact| wrong(fact.source, fact.form).is_none()) {
        return;
    }
    for place in subject.document().places_of(of_type::EVIDENCE) {
        let source = place.get(key::SOURCE).and_then(|source| source.as_str());
        let source = source.and_then(|source| index.names.get(Kind::Source, source));
        let form = Form::of(&place);
        let found = source.and_then(|source| wrong(source, form));
        let Some((field, message, hint)) = found else {
            continue;
        };
        let pointer = format!("{}{field}", place.pointer());
        let at = if field.is_empty() {
            At::Value(&pointer)
        } else {
            At::Key(&pointer)
        };
        let finding = findings.report(subject.document(), at, message, Some(hint.to_owned()));
        // The form alone may be wrong; else it is that of the source.
        let source = source.and_then(|source| index.read(source));
        let source = source.filter(|_| violation(form, None).is_none());
        finding
            .related
            .extend(source.map(|at| subject.context.id_of(at, "the source")));
    }
}

/// The violation in evidence of a form: the field, what is wrong there, and what to do. Whether the source's text is here decides
/// what is right; of a source that cannot be read it is not known.
fn violation(
    form: Form,
    text_is_here: Option<bool>,
) -> Option<(&'static str, &'static str, &'static str)> {
    let (quote, locator) = (form.has_quote(), form.has_locator());
    let confidence = form.has_confidence();
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
