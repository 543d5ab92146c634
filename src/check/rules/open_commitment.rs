//! A promise was made, and nothing shows whether it was kept.
//!
//! A gap, not a mistake: look for what became of it, and add the event when a source shows it.

use crate::check::{At, Context, Findings, Rule};
use crate::finding::Level;
use crate::model::CommitmentEventType;

pub const RULE: Rule = Rule {
    name: "open-commitment",
    level: Level::Note,
    source: include_str!("open_commitment.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, decision) in context.dataset.decisions() {
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
