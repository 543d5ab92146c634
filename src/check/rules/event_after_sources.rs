//! An event is not later than every source that shows it.
//!
//! A letter of May cannot show what was done in June; it can announce it, which is another event. Who asks what was known in May, by
//! `--known-at`, would be told of it as a fact. What comes about by itself on a day that a text sets is excepted: the entry into
//! force, the end of a suspension, and the end of a term.
//!
//! ## Bad
//!
//! The letter is of 6 October:
//!
//! ```json
//! "date": "2025-11-03",
//! "body": "xx-cabinet",
//! "vote": "…",
//! "evidence": [{ "source": "xx-letter-2025-10-06", "quote": "…" }]
//! ```
//!
//! ## Good
//!
//! ```json
//! "date": "2025-03-03",
//! "body": "xx-cabinet",
//! "vote": "…",
//! "evidence": [{ "source": "xx-letter-2025-10-06", "quote": "…" }]
//! ```
//!
//! ## Mend
//!
//! Add a source that shows it. If there is none yet, record what the source does show: an event `announced`, with the day that it
//! names in `due`.

use crate::check::{At, Findings, Rule, Subject};

pub const RULE: Rule = rule!(
    "event-after-sources",
    Warning,
    "event_after_sources.rs",
    Each(check)
);

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let events = index.facts.events.of(subject.at).iter().enumerate();
    for (at, event) in events.filter(|(_, event)| !event.what.comes_by_itself()) {
        // A source whose date is not known to be early may be late enough.
        let sources = index.shown(subject.at, event.shown).iter();
        let days: Option<Vec<_>> = sources
            .clone()
            .map(|source| index.source_of(*source)?.latest)
            .collect();
        let last = days.and_then(|days| days.into_iter().max());
        let (Some(last), Some((first, _))) = (last, event.days) else {
            continue;
        };
        if last < first
            && let Some(event) = subject.decision().and_then(|one| one.events.get(at))
        {
            let date = &event.date;
            let message = format!("this happened on {date}, and its last source is of {last}");
            let hint = "cite a source that shows it, or record that it was announced";
            let pointer = format!("/events/{at}/date");
            let at = At::Value(&pointer);
            let finding = findings.report(subject.document(), at, message, Some(hint.to_owned()));
            let is_last = |at: &u32| {
                index
                    .source(*at)
                    .is_some_and(|one| one.latest == Some(last))
            };
            let sources = sources
                .filter_map(|source| index.read(*source))
                .filter(is_last);
            let context = subject.context;
            finding
                .related
                .extend(sources.map(|at| context.place(at, "/date", "its last source")));
        }
    }
}
