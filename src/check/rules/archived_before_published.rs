//! A copy of a source in an archive, and the file that its text was taken from, are not older than the source.
//!
//! What was archived before the source was there is another document, or a page that had other words then.
//!
//! ## Bad
//!
//! ```json
//! "archived": [{ "url": "https://archive.example/letter", "at": "2025-10-05" }]
//! ```
//!
//! ## Good
//!
//! ```json
//! "archived": [{ "url": "https://archive.example/letter", "at": "2025-10-07" }]
//! ```
//!
//! ## Mend
//!
//! Look the copy up, and mend its date or its address, or the date of the source.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;

pub const RULE: Rule = rule!(
    "archived-before-published",
    Warning,
    "archived_before_published.rs",
    Record(check)
);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(source) = document.source() else {
        return;
    };
    let Some(began) = source.date.bounds() else {
        return;
    };
    let copies = source.archived.iter().enumerate();
    let copies = copies.map(|(nth, copy)| (format!("/archived/{nth}/at"), Some(&copy.at)));
    let original = source.original.as_ref();
    let retrieved = original.and_then(|original| original.retrieved.as_ref());
    let all = copies.chain([("/original/retrieved".to_owned(), retrieved)]);
    for (pointer, date) in all {
        let days = date.and_then(|date| Some((date, date.bounds()?)));
        if let Some((date, _)) = days.filter(|(_, days)| days.last < began.first) {
            let message = format!("of {date}, and the source is of {}", source.date);
            let hint = Some("mend one of the two dates, or the address".to_owned());
            findings.report(document, At::Value(&pointer), message, hint);
        }
    }
}
