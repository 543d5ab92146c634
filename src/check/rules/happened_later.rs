//! Nothing that is told as done lies after the day on which the dataset is judged: no event, outcome, consent, version, source or copy of it.
//!
//! What is still to come is `due`, or a text that sets a day: the entry into force, the provisional application, the end of a suspension
//! or of a term, and the first and last day on which something holds may lie ahead.
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
use crate::model::{Bounds, Record};
use crate::schema::vocabulary::of_type;

pub const RULE: Rule = rule!("happened-later", Error, "happened_later.rs", Record(check));

/// The fields with a day that may lie ahead.
const AHEAD: [&str; 4] = ["due", "effective", "until", "start"];

fn check(document: &Document, setting: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(record) = &document.record else {
        return;
    };
    for place in document.places_of(of_type::DATE) {
        let date = place.as_str().unwrap_or_default();
        if Bounds::of(date).is_none_or(|days| days.first <= setting.as_of) {
            continue;
        }
        let pointer = place.pointer();
        if may_lie_ahead(record, &pointer) {
            continue;
        }
        let message = format!(
            "{date} is after {}, on which the dataset is judged",
            setting.as_of
        );
        let is_event = pointer.contains("/events/");
        let hint = match is_event {
            true => "mend the date, or record what was announced with this day in `due`",
            false => "mend the date",
        };
        findings.report(
            document,
            At::Value(&pointer),
            message,
            Some(hint.to_owned()),
        );
    }
}

/// True if the date at a place is of what comes on a day that somebody set before.
fn may_lie_ahead(record: &Record, pointer: &str) -> bool {
    let field = pointer.rsplit('/').next().unwrap_or_default();
    let event = pointer.strip_prefix("/events/");
    let event = event.and_then(|rest| rest.strip_suffix("/date")?.parse::<usize>().ok());
    let event = event.and_then(|at| record.decision()?.events.get(at));
    AHEAD.contains(&field)
        || pointer.ends_with("/ended/date")
        || event.is_some_and(|event| event.r#type.comes_by_itself())
}
