//! A record has no field that its type does not have.
//!
//! A misspelt field would be lost in silence, and a made-up one would surprise every consumer.
//!
//! ## Bad
//!
//! ```json
//! "on_behalf": "xx-cabinet"
//! ```
//!
//! ## Good
//!
//! ```json
//! "on_behalf_of": "xx-cabinet"
//! ```
//!
//! ## Mend
//!
//! Take the field that the hint names, or leave it out; `besluit schema actor` says what each field of an actor means. For what no
//! field is there for, propose one, with the record that needs it.

use super::report_violations;
use crate::check::{Findings, Rule, Setting};
use crate::document::Document;
use crate::schema::ViolationKind;

pub const RULE: Rule = rule!("unknown-field", Error, "unknown_field.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    report_violations(document, findings, ViolationKind::UnknownField);
}
