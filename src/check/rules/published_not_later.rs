//! A source has `published` only if it became public later than its date.
//!
//! Absence says that it was public at once; the same date twice would say nothing more.
//!
//! ## Bad
//!
//! ```json
//! "date": "2025-09-02",
//! "published": "2025-09-02"
//! ```
//!
//! ## Good
//!
//! ```json
//! "date": "2025-09-02",
//! "availability": "public"
//! ```
//!
//! ## Mend
//!
//! Leave `published` out, or mend the date that is wrong.

use crate::check::{At, Context, Findings, Rule, Screen};
use crate::finding::Level;
use crate::gist::vocabulary::key;
use crate::gist::{Gist, span};

pub const RULE: Rule = Rule {
    name: "published-not-later",
    level: Level::Error,
    source: include_str!("published_not_later.rs"),
    screen: Screen::Record(is_later),
    check,
};

fn is_later(gist: &Gist<'_>) -> bool {
    let Some(published) = gist.member(0, key::PUBLISHED) else {
        return true;
    };
    let dates = span(gist.text(published)).zip(
        gist.member(0, key::DATE)
            .and_then(|date| span(gist.text(date))),
    );
    dates.is_some_and(|(published, date)| published.last > date.first && published != date)
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, source) in context.sources(&RULE) {
        let Some(published) = &source.published else {
            continue;
        };
        let surely_not_later = match (published.bounds(), source.date.bounds()) {
            (Some(published), Some(date)) => published.last <= date.first,
            _ => false,
        };
        if surely_not_later || *published == source.date {
            let message = format!(
                "published on {published}, which is not later than its date, {}",
                source.date
            );
            let hint = Some("leave `published` out, or mend the date".to_owned());
            findings.report(document, At::Value("/published"), message, hint);
        }
    }
}
