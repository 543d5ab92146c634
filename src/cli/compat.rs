//! `besluit compat`: has what other programs read changed, whom does it break, and does the version say so?

use std::path::Path;

use anyhow::{Context as _, bail};
use clap::ValueEnum;

use super::workspace::DatasetArguments;
use super::{Out, Outcome, say};
use crate::compat::{Comparison, Corpora, Effort, compare, gone_early, parse_declared};
use crate::dataset::Dataset;
use crate::schema::FOLDER;
use crate::workspace::shown;

mod print;
mod read;
mod released;
mod rules;

use read::Before;
pub use read::{frozen, is_frozen};

/// Compares what other programs read with the last frozen contract: what has changed, whom it breaks, and whether the version says so.
///
/// A contract is the schemas, tables, codes, terms, forms of views and reports, rules and commands. What cannot be decided is open
/// until somebody declares it in `schema/changes.toml`. Exits with 1 if a version is too low or something is open.
#[derive(clap::Args)]
pub struct Arguments {
    /// The contract before: a git ref, or a folder of its files [default: the newest in `schema/released`]
    #[arg(long, value_name = "REF|DIR")]
    against: Option<String>,
    /// The form in which the changes are told
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    dataset: DatasetArguments,
}

/// The form in which changes are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Human,
    /// One JSON object.
    Json,
    /// Annotations of GitHub.
    Github,
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let root = arguments.dataset.folder()?;
    let root =
        root.context("there is no dataset here: no `besluit.toml` in this folder or above")?;
    let schemas = root.join(FOLDER);
    let before = read::before(&root, &schemas, arguments.against.as_deref())?;
    let workspace = arguments.dataset.read()?;
    let mut outcome = super::workspace::outcome(&workspace);
    let name = before.name.clone();
    if before.records.is_empty() {
        say(format_args!(
            "warning: there are no records of {name}; those of today are tried in their place"
        ));
    }
    let found = compared(&root, &schemas, &workspace.dataset, before)?;
    match arguments.format {
        Format::Human => print::human(&name, &found, out)?,
        Format::Json => print::json(&name, &found, out)?,
        Format::Github => print::github(&found, out)?,
    }
    if !found.is_in_order() {
        outcome = outcome.max(Outcome::Findings);
    }
    Ok(outcome)
}

/// True if the contract keeps what the newest frozen one in that folder of schemas promised, or none was frozen.
///
/// # Errors
/// If they cannot be compared.
pub fn is_in_order(root: &Path, schemas: &Path, dataset: &Dataset) -> anyhow::Result<bool> {
    if !is_frozen(schemas)? {
        return Ok(true);
    }
    let before = read::before(root, schemas, None)?;
    Ok(compared(root, schemas, dataset, before)?.is_in_order())
}

/// The contract of this program compared with one before.
fn compared(
    root: &Path,
    schemas: &Path,
    dataset: &Dataset,
    before: Before,
) -> anyhow::Result<Comparison> {
    let declared = schemas.join("changes.toml");
    let declared = match std::fs::read_to_string(&declared) {
        Ok(text) => match parse_declared(&text) {
            Ok(declared) => declared,
            Err(why) => bail!("{}: {why}", shown(&declared)),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            return Err(error).with_context(|| format!("cannot read {}", shown(&declared)));
        }
    };
    let documents = dataset.documents.iter();
    let today = documents.filter_map(|document| serde_json::from_str(&document.text).ok());
    let corpora = Corpora {
        today: today.collect(),
        misfits: rules::misfits(root, &before.records)?,
        before: before.records,
    };
    let new = read::now(&dataset.config)?;
    let mut found = compare(
        &before.contract,
        &new,
        &corpora,
        &declared,
        Effort::default(),
    );
    let mut problems = released::problems(root, schemas, &new, before.reference.as_deref())?;
    let today = super::today().to_string();
    problems.extend(gone_early(&before.contract, &new, &today));
    found.problems.splice(0..0, problems);
    Ok(found)
}
