//! A record has every field that its type must have.
//!
//! Consumers rely on it being there.

use super::report_mistakes;
use crate::check::{Context, Findings, Rule};
use crate::finding::Level;
use crate::schema::MistakeKind;

pub const RULE: Rule = Rule {
    name: "missing-field",
    level: Level::Error,
    source: include_str!("missing_field.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    report_mistakes(context, findings, MistakeKind::MissingField);
}
