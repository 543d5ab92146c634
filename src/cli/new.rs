//! `besluit new`: the beginning of a record.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::workspace::DatasetArguments;
use super::{Out, Outcome, say};
use crate::check::rules::{no_id, of_jurisdiction};
use crate::dataset::Dataset;
use crate::extract::{self, Kind};
use crate::files::{self, Writer};
use crate::model::{ActorId, DecisionId, ProposalId, SourceId};
use crate::template;
use crate::workspace::shown;

/// Begins a record: everything is in place but what only a person can fill in.
///
/// Fill in the empty strings and run `besluit validate`: it names each place that is still to be filled in, and what belongs there.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    record: NewRecord,
    #[command(flatten)]
    dataset: DatasetArguments,
}

#[derive(clap::Subcommand)]
enum NewRecord {
    /// Begin a decision, with the next free id
    Decision {
        /// Whose decision it is: ISO 3166-1 alpha-2 in lower case, or `eu`
        #[arg(long, value_name = "CODE", value_parser = jurisdiction)]
        jurisdiction: String,
        /// The year in which the id is given [default: this one]
        #[arg(long, value_parser = year)]
        year: Option<i16>,
    },
    /// Begin a proposal
    Proposal {
        /// The id, such as `eu-com-2022-209`
        id: ProposalId,
    },
    /// Begin a source
    Source {
        /// The id: the official id as a slug, such as `kst-32317-977`
        id: SourceId,
        /// A file with its text, which is copied and pinned byte for byte
        #[arg(long, value_name = "FILE")]
        text: Option<PathBuf>,
    },
    /// Begin an actor
    Actor {
        /// The id, such as `nl-aivd`
        id: ActorId,
    },
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let workspace = arguments.dataset.read()?;
    let dataset = &workspace.dataset;
    let mut text = None;
    let (record_type, id) = match &arguments.record {
        NewRecord::Decision { jurisdiction, year } => {
            let year = year.unwrap_or_else(|| super::today().year());
            (
                "decision",
                next_id(dataset, jurisdiction, year)?.to_string(),
            )
        }
        NewRecord::Proposal { id } => ("proposal", id.to_string()),
        NewRecord::Source { id, text: path } => {
            if let Some(path) = path {
                text = Some(read_text(path)?);
            }
            ("source", id.to_string())
        }
        NewRecord::Actor { id } => ("actor", id.to_string()),
    };
    if let Some(reason) = no_id(&id, true) {
        bail!("{reason}; give another id");
    }
    if let Some(there) = dataset.document(record_type, &id) {
        bail!(
            "the {record_type} `{id}` is there already, in {}",
            workspace.display(&there.path)
        );
    }
    let known = text.as_deref().map(template::pinned).unwrap_or_default();
    let (path, record) = template::record(&dataset.config, record_type, &id, known);
    let mut new = vec![(path.clone(), record.into_bytes())];
    if let Some(text) = text {
        // The text first: a record that pins a text which is not there would be wrong, should the second write fail.
        new.insert(0, (path.replace("source.json", template::TEXT), text));
    }
    let mut writer = Writer::default();
    for (path, bytes) in new {
        writer
            .create(&workspace.locate(&path), &bytes)
            .with_context(|| format!("cannot write {}", workspace.display(&path)))?;
        writeln!(out, "{}", shown(&workspace.locate(&path)))?;
    }
    say(format_args!(
        "fill in the empty strings; `besluit validate` says what belongs there"
    ));
    Ok(Outcome::Clean)
}

/// The id after the highest that was given, to a record that can be read or not.
fn next_id(dataset: &Dataset, jurisdiction: &str, year: i16) -> anyhow::Result<DecisionId> {
    let prefix = dataset
        .config
        .prefix
        .as_deref()
        .context("`besluit.toml` names no prefix for the ids of decisions")?;
    let start = format!("{prefix}-{jurisdiction}-{year}-");
    let given = dataset
        .ids("decision")
        .into_iter()
        .filter_map(|id| id.strip_prefix(&start)?.parse::<u32>().ok());
    let next = given.max().unwrap_or(0) + 1;
    let id = format!("{start}{next:04}");
    if let Some((message, hint)) = of_jurisdiction(&id) {
        bail!(
            "{message}{}",
            hint.map_or(String::new(), |hint| format!("; {hint}"))
        );
    }
    id.parse()
        .with_context(|| format!("`{id}` is no id: is `{prefix}` a prefix?"))
}

fn read_text(path: &Path) -> anyhow::Result<Vec<u8>> {
    let cannot = || format!("cannot read {}", path.display());
    let bytes = match files::read(path, files::MAX_TEXT).with_context(cannot)? {
        Ok(bytes) => bytes,
        Err(refusal) => bail!("{}: {}", cannot(), refusal.describe(files::MAX_TEXT)),
    };
    match extract::sniff(&bytes) {
        Ok(Kind::Text) => {}
        Ok(kind) => bail!(
            "{}: it is no plain text but {}; `besluit source add` takes the text from it",
            cannot(),
            kind.media_type()
        ),
        Err(refused) => bail!("{}: {}; {}", cannot(), refused.message, refused.hint),
    }
    Ok(bytes)
}

fn year(text: &str) -> Result<i16, String> {
    let year = text
        .parse()
        .ok()
        .filter(|year| (1000..=9999).contains(year));
    year.ok_or_else(|| "a year of four digits, such as `2026`".to_owned())
}

fn jurisdiction(text: &str) -> Result<String, String> {
    let is_code = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_code {
        Ok(text.to_owned())
    } else {
        Err("two lower-case letters, such as `nl` or `eu`".to_owned())
    }
}
