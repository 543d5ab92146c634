//! A record is one JSON value to the letter of RFC 8259: no comment, no comma after the last item, no `NaN`; and it has no half of a
//! surrogate pair, and no number that a 64-bit float cannot hold.
//!
//! Some readers forgive these and some do not, so that a record would be there for the one and missing for the other. The finding
//! points at the first byte at which no JSON can continue: the mistake is there or just before it.
//!
//! ## Bad
//!
//! ```text
//! "record": {
//!   "revision": 1,
//!   "state": "published",
//! }
//! ```
//!
//! ## Good
//!
//! ```text
//! "record": {
//!   "revision": 1,
//!   "state": "published"
//! }
//! ```
//!
//! ## Mend
//!
//! Mend the place that the finding points at, or the end of the line before it: mostly it is a comma too many or too few. `besluit
//! fmt` lays the record out once it is JSON.

use super::report_faults;
use crate::check::{Findings, Rule, Setting};
use crate::document::Document;
use crate::json::FaultKind;

pub const RULE: Rule = rule!("json-syntax", Error, "json_syntax.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    report_faults(
        document,
        findings,
        &[
            FaultKind::Empty,
            FaultKind::Syntax,
            FaultKind::NumberOutOfRange,
        ],
    );
}
