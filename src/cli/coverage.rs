//! `besluit coverage`: how much of the texts the records cover.

use std::collections::BTreeMap;

use super::view::{MomentArguments, ViewFormat, language, print_json};
use super::workspace::DatasetArguments;
use super::{Out, Outcome, not_there, say, then, workspace};
use crate::derive::{self, Quote};
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
    #[command(flatten)]
    moment: MomentArguments,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: ViewFormat,
    #[command(flatten)]
    dataset: DatasetArguments,
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let workspace = arguments.dataset.read()?;
    let projection = arguments.moment.project(&workspace.dataset);
    let dataset = &projection.shown;
    for id in &arguments.sources {
        match dataset.source(id) {
            None => {
                return Ok(not_there(
                    dataset,
                    "source",
                    id.as_str(),
                    &then(&projection),
                ));
            }
            Some(source) if dataset.text(source).is_none() => {
                say(format_args!(
                    "error: the text of the source `{id}` is not here"
                ));
                return Ok(Outcome::Findings);
            }
            Some(_) => {}
        }
    }
    let quotes = derive::quotes(dataset);
    let mut by_source: BTreeMap<&SourceId, Vec<&Quote<'_>>> = BTreeMap::new();
    for quote in &quotes {
        by_source.entry(&quote.source.id).or_default().push(quote);
    }
    let is_asked_for =
        |id: &SourceId| arguments.sources.is_empty() || arguments.sources.contains(id);
    let sources = dataset
        .sources()
        .map(|(_, source)| source)
        .filter(|source| is_asked_for(&source.id));
    let coverages: Vec<_> = sources
        .filter_map(|source| {
            let quotes = by_source
                .get(&source.id)
                .map(Vec::as_slice)
                .unwrap_or_default();
            derive::coverage(dataset, source, quotes)
        })
        .collect();
    let view = coverage::view(derive::completeness(dataset), &coverages, projection.moment);
    match arguments.format {
        ViewFormat::Human => {
            let language = language(dataset, None)?;
            coverage::write(&projection, &view, &language, out)?;
        }
        ViewFormat::Json => print_json(&view, out)?,
    }
    Ok(workspace::outcome(&workspace))
}
