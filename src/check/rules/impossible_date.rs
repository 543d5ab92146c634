//! A date is in the calendar, and an interval does not end before it starts.
//!
//! A day that never was is neither before nor after any other, so what happened on it would have no place in the story.
//!
//! ## Bad
//!
//! ```json
//! "date": "2025-02-30"
//! ```
//!
//! ## Good
//!
//! ```json
//! "date": "2025-02-28"
//! ```
//!
//! ## Mend
//!
//! Look the date up in the source. Where the source leaves the day open, give the month, as `2025-02`, or an interval, as
//! `2025-02-27/2025-03-02`.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::Bounds;
use crate::schema::vocabulary::of_type;

pub const RULE: Rule = rule!(
    "impossible-date",
    Error,
    "impossible_date.rs",
    Record(check)
);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    for place in document.places_of(of_type::DATE) {
        let date = place.as_str().unwrap_or_default();
        if Bounds::of(date).is_some() {
            continue;
        }
        let (message, hint) = match date.split('/').find(|part| Bounds::of(part).is_none()) {
            Some(part) => (format!("no calendar has the date {part}"), days(part)),
            None => (
                format!("the interval {date} ends before it starts"),
                the_other_way_round(date),
            ),
        };
        findings.report(document, At::Value(&place.pointer()), message, hint);
    }
}

/// The number of days in the month of a date, in words.
fn days(date: &str) -> Option<String> {
    let (month, _) = date.rsplit_once('-')?;
    let bounds = Bounds::of(month)?;
    Some(format!("{month} has {} days", bounds.last.day()))
}

fn the_other_way_round(date: &str) -> Option<String> {
    let (first, last) = date.split_once('/')?;
    Some(format!("if the two are right, write `{last}/{first}`"))
}
