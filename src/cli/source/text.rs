//! `besluit source text`: the text that `add` would pin.

use std::io::Write;

use super::DocumentArguments;
use crate::cli::Outcome;
use crate::cli::streams;
use crate::cli::terminal::{Out, say};
use crate::cli::view::{ViewFormat, print_json};
use crate::printable::Form;

/// Prints the text that `add` would pin, and on standard error what was left out of it and what is worth a look.
///
/// It is printed byte for byte, but for what would work on a terminal, if it goes to one.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    document: DocumentArguments,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: ViewFormat,
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let view = arguments.document.read()?.view();
    if arguments.format == ViewFormat::Json {
        print_json(&view, out)?;
        return Ok(Outcome::Clean);
    }
    if !streams::output_is_terminal() {
        out.set_form(Form::Bytes)?;
    }
    out.write_all(view.text.as_bytes())?;
    out.flush()?;
    for line in view.report() {
        say(format_args!("{line}"));
    }
    Ok(Outcome::Clean)
}
