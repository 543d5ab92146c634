//! The choice of a decision agrees with the vote by which it was taken: the option voted on is the choice exactly if it had as many
//! votes as were needed, in every unit that was counted.
//!
//! More votes for than against are not always enough, as where the threshold counts all members. A motion that failed so is recorded
//! with the option to reject it as its choice. How many were needed is said by the tally, or by the voting rule that the proposal has
//! for the body that voted; where neither does, this cannot be checked. A qualified majority is never less than half of any unit. Where that rule gives a veto, a vote that had enough can have failed
//! by a ballot against, which then is in `cast`.
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
//! Look up in the source how many votes there were and were needed, and what a vote in favour meant. Mend the tally, `on`, the
//! choice, or the voting rule of the proposal. Of a vote that a veto defeated, add the voting rule and the ballot of who cast it.

use crate::check::{At, Findings, Rule, Setting, Subject};
use crate::counted::count;
use crate::document::Document;
use crate::finding::Finding;
use crate::index::{Index, TallyFact, VoteFact};
use crate::model::{
    BallotVote, Count, EventType, MajorityRule, NeededTo, OptionResult, Tally, TallyUnit,
};

pub const RULE: Rule = rule!(
    "vote-result",
    Error,
    "vote_result.rs",
    Record(among_several),
    Each(on_one)
);

const HINT: &str = "mend the tally, what the vote was on, or the choice";
const HINT_OF_RULE: &str =
    "mend the tally, what the vote was on, the choice, or the voting rule of the proposal";
const HINT_OF_VETO: &str = "mend the tally, what the vote was on, the choice, or the voting rule of the proposal; or add the ballot of \
                            who vetoed it";

