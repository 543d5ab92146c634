//! The choice of a decision is the one that most votes were for, where no rule says how many were needed.
//!
//! It need not be: a threshold may count all members, or a qualified majority be asked. Where that is known, the tally or the proposal says it.
//!
//! ## Bad
//!
//! ```json
//! "choice": "keep-open",
//! "events": [
//!   {
//!     "id": "taken",
//!     "type": "taken",
//!     "date": "2025-09-01",
//!     "vote": { "on": "close", "tallies": [{ "unit": "members", "for": 90, "against": 10 }] },
//!     "evidence": ["…"]
//!   }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "choice": "close",
//! "events": [
//!   {
//!     "id": "taken",
//!     "type": "taken",
//!     "date": "2025-09-01",
//!     "vote": { "on": "close", "tallies": [{ "unit": "members", "for": 90, "against": 10 }] },
//!     "evidence": ["…"]
//!   }
//! ]
//! ```
//!
//! ## Mend
//!
//! Look up how many votes were needed, and add `needed` to the tally or a voting rule to the proposal; or mend the choice.

use crate::check::{At, Findings, Rule, Subject};
use crate::index::TallyFact;
use crate::model::EventType;

pub const RULE: Rule = rule!(
    "against-the-majority",
    Note,
    "against_the_majority.rs",
    Each(check),
    Each(elections)
);

/// Votes on one option.
fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let proposal = index.decision(subject.at).and_then(|one| one.proposal);
    let proposal = proposal.and_then(|name| index.read(name));
    for vote in index.facts.votes.of(subject.at) {
        if proposal.is_some_and(|at| !index.voting_rules(at, vote.body).is_empty()) {
            continue;
        }
        let tallies = index.tallies(subject.at, vote.event).iter();
        let of_vote = tallies.filter(|tally| tally.option.is_none());
        let differs = |counts: [Option<f64>; 3]| match counts {
            [Some(r#for), Some(against), _] if r#for != against => {
                (r#for > against) != vote.is_on_choice
            }
            _ => false,
        };
        let mut unknown = of_vote.filter(|tally| tally.needed.is_none());
        if unknown.any(|tally| differs(tally.counts)) {
            tell(subject, vote.event, findings);
        }
    }
}

/// Elections among several options.
fn elections(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let tallies = index.facts.tallies.of(subject.at);
    let of_choice = tallies.iter().filter(|tally| {
        let event = index.facts.events.of(subject.at).get(tally.event as usize);
        let is_taken = event.is_some_and(|event| event.what == EventType::Taken);
        tally.is_of_choice && tally.needed.is_none() && is_taken
    });
    for chosen in of_choice {
        let is_beside = |one: &&TallyFact| one.unit == chosen.unit && one.option.is_some();
        let of_vote = index.tallies(subject.at, chosen.event).iter();
        let mut beside = of_vote.filter(is_beside);
        if beside.any(|one| one.counts[0] > chosen.counts[0]) && chosen.counts[0].is_some() {
            tell(subject, chosen.event, findings);
        }
    }
}

fn tell(subject: &Subject<'_>, event: u32, findings: &mut Findings<'_>) {
    let message =
        "the choice is not what most votes were for, and no rule says how many were needed";
    let pointer = format!("/events/{event}/vote");
    findings.report(subject.document(), At::Value(&pointer), message, None);
}
