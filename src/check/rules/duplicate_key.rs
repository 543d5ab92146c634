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
use crate::check::{Check, Context, Findings, Rule, Screen};
use crate::finding::Level;
use crate::json::FaultKind;

pub const RULE: Rule = Rule {
    name: "duplicate-key",
    level: Level::Error,
    source: include_str!("duplicate_key.rs"),
    check: Check::All(Screen::Form, check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    report_faults(context, findings, &[FaultKind::DuplicateKey]);
}
