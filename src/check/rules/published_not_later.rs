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

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;

pub const RULE: Rule = rule!(
    "published-not-later",
    Error,
    "published_not_later.rs",
    Record(check)
);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(source) = document.source() else {
        return;
    };
    let Some(published) = &source.published else {
        return;
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
