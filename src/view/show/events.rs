//! What happened to a decision, with its votes, as lines of a page.

use std::io;

use super::{Page, votes};
use crate::model::{Decision, Event};
use crate::view::{names, words};

/// The events of a decision, in the order in which a line through time has them.
pub fn all(page: &mut Page<'_>, decision: &Decision) -> io::Result<()> {
    page.heading("Events")?;
    let mut events: Vec<_> = decision.events.iter().enumerate().collect();
    events.sort_by_key(|(_, event)| event.counting_date().order());
    for (at, event) in events {
        one(page, decision, at, event)?;
    }
    Ok(())
}

/// One event, by its place among those of the decision.
pub fn one(page: &mut Page<'_>, decision: &Decision, at: usize, event: &Event) -> io::Result<()> {
    let mut line = format!("{}  {}", event.date, words(&event.r#type));
    if let Some(act) = event.act {
        line += &format!(" ({})", words(&act));
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
        line += &format!(", in a procedure of {}", words(&procedure));
    }
    if !event.parts.is_empty() {
        line += &format!(", only {}", names(&event.parts));
    }
    page.paragraph(&line, 2)?;
    if let Some(vote) = &event.vote {
        votes::all(page, decision, vote)?;
        page.evidence(&format!("/events/{at}/vote"), &vote.evidence, 8)?;
    }
    page.evidence(&format!("/events/{at}"), &event.evidence, 6)
}
