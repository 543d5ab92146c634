//! A vote counts whole votes, its shares are not more than the whole, and no more ballots are known than were counted.
//!
//! Members, states and ballots of an electorate are counted one by one; in favour, against, abstentions and blank ones together are at
//! most 100 percent, and so is a threshold in percent; neither is a fraction of one. Who voted what may be known in part only, but never of more voters than the tally
//! has: a state is one of the `states`, a person one of the `members`, and a party with a `count` as many; how the others were counted is
//! not known. In an election among several options that holds of each: the ballots of an option are those that name it.
//!
//! ## Bad
//!
//! Two states are known to have voted in favour:
//!
//! ```json
//! "tallies": [{ "unit": "states", "for": 1, "against": 4 }],
//! "cast": [{ "actor": "xx", "vote": "for" }, { "actor": "yy", "vote": "for" }]
//! ```
//!
//! ## Good
//!
//! ```json
//! "tallies": [{ "unit": "states", "for": 2, "against": 3 }],
//! "cast": [{ "actor": "xx", "vote": "for" }, { "actor": "yy", "vote": "for" }]
//! ```
//!
//! ## Mend
//!
//! Look the result up in the source, and mend the tally or the ballots. A share of the population is counted in `population_percent`.

use std::collections::HashMap;

use crate::check::{At, Findings, Rule, Setting, Subject, place_in};
use crate::counted;
use crate::document::Document;
use crate::model::{ActorKind, BallotVote, Count, Tally, TallyUnit, code};

pub const RULE: Rule = rule!(
    "vote-counts",
    Error,
    "vote_counts.rs",
    Record(tallies),
    Each(ballots)
);

/// Tallies by themselves.
fn tallies(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(decision) = document.decision() else {
        return;
    };
    for (event, happened) in decision.events.iter().enumerate() {
        let Some(vote) = &happened.vote else { continue };
        for (at, tally) in vote.tallies.iter().enumerate() {
            let pointer = || format!("/events/{event}/vote/tallies/{at}");
            let counts = counts(tally);
            if is_share(tally.unit) {
                let shares = counts[..4].iter().filter_map(|(_, share)| *share);
                let sum: f64 = shares.map(Count::get).sum();
                // Shares are rounded where they are written.
                if sum > 100.0 + 1e-9 {
                    let message = format!("these shares add up to {sum} percent");
                    let hint = Some("mend the share that is too large".to_owned());
                    findings.report(document, At::Value(&pointer()), message, hint);
                }
                if sum <= 1.0 && tally.r#for.is_some() && tally.against.is_some() {
                    let message = format!("these shares add up to {sum} percent, not to some 100");
                    let hint = "a share is in percent: write 81.4, not 0.814";
                    findings.report(
                        document,
                        At::Value(&pointer()),
                        message,
                        Some(hint.to_owned()),
                    );
                }
                let is_no_share = |needed: &&Count| needed.get() > 100.0 || needed.get() <= 1.0;
                if let Some(needed) = tally.needed.as_ref().filter(is_no_share) {
                    let (message, hint) = match needed.get() > 1.0 {
                        true => (
                            format!("no share can be {needed} percent of the whole"),
                            "mend the threshold, or the unit that it is counted in",
                        ),
                        false => (
                            format!("{needed} percent of the whole is no threshold"),
                            "a share is in percent: write 81.4, not 0.814",
                        ),
                    };
                    let at = format!("{}/needed", pointer());
                    findings.report(document, At::Value(&at), message, Some(hint.to_owned()));
                }
                continue;
            }
            for (field, count) in counts {
                let Some(count) = count.filter(|count| count.get().fract() != 0.0) else {
                    continue;
                };
                let message = format!("{count} is no whole number of votes");
                let hint = "a share is counted in a unit that ends in `_percent`";
                let at = format!("{}/{field}", pointer());
                findings.report(document, At::Value(&at), message, Some(hint.to_owned()));
            }
        }
    }
}

/// Ballots beside the tallies in which they were counted.
fn ballots(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let mut known: HashMap<(u32, Option<u32>, BallotVote, ActorKind), f64> = HashMap::new();
    for ballot in index.facts.ballots.of(subject.at) {
        let Some(actor) = index.actor_of(ballot.actor) else {
            continue;
        };
        // A party whose seats are not told may have any number of members.
        if actor.kind != ActorKind::Organisation || ballot.count.is_some() {
            *known
                .entry((ballot.event, ballot.option, ballot.vote, actor.kind))
                .or_default() += ballot.count.unwrap_or(1.0);
        }
    }
    let tallies = index.facts.tallies.of(subject.at);
    let votes = tallies.chunk_by(|one, next| one.event == next.event);
    for (nth, tally) in votes.flat_map(|of_vote| of_vote.iter().enumerate()) {
        // The seats of a party are counted as members, too.
        let (kinds, voter): (&[ActorKind], _) = match tally.unit {
            TallyUnit::Members => (&[ActorKind::Person, ActorKind::Organisation], "member"),
            TallyUnit::States => (&[ActorKind::State], "state"),
            TallyUnit::PopulationPercent | TallyUnit::Ballots | TallyUnit::BallotsPercent => {
                continue;
            }
        };
        let votes = [BallotVote::For, BallotVote::Against, BallotVote::Abstain];
        for (what, count) in votes.into_iter().zip(tally.counts) {
            let Some(count) = count else { continue };
            let of_kind = |kind: &ActorKind| known.get(&(tally.event, tally.option, what, *kind));
            let known: f64 = kinds.iter().filter_map(of_kind).sum();
            if known > count {
                let what = code(&what);
                let option = tally.option.map_or(String::new(), |option| {
                    format!(" of `{}`", index.names.name(option).1)
                });
                let message = format!(
                    "{} voted `{what}`, and the tally{option} has {count}",
                    counted::count(known, voter)
                );
                let hint = Some("mend the tally or the ballots".to_owned());
                let vote = format!("/events/{}/vote", tally.event);
                let at = format!("{vote}/tallies/{nth}/{what}");
                let document = subject.document();
                let finding = findings.report(document, At::Value(&at), message, hint);
                let cast = format!("{vote}/cast");
                let cast = place_in(document, At::Value(&cast), "the ballots");
                finding.related.push(cast);
            }
        }
    }
}

/// The counts of a tally, with the names of the fields; the threshold comes last.
fn counts(tally: &Tally) -> [(&'static str, Option<&Count>); 5] {
    [
        ("for", tally.r#for.as_ref()),
        ("against", tally.against.as_ref()),
        ("abstain", tally.abstain.as_ref()),
        ("blank", tally.blank.as_ref()),
        ("needed", tally.needed.as_ref()),
    ]
}

/// True if a unit is a share, in percent.
fn is_share(unit: TallyUnit) -> bool {
    match unit {
        TallyUnit::PopulationPercent | TallyUnit::BallotsPercent => true,
        TallyUnit::Members | TallyUnit::States | TallyUnit::Ballots => false,
    }
}
