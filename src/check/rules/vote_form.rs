//! A vote says what a vote in favour means, and has a number or a ballot: `on` for the vote as a whole, or an `option` in each tally that has
//! votes in favour.
//!
//! Without it nobody can tell which way the vote went.
//!
//! ## Bad
//!
//! ```json
//! "vote": { "tallies": [{ "unit": "members", "for": 9, "against": 4 }] }
//! ```
//!
//! ## Good
//!
//! ```json
//! "vote": { "on": "close", "tallies": [{ "unit": "members", "for": 9, "against": 4 }] }
//! ```
//!
//! ## Mend
//!
//! Add `on`, or in an election the `option` to each tally. A tally of blank votes needs none. Leave out a tally without a number, and a vote
//! without tallies and ballots.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;

pub const RULE: Rule = rule!("vote-form", Error, "vote_form.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(decision) = document.decision() else {
        return;
    };
    for (at, event) in decision.events.iter().enumerate() {
        let Some(vote) = &event.vote else { continue };
        let pointer = format!("/events/{at}/vote");
        let mut tell = |pointer: &str, message: &str, hint: &str| {
            findings.report(document, At::Value(pointer), message, Some(hint.to_owned()));
        };
        if vote.tallies.is_empty() && vote.cast.is_empty() {
            tell(
                &pointer,
                "this vote has neither a tally nor a ballot",
                "leave `vote` out",
            );
        }
        let is_election = vote.tallies.iter().any(|tally| tally.option.is_some());
        for (nth, tally) in vote.tallies.iter().enumerate() {
            let pointer = format!("{pointer}/tallies/{nth}");
            let numbers = [&tally.r#for, &tally.against, &tally.abstain, &tally.blank];
            if numbers.iter().all(|number| number.is_none()) {
                tell(
                    &pointer,
                    "this tally has no number",
                    "add what is known, or leave it out",
                );
            } else if is_election && tally.option.is_none() && tally.r#for.is_some() {
                tell(
                    &pointer,
                    "this tally says for which option it is not",
                    "add `option`",
                );
            }
        }
        if vote.on.is_none() && !is_election && !(vote.tallies.is_empty() && vote.cast.is_empty()) {
            tell(
                &pointer,
                "nothing says what a vote in favour means",
                "add `on`, or an `option` to each tally",
            );
        }
    }
}
