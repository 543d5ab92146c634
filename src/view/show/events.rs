//! What happened to a decision, with its votes, as lines of a page.

use std::io;

use super::{Page, votes};
use crate::model::{Decision, Event};
use crate::view::names;

/// The events of a decision, in the order in which a line through time has them.
pub fn all(page: &mut Page<'_>, decision: &Decision) -> io::Result<()> {
    page.heading(page.words.events)?;
    let mut events: Vec<_> = decision.events.iter().enumerate().collect();
    events.sort_by_key(|(_, event)| event.counting_date().order());
    for (at, event) in events {
        one(page, decision, at, event)?;
    }
    Ok(())
}

/// One event, by its place among those of the decision.
pub fn one(page: &mut Page<'_>, decision: &Decision, at: usize, event: &Event) -> io::Result<()> {
    let words = page.words;
    let mut line = format!("{}  {}", event.date, page.code(&event.r#type));
    if let Some(act) = event.act {
        line += &format!(" ({})", page.code(&act));
    }
    if let Some(by) = &event.by {
        line += &format!(", {} {}", words.by, page.actor(by));
    }
    line += &page.together(&event.jointly);
    if let Some(body) = &event.body {
        line += &format!(", {} {}", words.within, page.actor(body));
    }
    let dates = [
        (words.effective, &event.effective),
        (words.due, &event.due),
        (words.until, &event.until),
    ];
    for (word, date) in dates {
        if let Some(date) = date {
            line += &format!(", {word} {date}");
        }
    }
    if let Some(trigger) = &event.trigger {
        line += &format!("; {}: {}", words.next, page.text(trigger));
    }
    if let Some(version) = &event.version {
        line += &format!(", {} {version}", words.on_version);
    }
    if let Some(procedure) = event.procedure {
        line += &format!(", {} {}", words.in_procedure, page.code(&procedure));
    }
    if !event.parts.is_empty() {
        line += &format!(", {} {}", words.only, names(&event.parts));
    }
    page.paragraph(&line, 2)?;
    if let Some(vote) = &event.vote {
        votes::all(page, decision, vote)?;
        page.evidence(&format!("/events/{at}/vote"), &vote.evidence, 8)?;
    }
    page.evidence(&format!("/events/{at}"), &event.evidence, 6)
}
