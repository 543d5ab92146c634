//! An event is not 25 years or more before every source that shows it.
//!
//! A year with a wrong century looks like any other. A document of the time, or a history that says so, is worth citing for what is that old.
//!
//! ## Bad
//!
//! The letter is of 6 October 2025:
//!
//! ```json
//! { "id": "taken", "type": "taken", "date": "1925-09-01", "evidence": ["…"] }
//! ```
//!
//! ## Good
//!
//! ```json
//! { "id": "taken", "type": "taken", "date": "2025-09-01", "evidence": ["…"] }
//! ```
//!
//! ## Mend
//!
//! Mend the year. If it is right, cite a source of the time, or let the warning stand.

use jiff::ToSpan as _;

use crate::check::{At, Findings, Rule, Subject};

pub const RULE: Rule = rule!(
    "event-long-before-source",
    Warning,
    "event_long_before_source.rs",
    Each(check)
);

const YEARS: i64 = 25;

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    for (at, event) in index.facts.events.of(subject.at).iter().enumerate() {
        let Some((_, last)) = event.days else {
            continue;
        };
        let sources = index.shown(subject.at, event.shown).iter();
        let days: Option<Vec<_>> = sources
            .clone()
            .map(|source| index.source_of(*source)?.earliest)
            .collect();
        let Some(first) = days.and_then(|days| days.into_iter().min()) else {
            continue;
        };
        let is_long = last
            .checked_add(YEARS.years())
            .is_ok_and(|day| day <= first);
        let event = is_long
            .then(|| subject.decision()?.events.get(at))
            .flatten();
        if let Some(event) = event {
            let message = format!(
                "this happened on {}, and its first source is of {first}",
                event.date
            );
            let hint = Some("mend the year, or cite a source of the time".to_owned());
            let pointer = format!("/events/{at}/date");
            let finding = findings.report(subject.document(), At::Value(&pointer), message, hint);
            let is_first = |at: &u32| {
                index
                    .source(*at)
                    .is_some_and(|one| one.earliest == Some(first))
            };
            let sources = sources
                .filter_map(|source| index.read(*source))
                .filter(is_first);
            let context = subject.context;
            finding
                .related
                .extend(sources.map(|at| context.place(at, "/date", "its first source")));
        }
    }
}
