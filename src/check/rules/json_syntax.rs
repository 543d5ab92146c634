//! A record is JSON to the letter of RFC 8259: no comments, no trailing commas, no `NaN`, no half surrogates, and no number that a
//! 64-bit float cannot hold.
//!
//! The finding points at the first byte at which no JSON can continue; the mistake is there or just before it.

use super::report_faults;
use crate::check::{Context, Findings, Rule};
use crate::finding::Level;
use crate::json::FaultKind;

pub const RULE: Rule = Rule {
    name: "json-syntax",
    level: Level::Error,
    source: include_str!("json_syntax.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    report_faults(
        context,
        findings,
        &[
            FaultKind::Empty,
            FaultKind::Syntax,
            FaultKind::NumberOutOfRange,
        ],
    );
}
