//! A decision that stands does not rest on what was annulled.
//!
//! It stands until somebody undoes it as well; whoever reads of it should know that its basis is gone.
//!
//! ## Bad
//!
//! `base-xx-2025-0004` was annulled:
//!
//! ```json
//! "relations": [{ "type": "based_on", "target": "base-xx-2025-0004", "evidence": ["…"] }]
//! ```
//!
//! ## Good
//!
//! ```json
//! "relations": [{ "type": "based_on", "target": "base-xx-2025-0001", "evidence": ["…"] }]
//! ```
//!
//! ## Mend
//!
//! Look for the decision or the ruling that ended this one, and record it. If there is none, there is nothing to mend.

use crate::check::{At, Findings, Rule, Subject};
use crate::derive::Status;
use crate::model::RelationType;
use crate::suggest::NO_HINT;

pub const RULE: Rule = rule!("basis-gone", Note, "basis_gone.rs", Each(check));

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let lifecycles = subject.context.lifecycles();
    for (nth, relation) in index.facts.relations.of(subject.at).iter().enumerate() {
        let basis = index.read(relation.target);
        let Some(basis) = basis.filter(|_| relation.what == RelationType::BasedOn) else {
            continue;
        };
        let named = index.touched(subject.at, relation.parts);
        let mut parts = index
            .parts(basis)
            .filter(|(_, part)| named.contains(&part.name));
        let is_annulled = lifecycles.of(basis).status == Status::Annulled
            || parts.any(|part| lifecycles.of_part(basis, part).status == Status::Annulled);
        if is_annulled && lifecycles.stands(subject.at) {
            let message = format!(
                "this stands, and `{}`, on which it rests, was annulled",
                index.id(basis)
            );
            let pointer = format!("/relations/{nth}/target");
            let annulled = subject.context.id_of(basis, "this was annulled");
            let finding =
                findings.report(subject.document(), At::Value(&pointer), message, NO_HINT);
            finding.related.push(annulled);
        }
    }
}
