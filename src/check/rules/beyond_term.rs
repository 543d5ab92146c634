//! A provision of a decision does not hold longer than the decision, whose last day is the `until` of an event, or of the later decision that
//! moved it.
//!
//! One of the two days is wrong, and whoever asks what holds on a day in between gets two answers.
//!
//! ## Bad
//!
//! The decision ends on 1 August:
//!
//! ```json
//! "until": "2026-08-01"
//! ```
//!
//! ## Good
//!
//! ```json
//! "until": "2025-07-01"
//! ```
//!
//! ## Mend
//!
//! Mend one of the two days, or leave the `until` of the provision out: then it ends with the decision. If a later decision prolonged the whole,
//! record that. If the source lets the provision outlive the decision, let the warning stand.

use jiff::civil;

use crate::check::{At, Findings, Rule, Subject};
use crate::derive::Moment;
use crate::derive::lifecycle::Lifecycles;

pub const RULE: Rule = rule!("beyond-term", Warning, "beyond_term.rs", Each(check));

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let provisions = index.facts.provisions.of(subject.at);
    if !index.is_whole
        || index.decision(subject.at).is_none()
        || provisions.iter().all(|one| one.until.is_none())
    {
        return;
    }
    // Whatever day it is: what is to come moves the last day as well.
    let lifecycles = Lifecycles::new(index, Moment::on(civil::Date::MAX));
    let Some(last) = lifecycles.last_day(subject.at) else {
        return;
    };
    for (nth, provision) in provisions.iter().enumerate() {
        if let Some(until) = provision.until.filter(|until| *until > last) {
            let message = format!("the decision ends on {last}, before {until}");
            let hint = "mend one of the two, or leave `until` out here";
            let pointer = format!("/provisions/{nth}/until");
            findings.report(
                subject.document(),
                At::Value(&pointer),
                message,
                Some(hint.to_owned()),
            );
        }
    }
}
