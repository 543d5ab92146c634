//! A date is in the calendar, and an interval does not end before it starts.

use crate::check::{At, Context, Findings, Rule};
use crate::finding::Level;
use crate::model::Date;

pub const RULE: Rule = Rule {
    name: "impossible-date",
    level: Level::Error,
    source: include_str!("impossible_date.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for document in &context.dataset.documents {
        for place in document.places_of("Date") {
            let Some(date) = document
                .str_at(&place.pointer)
                .and_then(|date| date.parse::<Date>().ok())
            else {
                continue;
            };
            let message = match date.bounds() {
                None => format!("no calendar has the date {}", impossible_part(&date)),
                Some(bounds) if bounds.first > bounds.last => {
                    format!("the interval {date} ends before it starts")
                }
                Some(_) => continue,
            };
            findings.report(document, At::Value(&place.pointer), message, None);
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
