//! A value is of the JSON type that its field has; nothing is `null`.
//!
//! Absent means unknown or not applicable, so a field without a value is left out.

use super::report_mistakes;
use crate::check::{Context, Findings, Rule};
use crate::finding::Level;
use crate::schema::MistakeKind;

pub const RULE: Rule = Rule {
    name: "wrong-type",
    level: Level::Error,
    source: include_str!("wrong_type.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    report_mistakes(context, findings, MistakeKind::WrongType);
}
