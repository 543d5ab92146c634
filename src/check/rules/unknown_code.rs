//! A code is one of those that its field lists.
//!
//! A misspelt code would fall out of every count and every view. The type of a record and the version of the model are codes as
//! well.
//!
//! ## Bad
//!
//! ```json
//! "kind": "ofice"
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
//! Take the code that the hint names; `besluit schema actor` says what each code of an actor means. If none fits, propose one, with
//! the record that needs it.

use super::report_violations;
use crate::check::{Findings, Rule, Setting};
use crate::document::Document;
use crate::schema::ViolationKind;

pub const RULE: Rule = rule!("unknown-code", Error, "unknown_code.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    report_violations(document, findings, ViolationKind::UnknownCode);
}
