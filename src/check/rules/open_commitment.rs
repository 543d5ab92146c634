//! What became of a promise is recorded: that it was kept, or was not.
//!
//! A gap, not a mistake: the time may not have come, or no source may tell.
//!
//! ## Bad
//!
//! ```json
//! "events": [
//!   { "id": "report-promised", "type": "made", "date": "2025-06-16", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "events": [
//!   { "id": "report-promised", "type": "made", "date": "2025-06-16", "evidence": ["…"] },
//!   { "id": "report-sent", "type": "met", "date": "2025-09-19", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Mend
//!
//! Look for what became of it, and add the event `met` or `not_met` when a source shows it. Until then there is nothing to mend.

use crate::check::{At, Context, Findings, Rule, Screen};
use crate::finding::Level;
use crate::gist::Gist;
use crate::gist::vocabulary::{code, key};
use crate::model::CommitmentEventType;

pub const RULE: Rule = Rule {
    name: "open-commitment",
    level: Level::Note,
    source: include_str!("open_commitment.rs"),
    screen: Screen::Notes(count),
    check,
};

fn count(gist: &Gist<'_>) -> usize {
    let is_made = |event| {
        let type_of = gist.member(event, key::TYPE);
        type_of.is_some_and(|at| gist.mark(at).code == code::MADE)
    };
    let is_open = |events| gist.parts(events).all(is_made);
    let commitments = gist.facts.commitments.iter();
    commitments.filter(|one| is_open(one.events)).count()
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, decision) in context.decisions(&RULE) {
        for (at, commitment) in decision.commitments.iter().enumerate() {
            if commitment
                .events
                .iter()
                .all(|event| event.r#type == CommitmentEventType::Made)
            {
                let message = format!("nothing shows whether `{}` was kept", commitment.id);
                findings.report(
                    document,
                    At::Value(&format!("/commitments/{at}")),
                    message,
                    None,
                );
            }
        }
    }
}
