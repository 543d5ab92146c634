//! A record begins with its first brace, not with a byte order mark.
//!
//! RFC 8259 forbids the mark, and readers differ in whether they skip it. Save the file as UTF-8 without one.

use super::report_faults;
use crate::check::{Context, Findings, Rule};
use crate::finding::Level;
use crate::json::FaultKind;

pub const RULE: Rule = Rule {
    name: "byte-order-mark",
    level: Level::Error,
    source: include_str!("byte_order_mark.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    report_faults(context, findings, &[FaultKind::ByteOrderMark]);
}
