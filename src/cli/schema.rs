//! `besluit schema`: what other programs rely on, as files that are generated from what they describe, and the page that explains the
//! fields of records.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use serde_json::Value;

use super::commands::commands;
use super::line_ends::LineEnds;
use super::workspace::DatasetArguments;
use super::{Out, Outcome, compat};
use crate::config::Config;
use crate::dataset::{Dataset, Document};
use crate::derive::quotes;
use crate::export::Export;
use crate::export::derived::follows;
use crate::export::ndjson::Line;
use crate::files::Writer;
use crate::printable::Form;
use crate::view::reference;
use crate::workspace::shown;
use crate::{contract, schema};

mod release;

pub use release::with_context;

/// Prints a file of those that other programs rely on, such as the JSON Schema of a record type, or keeps a folder of all of them up to
/// date.
///
/// There is a schema for each record type, for the report of `validate` and for what each view prints, and a list of the tables with
/// their columns, of the codes, of the rules, and of the commands with their flags.
///
/// Those who write records are held to the strict schemas. Those who read them use the tolerant ones (`--consumer`), which let pass
/// what may be added later: unknown fields, and codes of the lists that may grow.
#[derive(clap::Args)]
pub struct Arguments {
    /// The file: the schema of a record type, of any of them (`record`), of what `validate --format json` prints (`report`), of a line of
    /// `delta --format jsonl` (`delta`), of what a view prints, or of what exports have under `derived`; or one of the lists
    #[arg(value_parser = PossibleValuesParser::new(contract::names()), required_unless_present_any = ["write", "check", "release"])]
    name: Option<String>,
    /// The tolerant schema of those who read records, instead of the strict one
    #[arg(long)]
    consumer: bool,
    /// The form in which it is printed
    #[arg(long, value_enum, default_value_t, conflicts_with_all = ["write", "check", "release"])]
    format: Format,
    /// Write the files into the folder
    #[arg(long, conflicts_with_all = ["check", "release"])]
    write: bool,
    /// Exit with 1 if a file in the folder is not the one that would be written
    #[arg(long, conflicts_with = "release")]
    check: bool,
    /// Copy all files, once, to `released/` and the version of the records in the folder, with their hashes in `SHA256SUMS`: what was
    /// released is never altered
    #[arg(long, conflicts_with_all = ["name", "consumer"])]
    release: bool,
    /// The folder [default: `schema` beside the `besluit.toml`, or here if there is none]
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
    #[command(flatten)]
    dataset: DatasetArguments,
}

/// The form in which a schema is printed.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// JSON Schema.
    #[default]
    Json,
    /// A page of every field and code, with examples from the dataset that one stands in: `docs/reference.md` is that of `record`.
    Markdown,
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    if arguments.consumer && arguments.format == Format::Markdown {
        bail!(
            "there is one page for both contracts: leave `--consumer` out; it says which lists are open"
        );
    }
    let chosen = chosen(arguments)?;
    if arguments.release {
        let folder = folder(arguments)?;
        return match keep(arguments, &folder, &chosen, out)? {
            Outcome::Clean if !is_kept(arguments, &folder)? => {
                writeln!(
                    out,
                    "not released: this would freeze what its version does not say, `besluit compat` tells what"
                )?;
                Ok(Outcome::Findings)
            }
            Outcome::Clean => release::release(&folder, chosen, out),
            // What is not current was told of.
            outcome => Ok(outcome),
        };
    }
    if arguments.write || arguments.check {
        return keep(arguments, &folder(arguments)?, &chosen, out);
    }
    if arguments.format == Format::Json {
        out.set_form(Form::Json)?;
    }
    for (_, text) in chosen {
        match arguments.format {
            Format::Json => out.write_all(text.as_bytes())?,
            Format::Markdown => {
                let schema = serde_json::from_str(&text)?;
                let name = arguments.name.as_deref().unwrap_or_default();
                if !contract::is_schema(name) {
                    bail!("there is a page of a schema only, and `{name}` is none");
                }
                let read = schema::with_derived(name, follows);
                reference::write(
                    &schema,
                    read.as_ref().unwrap_or(&schema),
                    &lines(&arguments.dataset)?,
                    out,
                )?;
            }
        }
    }
    Ok(Outcome::Clean)
}

/// The records of the dataset that one stands in, with what follows from them, in the order of their files; none if one stands in
/// none. What a record says that counts for nothing is no example.
fn lines(from: &DatasetArguments) -> anyhow::Result<Vec<Value>> {
    if from.folder()?.is_none() {
        return Ok(Vec::new());
    }
    let dataset = from.read()?.dataset;
    let quotes = quotes(&dataset);
    let mut records = Export::new(&dataset, &quotes).records;
    records.retain(|exported| exported.record.state().counts());
    records.sort_by(|one, other| one.document.path.cmp(&other.document.path));
    let lines = records.iter().map(Line::of);
    Ok(lines.map(serde_json::to_value).collect::<Result<_, _>>()?)
}

