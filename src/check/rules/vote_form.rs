//! A vote says what a vote in favour means, and has a number or a ballot: `on` for the vote as a whole, or an `option` in each tally and
//! ballot in favour.
//!
//! Without it nobody can tell which way the vote went. In an election among several options each ballot names the one that it was for, as
//! each tally does; where the vote was on one option, none of them names any. A person, an office or a state votes one way.
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
//! Add `on`, or in an election the `option` to each tally and ballot. A tally of blank votes or abstentions alone needs none, nor does
//! the ballot of who abstained or was absent. Leave out a tally without a number, and a vote without tallies and ballots.

use std::collections::HashMap;

use crate::check::{At, Findings, Rule, Setting, Subject, line_of};
use crate::document::Document;
use crate::model::{ActorKind, BallotVote};

pub const RULE: Rule = rule!(
    "vote-form",
    Error,
    "vote_form.rs",
    Record(check),
    Each(both_ways)
);

/// Ballots of one actor that contradict each other. A party or another organisation may be divided.
fn both_ways(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let mut seen = HashMap::new();
    let mut event = None;
    let mut nth = 0;
    for ballot in index.facts.ballots.of(subject.at) {
        nth = if event == Some(ballot.event) {
            nth + 1
        } else {
            0
        };
        event = Some(ballot.event);
        let kind = index.actor_of(ballot.actor).map(|actor| actor.kind);
        if !matches!(
            kind,
            Some(ActorKind::Person | ActorKind::Office | ActorKind::State)
        ) {
            continue;
        }
        let own = (ballot.event, ballot.actor, ballot.option);
        let first = *seen.entry(own).or_insert((ballot.vote, nth));
        if first.0 != ballot.vote {
            let document = subject.document();
            let pointer = format!("/events/{}/vote/cast", ballot.event);
            let line = line_of(document, &format!("{pointer}/{}", first.1));
            let message =
                format!("the ballot on line {line} is of the same actor, and is another vote");
            let hint = "keep the one that was cast, or mend the actor";
            let pointer = format!("{pointer}/{nth}");
            findings.report(
                document,
                At::Value(&pointer),
                message,
                Some(hint.to_owned()),
            );
        }
    }
}

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
        // Where no tally says it, the ballots do.
        let is_election = match &vote.tallies[..] {
            _ if vote.on.is_some() => false,
            [] => vote.cast.iter().any(|ballot| ballot.option.is_some()),
            tallies => tallies.iter().any(|tally| tally.option.is_some()),
        };
        for (nth, tally) in vote.tallies.iter().enumerate() {
            let pointer = format!("{pointer}/tallies/{nth}");
            let numbers = [&tally.r#for, &tally.against, &tally.abstain, &tally.blank];
            if numbers.iter().all(|number| number.is_none()) {
                tell(
                    &pointer,
                    "this tally has no number",
                    "add what is known, or leave it out",
                );
            } else if is_election
                && tally.option.is_none()
                && (tally.r#for.is_some() || tally.against.is_some())
            {
                tell(
                    &pointer,
                    "this tally says for which option it is not",
                    "add `option`",
                );
            }
        }
        for (nth, tally) in vote.tallies.iter().enumerate() {
            if vote.on.is_some() && tally.option.is_some() {
                tell(
                    &format!("{pointer}/tallies/{nth}/option"),
                    "this tally names an option, and the vote as a whole names one",
                    "leave out `option`, or `on` in an election among several",
                );
            }
        }
        for (nth, ballot) in vote.cast.iter().enumerate() {
            let pointer = format!("{pointer}/cast/{nth}");
            let is_cast = matches!(ballot.vote, BallotVote::For | BallotVote::Against);
            match &ballot.option {
                Some(_) if !is_election => tell(
                    &format!("{pointer}/option"),
                    "this ballot names an option, and the vote was not among several",
                    "leave `option` out, or add it to each tally",
                ),
                None if is_election && is_cast => tell(
                    &pointer,
                    "this ballot says for which option it is not",
                    "add `option`",
                ),
                _ => {}
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
