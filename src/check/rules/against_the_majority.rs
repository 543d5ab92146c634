//! The choice of a decision is the one that most votes were for, where nothing says how many were needed.
//!
//! It need not be: a threshold may count all members, or a casting vote break a tie. Where that is known, the tally says it, or the
//! proposal by a voting rule.
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
//! Mend the tally, what the vote was on, or the choice; or look up how many votes were needed, and add `needed` to the tally or a voting
//! rule to the proposal.

use super::vote_result::outcome;
use crate::check::{At, Findings, Rule, Subject};
use crate::index::TallyFact;
use crate::model::EventType;

pub const RULE: Rule = rule!(
    "against-the-majority",
    Warning,
    "against_the_majority.rs",
    Each(check),
    Each(elections)
);

/// Votes on one option.
fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    for vote in index.facts.votes.of(subject.at) {
        let (rule, carried) = outcome(index, subject.at, vote);
        // Another rule tells whether the choice is what follows.
        if carried.is_some() {
            continue;
        }
        let tallies = index.tallies(subject.at, vote.event).iter();
        let mut of_vote = tallies.filter(|tally| tally.option.is_none() && tally.needed.is_none());
        // More for than against need not be enough where a rule asks for more than that.
        let is_odd = |tally: &TallyFact| match tally.counts {
            [Some(r#for), Some(against), _] if vote.is_on_choice => r#for <= against,
            [Some(r#for), Some(against), _] => r#for > against && rule.is_none(),
            _ => false,
        };
        if of_vote.any(is_odd) {
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
        "the choice is not what most votes were for, and nothing says how many were needed";
    let hint = "mend the tally or the choice, or add `needed` or a voting rule";
    let pointer = format!("/events/{event}/vote");
    let at = At::Value(&pointer);
    findings.report(subject.document(), at, message, Some(hint.to_owned()));
}
