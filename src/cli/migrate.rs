//! `besluit migrate`: records of an older version of the model in the form of this one.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use anyhow::Context as _;
use serde_json::Value;

use super::workspace::{self, DatasetArguments};
use super::{Out, Outcome, say};
use crate::counted::count;
use crate::files::Writer;
use crate::json;
use crate::migrate::{Known, meaning, migrate};
use crate::printable::printable;
use crate::schema::Schemas;

/// Carries the records of the dataset over to the version of the model that this program knows.
///
/// The shape changes and the meaning does not: what each record says is compared before and after, and nothing is written unless every
/// record can be carried over. What was changed on purpose is said, with the digest of the meaning.
#[derive(clap::Args)]
pub struct Arguments {
    /// Change nothing; exit with 1 if something would be
    #[arg(long)]
    check: bool,
    /// The body whose voting rule a proposal of version 0.1.0 states
    #[arg(long, value_name = "PROPOSAL=ACTOR", value_parser = pair)]
    body: Vec<(String, String)>,
    #[command(flatten)]
    dataset: DatasetArguments,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let pair = text.split_once('=');
    let pair = pair.filter(|(proposal, actor)| !proposal.is_empty() && !actor.is_empty());
    let (proposal, actor) = pair.ok_or("it has the form PROPOSAL=ACTOR")?;
    Ok((proposal.to_owned(), actor.to_owned()))
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let workspace = arguments.dataset.read()?;
    let mut outcome = workspace::outcome(&workspace);
    let documents = &workspace.dataset.documents;
    let values: Vec<Option<Value>> = documents
        .iter()
        .map(|document| serde_json::from_str(&document.text).ok())
        .collect();
    let dates: BTreeMap<&str, &str> = values
        .iter()
        .flatten()
        .filter(|value| value["type"] == "source")
        .filter_map(|value| Some((value["id"].as_str()?, value["date"].as_str()?)))
        .collect();
    let bodies: BTreeMap<&str, &str> = arguments
        .body
        .iter()
        .map(|(proposal, actor)| (proposal.as_str(), actor.as_str()))
        .collect();
    let known = Known {
        date_of: &|source| dates.get(source).map(|date| (*date).to_owned()),
        body_of: &|proposal| bodies.get(proposal).map(|actor| (*actor).to_owned()),
    };
    let schemas = Schemas::new();
    let mut carried = Vec::new();
    let mut facts = Vec::new();
    let mut changes = BTreeSet::new();
    for (document, value) in documents.iter().zip(&values) {
        let shown = printable(&workspace.display(&document.path)).into_owned();
        let mut record = value.as_ref().and_then(Value::as_object).cloned();
        let told = match &mut record {
            Some(record) => migrate(record, &known),
            None => Err("it is no record".to_owned()),
        };
        match (told, record) {
            (Ok(Some(told)), Some(record)) => {
                changes.extend(told.changes);
                facts.push(told.facts);
                let text = Value::Object(record).to_string();
                let parsed = json::parse(text.as_bytes());
                let root = parsed.root.context("what was carried over is JSON")?;
                let schema = document_schema(&schemas, &root);
                carried.push((document, shown, json::layout(&root, schema)));
            }
            (Ok(_), _) => {}
            (Err(why), _) => {
                say(format_args!("error: {shown}: not carried over: {why}"));
                outcome = Outcome::Failed;
            }
        }
    }
    if outcome == Outcome::Failed {
        return Ok(outcome);
    }
    let mut writer = Writer::default();
    for (document, shown, text) in &carried {
        if arguments.check {
            writeln!(out, "{shown}: of an older version: run `besluit migrate`")?;
            outcome = outcome.max(Outcome::Findings);
            continue;
        }
        let path = workspace.locate(&document.path);
        writer
            .write(&path, text.as_bytes())
            .with_context(|| format!("cannot write {shown}"))?;
        writeln!(out, "{shown}: carried over")?;
    }
    if carried.is_empty() {
        say(format_args!("every record is of this version already"));
        return Ok(outcome);
    }
    for change in changes {
        writeln!(out, "changed on purpose: {change}")?;
    }
    writeln!(
        out,
        "meaning before and after: {} facts of {}, {}",
        facts.iter().map(BTreeSet::len).sum::<usize>(),
        count(facts.len(), "record"),
        meaning::digest(facts.iter())
    )?;
    Ok(outcome)
}

/// The schema of a record by its `type`.
fn document_schema<'a>(schemas: &'a Schemas, root: &json::Node) -> Option<&'a Value> {
    let name = root.get("type").and_then(json::Node::as_str)?;
    schemas.get(name).map(|schema| &schema.schema)
}
