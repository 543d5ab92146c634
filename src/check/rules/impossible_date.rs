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

use crate::check::{At, Context, Findings, Rule, Screen};
use crate::finding::Level;
use crate::model::Date;

pub const RULE: Rule = Rule {
    name: "impossible-date",
    level: Level::Error,
    source: include_str!("impossible_date.rs"),
    screen: Screen::Record(|gist| !gist.facts.has_wrong_date),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for document in context.documents(&RULE) {
        for place in document.places_of("Date") {
            let Some(date) = place
                .node()
                .as_str()
                .and_then(|date| date.parse::<Date>().ok())
            else {
                continue;
            };
            let (message, hint) = match date.bounds() {
                None => {
                    let part = impossible_part(&date);
                    (format!("no calendar has the date {part}"), days(part))
                }
                Some(bounds) if bounds.first > bounds.last => (
                    format!("the interval {date} ends before it starts"),
                    the_other_way_round(&date),
                ),
                Some(_) => continue,
            };
            findings.report(document, At::Value(place.pointer), message, hint);
        }
    }
}

/// The part of a date that no calendar has.
fn impossible_part(date: &Date) -> &str {
    let is_impossible = |part: &&str| {
        part.parse::<Date>()
            .is_ok_and(|part| part.bounds().is_none())
    };
    date.as_str()
        .split('/')
        .find(is_impossible)
        .unwrap_or(date.as_str())
}

/// How many days the month of a date has.
fn days(date: &str) -> Option<String> {
    let (month, _) = date.rsplit_once('-')?;
    let bounds = month.parse::<Date>().ok()?.bounds()?;
    Some(format!("{month} has {} days", bounds.last.day()))
}

fn the_other_way_round(date: &Date) -> Option<String> {
    let (first, last) = date.as_str().split_once('/')?;
    Some(format!("if the two are right, write `{last}/{first}`"))
}
