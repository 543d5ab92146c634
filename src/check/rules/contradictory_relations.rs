//! One decision does not both undo an older one, or a part of it, and leave it standing.
//!
//! What annuls, revokes, supersedes or suspends a decision cannot maintain or confirm it as well, and what ends it cannot amend or correct
//! it from the same day on, nor reinstate it; a ruling that does the one to one part and the other to another names the parts.
//!
//! ## Bad
//!
//! ```json
//! "relations": [
//!   { "type": "annuls", "target": "base-xx-2025-0001", "evidence": ["…"] },
//!   { "type": "maintains", "target": "base-xx-2025-0001", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "relations": [{ "type": "maintains", "target": "base-xx-2025-0001", "evidence": ["…"] }]
//! ```
//!
//! ## Mend
//!
//! Read in the source which of the two the decision did. If it did both, say in `parts` to what.

use std::collections::HashMap;

use crate::check::{At, Findings, Rule, Setting};
use crate::derive::status::{RelationEffect, effect_on_older};
use crate::document::Document;
use crate::model::{Relation, RelationType};

pub const RULE: Rule = rule!(
    "contradictory-relations",
    Error,
    "contradictory_relations.rs",
    Record(check)
);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(decision) = document.decision() else {
        return;
    };
    let mut undoing: HashMap<&str, Vec<&Relation>> = HashMap::new();
    for relation in decision.relations.iter().filter(|one| may_undo(one)) {
        let target = relation.target.as_str();
        undoing.entry(target).or_default().push(relation);
    }
    for (at, relation) in decision.relations.iter().enumerate() {
        let others = undoing.get(relation.target.as_str()).into_iter().flatten();
        if { others }.any(|other| undoes(other, relation) && touches(other, relation)) {
            let message = format!(
                "this decision undoes `{}`, and leaves it standing",
                relation.target
            );
            let hint =
                Some("leave one of the two out, or say in `parts` what each touches".to_owned());
            let pointer = format!("/relations/{at}/type");
            findings.report(document, At::Value(&pointer), message, hint);
        }
    }
}

/// True if a relation ends or suspends what it touches.
fn may_undo(relation: &Relation) -> bool {
    let ends = matches!(
        effect_on_older(relation.r#type),
        Some(RelationEffect::Ends(_))
    );
    ends || relation.r#type == RelationType::Suspends
}

/// True if a relation that ends or suspends something undoes what another one leaves standing.
fn undoes(one: &Relation, other: &Relation) -> bool {
    let ends = one.r#type != RelationType::Suspends;
    match other.r#type {
        RelationType::Maintains | RelationType::Confirms => true,
        RelationType::Reinstates => ends,
        // An act can be changed today, and end next year.
        RelationType::Amends | RelationType::Corrects => ends && one.effective == other.effective,
        _ => false,
    }
}

/// True if a relation that ends or suspends something touches what another one does. What names no parts touches all of them; a decision
/// can end a part of what it changes as a whole.
fn touches(one: &Relation, other: &Relation) -> bool {
    let stands = matches!(
        other.r#type,
        RelationType::Maintains | RelationType::Confirms
    );
    let shares = || one.parts.iter().any(|part| other.parts.contains(part));
    one.parts.is_empty() || stands && other.parts.is_empty() || shares()
}
