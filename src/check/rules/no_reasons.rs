//! A decision has a ground: a reason that the decider itself gives.
//!
//! A decision without its rationale is what this dataset exists to mend. A gap, not a mistake: no source that is here may give a
//! reason.
//!
//! ## Bad
//!
//! The only statement:
//!
//! ```json
//! "statements": [
//!   {
//!     "id": "no-end-date",
//!     "type": "fact",
//!     "text": { "en": "The charter has no end date." },
//!     "holder": "xx-minister-rivers",
//!     "basis": "stated",
//!     "evidence": ["…"]
//!   }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "id": "simpler-travel",
//! "type": "ground",
//! "text": { "en": "A single toll for all ferries across a border makes travel simpler." },
//! "holder": "xx-cabinet"
//! ```
//!
//! ## Mend
//!
//! Look in the sources for why the decider chose so, and add a statement of the type `ground`. If none says it, there is nothing to
//! mend.

use crate::check::{At, Context, Findings, Rule, Screen};
use crate::finding::Level;
use crate::gist::Gist;
use crate::gist::vocabulary::code;
use crate::model::StatementType;

pub const RULE: Rule = Rule {
    name: "no-reasons",
    level: Level::Note,
    source: include_str!("no_reasons.rs"),
    screen: Screen::Notes(count),
    check,
};

fn count(gist: &Gist<'_>) -> usize {
    let has_ground = gist
        .facts
        .statements
        .iter()
        .any(|one| one.code == code::GROUND);
    usize::from(gist.record_type() == "decision" && !has_ground)
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, decision) in context.decisions(&RULE) {
        if decision
            .statements
            .iter()
            .all(|statement| statement.r#type != StatementType::Ground)
        {
            let message = "no ground is recorded for this decision";
            findings.report(document, At::Value("/id"), message, None);
        }
    }
}
