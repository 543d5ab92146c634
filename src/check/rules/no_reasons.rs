//! A decision has no ground: no source that is here gives a reason of the decider's own.
//!
//! A gap, not a mistake: a decision without its rationale is what this dataset exists to mend.

use crate::check::{At, Context, Findings, Rule};
use crate::finding::Level;
use crate::model::StatementType;

pub const RULE: Rule = Rule {
    name: "no-reasons",
    level: Level::Note,
    source: include_str!("no_reasons.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, decision) in context.dataset.decisions() {
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
