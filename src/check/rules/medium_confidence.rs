//! Something that a record rests on is firmer than medium confidence. Of a decision, that is something that shows its events or
//! statements.
//!
//! Medium is one good source, and none that is primary or independent of it. A gap, not a mistake: a second source would make it
//! firmer.
//!
//! ## Bad
//!
//! ```json
//! "evidence": [
//!   { "source": "river-league-minutes-2025-06-27", "locator": "Its first page", "confidence": "medium" }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "evidence": [
//!   { "source": "river-league-minutes-2025-06-27", "locator": "Its first page", "confidence": "medium" },
//!   { "source": "xx-letter-2025-10-06", "quote": "On 10 February 2025 the cabinet announced …" }
//! ]
//! ```
//!
//! ## Mend
//!
//! Look for the primary source, or for one that does not depend on the first, and cite it. If there is none, there is nothing to
//! mend.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::{Document, Place};
use crate::schema::vocabulary::{key, of_type};
use crate::suggest::NO_HINT;

pub const RULE: Rule = rule!(
    "medium-confidence",
    Note,
    "medium_confidence.rs",
    Record(check)
);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(record) = &document.record else {
        return;
    };
    let carries = |place: &Place<'_>| {
        record.record_type() != "decision"
            || [key::EVENTS, key::STATEMENTS].contains(&place.section())
    };
    let places = document.places_of(of_type::EVIDENCE).filter(carries);
    let mut evidence = places.peekable();
    let is_medium = |evidence: Place<'_>| {
        let confidence = evidence.get(key::CONFIDENCE);
        confidence.and_then(|one| one.as_str()) == Some("medium")
    };
    if evidence.peek().is_some() && evidence.all(is_medium) {
        let message = format!(
            "all that the {} rests on is of medium confidence",
            record.record_type()
        );
        findings.report(document, At::Value("/id"), message, NO_HINT);
    }
}
