//! An allowance of `besluit.toml` is used up to its day, and then looked at again.
//!
//! What was accepted for a time should not be accepted for ever because nobody looks. It still holds after its day, so that no build
//! breaks by waiting: this warning is all that changes.
//!
//! ## Bad
//!
//! ```text
//! [[allowance]]
//! rule = "missing-language"
//! record = "xx-observer"
//! reason = "The translation is on its way."
//! until = 2025-06-30
//! ```
//!
//! ## Good
//!
//! ```text
//! [[allowance]]
//! rule = "missing-language"
//! record = "xx-observer"
//! reason = "The translation is on its way."
//! until = 2026-06-30
//! ```
//!
//! ## Mend
//!
//! Mend what was allowed and take the allowance out, or give it a later day and a reason that still holds.

use super::unmatched_allowance::report;
use crate::check::{Context, Findings, Rule};

pub const RULE: Rule = rule!(
    "expired-allowance",
    Warning,
    "expired_allowance.rs",
    All(check)
);

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for allowance in &context.setting.config.allowances {
        let Some(until) = allowance
            .until
            .filter(|until| *until < context.setting.as_of)
        else {
            continue;
        };
        let message = format!("this was allowed until {until}");
        let hint = "mend what it allows and take it out, or give it a later day";
        report(
            context,
            allowance,
            message,
            Some(hint.to_owned().into()),
            findings,
        );
    }
}
