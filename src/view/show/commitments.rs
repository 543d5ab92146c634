//! Promises, and what became of them, as lines of a page.

use std::io;

use super::Page;
use crate::model::Commitment;

/// The commitments of a record.
pub fn all(page: &mut Page<'_>, commitments: &[Commitment]) -> io::Result<()> {
    if commitments.is_empty() {
        return Ok(());
    }
    page.heading(page.words.commitments)?;
    for (at, commitment) in commitments.iter().enumerate() {
        one(page, at, commitment)?;
    }
    Ok(())
}

/// One commitment, by its place among those of its record.
pub fn one(page: &mut Page<'_>, at: usize, commitment: &Commitment) -> io::Result<()> {
    let trigger = commitment.trigger.as_ref();
    let trigger = trigger.map_or(String::new(), |trigger| {
        format!("; {}: {}", page.words.falls_due, page.text(trigger))
    });
    let due = commitment.due.as_ref();
    let due = due.map_or(String::new(), |due| format!(" ({} {due})", page.words.due));
    let (by, to) = (page.actor(&commitment.by), page.actor(&commitment.to));
    let text = page.text(&commitment.text);
    let id = page.id(format!("#{}", commitment.id));
    let line = format!("{by} {} {to}: {text}{trigger}{due} {id}", page.words.to);
    page.paragraph(&line, 2)?;
    for (event_at, event) in commitment.events.iter().enumerate() {
        let what = page.code(&event.r#type);
        page.paragraph(&format!("{}  {what}", event.date), 4)?;
        let pointer = format!("/commitments/{at}/events/{event_at}");
        page.evidence(&pointer, &event.evidence, 8)?;
    }
    Ok(())
}
