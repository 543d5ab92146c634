//! `besluit completions`: what a shell completes on the tab key.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Out, Outcome};
use crate::printable::Form;

/// Prints the script with which a shell completes the commands and options of this program.
///
/// For example `besluit completions bash > ~/.local/share/bash-completion/completions/besluit`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The shell
    shell: Shell,
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let mut command = super::Arguments::command();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "besluit", &mut script);
    out.set_form(Form::Bytes)?;
    out.write_all(&script)?;
    Ok(Outcome::Clean)
}
