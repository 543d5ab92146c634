//! A state, or whoever a chain of actors ends in, has at most one position on a proposal at a time.
//!
//! Two that stand beside each other mean that a relation between them is missing, or that those who speak for the state contradict
//! each other. The second can be true, so this is a warning.

use crate::check::{At, Context, Findings, Rule};
use crate::dataset::Document;
use crate::derive::{Moment, Stage, Status, chain, standing};
use crate::finding::Level;
use crate::model::Decision;
use std::collections::BTreeMap;

pub const RULE: Rule = Rule {
    name: "two-positions",
    level: Level::Warning,
    source: include_str!("two_positions.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let dataset = context.dataset;
    let mut positions: BTreeMap<(&str, &str), Vec<(&Document, &Decision)>> = BTreeMap::new();
    for (document, decision) in dataset.decisions() {
        let chosen = decision
            .options
            .iter()
            .find(|option| option.id == decision.choice);
        let position = chosen.and_then(|option| option.position);
        let (Some(proposal), Some(_)) = (&decision.proposal, position) else {
            continue;
        };
        let stands = match standing(dataset, decision, Moment::on(context.as_of)).status {
            Status::At(stage) => stage >= Stage::Announced,
            _ => false,
        };
        if let Some(last) = chain(dataset, &decision.decider.actor)
            .last()
            .filter(|_| stands)
        {
            positions
                .entry((proposal.id.as_str(), last.as_str()))
                .or_default()
                .push((document, decision));
        }
    }
    for ((proposal, actor), decisions) in positions {
        for (document, decision) in decisions.iter().skip(1) {
            let other = &decisions[0].1.id;
            let message = format!(
                "`{actor}` has two positions on `{proposal}`: `{}` and `{other}`",
                decision.id
            );
            let hint = Some("if one took the place of the other, say so in `relations`".to_owned());
            findings.report(document, At::Value("/choice"), message, hint);
        }
    }
}
