//! `besluit coverage`: how much of the texts the records cover.

use std::collections::BTreeMap;

use serde_json::Value;

use super::candidates::texts;
use super::view::{MomentArguments, ViewArguments, ViewFormat, language, print_json};
use super::workspace::DatasetArguments;
use super::{Out, Outcome, meant, say, then, workspace};
use crate::dataset::Dataset;
use crate::derive::{self, Coverage, Moment, Quote};
use crate::model::{Source, SourceId};
use crate::view::coverage;

/// Says how much of the pinned texts the records cover, and prints the passages that are left.
///
/// A word is covered when each of its letters and digits lies in a quote: of evidence, or of a passage that was declared out of
/// scope.
#[derive(clap::Args)]
pub struct Arguments {
    /// The sources to look at, by id or name [default: every source whose text is here]
    #[arg(add = texts())]
    sources: Vec<String>,
    #[command(flatten)]
    moment: MomentArguments,
    #[command(flatten)]
    view: ViewArguments,
    #[command(flatten)]
    dataset: DatasetArguments,
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let workspace = arguments.dataset.read()?;
    let projection = arguments.moment.project(&workspace.dataset);
    let (dataset, then) = (&projection.shown, then(&projection));
    let mut wanted = Vec::new();
    for written in &arguments.sources {
        let source = match meant::record((dataset, &then), "source", written) {
            Ok(record) => record.source(),
            Err(outcome) => return Ok(outcome),
        };
        let Some(source) = source.filter(|one| dataset.text(one).is_some()) else {
            say(format_args!(
                "error: the text of the source `{written}` is not here"
            ));
            return Ok(Outcome::Findings);
        };
        wanted.push(&source.id);
    }
    let quotes = derive::quotes(dataset);
    let coverages = coverages(dataset, &quotes, &wanted);
    let view = coverage::view(derive::completeness(dataset), &coverages, projection.moment);
    match arguments.view.format {
        ViewFormat::Human => {
            let language = language(dataset, &arguments.view)?;
            let reader = arguments.view.reader(&language, out)?;
            coverage::write(&projection, &view, &reader, out)?;
        }
        ViewFormat::Json => print_json(&view, out)?,
    }
    Ok(workspace::outcome(&workspace))
}

/// The coverage of every source whose text is here, as JSON.
///
/// # Errors
/// If it has no form in JSON.
pub fn of_all(dataset: &Dataset, moment: Moment) -> anyhow::Result<Value> {
    let quotes = derive::quotes(dataset);
    let coverages = coverages(dataset, &quotes, &[]);
    let view = coverage::view(derive::completeness(dataset), &coverages, moment);
    Ok(serde_json::to_value(view)?)
}

/// The coverage of the sources that are wanted, or of all whose text is here.
fn coverages<'a>(
    dataset: &'a Dataset,
    quotes: &'a [Quote<'a>],
    wanted: &[&SourceId],
) -> Vec<Coverage<'a>> {
    let mut by_source: BTreeMap<&SourceId, Vec<&Quote<'_>>> = BTreeMap::new();
    for quote in quotes {
        by_source.entry(&quote.source.id).or_default().push(quote);
    }
    let is_asked_for = |id: &SourceId| wanted.is_empty() || wanted.contains(&id);
    let sources = dataset
        .sources()
        .map(|(_, source)| source)
        .filter(|source| is_asked_for(&source.id));
    let of_source = |source: &'a Source| {
        let quotes = by_source.get(&source.id);
        let quotes = quotes.map(Vec::as_slice).unwrap_or_default();
        derive::coverage(dataset, source, quotes)
    };
    sources.filter_map(of_source).collect()
}
