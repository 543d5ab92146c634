//! Votes as lines of a page: what a yes meant, how many were for what, and who voted what.

use std::io;

use super::Page;
use crate::model::{Ballot, BallotVote, Decision, Tally, Vote};
use crate::wording::Words;

/// What a yes meant, the counts, and who voted how.
pub fn all(page: &mut Page<'_>, decision: &Decision, vote: &Vote) -> io::Result<()> {
    if let Some(on) = &vote.on {
        let mut options = decision.options.iter();
        let label = options.find(|option| option.id == *on);
        let label = label.map_or(on.as_str(), |option| page.text(&option.label));
        page.paragraph(&format!("{} {label}", page.words.yes_means), 4)?;
    }
    for one in &vote.tallies {
        page.paragraph(&tally(page.words, one), 4)?;
    }
    let voted = |ballot: &Ballot| (ballot.vote, ballot.option.clone());
    let mut seen = Vec::new();
    for first in &vote.cast {
        if seen.contains(&voted(first)) {
            continue;
        }
        seen.push(voted(first));
        let alike = vote.cast.iter().filter(|one| voted(one) == voted(first));
        let voters: Vec<_> = alike.map(|ballot| voter(page, ballot)).collect();
        let way = match first.vote {
            BallotVote::For => page.words.votes_for,
            BallotVote::Against => page.words.votes_against,
            BallotVote::Abstain => page.words.abstained,
            BallotVote::Absent => page.words.absent,
        };
        let option = first.option.as_ref();
        let option = option.map_or(String::new(), |option| format!(" {option}"));
        page.paragraph(&format!("{way}{option}: {}", voters.join("; ")), 4)?;
    }
    Ok(())
}

/// The counts of a vote in one unit.
fn tally(words: &Words, tally: &Tally) -> String {
    let counts = [
        (words.votes_for, &tally.r#for),
        (words.votes_against, &tally.against),
        (words.abstained, &tally.abstain),
        (words.blank, &tally.blank),
    ];
    let counts: Vec<_> = counts
        .iter()
        .filter_map(|(what, count)| Some(format!("{} {what}", count.as_ref()?)))
        .collect();
    let option = tally.option.as_ref();
    let option = option.map_or(String::new(), |option| format!("{option}: "));
    let needed = tally.needed.as_ref();
    let needed = needed.map_or(String::new(), |needed| {
        format!(", {needed} {}", words.needed)
    });
    let unit = words.code(&tally.unit);
    format!("{option}{}{needed} ({unit})", counts.join(", "))
}

fn voter(page: &Page<'_>, ballot: &Ballot) -> String {
    let votes = ballot.count.as_ref();
    let votes = votes.map_or(String::new(), |count| {
        format!(", {}", (page.words.votes)(&count.to_string()))
    });
    format!("{}{votes}", page.actor(&ballot.actor))
}
