//! `besluit coverage`: how much of the texts the records cover.

use std::io::Write;

use jiff::civil;

use super::view::{ViewFormat, print_json};
use super::{Outcome, workspace};
use crate::check::Context;
use crate::check::anchor::Purpose;
use crate::derive::{self, coverage::Used};
use crate::model::SourceId;
use crate::view::coverage;

/// Says how much of the pinned texts the records cover, and prints the passages that are left.
///
/// A word is covered when each of its letters and digits lies in a quote: of evidence, or of a passage that was declared out of
/// scope.
#[derive(clap::Args)]
pub struct Arguments {
    /// The sources to look at [default: every source whose text is here]
    sources: Vec<SourceId>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: ViewFormat,
}

pub fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let workspace = workspace::read_one()?;
    let dataset = &workspace.dataset;
    for id in &arguments.sources {
        let source = dataset
            .source(id)
            .ok_or_else(|| anyhow::anyhow!("there is no source `{id}`"))?;
        if dataset.text(source).is_none() {
            anyhow::bail!("the text of the source `{id}` is not here");
        }
    }
    // Where quotes stand does not depend on the day.
    let context = Context::new(dataset, civil::Date::MAX);
    let used: Vec<Used> = context
        .quotes
        .iter()
        .flat_map(|quote| {
            quote.found.iter().map(|place| Used {
                source: quote.source.id.to_string(),
                is_evidence: quote.purpose == Purpose::Evidence,
                place: place.clone(),
            })
        })
        .collect();
    let is_asked_for =
        |id: &SourceId| arguments.sources.is_empty() || arguments.sources.contains(id);
    let sources = dataset
        .sources()
        .map(|(_, source)| source)
        .filter(|source| is_asked_for(&source.id));
    let coverages: Vec<_> = sources
        .filter_map(|source| derive::coverage(dataset, source, &used))
        .collect();
    let view = coverage::view(&coverages);
    match arguments.format {
        ViewFormat::Human => coverage::write(&view, out)?,
        ViewFormat::Json => print_json(&view, out)?,
    }
    Ok(workspace.outcome())
}