/// The files that are asked for, as they are in a dataset that is served where this one is: where each lies in the folder, and its text.
fn chosen(arguments: &Arguments) -> anyhow::Result<BTreeMap<String, String>> {
    let config = arguments.dataset.config()?;
    let mut files = contract::files(commands(), config.base.as_deref());
    if arguments.consumer {
        files.retain(|path, _| path.starts_with(schema::consumer::FOLDER));
    }
    if let Some(name) = &arguments.name {
        let path = match arguments.consumer {
            true => schema::consumer::path(name),
            false => contract::path_of(name),
        };
        files.retain(|one, _| *one == path);
        if files.is_empty() {
            bail!(
                "only the schemas of records come in two, a strict and a tolerant one; of `{name}` there is one"
            );
        }
    }
    Ok(files)
}

/// The folder of the files.
fn folder(arguments: &Arguments) -> anyhow::Result<PathBuf> {
    Ok(match &arguments.dir {
        Some(folder) => folder.clone(),
        None => {
            let dataset = arguments.dataset.folder()?.unwrap_or_default();
            dataset.join(schema::FOLDER)
        }
    })
}

/// True if what is there keeps what was released before. What was released already is refused for that.
fn is_kept(arguments: &Arguments, folder: &Path) -> anyhow::Result<bool> {
    if release::place(folder).exists() || !compat::is_frozen(folder)? {
        return Ok(true);
    }
    match arguments.dataset.folder()? {
        Some(root) => compat::is_in_order(&root, folder, &arguments.dataset.read()?.dataset),
        None => {
            let none = Dataset::assemble(Config::default(), Vec::<Document>::new(), Vec::new());
            compat::is_in_order(folder, folder, &none)
        }
    }
}

/// The folder of the frozen contract that belongs to a dataset.
pub fn frozen(dataset: &Path) -> PathBuf {
    release::place(&dataset.join(schema::FOLDER))
}

/// Freezes the contract of a dataset.
///
/// # Errors
/// If it is frozen already, or cannot be written.
pub fn freeze(dataset: &Path, config: &Config, out: &mut Out) -> anyhow::Result<()> {
    let files = contract::files(commands(), config.base.as_deref());
    release::release(&dataset.join(schema::FOLDER), files, out)?;
    Ok(())
}

/// The first file in the folder of the schemas of a dataset that is not the one that this program would write; none if all are.
pub fn outdated(dataset: &Path, config: &Config) -> Option<PathBuf> {
    let files = contract::files(commands(), config.base.as_deref());
    let mut files = files
        .iter()
        .map(|(path, text)| (dataset.join(schema::FOLDER).join(path), text));
    let is_current = |(path, text): &(PathBuf, &String)| {
        std::fs::read(path).is_ok_and(|there| there == text.as_bytes())
    };
    Some(files.find(|file| !is_current(file))?.0)
}

/// Writes the files into their folder, or says which of them is not current there.
fn keep(
    arguments: &Arguments,
    folder: &Path,
    chosen: &BTreeMap<String, String>,
    out: &mut Out,
) -> anyhow::Result<Outcome> {
    let command = match (&arguments.dir, &arguments.dataset.root) {
        (Some(folder), _) => format!("besluit schema --write --dir {}", shown(folder)),
        (None, Some(root)) => format!("besluit schema --write --root {}", shown(root)),
        (None, None) => "besluit schema --write".to_owned(),
    };
    let mut outcome = Outcome::Clean;
    let mut writer = Writer::default();
    let mut line_ends = LineEnds::default();
    for (path, text) in chosen {
        let path = folder.join(path);
        let told = shown(&path);
        if arguments.write {
            std::fs::create_dir_all(path.parent().unwrap_or(folder))
                .and_then(|()| writer.write(&path, text.as_bytes()))
                .with_context(|| format!("cannot write {told}"))?;
        } else {
            let complaint = match std::fs::read(&path) {
                Ok(committed) if committed == text.as_bytes() => continue,
                Ok(committed) if line_ends.explain(&told, &committed, text) => continue,
                Ok(_) => "is not current",
                Err(_) => "is not there",
            };
            writeln!(out, "{told} {complaint}: run `{command}`")?;
            outcome = Outcome::Findings;
        }
    }
    Ok(outcome.max(line_ends.tell(&command, out)?))
}
