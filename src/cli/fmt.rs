//! `besluit fmt`: one canonical layout.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context as _, bail};

use super::line_ends::LineEnds;
use super::workspace::{self, DatasetArguments, Named, Selection};
use super::{Out, Outcome, say};
use crate::files::{self, Writer};
use crate::json;
use crate::printable::printable;
use crate::schema::Schemas;

/// Lays records out in the one canonical way: keys in the order of the schema, two spaces, a line feed at the end.
///
/// Values stay as they are. A file that is not JSON is left alone and reported.
#[derive(clap::Args)]
pub struct Arguments {
    /// Files or folders to lay out [default: the whole dataset]
    paths: Vec<PathBuf>,
    /// Change nothing; exit with 1 if something would be
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    dataset: DatasetArguments,
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let schemas = Schemas::new();
    let mut outcome = Outcome::Clean;
    let mut seen = 0;
    let mut writer = Writer::default();
    let selection = Selection {
        paths: arguments.paths.clone(),
        root: arguments.dataset.root.clone(),
        ..Selection::default()
    };
    let mut named = Named::of(&selection)?;
    let mut line_ends = LineEnds::default();
    for workspace in workspace::files(&selection)? {
        let inventory = &workspace.dataset.inventory;
        if let Some(elsewhere) = inventory.files().get(inventory.own()) {
            let shown = workspace.display(&elsewhere.path);
            let shown = printable(&shown);
            bail!("{shown} is not a file of one record: there is no other layout for it");
        }
        named.read(&workspace, &[]);
        let workspace = workspace::read(workspace);
        outcome = outcome.max(workspace::outcome(&workspace));
        let documents = workspace.dataset.documents.iter();
        for document in documents.filter(|document| workspace.is_selected(&document.path)) {
            seen += 1;
            let shown = printable(&workspace.display(&document.path)).into_owned();
            let (Some(root), true) = (document.root(), document.faults.is_empty()) else {
                writeln!(
                    out,
                    "{shown}: not laid out: it is not strict JSON; `besluit validate` says why"
                )?;
                outcome = outcome.max(Outcome::Findings);
                continue;
            };
            let schema = root
                .get("type")
                .and_then(json::Node::as_str)
                .and_then(|name| schemas.get(name));
            let Some(schema) = schema else {
                writeln!(
                    out,
                    "{shown}: not laid out: it is no record, or its `type` is no type of record"
                )?;
                outcome = outcome.max(Outcome::Findings);
                continue;
            };
            let text = json::layout(root, Some(&schema.schema));
            if text == document.text {
                continue;
            }
            if arguments.check {
                if line_ends.explain(&shown, document.text.as_bytes(), &text) {
                    continue;
                }
                writeln!(
                    out,
                    "{shown}: not in the canonical layout: run `besluit fmt`"
                )?;
                outcome = outcome.max(Outcome::Findings);
                continue;
            }
            let path = workspace.locate(&document.path);
            // Only what was read is replaced: not what somebody wrote meanwhile, and not another file, where a name that is no
            // UTF-8 cannot be told from one that is shown the same.
            let current = files::read(&path, files::MAX_RECORD)
                .ok()
                .and_then(Result::ok);
            if current.as_deref() != Some(document.text.as_bytes()) {
                writeln!(
                    out,
                    "{shown}: not laid out: it has changed meanwhile, or its name is not UTF-8"
                )?;
                outcome = outcome.max(Outcome::Failed);
                continue;
            }
            writer
                .write(&path, text.as_bytes())
                .with_context(|| format!("cannot write {shown}"))?;
            writeln!(out, "{shown}: laid out")?;
        }
    }
    outcome = outcome.max(line_ends.tell("besluit fmt", out)?);
    outcome = outcome.max(named.tell("lay out"));
    if seen == 0 && outcome == Outcome::Clean {
        say(format_args!(
            "error: nothing to lay out: no record is there"
        ));
        outcome = Outcome::Failed;
    }
    Ok(outcome)
}
