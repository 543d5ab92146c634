//! `besluit completions`: what a shell completes on the tab key.
//!
//! The script that is printed asks this program at every tab, so that the ids of the dataset at hand can be offered. It does so by a
//! variable of the environment and not by a command: what is completed is a command line that is not whole yet.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};

use anyhow::Context as _;
use clap::CommandFactory;
use clap_complete::Shell;
use clap_complete::env::Shells;

use super::{Out, Outcome};
use crate::printable::Form;

/// The variable by which a script asks: it names the shell. Other programs that ask in the same way have a name that all share, which
/// must not change what this one does.
const VARIABLE: &str = "BESLUIT_COMPLETE";

/// Prints the script with which a shell completes the commands and options of this program, ids of records, names of rules and codes.
///
/// For example `source <(besluit completions bash)` in `~/.bashrc`. The script asks the program, and belongs to its version: where it is
/// kept in a file, print it again with each version.
#[derive(clap::Args)]
pub struct Arguments {
    /// The shell
    shell: Shell,
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let name = arguments.shell.to_string();
    let shells = Shells::builtins();
    let shell = shells.completer(&name);
    let shell = shell.with_context(|| format!("there is no script for {name}"))?;
    let mut script = Vec::new();
    shell.write_registration(VARIABLE, "besluit", "besluit", "besluit", &mut script)?;
    print(&script, out)?;
    Ok(Outcome::Clean)
}

/// The answer to the script of a shell: what the last word of a command line can be, which stands behind `--`. None, if no shell asks.
pub fn answer(given: &[OsString]) -> Option<Vec<u8>> {
    let name = env::var(VARIABLE).ok()?;
    let shells = Shells::builtins();
    let (shell, [_, escape, words @ ..]) = (shells.completer(&name)?, given) else {
        return None;
    };
    if escape != "--" || words.is_empty() {
        return None;
    }
    let here = env::current_dir().ok();
    let mut command = super::Arguments::command();
    let mut candidates = Vec::new();
    let written = shell.write_complete(
        &mut command,
        words.to_vec(),
        here.as_deref(),
        &mut candidates,
    );
    // What cannot be completed has no candidates, and somebody who types wants no message.
    Some(written.map_or(Vec::new(), |()| candidates))
}

/// Sends the answer to the script.
///
/// # Errors
/// If it cannot be written.
pub fn send(candidates: &[u8]) -> anyhow::Result<Outcome> {
    let mut out = Out::new(false);
    print(candidates, &mut out)?;
    out.flush()?;
    Ok(Outcome::Clean)
}

fn print(bytes: &[u8], out: &mut Out) -> io::Result<()> {
    out.set_form(Form::Bytes)?;
    out.write_all(bytes)
}
