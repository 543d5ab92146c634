//! The capacity that a decision states agrees with the term of office of its decider on that day.
//!
//! One of the two is wrong, and views show both.
//!
//! ## Bad
//!
//! No term of the cabinet is one as caretaker on that day:
//!
//! ```json
//! "decider": { "actor": "xx-cabinet", "capacity": "caretaker", "evidence": ["…"] }
//! ```
//!
//! ## Good
//!
//! ```json
//! "decider": { "actor": "xx-cabinet" }
//! ```
//!
//! ## Mend
//!
//! Leave `capacity` out where a term says it. If the term is wrong, mend that.

use crate::check::{At, Findings, Rule, Subject};
use crate::derive::chain::capacity_on;

pub const RULE: Rule = rule!(
    "capacity-differs",
    Warning,
    "capacity_differs.rs",
    Each(check)
);

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let Some(fact) = index
        .decision(subject.at)
        .filter(|one| one.capacity.is_some())
    else {
        return;
    };
    let events = index.facts.events.of(subject.at).iter();
    let Some(first) = events.filter_map(|event| Some(event.days?.1)).min() else {
        return;
    };
    // Without a recorded term nothing is known that could differ.
    let Some(capacity) = capacity_on(index, fact.decider, first) else {
        return;
    };
    if capacity != fact.capacity {
        let message = "no term of the decider has this capacity on that day";
        let hint = Some("leave `capacity` out, or mend the term".to_owned());
        let at = At::Value("/decider/capacity");
        let finding = findings.report(subject.document(), at, message, hint);
        let decider = index.read(fact.decider);
        let terms = decider.map(|at| {
            subject
                .context
                .place(at, "/terms", "the terms of the decider")
        });
        finding.related.extend(terms);
    }
}
