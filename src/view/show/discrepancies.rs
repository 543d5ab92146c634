//! Where sources contradict each other, as lines of a page.

use std::io;

use super::Page;
use crate::model::{Decision, Discrepancy, Keyword, ReadingValue};
use crate::view::place::Place;
use crate::view::words;

/// The discrepancies of a decision.
pub fn all(page: &mut Page<'_>, decision: &Decision) -> io::Result<()> {
    if decision.discrepancies.is_empty() {
        return Ok(());
    }
    page.heading(page.words.discrepancies)?;
    for (at, discrepancy) in decision.discrepancies.iter().enumerate() {
        one(page, at, discrepancy)?;
    }
    Ok(())
}

/// One discrepancy, by its place among those of the decision.
pub fn one(page: &mut Page<'_>, at: usize, discrepancy: &Discrepancy) -> io::Result<()> {
    let place = Place::of(&page.view.record, discrepancy.pointer.as_str());
    let (about, id) = (
        place.in_words(page.words),
        page.id(format!("#{}", discrepancy.id)),
    );
    let reason = page.text(&discrepancy.reason);
    page.paragraph(&format!("{about}: {reason} {id}"), 2)?;
    for (reading_at, reading) in discrepancy.readings.iter().enumerate() {
        page.paragraph(&in_words(&reading.value), 4)?;
        let pointer = format!("/discrepancies/{at}/readings/{reading_at}");
        page.evidence(&pointer, &reading.evidence, 8)?;
    }
    Ok(())
}

/// A value that sources give, a code in words.
fn in_words(value: &ReadingValue) -> String {
    let value = value.to_string();
    match value.parse::<Keyword>() {
        Ok(code) => words(&code),
        Err(_) => value,
    }
}
