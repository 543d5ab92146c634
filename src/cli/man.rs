//! `besluit man`: the manual pages.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::CommandFactory;
use clap_mangen::Man;

use super::{Out, Outcome, say};
use crate::counted::count;
use crate::files::Writer;
use crate::printable::Form;
use crate::workspace::shown;

/// Prints the manual page of the program, or of one of its commands; `besluit man validate | man -l -` shows it.
#[derive(clap::Args)]
pub struct Arguments {
    /// The command [default: the program as a whole]
    command: Option<String>,
    /// Write every page into this folder, as `besluit.1`, `besluit-validate.1` and so on
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    dir: Option<PathBuf>,
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let pages = pages();
    if let Some(folder) = &arguments.dir {
        let cannot = || format!("cannot write to {}", folder.display());
        fs::create_dir_all(folder).with_context(cannot)?;
        let mut writer = Writer::default();
        for (name, page) in &pages {
            writer
                .write(&folder.join(format!("{name}.1")), &render(page)?)
                .with_context(cannot)?;
        }
        writeln!(out, "{} in {}", count(pages.len(), "page"), shown(folder))?;
        return Ok(Outcome::Clean);
    }
    let name = match &arguments.command {
        None => "besluit".to_owned(),
        Some(command) => format!("besluit-{command}"),
    };
    match pages.iter().find(|(page, _)| *page == name) {
        Some((_, page)) => {
            out.set_form(Form::Bytes)?;
            out.write_all(&render(page)?)?;
            Ok(Outcome::Clean)
        }
        None => {
            say(format_args!(
                "error: there is no page `{name}`; `besluit help` lists the commands"
            ));
            Ok(Outcome::Findings)
        }
    }
}

/// The page of the program and of each command, by their names.
fn pages() -> Vec<(String, clap::Command)> {
    let mut program = super::Arguments::command();
    program.build();
    let name_of = |command: &clap::Command| format!("besluit-{}", command.get_name());
    let commands: Vec<_> = program
        .get_subcommands()
        .filter(|command| command.get_name() != "help")
        .map(|command| (name_of(command), command.clone()))
        .collect();
    let mut pages = vec![("besluit".to_owned(), program)];
    pages.extend(commands);
    pages
}

fn render(page: &clap::Command) -> anyhow::Result<Vec<u8>> {
    let mut text = Vec::new();
    Man::new(page.clone()).render(&mut text)?;
    Ok(text)
}
