//! `besluit schema`: the JSON Schemas, generated from the types.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::builder::PossibleValuesParser;

use super::{Outcome, workspace};
use crate::{files, report, schema};

/// Prints the JSON Schema of a record type or of the report, or keeps a folder of all of them up to date.
#[derive(clap::Args)]
pub struct Arguments {
    /// The schema to print: a record type, `record` for any of them, or `report` for what `validate --format json` prints
    #[arg(value_name = "TYPE", value_parser = PossibleValuesParser::new(names()), required_unless_present_any = ["write", "check"])]
    name: Option<String>,
    /// Write the schemas into the folder
    #[arg(long, conflicts_with = "check")]
    write: bool,
    /// Exit with 1 if a schema in the folder is not the one that would be written
    #[arg(long)]
    check: bool,
    /// The folder [default: `schema` beside the `besluit.toml`, or here if there is none]
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
}

/// The names of all schemas.
fn names() -> impl Iterator<Item = &'static str> {
    schema::NAMES.into_iter().chain([report::SCHEMA])
}

/// The schema of that name, as its text is committed.
fn text(name: &str) -> Option<String> {
    match name {
        report::SCHEMA => Some(report::schema_text()),
        _ => schema::text(name),
    }
}

pub fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let chosen: Vec<&str> = match &arguments.name {
        Some(name) => vec![name.as_str()],
        None => names().collect(),
    };
    let folder = match &arguments.dir {
        Some(folder) => folder.clone(),
        None => workspace::root()?.unwrap_or_default().join("schema"),
    };
    let mut outcome = Outcome::Clean;
    for name in chosen {
        let text = text(name).context("there is no such schema")?;
        let path = folder.join(schema::file_name(name));
        let shown = workspace::shown(&path);
        if arguments.write {
            std::fs::create_dir_all(&folder)
                .and_then(|()| files::write(&path, text.as_bytes()))
                .with_context(|| format!("cannot write {shown}"))?;
        } else if arguments.check {
            let advice = match &arguments.dir {
                Some(folder) => format!("run `besluit schema --write --dir {}`", folder.display()),
                None => "run `besluit schema --write`".to_owned(),
            };
            let complaint = match std::fs::read(&path) {
                Ok(committed) if committed == text.as_bytes() => continue,
                Ok(_) => "is not current",
                Err(_) => "is not there",
            };
            writeln!(out, "{shown} {complaint}: {advice}")?;
            outcome = Outcome::Findings;
        } else {
            out.write_all(text.as_bytes())?;
        }
    }
    Ok(outcome)
}
