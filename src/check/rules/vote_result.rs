//! The choice of a decision agrees with the vote by which it was taken: the option voted on is the choice exactly if it had as many
//! votes as were needed, in every unit that was counted.
//!
//! More votes for than against are not always enough, as where the threshold counts all members. A motion that failed so is recorded
//! with the option to reject it as its choice. How many were needed is said by the tally, or by the voting rule that the proposal has
//! for the body that voted; where neither does, this cannot be checked. Where that rule gives a veto, a vote that had enough can have failed
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
//! Look up in the source how many votes there were and were needed, and what a vote in favour meant. Mend the tally, `on`, or the
//! choice. Of a vote that a veto defeated, add the voting rule and the ballot of who cast it.

use crate::check::{At, Findings, Rule, Setting, Subject};
use crate::counted::count;
use crate::document::Document;
use crate::finding::Finding;
use crate::index::{TallyFact, VoteFact};
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
const HINT_OF_VETO: &str =
    "mend the tally, what the vote was on, or the choice; or add the ballot of who vetoed it";

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

/// Votes on one option: the sources say how many were needed, or the proposal by which majority the body adopts or rejects it.
fn on_one(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let proposal = index.decision(subject.at).and_then(|one| one.proposal);
    let proposal = proposal.and_then(|name| index.read(name));
    for vote in index.facts.votes.of(subject.at) {
        let needed_to = match vote.result {
            Some(OptionResult::Rejects) => NeededTo::Reject,
            _ => NeededTo::Adopt,
        };
        let rules = proposal.map_or(&[][..], |at| index.voting_rules(at, vote.body));
        let rule = rules.iter().find(|rule| rule.needed_to == needed_to);
        let majority = rule.map(|rule| rule.majority);
        let tallies = index.tallies(subject.at, vote.event).iter();
        let tallies = tallies.filter(|tally| tally.option.is_none());
        let Some(carried) = carried(majority, &tallies.collect::<Vec<_>>()) else {
            continue;
        };
        let gives_veto = majority == Some(MajorityRule::QualifiedMajorityWithVeto) && carried;
        let mut ballots = index.ballots(subject.at, vote.event).iter();
        // The records do not say which members have a veto.
        let may_be_vetoed = gives_veto && ballots.any(|one| one.vote == BallotVote::Against);
        if carried != vote.is_on_choice && !may_be_vetoed {
            let hint = if gives_veto { HINT_OF_VETO } else { HINT };
            let proposal = proposal.filter(|_| majority.is_some());
            disagree(subject, vote, carried, proposal, hint, findings);
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
    let [r#for, against, _] = tally.counts;
    match majority {
        MajorityRule::SimpleMajority => Some(r#for? > against?),
        MajorityRule::Unanimity if tally.unit != TallyUnit::PopulationPercent => {
            Some(against? == 0.0)
        }
        MajorityRule::Unanimity
        | MajorityRule::AbsoluteMajority
        | MajorityRule::QualifiedMajority
        | MajorityRule::QualifiedMajorityWithVeto => None,
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
    proposal: Option<u32>,
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
    let rule = proposal.map(|at| {
        subject
            .context
            .id_of(at, "the proposal, with the voting rule")
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
