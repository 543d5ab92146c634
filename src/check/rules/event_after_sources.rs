//! An event is not later than every source that shows it; nor is a version, a consent, or what became of a concern, a condition or a
//! promise. A version is not later than the `document` that is its text, either.
//!
//! A letter of May cannot show what was done in June; it can announce it, which is another event. Who asks what was known in May, by
//! `--known-at`, would be told of it as a fact. What comes about by itself on a day that a text sets is excepted: the entry into force,
//! the provisional application, the end of a suspension, and the end of a term. A source that became public later than it was written
//! shows what happened until then.
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
//! Add a source that shows it. If there is none yet, record what the source does show: an event `announced`, with the day that it names
//! in `due`.

use jiff::civil;

use crate::check::{At, Findings, Rule, Subject};
use crate::index::Slice;
use crate::model::Date;

pub const RULE: Rule = rule!(
    "event-after-sources",
    Warning,
    "event_after_sources.rs",
    Each(check)
);

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let facts = &subject.index().facts;
    let events = facts.events.of(subject.at).iter().enumerate();
    for (at, event) in events.filter(|(_, event)| !event.what.comes_by_itself()) {
        let first = event.days.map(|(first, _)| first);
        let late = Late::of(subject, first, event.shown);
        if let Some(late) = late
            && let Some(event) = subject.decision().and_then(|one| one.events.get(at))
        {
            late.tell(subject, &format!("/events/{at}"), &event.date, findings);
        }
    }
    versions(subject, findings);
    for (nth, dated) in facts.dated.of(subject.at).iter().enumerate() {
        let late = Late::of(subject, dated.first, dated.shown);
        if let Some(late) = late
            && let Some(record) = &subject.document().record
            && let Some(dated) = record.dated().nth(nth)
        {
            late.tell(subject, &dated.pointer(), dated.date, findings);
        }
    }
}

/// Versions of a proposal that are later than the document that is their text. A gazette may print one that was drawn up before.
fn versions(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    for (nth, version) in index.facts.versions.of(subject.at).iter().enumerate() {
        let document = version.document;
        let last = document.and_then(|source| index.source_of(source)?.latest);
        let (Some(last), Some((first, _))) = (last, version.days) else {
            continue;
        };
        if last < first {
            let message =
                format!("this version is of {first}, and the document that is its text of {last}");
            let hint = Some("mend one of the dates, or name another document".to_owned());
            let pointer = format!("/versions/{nth}/date");
            let at = At::Value(&pointer);
            let finding = findings.report(subject.document(), at, message, hint);
            let document = document.and_then(|source| index.read(source));
            let document = document.map(|at| subject.context.place(at, "/date", "its text"));
            finding.related.extend(document);
        }
    }
}

/// What is later than every source that shows it.
struct Late {
    /// The day of the last of them.
    last: civil::Date,
    shown: Slice,
}

impl Late {
    /// What has that first day, if it is later than what shows it.
    fn of(subject: &Subject<'_>, first: Option<civil::Date>, shown: Slice) -> Option<Late> {
        let index = subject.index();
        let sources = index.shown(subject.at, shown).iter();
        // A source whose date is not known to be early may be late enough.
        let days: Option<Vec<_>> = sources
            .map(|source| index.source_of(*source)?.latest)
            .collect();
        let last = days?.into_iter().max()?;
        (last < first?).then_some(Late { last, shown })
    }

    fn tell(&self, subject: &Subject<'_>, what: &str, date: &Date, findings: &mut Findings<'_>) {
        let (index, context) = (subject.index(), subject.context);
        let last = self.last;
        let message = format!("this happened on {date}, and its last source is of {last}");
        let hint = "cite a source that shows it, or record that it was announced";
        let pointer = format!("{what}/date");
        let at = At::Value(&pointer);
        let finding = findings.report(subject.document(), at, message, Some(hint.to_owned()));
        let is_last = |at: &u32| {
            let source = index.source(*at);
            source.is_some_and(|one| one.latest == Some(last))
        };
        let sources = index.shown(subject.at, self.shown).iter();
        let sources = sources
            .filter_map(|source| index.read(*source))
            .filter(is_last);
        finding
            .related
            .extend(sources.map(|at| context.place(at, "/date", "its last source")));
    }
}
