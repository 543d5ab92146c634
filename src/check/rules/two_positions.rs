//! A state, or whoever a chain of actors ends in, has at most one position on a proposal at a time.
//!
//! Two that stand beside each other mean that a relation between them is missing, or that those who speak for the state contradict
//! each other. The second can be true, so this is a warning. Decisions that carry out, amend or are bound by one another may have
//! the same position twice, and having taken none yet is not a position.
//!
//! ## Bad
//!
//! The cabinet opposes the charter by `base-xx-2025-0002`. A later decision of its minister has no `relations`:
//!
//! ```json
//! "choice": "abstain",
//! "events": [{ "id": "taken", "type": "taken", "date": "2025-09-01", "evidence": ["…"] }],
//! "record": "…"
//! ```
//!
//! ## Good
//!
//! ```json
//! "choice": "abstain",
//! "events": [{ "id": "taken", "type": "taken", "date": "2025-09-01", "evidence": ["…"] }],
//! "relations": [{ "type": "supersedes", "target": "base-xx-2025-0002", "evidence": ["…"] }]
//! ```
//!
//! ## Mend
//!
//! If the newer decision took the place of the older, say so in its `relations`. `besluit status --proposal ID` lists who has which
//! position. If both stand, let the warning stand.

use std::collections::BTreeMap;

use super::is_whole;
use crate::check::{At, Check, Context, Findings, Rule, Screen, Screening};
use crate::dataset::Document;
use crate::derive::{Moment, chain, position, stands};
use crate::finding::Level;
use crate::model::{Decision, Position, RelationType};

pub const RULE: Rule = Rule {
    name: "two-positions",
    level: Level::Warning,
    source: include_str!("two_positions.rs"),
    check: Check::All(Screen::Links(is_alone), check),
};

fn is_alone(screening: &Screening<'_>, card: u32) -> bool {
    !screening.is_contested[card as usize]
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !is_whole(context) {
        return;
    }
    let dataset = context.dataset;
    let mut positions: BTreeMap<(&str, &str), Vec<(&Document, &Decision)>> = BTreeMap::new();
    for (document, decision) in dataset.decisions() {
        let taken = position(decision).is_some_and(|position| position != Position::NoPosition);
        let Some(proposal) = decision.proposal.as_ref().filter(|_| taken) else {
            continue;
        };
        if let Some(last) = chain(dataset, &decision.decider.actor).last()
            && stands(dataset, decision, Moment::on(context.as_of))
        {
            positions
                .entry((proposal.id.as_str(), last.as_str()))
                .or_default()
                .push((document, decision));
        }
    }
    for ((proposal, actor), decisions) in positions {
        for (at, (document, decision)) in decisions.iter().enumerate() {
            let Some((_, other)) = decisions[..at]
                .iter()
                .find(|(_, other)| !go_together(decision, other))
            else {
                continue;
            };
            let message = format!(
                "`{actor}` has two positions on `{proposal}`: `{}` and `{}`",
                decision.id, other.id
            );
            let hint = if related(decision, other, &[RelationType::Declines]) {
                "the one declines the other: if both stand, this is as it should be"
            } else {
                "if one took the place of the other, say so in `relations`"
            };
            findings.report(
                document,
                At::Value("/choice"),
                message,
                Some(hint.to_owned()),
            );
        }
    }
}

/// Whether two decisions say how they stand together.
fn go_together(decision: &Decision, other: &Decision) -> bool {
    related(
        decision,
        other,
        &[
            RelationType::Implements,
            RelationType::Amends,
            RelationType::ConstrainedBy,
        ],
    )
}

/// Whether one of two decisions relates to the other in one of these ways.
fn related(decision: &Decision, other: &Decision, types: &[RelationType]) -> bool {
    let points = |from: &Decision, to: &Decision| {
        from.relations
            .iter()
            .any(|relation| relation.target == to.id && types.contains(&relation.r#type))
    };
    points(decision, other) || points(other, decision)
}
