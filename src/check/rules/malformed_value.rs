//! A value has the form and the range that its type has: a date is a date, an id a slug, a list is not empty.
//!
//! The message names the form and gives an example.

use super::report_mistakes;
use crate::check::{Context, Findings, Rule};
use crate::finding::Level;
use crate::schema::MistakeKind;

pub const RULE: Rule = Rule {
    name: "malformed-value",
    level: Level::Error,
    source: include_str!("malformed_value.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    report_mistakes(context, findings, MistakeKind::MalformedValue);
}
