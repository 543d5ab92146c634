//! The decisions that made a version of a proposal are about that proposal.
//!
//! A version follows from amendments to its own text. A decision about another proposal, or about none, is mostly a wrong id.
//!
//! ## Bad
//!
//! The decision is about no proposal:
//!
//! ```json
//! "id": "revised-draft",
//! "date": "2025-05-12",
//! "decisions": ["base-xx-2025-0003"]
//! ```
//!
//! ## Good
//!
//! ```json
//! "id": "revised-draft",
//! "date": "2025-05-12",
//! "decisions": ["base-xx-2025-0001"]
//! ```
//!
//! ## Mend
//!
//! Name the decision that is meant, or say in that decision which proposal it is about.

use crate::check::{At, Findings, Rule, Subject};
use crate::index::Kind;
use crate::model::Record;

pub const RULE: Rule = rule!(
    "decision-of-other-proposal",
    Warning,
    "decision_of_other_proposal.rs",
    Each(check)
);

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let own = index.entry(subject.at).name;
    if index.kind(subject.at) != Some(Kind::Proposal) {
        return;
    }
    // What was withdrawn is told as that.
    let other = |name: u32| {
        let at = index
            .read(name)
            .filter(|at| !index.entry(*at).is_withdrawn)?;
        let proposal = index.decision(at)?.proposal;
        (proposal != own).then_some((at, proposal))
    };
    let mut named = index.facts.named.of(subject.at).iter();
    if !named.any(|name| other(*name).is_some()) {
        return;
    }
    let Some(Record::Proposal(proposal)) = &subject.document().record else {
        return;
    };
    for (at, version) in proposal.versions.iter().enumerate() {
        for (nth, decision) in version.decisions.iter().enumerate() {
            let name = index.names.get(Kind::Decision, decision.as_str());
            let Some((other, about)) = name.and_then(other) else {
                continue;
            };
            let what = about.map_or("no proposal".to_owned(), |about| {
                format!("the proposal `{}`", index.names.name(about).1)
            });
            let message = format!("`{decision}` is about {what}");
            let hint = "name a decision about this proposal, or say in the other what it is about";
            let pointer = format!("/versions/{at}/decisions/{nth}");
            let at = At::Value(&pointer);
            let finding = findings.report(subject.document(), at, message, Some(hint.to_owned()));
            let place = subject.context.id_of(other, "this decision");
            finding.related.push(place);
            let about = about.and_then(|about| index.read(about));
            let about = about.map(|at| subject.context.id_of(at, "what it is about"));
            finding.related.extend(about);
        }
    }
}
