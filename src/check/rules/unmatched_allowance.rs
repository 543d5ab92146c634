//! An allowance of `besluit.toml` allows something: its rule finds something in its record.
//!
//! An allowance that is left behind would hide the next mistake of its kind, which nobody has judged.
//!
//! ## Bad
//!
//! ```text
//! [[allowance]]
//! rule = "missing-langauge"
//! record = "xx-observer"
//! reason = "The translation is on its way."
//! ```
//!
//! ## Good
//!
//! ```text
//! [[allowance]]
//! rule = "missing-language"
//! record = "xx-observer"
//! reason = "The translation is on its way."
//! ```
//!
//! ## Mend
//!
//! Take the allowance out, or mend the name of its rule or the id of its record.

use crate::check::{Context, Findings, Rule, place_of, rules};
use crate::config::{Allowance, FILE_NAME};
use crate::finding::{Finding, Related};
use crate::json::Lines;
use crate::model::RECORD_TYPES;
use crate::suggest::{Hint, nearest, nearest_id};

// It needs what the other rules have found: see `take_allowed`.
pub const RULE: Rule = rule!("unmatched-allowance", Warning, "unmatched_allowance.rs");

/// Takes out of the findings what the dataset allows, and adds one for each allowance that allows nothing.
pub fn take_allowed(context: &Context<'_>, found: &mut Vec<Finding>) {
    let allowances = &context.setting.config.allowances;
    if allowances.is_empty() {
        return;
    }
    let mut is_used = vec![false; allowances.len()];
    found.retain(|finding| {
        let at = allowances.iter().position(|allowance| {
            finding.rule == allowance.rule
                && finding.record.as_ref() == Some(&allowance.record)
                && !rules::FORM.contains(&finding.rule)
        });
        at.inspect(|at| is_used[*at] = true).is_none()
    });
    let mut findings = Findings::new(&RULE.about);
    // Without what was published nobody knows what the rules of history would find.
    let is_asked = |rule: &str| context.before.is_some() || !rules::HISTORY.contains(&rule);
    let unused = allowances.iter().zip(is_used).filter(|(_, used)| !used);
    for (allowance, _) in unused.filter(|(allowance, _)| is_asked(&allowance.rule)) {
        let names = rules::RULES.iter().map(|rule| rule.about.name);
        let (message, hint) = match rules::rule(&allowance.rule) {
            None => (
                format!("there is no rule `{}`", allowance.rule),
                nearest(&allowance.rule, names),
            ),
            Some(rule) if rules::FORM.contains(&rule.about.name) => (
                format!(
                    "`{}` cannot be allowed: a record that breaks it is not checked further",
                    rule.about.name
                ),
                Some(
                    "mend the record, and take the allowance out"
                        .to_owned()
                        .into(),
                ),
            ),
            Some(_) if context.type_of(&allowance.record).is_none() => (
                format!("there is no record `{}`", allowance.record),
                RECORD_TYPES
                    .iter()
                    .find_map(|of_type| nearest_id(&allowance.record, context.ids(of_type))),
            ),
            Some(rule) => (
                format!(
                    "`{}` finds nothing in `{}`",
                    rule.about.name, allowance.record
                ),
                Some("take the allowance out".to_owned().into()),
            ),
        };
        report(context, allowance, message, hint, &mut findings);
    }
    found.extend(findings.into_found());
}

/// Reports something about an allowance, and so about the record that it is for.
pub(super) fn report(
    context: &Context<'_>,
    allowance: &Allowance,
    message: String,
    hint: Option<Hint>,
    findings: &mut Findings<'_>,
) {
    let (place, subject) = (place(context, allowance), subject(allowance));
    let finding = findings.report_place(place, &subject, message, hint);
    let mut types = RECORD_TYPES.into_iter();
    let record = types.find_map(|of_type| context.index.find(of_type, &allowance.record));
    let record = record.map(|at| context.id_of(at, "the record"));
    finding.related.extend(record);
}

/// The place of an allowance in the `besluit.toml`.
fn place(context: &Context<'_>, allowance: &Allowance) -> Related {
    let text = &context.setting.config.text;
    place_of(
        FILE_NAME,
        text,
        &Lines::new(text),
        allowance.span.clone(),
        "",
    )
}

/// The record and rule that an allowance is about, which name it wherever it stands.
fn subject(allowance: &Allowance) -> String {
    format!("{}/{}", allowance.record, allowance.rule)
}
