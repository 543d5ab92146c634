//! `besluit fmt`: one canonical layout.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::{Outcome, workspace};
use crate::schema::Schemas;
use crate::{files, json};

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
}

pub fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let schemas = Schemas::new();
    let mut outcome = Outcome::Clean;
    let mut seen = 0;
    for workspace in workspace::read(&arguments.paths)? {
        if workspace.report_failures() {
            outcome = Outcome::Failed;
        }
        let documents = workspace.dataset.documents.iter();
        for document in documents.filter(|document| workspace.is_selected(&document.path)) {
            seen += 1;
            let (Some(root), true) = (&document.root, document.faults.is_empty()) else {
                writeln!(
                    out,
                    "{}: not laid out: it is not strict JSON; `besluit validate` says why",
                    document.path
                )?;
                outcome = outcome.max(Outcome::Findings);
                continue;
            };
            let schema = root
                .get("type")
                .and_then(json::Node::as_str)
                .and_then(|name| schemas.get(name));
            let text = json::layout(root, schema.map(|schema| &schema.schema));
            if text == document.text {
                continue;
            }
            if arguments.check {
                writeln!(
                    out,
                    "{}: not in the canonical layout: run `besluit fmt`",
                    document.path
                )?;
                outcome = outcome.max(Outcome::Findings);
            } else {
                files::write(Path::new(&document.path), text.as_bytes())
                    .with_context(|| format!("cannot write {}", document.path))?;
                writeln!(out, "{}: laid out", document.path)?;
            }
        }
    }
    if seen == 0 && outcome == Outcome::Clean {
        eprintln!("error: nothing to lay out: no record is there");
        outcome = Outcome::Failed;
    }
    Ok(outcome)
}
