//! What happened to a decision, with its votes, as lines of a page.

use std::io;

use super::Page;
use super::page::ids;
use crate::model::{Ballot, BallotVote, Decision, Event, Tally, Vote, code};

/// The events of a decision.
pub fn all(page: &mut Page<'_>, decision: &Decision) -> io::Result<()> {
    page.heading("Events")?;
    for (at, event) in decision.events.iter().enumerate() {
        one(page, decision, at, event)?;
    }
    Ok(())
}

/// One event, by its place among those of the decision.
pub fn one(page: &mut Page<'_>, decision: &Decision, at: usize, event: &Event) -> io::Result<()> {
    let mut line = format!("{}  {}", event.date, code(&event.r#type).replace('_', " "));
    if let Some(act) = event.act {
        line += &format!(" ({})", code(&act).replace('_', " "));
    }
    if let Some(by) = &event.by {
        line += &format!(", by {}", page.actor(by));
    }
    line += &page.together(&event.jointly);
    if let Some(body) = &event.body {
        line += &format!(", in {}", page.actor(body));
    }
    let dates = [
        ("effective", &event.effective),
        ("due", &event.due),
        ("until", &event.until),
    ];
    for (word, date) in dates {
        if let Some(date) = date {
            line += &format!(", {word} {date}");
        }
    }
    if let Some(trigger) = &event.trigger {
        line += &format!("; next: {}", page.text(trigger));
    }
    if let Some(version) = &event.version {
        line += &format!(", on version {version}");
    }
    if let Some(procedure) = event.procedure {
        line += &format!(", in a procedure of {}", code(&procedure));
    }
    if !event.parts.is_empty() {
        line += &format!(", only {}", ids(&event.parts));
    }
    page.paragraph(&line, 2)?;
    if let Some(vote) = &event.vote {
        votes(page, decision, vote)?;
        page.evidence(&format!("/events/{at}/vote"), &vote.evidence, 8)?;
    }
    page.evidence(&format!("/events/{at}"), &event.evidence, 6)
}

/// What a yes meant, the counts, and who voted how.
fn votes(page: &mut Page<'_>, decision: &Decision, vote: &Vote) -> io::Result<()> {
    if let Some(on) = &vote.on {
        let mut options = decision.options.iter();
        let label = options.find(|option| option.id == *on);
        let label = label.map_or(on.as_str(), |option| page.text(&option.label));
        page.paragraph(&format!("vote: a yes means {label}"), 4)?;
    }
    for one in &vote.tallies {
        page.paragraph(&tally(one), 4)?;
    }
    let ways = [
        (BallotVote::For, "for"),
        (BallotVote::Against, "against"),
        (BallotVote::Abstain, "abstained"),
    ];
    for (way, word) in ways {
        let ballots = vote.cast.iter().filter(|ballot| ballot.vote == way);
        let voters: Vec<_> = ballots.map(|ballot| voter(page, ballot)).collect();
        if !voters.is_empty() {
            page.paragraph(&format!("{word}: {}", voters.join(", ")), 4)?;
        }
    }
    Ok(())
}

/// The counts of a vote in one unit.
fn tally(tally: &Tally) -> String {
    let counts = [
        ("for", &tally.r#for),
        ("against", &tally.against),
        ("abstained", &tally.abstain),
        ("blank", &tally.blank),
    ];
    let counts: Vec<_> = counts
        .iter()
        .filter_map(|(what, count)| Some(format!("{} {what}", count.as_ref()?)))
        .collect();
    let option = tally.option.as_ref();
    let option = option.map_or(String::new(), |option| format!("{option}: "));
    let needed = tally.needed.as_ref();
    let needed = needed.map_or(String::new(), |needed| format!(", {needed} needed"));
    let unit = code(&tally.unit).replace('_', " ");
    format!("{option}{}{needed} ({unit})", counts.join(", "))
}

fn voter(page: &Page<'_>, ballot: &Ballot) -> String {
    let votes = ballot.count.as_ref();
    let votes = votes.map_or(String::new(), |count| format!(", {count} votes"));
    format!("{}{votes}", page.actor(&ballot.actor))
}
