//! `besluit new`: the beginning of a record.

use std::io::Write;

use anyhow::{Context as _, bail};
use serde_json::Map;

use super::candidates::records;
use super::codes::CodeOf;
use super::workspace::DatasetArguments;
use super::{Out, Outcome, say};
use crate::check::rules::no_id;
use crate::files::Writer;
use crate::model::{ActorId, Date, ProposalId};
use crate::template;
use crate::workspace::{Workspace, shown};

mod decision;
mod document;
mod known;
mod number;

use known::{Known, Words};

/// Begins a record: everything is in place but what only a person can fill in.
///
/// What is known already is given by flags. Fill in the empty strings that are left and run `besluit validate`: it names each place that is
/// still to be filled in, and what belongs there.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    record: NewRecord,
    #[command(flatten)]
    dataset: DatasetArguments,
}

#[derive(clap::Subcommand)]
enum NewRecord {
    /// Begin a decision, with the next number that was never given
    Decision(decision::Arguments),
    /// Begin a proposal
    Proposal(Proposal),
    /// Begin a source
    Source(document::Arguments),
    /// Begin an actor
    Actor(Actor),
}

#[derive(clap::Args)]
struct Proposal {
    /// The id, such as `eu-com-2022-209`
    id: ProposalId,
    /// The name by which it is known; once for each language of the dataset
    #[arg(long, value_name = "[LANGUAGE=]WORDS")]
    title: Vec<Words>,
    /// The date of its first version, such as `2022-05-11` or `2022-05`
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// The actor who drew that up, by id or name
    #[arg(long, value_name = "ACTOR", add = records(&["actor"]))]
    by: Option<String>,
    /// A source of the dataset that shows that version, by id or name
    #[arg(long, value_name = "SOURCE", add = records(&["source"]))]
    from: Option<String>,
}

#[derive(clap::Args)]
struct Actor {
    /// The id, such as `nl-aivd`
    id: ActorId,
    /// The kind of actor
    #[arg(long, value_name = "CODE", value_parser = CodeOf("ActorKind"))]
    kind: Option<String>,
    /// Its name; once for each language of the dataset
    #[arg(long, value_name = "[LANGUAGE=]WORDS")]
    name: Vec<Words>,
    /// The actor in whose name it speaks, by id or name
    #[arg(long, value_name = "ACTOR", add = records(&["actor"]))]
    on_behalf_of: Option<String>,
}

/// The type and id of a record that is begun; or the outcome, if what an argument means is not there, which was said.
type Begun = Result<(&'static str, String), Outcome>;

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let workspace = arguments.dataset.read()?;
    let mut known = Known::default();
    let begun = match &arguments.record {
        NewRecord::Decision(decision) => decision.begin(&workspace, &mut known)?,
        NewRecord::Proposal(proposal) => proposal.begin(&workspace, &mut known)?,
        NewRecord::Source(source) => source.begin(&workspace, &mut known)?,
        NewRecord::Actor(actor) => actor.begin(&workspace, &mut known)?,
    };
    let (record_type, id) = match begun {
        Ok(begun) => begun,
        Err(outcome) => return Ok(outcome),
    };
    if let Some(reason) = no_id(&id, true) {
        bail!("{reason}; give another id");
    }
    if let Some(there) = workspace.dataset.document(record_type, &id) {
        bail!(
            "the {record_type} `{id}` is there already, in {}",
            workspace.display(&there.path)
        );
    }
    let record = match &arguments.record {
        NewRecord::Source(source) if source.has_file() => {
            source.pin(&workspace, &id, known, out)?
        }
        _ => write(&workspace, (record_type, &id), known, out)?,
    };
    say(match record.contains(BLANK) {
        true => {
            format_args!("fill in the empty strings; `besluit validate` says what belongs there")
        }
        false => {
            format_args!("nothing is left to fill in; `besluit validate` says whether it holds")
        }
    });
    Ok(Outcome::Clean)
}

/// A value that is to be filled in, as it stands in a record.
const BLANK: &str = ": \"\"";

/// Writes the record with what is known of it, and gives its text.
fn write(
    workspace: &Workspace,
    (record_type, id): (&str, &str),
    known: Known,
    out: &mut Out,
) -> anyhow::Result<String> {
    let config = &workspace.dataset.config;
    let (path, record) = template::filled(config, record_type, id, Map::new(), known.0);
    let place = workspace.locate(&path);
    Writer::default()
        .create(&place, record.as_bytes())
        .with_context(|| format!("cannot write {}", workspace.display(&path)))?;
    writeln!(out, "{}", shown(&place))?;
    Ok(record)
}

impl Proposal {
    fn begin(&self, workspace: &Workspace, known: &mut Known) -> anyhow::Result<Begun> {
        let dataset = &workspace.dataset;
        known.add_words(("/title", "--title"), &self.title, &dataset.config)?;
        known.add("/versions/0/date", self.date.as_ref().map(Date::as_str));
        let records = [
            ("/versions/0/by", "actor", &self.by),
            ("/versions/0/evidence/0/source", "source", &self.from),
        ];
        Ok(known
            .add_records(dataset, &records)
            .map(|()| ("proposal", self.id.to_string())))
    }
}

impl Actor {
    fn begin(&self, workspace: &Workspace, known: &mut Known) -> anyhow::Result<Begun> {
        let dataset = &workspace.dataset;
        known.add("/kind", self.kind.as_deref());
        known.add_words(("/name", "--name"), &self.name, &dataset.config)?;
        Ok(known
            .add_records(dataset, &[("/on_behalf_of", "actor", &self.on_behalf_of)])
            .map(|()| ("actor", self.id.to_string())))
    }
}
