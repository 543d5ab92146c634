//! `besluit source text`: the text that `add` would pin.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context as _;

use super::DocumentArguments;
use crate::cli::Outcome;
use crate::cli::terminal::{Out, say};
use crate::cli::view::{ViewFormat, print_json};
use crate::files::Writer;

/// Prints the text that `add` would pin, and on standard error what was left out of it and what is worth a look.
///
/// What would work on a terminal is printed as its code point; `--output` writes the text byte for byte, and never over another file.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    document: DocumentArguments,
    /// Write the text to this file
    #[arg(short, long, value_name = "FILE", conflicts_with = "format")]
    output: Option<PathBuf>,
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
    match &arguments.output {
        Some(path) => Writer::default()
            .create(path, view.text.as_bytes())
            .with_context(|| format!("cannot write {}", path.display()))?,
        None => out.write_all(view.text.as_bytes())?,
    }
    out.flush()?;
    for line in view.report() {
        say(format_args!("{line}"));
    }
    Ok(Outcome::Clean)
}
