//! The choice of a decision agrees with the vote by which it was taken: the option voted on is the choice exactly if it had as many
//! votes as were needed, in every unit that was counted.
//!
//! More votes for than against are not always enough, as where the threshold counts all members. A motion that failed so is recorded
//! with the option to reject it as its choice. How many were needed is said by the tally, or by the voting rule that the proposal has
//! for the body that voted; where neither does, this cannot be checked.
//!
//! ## Bad
//!
//! ```json
//! "choice": "close",
//! "events": [
//!   {
//!     "id": "taken",
//!     "type": "taken",
//!     "date": "2025-09-01",
//!     "vote": { "on": "close", "tallies": [{ "unit": "members", "for": 6, "against": 5, "needed": 7 }] },
//!     "evidence": ["…"]
//!   }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "choice": "keep-open",
//! "events": [
//!   {
//!     "id": "taken",
//!     "type": "taken",
//!     "date": "2025-09-01",
//!     "vote": { "on": "close", "tallies": [{ "unit": "members", "for": 6, "against": 5, "needed": 7 }] },
//!     "evidence": ["…"]
//!   }
//! ]
//! ```
//!
//! ## Mend
//!
//! Look up in the source how many votes there were and were needed, and what a vote in favour meant. Mend the tally, `on`, or the
//! choice.

use crate::check::{At, Findings, Rule, Setting, Subject};
use crate::document::Document;
use crate::index::{TallyFact, VoteFact};
use crate::model::{
    Decision, EventType, MajorityRule, NeededTo, OptionResult, Tally, TallyUnit, Vote,
};

pub const RULE: Rule = rule!(
    "vote-result",
    Error,
    "vote_result.rs",
    Record(by_threshold),
    Each(by_rule)
);

/// Votes of which the sources say how many were needed.
fn by_threshold(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(decision) = document.decision() else {
        return;
    };
    for (at, event) in decision.events.iter().enumerate() {
        // A vote that led to something else, such as putting the matter off, does not decide it.
        let vote = event
            .vote
            .as_ref()
            .filter(|_| event.r#type == EventType::Taken);
        let Some(vote) = vote else { continue };
        let told = match &vote.on {
            Some(_) => on_one(decision, vote),
            None => among_several(decision, vote),
        };
        if let Some(message) = told {
            report(document, at, message, findings);
        }
    }
}

/// A vote on one option. One unit that falls short decides it; that it carried takes all of them.
fn on_one(decision: &Decision, vote: &Vote) -> Option<String> {
    let on = vote.on.as_ref()?;
    let tallies = || vote.tallies.iter();
    let short = tallies().find(|tally| enough(tally) == Some(false));
    let carried = match short {
        Some(_) => false,
        None if tallies().all(|tally| enough(tally) == Some(true)) => true,
        None => return None,
    };
    if vote.tallies.is_empty() || carried == (*on == decision.choice) {
        return None;
    }
    let numbers = |tally: &Tally| Some((tally.r#for.clone()?, tally.needed.clone()?));
    let outcome = match short.and_then(numbers) {
        Some((r#for, needed)) => format!("did not carry ({} for, {needed} needed)", r#for),
        None => "carried".to_owned(),
    };
    Some(format!(
        "the vote on `{on}` {outcome}, and the choice is `{}`",
        decision.choice
    ))
}

/// An election among several options: the choice had what was needed.
fn among_several(decision: &Decision, vote: &Vote) -> Option<String> {
    let mut tallies = vote.tallies.iter();
    let is_of_choice = |tally: &&Tally| tally.option.as_ref() == Some(&decision.choice);
    let short = tallies.find(|tally| is_of_choice(tally) && enough(tally) == Some(false))?;
    Some(format!(
        "the choice `{}` had {} votes, and {} were needed",
        decision.choice,
        short.r#for.as_ref()?,
        short.needed.as_ref()?
    ))
}

/// True if as many were in favour as were needed; nothing if one of the two is not known.
fn enough(tally: &Tally) -> Option<bool> {
    Some(tally.r#for.as_ref()?.get() >= tally.needed.as_ref()?.get())
}

/// Votes of which the proposal says by which majority the body adopts or rejects it.
fn by_rule(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let proposal = index.decision(subject.at).and_then(|one| one.proposal);
    let Some(proposal) = proposal.and_then(|name| index.read(name)) else {
        return;
    };
    for vote in index.facts.votes.of(subject.at) {
        let needed_to = match vote.result {
            Some(OptionResult::Rejects) => NeededTo::Reject,
            _ => NeededTo::Adopt,
        };
        let mut rules = index.facts.voting_rules.of(proposal).iter();
        let rule = rules.find(|rule| rule.body == vote.body && rule.needed_to == needed_to);
        let tallies = index.facts.tallies.of(subject.at).iter();
        let tallies = tallies.filter(|tally| tally.event == vote.event && !tally.is_of_option);
        let Some(carried) = rule.and_then(|rule| carried(rule.majority, tallies)) else {
            continue;
        };
        if carried != vote.is_on_choice {
            disagree(subject, vote, carried, findings);
        }
    }
}

fn disagree(subject: &Subject<'_>, vote: &VoteFact, carried: bool, findings: &mut Findings<'_>) {
    let at = vote.event as usize;
    let Some(decision) = subject.decision() else {
        return;
    };
    let event = decision
        .events
        .get(at)
        .and_then(|event| event.vote.as_ref());
    let Some(on) = event.and_then(|vote| vote.on.as_ref()) else {
        return;
    };
    let outcome = if carried { "carried" } else { "did not carry" };
    let message = format!(
        "by the voting rule of the proposal the vote on `{on}` {outcome}, and the choice is `{}`",
        decision.choice
    );
    report(subject.document(), at, message, findings);
}

/// True if a vote carried by a majority; nothing if that does not follow from the tallies, or if these say how many were needed.
fn carried<'a>(
    majority: MajorityRule,
    tallies: impl Iterator<Item = &'a TallyFact>,
) -> Option<bool> {
    let mut carried = None;
    for tally in tallies {
        let [r#for, against, _] = tally.counts;
        if tally.has_needed {
            return None;
        }
        let has = match majority {
            MajorityRule::SimpleMajority => r#for? > against?,
            MajorityRule::Unanimity if tally.unit != TallyUnit::PopulationPercent => {
                against? == 0.0
            }
            MajorityRule::Unanimity
            | MajorityRule::AbsoluteMajority
            | MajorityRule::QualifiedMajority => return None,
        };
        carried = Some(has && carried != Some(false));
    }
    carried
}

fn report(document: &Document, event: usize, message: String, findings: &mut Findings<'_>) {
    let hint = "mend the tally, what the vote was on, or the choice";
    let pointer = format!("/events/{event}/vote");
    findings.report(
        document,
        At::Value(&pointer),
        message,
        Some(hint.to_owned()),
    );
}
