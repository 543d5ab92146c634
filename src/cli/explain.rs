//! `besluit explain`: what a rule asks, and why.

use clap::ValueEnum;

use super::candidates::rules;
use super::view::print_json;
use super::{Out, Outcome, say};
use crate::check::RULES;
use crate::check::rules::rule;
use crate::suggest::nearest;
use crate::view::explain;

/// Explains a rule: what it asks, why, a bad and a good example, and how to mend what breaks it. Without a rule, lists them all.
#[derive(clap::Args)]
pub struct Arguments {
    /// The name of the rule, as findings print it in brackets
    #[arg(add = rules())]
    rule: Option<String>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The form of an explanation.
#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    /// Text for people at a terminal.
    #[default]
    Human,
    /// One JSON object, `besluit-rules-1`, with the whole explanations.
    Json,
    /// A page with the whole explanations: `docs/rules.md` is that of all rules.
    Markdown,
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let view = match &arguments.rule {
        None => explain::view(RULES.iter().map(|rule| rule.about)),
        Some(name) => match rule(name) {
            Some(rule) => explain::view([rule.about]),
            None => {
                let near = nearest(name, RULES.iter().map(|rule| rule.about.name));
                let near = near.unwrap_or_else(|| "`besluit explain` lists them".to_owned().into());
                say(format_args!("error: there is no rule `{name}`; {near}"));
                return Ok(Outcome::Findings);
            }
        },
    };
    match arguments.format {
        Format::Json => print_json(&view, out)?,
        Format::Markdown => explain::write_markdown(&view, out)?,
        Format::Human if arguments.rule.is_some() => explain::write(&view, out)?,
        Format::Human => explain::write_list(&view, out)?,
    }
    Ok(Outcome::Clean)
}
