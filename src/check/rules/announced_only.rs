//! A decision was announced, and nothing shows that it was taken or carried out, nor what came in its place.
//!
//! A gap, not a mistake: the sources end there. Who reads the record should know that the story does.

use crate::check::{At, Context, Findings, Rule};
use crate::derive::{Moment, Stage, Status, standing};
use crate::finding::Level;

pub const RULE: Rule = Rule {
    name: "announced-only",
    level: Level::Note,
    source: include_str!("announced_only.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, decision) in context.dataset.decisions() {
        let status = standing(context.dataset, decision, Moment::on(context.as_of)).status;
        if status == Status::At(Stage::Announced) {
            let message = "this was announced, and nothing shows what became of it";
            findings.report(document, At::Value("/events"), message, None);
        }
    }
}
