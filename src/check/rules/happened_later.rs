//! Nothing that somebody did lies after the day on which the dataset is judged.
//!
//! What is still to come is `due`, or a text that sets a day: the entry into force, the end of a suspension or of a term, and the first day on
//! which something holds may lie ahead.
//!
//! ## Bad
//!
//! ```json
//! { "id": "taken", "type": "taken", "date": "2031-09-01", "evidence": ["…"] }
//! ```
//!
//! ## Good
//!
//! ```json
//! { "id": "announced", "type": "announced", "date": "2025-09-01", "due": "2031-09-01", "evidence": ["…"] }
//! ```
//!
//! ## Mend
//!
//! Mend the date, or record what was announced, with the day in `due`.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::Date;

pub const RULE: Rule = rule!("happened-later", Error, "happened_later.rs", Record(check));

fn check(document: &Document, setting: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(record) = &document.record else {
        return;
    };
    let mut tell = |pointer: String, date: &Date| {
        if date.bounds().is_some_and(|days| days.first > setting.as_of) {
            let message = format!(
                "{date} is after {}, on which the dataset is judged",
                setting.as_of
            );
            let hint = Some(
                "mend the date, or record what was announced with this day in `due`".to_owned(),
            );
            findings.report(document, At::Value(&pointer), message, hint);
        }
    };
    let events = record.decision().into_iter().flat_map(|one| &one.events);
    for (at, event) in events
        .enumerate()
        .filter(|(_, event)| !event.r#type.comes_by_itself())
    {
        tell(format!("/events/{at}/date"), &event.date);
    }
    for (at, commitment) in record.commitments().iter().enumerate() {
        for (nth, event) in commitment.events.iter().enumerate() {
            tell(format!("/commitments/{at}/events/{nth}/date"), &event.date);
        }
    }
}
