//! The numbers of a vote stand in a quote that shows it, if the quotes have numbers: those of each tally, and of each ballot with a
//! `count` where the quotes have the one of another.
//!
//! Two digits that changed places are not seen when reading, and no sum tells them. Looked at are the quotes in the `evidence` of the
//! vote, or in that of the event, if each of them is a quote. Small numbers, days and years, amounts of another size, quotes that
//! write numbers in words, and the threshold, which may be counted, are passed over.
//!
//! ## Bad
//!
//! The quote has "by 92 votes to 56":
//!
//! ```json
//! "tallies": [{ "unit": "members", "for": 95, "against": 56 }]
//! ```
//!
//! ## Good
//!
//! ```json
//! "tallies": [{ "unit": "members", "for": 92, "against": 56 }]
//! ```
//!
//! ## Mend
//!
//! Take the number from the quote. If it stands in other words of the source, quote those in the `evidence` of the vote. If it is
//! computed, let the warning stand.

use crate::check::quoted::{as_percent, may_have, numbers_of, quotes};
use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::{Count, Evidence, Tally, TallyUnit, Vote};
use crate::passage::numbers::has_number_words;

pub const RULE: Rule = rule!(
    "vote-not-quoted",
    Warning,
    "vote_not_quoted.rs",
    Record(check)
);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(decision) = document.decision() else {
        return;
    };
    for (at, event) in decision.events.iter().enumerate() {
        let Some(vote) = &event.vote else { continue };
        let evidence: &[Evidence] = match vote.evidence.is_empty() {
            true => &event.evidence,
            false => &vote.evidence,
        };
        let Some(quotes) = quotes(evidence) else {
            continue;
        };
        let quoted = numbers_of(&quotes);
        for (place, value, share) in numbers(vote, &quoted) {
            let value = value.to_string();
            if may_have(&value, &quoted) {
                continue;
            }
            let percent = as_percent(&value, &quoted).filter(|_| share);
            let is_told = quoted
                .iter()
                .any(|one| is_of_a_vote(one) && are_of_a_size(one, &value));
            let is_in_words = || quotes.iter().any(|quote| has_number_words(quote));
            let hint = match percent {
                Some(percent) => {
                    format!("write {percent}: the unit is percent, and this is a fraction of one")
                }
                None if is_told && !is_in_words() => {
                    format!("the quotes have {}", quoted.join(", "))
                }
                None => continue,
            };
            let message = format!("no quote has the number {value}");
            let pointer = format!("/events/{at}/vote/{place}");
            findings.report(document, At::Value(&pointer), message, Some(hint));
        }
    }
}

/// The numbers of a vote that its quotes would have: the place of each below the vote, and true if it is a share.
fn numbers<'a>(vote: &'a Vote, quoted: &[String]) -> Vec<(String, &'a Count, bool)> {
    let mut numbers = Vec::new();
    for (at, tally) in vote.tallies.iter().enumerate() {
        let share = match tally.unit {
            TallyUnit::PopulationPercent | TallyUnit::BallotsPercent => true,
            TallyUnit::Members | TallyUnit::States | TallyUnit::Ballots => false,
        };
        let counts = counts(tally).into_iter();
        numbers.extend(
            counts
                .filter_map(|(name, count)| Some((format!("tallies/{at}/{name}"), count?, share))),
        );
    }
    let ballots = vote.cast.iter().enumerate();
    let ballots: Vec<_> = ballots
        .filter_map(|(at, ballot)| {
            Some((format!("cast/{at}/count"), ballot.count.as_ref()?, false))
        })
        .collect();
    // The seats of parties are mostly known from elsewhere.
    let is_listed = |count: &Count| {
        let count = count.to_string();
        is_of_a_vote(&count) && quoted.contains(&count)
    };
    if ballots.iter().any(|(_, count, _)| is_listed(count)) {
        numbers.extend(ballots);
    }
    numbers
}

/// The counts of a tally, with the names of the fields.
fn counts(tally: &Tally) -> [(&'static str, Option<&Count>); 4] {
    [
        ("for", tally.r#for.as_ref()),
        ("against", tally.against.as_ref()),
        ("abstain", tally.abstain.as_ref()),
        ("blank", tally.blank.as_ref()),
    ]
}

/// True if one number can have been written for the other: a budget of millions says nothing of a vote of a hundred.
fn are_of_a_size(one: &str, other: &str) -> bool {
    const MOST: f64 = 20.0;
    let sizes: Option<(f64, f64)> = one.parse().ok().zip(other.parse().ok());
    sizes.is_some_and(|(one, other)| one <= other * MOST && other <= one * MOST)
}

/// True if a number is hardly the day or the year of a date, which says nothing of how votes are written.
fn is_of_a_vote(number: &str) -> bool {
    match number.parse::<u32>() {
        Ok(whole) => whole > 31 && !(1900..2100).contains(&whole),
        // A share, or more than anybody counts.
        Err(_) => true,
    }
}
