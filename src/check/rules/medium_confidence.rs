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

use crate::check::{At, Context, Findings, Rule, Screen};
use crate::dataset::Place;
use crate::finding::Level;
use crate::gist::vocabulary::{code, key};
use crate::gist::{Evidence, Gist};
use crate::json::Node;

pub const RULE: Rule = Rule {
    name: "medium-confidence",
    level: Level::Note,
    source: include_str!("medium_confidence.rs"),
    screen: Screen::Notes(count),
    check,
};

fn count(gist: &Gist<'_>) -> usize {
    let carries = |one: &&Evidence| {
        gist.record_type() != "decision"
            || one.section == key::EVENTS
            || one.section == key::STATEMENTS
    };
    let mut evidence = gist.facts.evidence.iter().filter(carries).peekable();
    let is_medium = |one: &Evidence| one.confidence == Some(code::MEDIUM);
    usize::from(evidence.peek().is_some() && evidence.all(is_medium))
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, record) in context.records(&RULE) {
        let carries = |place: &Place<'_>| {
            let is_part = |list: &str| place.pointer.starts_with(list);
            record.record_type() != "decision" || is_part("/events/") || is_part("/statements/")
        };
        let places = document.places_of("Evidence").filter(carries);
        let mut evidence = places.map(|place| place.node()).peekable();
        let is_medium =
            |node: &Node| node.get("confidence").and_then(Node::as_str) == Some("medium");
        if evidence.peek().is_some() && evidence.all(is_medium) {
            let message = format!(
                "all that the {} rests on is of medium confidence",
                record.record_type()
            );
            findings.report(document, At::Value("/id"), message, None);
        }
    }
}
