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

use super::report_violations;
use crate::check::{Findings, Rule, Setting};
use crate::document::Document;
use crate::schema::ViolationKind;

pub const RULE: Rule = rule!(
    "malformed-value",
    Error,
    "malformed_value.rs",
    Record(check)
);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    report_violations(document, findings, ViolationKind::MalformedValue);
}
