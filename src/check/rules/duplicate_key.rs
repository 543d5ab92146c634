//! No object has the same key twice.
//!
//! JSON leaves open which of the two counts, so two readers can see two records. A key that is written with escapes, as `\u006bind`,
//! is the same key as `kind`.
//!
//! ## Bad
//!
//! ```json
//! "kind": "office",
//! "kind": "body"
//! ```
//!
//! ## Good
//!
//! ```json
//! "kind": "office"
//! ```
//!
//! ## Mend
//!
//! Keep the one that is meant.

use super::report_faults;
use crate::check::{Findings, Rule, Setting};
use crate::document::Document;
use crate::json::FaultKind;

pub const RULE: Rule = rule!("duplicate-key", Error, "duplicate_key.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    report_faults(document, findings, &[FaultKind::DuplicateKey]);
}
