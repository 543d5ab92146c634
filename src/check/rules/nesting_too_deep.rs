//! A record nests at most 64 levels deep.
//!
//! No record comes near it. A file that does was not meant to be one, and could exhaust the programs that read it.
//!
//! ## Bad
//!
//! Sixty-five levels, with the braces of the record:
//!
//! ```text
//! "name": [[[[[[[[[[…]]]]]]]]]],
//! ```
//!
//! ## Good
//!
//! ```json
//! "name": { "en": "River observer of Xx" }
//! ```
//!
//! ## Mend
//!
//! Write the record anew in the form of its schema; `besluit new` begins one.

use super::report_faults;
use crate::check::{Findings, Rule, Setting};
use crate::document::Document;
use crate::json::FaultKind;

pub const RULE: Rule = rule!(
    "nesting-too-deep",
    Error,
    "nesting_too_deep.rs",
    Record(check)
);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    report_faults(document, findings, &[FaultKind::TooDeep]);
}
