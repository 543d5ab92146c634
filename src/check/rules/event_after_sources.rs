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

use jiff::civil;

use crate::check::{At, Check, Context, Findings, Rule, Screen, Screening};
use crate::finding::Level;
use crate::links::{Known, Link};
use crate::model::{EventType, Evidence, Source};

pub const RULE: Rule = Rule {
    name: "event-after-sources",
    level: Level::Warning,
    source: include_str!("event_after_sources.rs"),
    check: Check::All(Screen::Links(is_shown), check),
};

fn is_shown(screening: &Screening<'_>, card: u32) -> bool {
    let links = screening.links;
    let of_card = links.of(card);
    let is_late_enough = |source: u32, day: civil::Date| match links.known(source) {
        // Whatever is not known of a source is for the full check to weigh, but that it is missing or cannot be read.
        Known::Unread | Known::Absent => true,
        Known::Unsure => false,
        Known::Card(_) => {
            let latest = links.source(source).and_then(|one| one.latest);
            latest.is_some_and(|latest| latest >= day)
        }
    };
    of_card.iter().enumerate().all(|(place, link)| {
        let Link::Event(what, _) = link else {
            return true;
        };
        let own = of_card[place + 1..].iter();
        let mut own =
            own.take_while(|link| matches!(link, Link::From(_) | Link::Due(_) | Link::ShownBy(_)));
        match own.next() {
            Some(Link::From(day)) if !comes_by_itself(*what) => own.any(|link| match link {
                Link::ShownBy(source) => is_late_enough(*source, *day),
                _ => false,
            }),
            // A date that no calendar has is reported as such.
            _ => true,
        }
    })
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let dataset = context.dataset;
    let day_of = |evidence: &Evidence| latest(dataset.source(&evidence.source)?);
    for (document, decision) in context.decisions(&RULE) {
        let acts = decision
            .events
            .iter()
            .enumerate()
            .filter(|(_, event)| !comes_by_itself(event.r#type));
        for (at, event) in acts {
            // A source whose date is not known to be early may be late enough.
            let days: Option<Vec<_>> = event.evidence.iter().map(day_of).collect();
            let last = days.and_then(|days| days.into_iter().max());
            if let (Some(last), Some(date)) = (last, event.date.bounds())
                && last < date.first
            {
                let message = format!(
                    "this happened on {}, and its last source is of {last}",
                    event.date
                );
                let hint =
                    Some("cite a source that shows it, or record that it was announced".to_owned());
                findings.report(
                    document,
                    At::Value(&format!("/events/{at}/date")),
                    message,
                    hint,
                );
            }
        }
    }
}

/// Whether an event comes about on its day without anybody acting, so that an earlier text can show it.
fn comes_by_itself(event: EventType) -> bool {
    match event {
        EventType::EnteredIntoForce | EventType::Resumed | EventType::Lapsed => true,
        EventType::Proposed
        | EventType::Announced
        | EventType::Reaffirmed
        | EventType::Postponed
        | EventType::Taken
        | EventType::Published
        | EventType::Executed
        | EventType::NotExecuted
        | EventType::Suspended
        | EventType::Challenged
        | EventType::Upheld
        | EventType::Annulled => false,
    }
}

/// The last day that a source names as its own. What it says of them may be wrong, and is reported there; it is not the event
/// that is wrong because of that.
fn latest(source: &Source) -> Option<civil::Date> {
    let bounds = source.date.bounds()?;
    let published = match &source.published {
        Some(published) => published.bounds()?,
        None => bounds,
    };
    let days = [bounds.first, bounds.last, published.first, published.last];
    days.into_iter().max()
}
