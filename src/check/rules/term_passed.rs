//! A decision whose term has passed has a successor, or an event that says what became of it.
//!
//! It ended by itself, which may be all there is to say. Often it was prolonged, and nobody recorded that.
//!
//! ## Bad
//!
//! ```json
//! { "id": "in-force", "type": "entered_into_force", "date": "2025-09-01", "until": "2025-10-01", "evidence": ["…"] }
//! ```
//!
//! ## Good
//!
//! ```json
//! { "id": "in-force", "type": "entered_into_force", "date": "2025-09-01", "until": "2031-10-01", "evidence": ["…"] }
//! ```
//!
//! ## Mend
//!
//! Look for the decision that prolonged or confirmed it, and record it with `amends` or `confirms` and the new `until`. If there is none, there
//! is nothing to mend.

use crate::check::{At, Findings, Rule, Subject};
use crate::derive::Status;
use crate::model::EventType;
use crate::suggest::NO_HINT;

pub const RULE: Rule = rule!("term-passed", Note, "term_passed.rs", Each(check));

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let mut events = index.facts.events.of(subject.at).iter();
    if !index.is_whole || events.all(|event| event.until.is_none()) {
        return;
    }
    let lifecycle = subject.context.lifecycles().of(subject.at);
    let by_itself = lifecycle.status == Status::Lapsed && lifecycle.by.is_none();
    let mut events = index.facts.events.of(subject.at).iter();
    let is_said = events.any(|event| event.what == EventType::Lapsed);
    let name = index.entry(subject.at).name;
    let mut later = name.into_iter().flat_map(|name| index.relations_to(name));
    if by_itself && !is_said && later.next().is_none() {
        let message = "the term of this decision has passed, and nothing says what came after it";
        findings.report(subject.document(), At::Value("/events"), message, NO_HINT);
    }
}
