//! `besluit schema`: the JSON Schemas, generated from the types, and the page that explains them.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use serde_json::Value;

use super::line_ends::LineEnds;
use super::workspace::DatasetArguments;
use super::{Out, Outcome};
use crate::derive::quotes;
use crate::export::Export;
use crate::export::derived::follows;
use crate::export::ndjson::Line;
use crate::files::Writer;
use crate::printable::Form;
use crate::view::reference;
use crate::workspace::shown;
use crate::{delta, report, schema};

/// Prints the JSON Schema of a record type, of the report or of a delta, or keeps a folder of all of them up to date.
///
/// Those who write records are held to the strict schemas. Those who read them use the tolerant ones (`--consumer`), which let pass
/// what may be added later: unknown fields, and codes of the lists that may grow.
#[derive(clap::Args)]
pub struct Arguments {
    /// The schema: a record type, `record` for any of them, `report` for what `validate --format json` prints, or `delta` for the lines of `delta --format jsonl`
    #[arg(value_name = "TYPE", value_parser = PossibleValuesParser::new(names()), required_unless_present_any = ["write", "check"])]
    name: Option<String>,
    /// The tolerant schema of those who read records, instead of the strict one
    #[arg(long)]
    consumer: bool,
    /// The form in which it is printed
    #[arg(long, value_enum, default_value_t, conflicts_with_all = ["write", "check"])]
    format: Format,
    /// Write the schemas into the folder, the tolerant ones into `consumer` in it
    #[arg(long, conflicts_with = "check")]
    write: bool,
    /// Exit with 1 if a schema in the folder is not the one that would be written
    #[arg(long)]
    check: bool,
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

/// The names of all schemas.
fn names() -> impl Iterator<Item = &'static str> {
    schema::NAMES
        .into_iter()
        .chain([report::SCHEMA, delta::SCHEMA])
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    if arguments.consumer && arguments.format == Format::Markdown {
        bail!(
            "there is one page for both contracts: leave `--consumer` out; it says which lists are open"
        );
    }
    let chosen = chosen(arguments)?;
    if arguments.write || arguments.check {
        return keep(arguments, &chosen, out);
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

/// Every schema as it is committed in a dataset that is served at that base: where it lies below the folder of the schemas, and its text.
pub fn schemas(base: Option<&str>) -> Vec<(String, String)> {
    let strict = schema::NAMES
        .into_iter()
        .map(|name| (schema::file_name(name), schema::generate(name)));
    let tolerant = schema::NAMES.into_iter().map(|name| {
        (
            schema::consumer::path(name),
            schema::consumer::generate(name, follows),
        )
    });
    let sent = [
        (report::SCHEMA, report::schema()),
        (delta::SCHEMA, delta::schema()),
    ];
    let sent = sent
        .into_iter()
        .map(|(name, schema)| (schema::file_name(name), Some(schema)));
    let all = strict.chain(tolerant).chain(sent);
    all.filter_map(|(path, schema)| Some((path, schema::served(schema?, base))))
        .collect()
}

/// The schemas that are asked for: where each lies in the folder, and its text.
fn chosen(arguments: &Arguments) -> anyhow::Result<Vec<(String, String)>> {
    let config = arguments.dataset.config()?;
    let mut files = schemas(config.base.as_deref());
    if arguments.consumer {
        files.retain(|(path, _)| path.starts_with(schema::consumer::FOLDER));
    }
    if let Some(name) = &arguments.name {
        let path = match arguments.consumer {
            true => schema::consumer::path(name),
            false => schema::file_name(name),
        };
        files.retain(|(one, _)| *one == path);
        files.first().with_context(|| {
            format!("there is no tolerant schema of the {name}: the one there is lets unknown fields pass")
        })?;
    }
    Ok(files)
}

/// Writes the schemas into their folder, or says which of them is not current there.
fn keep(
    arguments: &Arguments,
    chosen: &[(String, String)],
    out: &mut Out,
) -> anyhow::Result<Outcome> {
    let folder = match &arguments.dir {
        Some(folder) => folder.clone(),
        None => arguments
            .dataset
            .folder()?
            .unwrap_or_default()
            .join(crate::schema::FOLDER),
    };
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
            std::fs::create_dir_all(path.parent().unwrap_or(&folder))
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
