//! `besluit explain`: what a rule says, and why.

use std::io::Write;

use super::{Outcome, say};
use crate::check::RULES;
use crate::check::rules::rule;
use crate::schema::nearest;

/// Explains a rule: what it says, why, and how to mend what breaks it. Without a rule, lists them all.
#[derive(clap::Args)]
pub struct Arguments {
    /// The name of the rule, as findings print it in brackets
    rule: Option<String>,
}

pub fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let Some(name) = &arguments.rule else {
        for rule in RULES {
            let explanation = rule.explanation();
            // The first paragraph says what must hold; the rest says why.
            let summary = explanation
                .split("\n\n")
                .next()
                .unwrap_or_default()
                .replace('\n', " ");
            writeln!(out, "{:<21}{:<9}{summary}", rule.name, rule.level.as_str())?;
        }
        return Ok(Outcome::Clean);
    };
    match rule(name) {
        Some(rule) => {
            writeln!(
                out,
                "{} ({})\n\n{}",
                rule.name,
                rule.level.as_str(),
                rule.explanation()
            )?;
            Ok(Outcome::Clean)
        }
        None => {
            let near = nearest(name, RULES.iter().map(|rule| rule.name));
            let near = near.map_or(String::new(), |near| format!("; {near}"));
            say(format_args!("error: there is no rule `{name}`{near}"));
            Ok(Outcome::Findings)
        }
    }
}
