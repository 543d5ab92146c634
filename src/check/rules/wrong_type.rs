//! A value is of the JSON type that its field has; nothing is `null`.
//!
//! A consumer that expects an object or a list fails at anything else. Absent means unknown or not applicable, so `null` would say
//! nothing more.
//!
//! ## Bad
//!
//! ```json
//! "name": "River observer of Xx"
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
//! Write the value as the type that the message names: a text for readers by language, a single item in a list all the same. Leave
//! out a field whose value is unknown.

use super::report_violations;
use crate::check::{Findings, Rule, Setting};
use crate::document::Document;
use crate::schema::ViolationKind;

pub const RULE: Rule = rule!("wrong-type", Error, "wrong_type.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    report_violations(document, findings, ViolationKind::WrongType);
}
