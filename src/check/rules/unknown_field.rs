//! A record has no field that its type does not have.
//!
//! A misspelt field would be lost in silence, and a made-up one would surprise every consumer. The schema of the type lists its
//! fields.

use super::report_mistakes;
use crate::check::{Context, Findings, Rule};
use crate::finding::Level;
use crate::schema::MistakeKind;

pub const RULE: Rule = Rule {
    name: "unknown-field",
    level: Level::Error,
    source: include_str!("unknown_field.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    report_mistakes(context, findings, MistakeKind::UnknownField);
}
