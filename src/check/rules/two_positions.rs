//! A state, or whoever a chain of actors ends in, has at most one position on a version of a proposal at a time.
//!
//! Two that stand beside each other mean that a relation between them is missing, or that those who speak for the state contradict
//! each other. The second can be true, so this is a warning. Decisions that carry out, amend, maintain, confirm, correct or are bound by
//! one another may have the same position twice, and having taken none yet is not a position.
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

use crate::check::{At, Context, Findings, Rule};
use crate::derive::position::version_of;
use crate::model::RelationType;

pub const RULE: Rule = rule!("two-positions", Warning, "two_positions.rs", All(check));

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let index = context.index;
    if !index.is_whole {
        return;
    }
    let mut positions: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
    // A record in two files is one decision, of which another rule tells.
    for at in index.all().filter(|at| index.is_chosen(*at)) {
        let decision = index.decision(at).filter(|one| one.takes_position);
        let Some((decision, proposal)) = decision.and_then(|one| Some((one, one.proposal?))) else {
            continue;
        };
        let chain = index.chain(decision.decider);
        let actor = chain.last().copied().unwrap_or(decision.decider);
        positions.entry((proposal, actor)).or_default().push(at);
    }
    let lifecycles = context.lifecycles();
    for ((proposal, actor), mut decisions) in positions {
        if decisions.len() > 1 {
            decisions.retain(|at| lifecycles.stands(*at));
            // A position on the next version needs no word on the one before it.
            let version = |at: &u32| version_of(index, *at, lifecycles.moment());
            let newest = decisions.iter().map(version).max();
            decisions.retain(|at| Some(version(at)) == newest);
        }
        let decisions = context.in_order(decisions);
        for (nth, one) in decisions.iter().enumerate() {
            let before = decisions[..nth].iter();
            let others = before.filter(|other| !related(context, *one, **other, &TOGETHER));
            let others: Vec<u32> = others.copied().take(SHOWN).collect();
            let Some(other) = others.first() else {
                continue;
            };
            let message = format!(
                "`{}` has two positions on `{}`: `{}` and `{}`",
                index.names.name(actor).1,
                index.names.name(proposal).1,
                index.id(*one),
                index.id(*other)
            );
            let hint = if related(context, *one, *other, &[RelationType::Declines]) {
                "the one declines the other: if both stand, this is as it should be"
            } else {
                "if one took the place of the other, say so in `relations`"
            };
            let document = context.document(*one);
            let at = At::Value("/choice");
            let finding = findings.report(&document, at, message, Some(hint.to_owned()));
            let others = others.iter();
            let others = others.map(|at| context.place(*at, "/choice", "the other position"));
            finding.related.extend(others);
        }
    }
}

/// The most other positions that a finding names: thousands of decisions may be the same position.
const SHOWN: usize = 32;

/// The relations by which two decisions say how they stand together: one that is to take the place of the other, too.
const TOGETHER: [RelationType; 7] = [
    RelationType::Implements,
    RelationType::Amends,
    RelationType::ConstrainedBy,
    RelationType::Maintains,
    RelationType::Confirms,
    RelationType::Corrects,
    RelationType::Supersedes,
];

/// True if one of two decisions relates to the other in one of these ways.
fn related(context: &Context<'_>, one: u32, other: u32, types: &[RelationType]) -> bool {
    let index = context.index;
    let points = |from: u32, to: u32| {
        let mut relations = index.facts.relations.of(from).iter();
        relations.any(|relation| {
            Some(relation.target) == index.entry(to).name && types.contains(&relation.what)
        })
    };
    points(one, other) || points(other, one)
}
