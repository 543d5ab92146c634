//! A vote counts whole votes, its shares are not more than the whole, and no more ballots are known than were counted.
//!
//! Members, states and ballots of an electorate are counted one by one; in favour, against and abstentions together are at most 100
//! percent. Who voted what may be known in part only, but never of more voters than the tally has: a state is one of the `states`, a
//! person one of the `members`; how the others were counted is not known.
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

use crate::check::{At, Check, Findings, Rule, Setting, Subject};
use crate::document::Document;
use crate::finding::Level;
use crate::index::Kind;
use crate::model::{ActorKind, BallotVote, Quantity, Record, Tally, TallyUnit, Vote, code};

pub const RULE: Rule = Rule {
    name: "vote-counts",
    level: Level::Error,
    source: include_str!("vote_counts.rs"),
    checks: &[Check::Record(tallies), Check::Each(ballots)],
};

/// Tallies by themselves.
fn tallies(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    for (pointer, vote) in votes(document) {
        for (at, tally) in vote.tallies.iter().enumerate() {
            let pointer = format!("{pointer}/tallies/{at}");
            let counts = counts(tally);
            let sum: f64 = counts[..3]
                .iter()
                .filter_map(|(_, count)| Some(count.as_ref()?.get()))
                .sum();
            if tally.unit == TallyUnit::PopulationPercent {
                // Shares are rounded where they are written.
                if sum > 100.0 + 1e-9 {
                    let message = format!("these shares add up to {sum} percent");
                    let hint = Some("mend the share that is too large".to_owned());
                    findings.report(document, At::Value(&pointer), message, hint);
                }
                continue;
            }
            for (field, count) in counts {
                let Some(count) = count.filter(|count| count.get().fract() != 0.0) else {
                    continue;
                };
                let message = format!("{count} is no whole number of votes");
                let hint = "a share is counted in the unit `population_percent`";
                let at = format!("{pointer}/{field}");
                findings.report(document, At::Value(&at), message, Some(hint.to_owned()));
            }
        }
    }
}

/// Ballots beside the tallies in which they were counted.
fn ballots(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let mut events = index.facts.events.of(subject.at).iter();
    if !events.any(|event| event.has_ballots) {
        return;
    }
    let is_of = |actor: &str, kind: ActorKind| {
        let name = index.names.get(Kind::Actor, actor);
        let fact = name.and_then(|name| index.actor_of(name));
        fact.is_some_and(|fact| fact.kind == kind)
    };
    for (pointer, vote) in votes(subject.document()) {
        for tally in &vote.tallies {
            let (kind, voter) = match tally.unit {
                TallyUnit::Members => (ActorKind::Person, "person"),
                TallyUnit::States => (ActorKind::State, "state"),
                TallyUnit::PopulationPercent | TallyUnit::Ballots => continue,
            };
            let [(_, r#for), (_, against), (_, abstain), _] = counts(tally);
            for (what, count) in [
                (BallotVote::For, r#for),
                (BallotVote::Against, against),
                (BallotVote::Abstain, abstain),
            ] {
                let Some(count) = count else { continue };
                let cast = vote.cast.iter().filter(|ballot| ballot.vote == what);
                let known = cast
                    .filter(|ballot| is_of(ballot.actor.as_str(), kind))
                    .count();
                if known as f64 > count.get() {
                    let plural = if known == 1 { "" } else { "s" };
                    let what = code(&what);
                    let message = format!(
                        "{known} {voter}{plural} voted `{what}`, and the tally has {count}"
                    );
                    let hint = Some("mend the tally or the ballots".to_owned());
                    let at = format!("{pointer}/cast");
                    findings.report(subject.document(), At::Value(&at), message, hint);
                }
            }
        }
    }
}

/// The votes of a decision, with their places.
fn votes(document: &Document) -> impl Iterator<Item = (String, &Vote)> {
    let events = match &document.record {
        Some(Record::Decision(decision)) => &decision.events[..],
        _ => &[],
    };
    let events = events.iter().enumerate();
    events.filter_map(|(at, event)| Some((format!("/events/{at}/vote"), event.vote.as_ref()?)))
}

/// What a tally counts, with the names of the fields; the threshold comes last.
fn counts(tally: &Tally) -> [(&'static str, Option<&Quantity>); 4] {
    [
        ("for", Some(&tally.r#for)),
        ("against", Some(&tally.against)),
        ("abstain", tally.abstain.as_ref()),
        ("needed", tally.needed.as_ref()),
    ]
}
