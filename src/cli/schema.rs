//! `besluit schema`: the JSON Schemas, generated from the types.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context as _;

use super::Outcome;
use crate::{files, schema};

/// Prints the JSON Schema of a record type, or keeps a folder of all of them up to date.
#[derive(clap::Args)]
pub struct Arguments {
    /// The schema to print: a record type, or `record` for any of them
    #[arg(value_name = "TYPE", value_parser = schema::NAMES, required_unless_present_any = ["write", "check"])]
    name: Option<String>,
    /// Write the schemas into the folder
    #[arg(long, conflicts_with = "check")]
    write: bool,
    /// Exit with 1 if a schema in the folder is not the one that would be written
    #[arg(long)]
    check: bool,
    /// The folder
    #[arg(long, default_value = "schema", value_name = "FOLDER")]
    dir: PathBuf,
}

pub fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let chosen: Vec<&str> = match &arguments.name {
        Some(name) => vec![name.as_str()],
        None => schema::NAMES.to_vec(),
    };
    let mut outcome = Outcome::Clean;
    for name in chosen {
        let text = schema::text(name).context("there is no such schema")?;
        let path = arguments.dir.join(schema::file_name(name));
        if arguments.write {
            std::fs::create_dir_all(&arguments.dir)
                .and_then(|()| files::write(&path, text.as_bytes()))
                .with_context(|| format!("cannot write {}", path.display()))?;
        } else if arguments.check {
            if !std::fs::read(&path).is_ok_and(|committed| committed == text.as_bytes()) {
                writeln!(
                    out,
                    "{} is not current: run `besluit schema --write`",
                    path.display()
                )?;
                outcome = Outcome::Findings;
            }
        } else {
            out.write_all(text.as_bytes())?;
        }
    }
    Ok(outcome)
}