/// Elections among several options: the choice had what was needed.
fn among_several(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(decision) = document.decision() else {
        return;
    };
    for (at, event) in decision.events.iter().enumerate() {
        // A vote that led to something else, such as putting the matter off, does not decide it.
        let vote = event.vote.iter();
        let taken = vote.filter(|_| event.r#type == EventType::Taken);
        let mut tallies = taken
            .flat_map(|vote| vote.tallies.iter())
            .filter(|tally| tally.option.as_ref() == Some(&decision.choice));
        if let Some((have, needed)) = tallies.find_map(short) {
            let choice = &decision.choice;
            let message = format!(
                "the choice `{choice}` had {}, and {needed} were needed",
                count(have, "vote")
            );
            report(document, at, message, HINT, findings);
        }
    }
}

/// A voting rule: the place of the proposal, which of its rules it is, and the majority.
#[derive(Clone, Copy)]
pub(super) struct Applied {
    proposal: u32,
    nth: u32,
    majority: MajorityRule,
}

/// The voting rule that holds for a vote on one option, and whether that carried; nothing if this does not follow.
pub(super) fn outcome(index: &Index, at: u32, vote: &VoteFact) -> (Option<Applied>, Option<bool>) {
    let needed_to = match vote.result {
        Some(OptionResult::Rejects) => NeededTo::Reject,
        _ => NeededTo::Adopt,
    };
    let proposal = index.decision(at).and_then(|one| one.proposal);
    let proposal = proposal.and_then(|name| index.read(name));
    let body = index.facts.events.of(at)[vote.event as usize].body;
    let rules = proposal.map_or(&[][..], |at| index.voting_rules(at, body));
    let rule = rules.iter().find(|rule| rule.needed_to == needed_to);
    let rule = rule.zip(proposal).map(|(rule, proposal)| Applied {
        proposal,
        nth: rule.nth,
        majority: rule.majority,
    });
    let tallies = index.tallies(at, vote.event).iter();
    let tallies = tallies.filter(|tally| tally.option.is_none());
    let majority = rule.map(|rule| rule.majority);
    (rule, carried(majority, &tallies.collect::<Vec<_>>()))
}

/// Votes on one option: the sources say how many were needed, or the proposal by which majority the body adopts or rejects it.
fn on_one(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    for vote in index.facts.votes.of(subject.at) {
        let (rule, Some(carried)) = outcome(index, subject.at, vote) else {
            continue;
        };
        let is_veto = |rule: &Applied| rule.majority == MajorityRule::QualifiedMajorityWithVeto;
        let gives_veto = carried && rule.as_ref().is_some_and(is_veto);
        let mut ballots = index.ballots(subject.at, vote.event).iter();
        // The records do not say which members have a veto.
        let may_be_vetoed = gives_veto && ballots.any(|one| one.vote == BallotVote::Against);
        if carried != vote.is_on_choice && !may_be_vetoed {
            let hint = match rule {
                _ if gives_veto => HINT_OF_VETO,
                Some(_) => HINT_OF_RULE,
                None => HINT,
            };
            disagree(subject, vote, carried, rule, hint, findings);
        }
    }
}

/// True if a vote carried; nothing if that does not follow. How many were needed counts before the majority: one unit that falls short
/// decides it, and that it carried takes all of them.
fn carried(majority: Option<MajorityRule>, tallies: &[&TallyFact]) -> Option<bool> {
    let has: Vec<_> = match tallies.iter().any(|tally| tally.needed.is_some()) {
        true => tallies
            .iter()
            .map(|tally| Some(tally.counts[0]? >= tally.needed?))
            .collect(),
        false => tallies
            .iter()
            .map(|tally| by_majority(majority?, tally))
            .collect(),
    };
    if has.contains(&Some(false)) {
        return Some(false);
    }
    (!has.is_empty() && !has.contains(&None)).then_some(true)
}

/// True if the votes of a tally are a majority; nothing if that does not follow from them.
fn by_majority(majority: MajorityRule, tally: &TallyFact) -> Option<bool> {
    let [r#for, against, abstain] = tally.counts;
    // Of those who are known to have been there; whoever was absent may count as well.
    let half = || match tally.unit {
        TallyUnit::PopulationPercent | TallyUnit::BallotsPercent => Some(50.0),
        TallyUnit::Members | TallyUnit::States | TallyUnit::Ballots => {
            Some((r#for? + against.unwrap_or(0.0) + abstain.unwrap_or(0.0)) / 2.0)
        }
    };
    match majority {
        MajorityRule::SimpleMajority => Some(r#for? > against?),
        MajorityRule::Unanimity if tally.unit != TallyUnit::PopulationPercent => {
            Some(against? == 0.0)
        }
        MajorityRule::Unanimity => None,
        MajorityRule::AbsoluteMajority => (r#for? <= half()?).then_some(false),
        MajorityRule::QualifiedMajority | MajorityRule::QualifiedMajorityWithVeto => {
            (r#for? < half()?).then_some(false)
        }
    }
}

/// The number in favour and the number that was needed, if the first is lower.
fn short(tally: &Tally) -> Option<(&Count, &Count)> {
    let (r#for, needed) = (tally.r#for.as_ref()?, tally.needed.as_ref()?);
    (r#for.get() < needed.get()).then_some((r#for, needed))
}

fn disagree(
    subject: &Subject<'_>,
    vote: &VoteFact,
    carried: bool,
    rule: Option<Applied>,
    hint: &str,
    findings: &mut Findings<'_>,
) {
    let at = vote.event as usize;
    let decision = subject.decision();
    let event = decision.and_then(|decision| decision.events.get(at));
    let (Some(decision), Some(vote)) = (decision, event.and_then(|event| event.vote.as_ref()))
    else {
        return;
    };
    let Some(on) = &vote.on else { return };
    let mut tallies = vote.tallies.iter();
    let outcome = match tallies.find_map(short) {
        Some((have, needed)) => format!("did not carry ({have} for, {needed} needed)"),
        None if carried => "carried".to_owned(),
        None => "did not carry".to_owned(),
    };
    let mut tallies = vote.tallies.iter();
    let by = match tallies.all(|tally| tally.needed.is_none()) {
        true => "by the voting rule of the proposal ",
        false => "",
    };
    let choice = &decision.choice;
    let message = format!("{by}the vote on `{on}` {outcome}, and the choice is `{choice}`");
    let finding = report(subject.document(), at, message, hint, findings);
    let rule = rule.map(|rule| {
        let pointer = format!("/voting_rules/{}", rule.nth);
        let label = "the voting rule";
        subject.context.place(rule.proposal, &pointer, label)
    });
    finding.related.extend(rule);
}

fn report<'f>(
    document: &Document,
    event: usize,
    message: String,
    hint: &str,
    findings: &'f mut Findings<'_>,
) -> &'f mut Finding {
    let pointer = format!("/events/{event}/vote");
    findings.report(
        document,
        At::Value(&pointer),
        message,
        Some(hint.to_owned()),
    )
}
