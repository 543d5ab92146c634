//! A record is UTF-8, as RFC 8259 asks of JSON that is exchanged.
//!
//! A file in another encoding reads differently for everyone who guesses it. Save it as UTF-8.

use super::report_faults;
use crate::check::{Context, Findings, Rule};
use crate::finding::Level;
use crate::json::FaultKind;

pub const RULE: Rule = Rule {
    name: "not-utf8",
    level: Level::Error,
    source: include_str!("not_utf8.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    report_faults(context, findings, &[FaultKind::InvalidUtf8]);
}
