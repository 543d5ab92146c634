//! What became of an announced decision is recorded: that it was taken or carried out, or what came in its place.
//!
//! A gap, not a mistake: the sources end there. Who reads the record should know that the story does.
//!
//! ## Bad
//!
//! ```json
//! "events": [
//!   { "id": "announced", "type": "announced", "date": "2025-02-10", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "events": [
//!   { "id": "announced", "type": "announced", "date": "2025-02-10", "due": "2025-03-03", "evidence": ["…"] },
//!   { "id": "taken", "type": "taken", "date": "2025-03-03", "body": "xx-cabinet", "vote": "…", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Mend
//!
//! Look for what became of it, and add the event. If another decision took its place, that decision says so in its `relations`.
//! Until a source tells, there is nothing to mend.

use crate::check::{At, Check, Context, Findings, Rule, Screen, Screening};
use crate::derive::{Moment, Stage, Status, stage_of, standing};
use crate::finding::Level;
use crate::links::Link;

pub const RULE: Rule = Rule {
    name: "announced-only",
    level: Level::Note,
    source: include_str!("announced_only.rs"),
    check: Check::All(Screen::Links(came_further), check),
};

fn came_further(screening: &Screening<'_>, card: u32) -> bool {
    let links = screening.links.of(card);
    // Only an announcement brings a decision no further than that.
    let announces = |link: &Link| matches!(link, Link::Event(what, _) if stage_of(*what) == Some(Stage::Announced));
    !links.iter().any(announces)
        || screening
            .status(card)
            .is_some_and(|status| status != Status::At(Stage::Announced))
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, decision) in context.decisions(&RULE) {
        let status = standing(context.dataset, decision, Moment::on(context.as_of)).status;
        if status == Status::At(Stage::Announced) {
            let message = "this was announced, and nothing shows what became of it";
            findings.report(document, At::Value("/events"), message, None);
        }
    }
}
