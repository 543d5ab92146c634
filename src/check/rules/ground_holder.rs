//! A ground is the decider's own reason: its holder is the decider, or speaks in the decider's name.
//!
//! What somebody else finds is a concern, a view or advice. It can have moved the decider, and then the decider's ground is that
//! such advice was given.
//!
//! ## Bad
//!
//! The decider is the cabinet, for which the water agency does not speak:
//!
//! ```json
//! "type": "ground",
//! "text": { "en": "The pier is rotten." },
//! "holder": "xx-water-agency"
//! ```
//!
//! ## Good
//!
//! ```json
//! "type": "view",
//! "text": { "en": "The pier is rotten." },
//! "holder": "xx-water-agency"
//! ```
//!
//! ## Mend
//!
//! Make it a concern, a view or advice, without a `reason`; or mend the holder. If the holder does speak for the decider, say so in
//! the `on_behalf_of` of its own record.

use std::collections::BTreeSet;

use crate::check::{At, Findings, Rule, Subject};
use crate::index::Kind;
use crate::model::StatementType;

pub const RULE: Rule = rule!("ground-holder", Error, "ground_holder.rs", Each(check));

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let Some(fact) = index.decision(subject.at) else {
        return;
    };
    let is_other = |holder: &&u32| index.ever_speaks_for(**holder, fact.decider) == Some(false);
    let others = index.facts.grounds.of(subject.at).iter().filter(is_other);
    let others: BTreeSet<&str> = others.map(|holder| index.names.name(*holder).1).collect();
    let decision = (!others.is_empty()).then(|| subject.decision()).flatten();
    let Some(decision) = decision else {
        return;
    };
    for (at, statement) in decision.statements.iter().enumerate() {
        let holder = statement.holder.as_str();
        if statement.r#type != StatementType::Ground || !others.contains(holder) {
            continue;
        }
        let message = format!(
            "`{holder}` does not speak for the decider `{}`, so this is no ground",
            decision.decider.actor
        );
        let hint = "make it a concern, a view or advice, or mend the holder";
        let pointer = format!("/statements/{at}/holder");
        let at = At::Value(&pointer);
        let finding = findings.report(subject.document(), at, message, Some(hint.to_owned()));
        let holder = index.names.get(Kind::Actor, holder);
        let chain = holder.map(|holder| index.chain(holder));
        // Any of them may not say in whose name it speaks.
        for actor in chain.into_iter().flatten().chain([fact.decider]) {
            let actor = index.read(actor);
            let label = "one of those who would have to speak for the other";
            finding
                .related
                .extend(actor.map(|at| subject.context.id_of(at, label)));
        }
    }
}
