//! A record nests at most 64 levels deep.
//!
//! No record comes near it; a file that does was not meant to be one, and could exhaust the programs that read it.

use super::report_faults;
use crate::check::{Context, Findings, Rule};
use crate::finding::Level;
use crate::json::FaultKind;

pub const RULE: Rule = Rule {
    name: "nesting-too-deep",
    level: Level::Error,
    source: include_str!("nesting_too_deep.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    report_faults(context, findings, &[FaultKind::TooDeep]);
}
