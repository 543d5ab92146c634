//! A value has the form and the range that its type has: a date is a date, an id a slug, a list is not empty.
//!
//! Programs sort, compare and look up by these forms. An empty list would say nothing that its absence does not say.
//!
//! ## Bad
//!
//! ```json
//! "date": "2 September 2025"
//! ```
//!
//! ## Good
//!
//! ```json
//! "date": "2025-09-02"
//! ```
//!
//! ## Mend
//!
//! Write the value in the form that the hint names, with an example. Fill in what `besluit new` left as `""`, and leave out a list
//! without an item.

use super::{report_violation, report_violations};
use crate::check::{Findings, Rule, Setting, Subject};
use crate::document::Document;
use crate::schema::ViolationKind;

pub const RULE: Rule = rule!(
    "malformed-value",
    Error,
    "malformed_value.rs",
    Record(check),
    Each(names)
);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    report_violations(document, findings, ViolationKind::MalformedValue);
}

/// What stands where an id belongs and may be the name of a record, which only all records together tell.
fn names(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    if !subject.index().entry(subject.at).has_name_for_id {
        return;
    }
    let document = subject.document();
    for violation in &document.violations {
        let Some(record_type) = violation.record_type else {
            continue;
        };
        let written = document.str_at(&violation.pointer).unwrap_or_default();
        let ids = subject.context.called(record_type, written);
        let hint = ids.map(|ids| {
            let text = format!("an id belongs here, not a name: `{written}` is {ids}");
            ids.with_text(text)
        });
        let hint = hint.or_else(|| violation.hint.clone());
        report_violation(document, findings, violation, hint);
    }
}
