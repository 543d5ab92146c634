//! A record has every field that its type must have, and so has every object in it.
//!
//! Consumers rely on these fields being there. Every other field may be absent, which means unknown or not applicable.
//!
//! ## Bad
//!
//! ```json
//! "identifiers": [{ "value": "R-7" }]
//! ```
//!
//! ## Good
//!
//! ```json
//! "identifiers": [{ "scheme": "register", "value": "R-7" }]
//! ```
//!
//! ## Mend
//!
//! Add the field; the hint says what belongs in it. `besluit new` begins a record with all of them in place.

use super::report_violations;
use crate::check::{Findings, Rule, Setting};
use crate::document::Document;
use crate::schema::ViolationKind;

pub const RULE: Rule = rule!("missing-field", Error, "missing_field.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    report_violations(document, findings, ViolationKind::MissingField);
}
