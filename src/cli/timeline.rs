//! `besluit timeline`: the line through time.

use super::candidates::records;
use super::view::{MomentArguments, ViewArguments, ViewFormat, language, print_json};
use super::workspace::DatasetArguments;
use super::{Out, Outcome, meant, then, workspace};
use crate::model::Record;
use crate::view::timeline;

/// Shows what happened about a proposal, by whom and why, oldest first.
#[derive(clap::Args)]
pub struct Arguments {
    /// The proposal, by id or name
    #[arg(add = records(&["proposal"]))]
    proposal: String,
    /// Only this actor, by id or name, who speaks in its name, and what moved it; shows its position through time
    #[arg(long, value_name = "ACTOR", add = records(&["actor"]))]
    actor: Option<String>,
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
    let proposal = meant::record((dataset, &then), "proposal", &arguments.proposal);
    let actor = arguments.actor.as_ref();
    let actor = actor
        .map(|one| meant::record((dataset, &then), "actor", one))
        .transpose();
    let (proposal, actor) = match (proposal, actor) {
        (Ok(proposal), Ok(actor)) => (proposal.proposal(), actor.and_then(Record::actor)),
        (Err(outcome), _) | (_, Err(outcome)) => return Ok(outcome),
    };
    let Some(proposal) = proposal else {
        return Ok(Outcome::Findings);
    };
    let view = timeline::view(&projection, proposal, actor.map(|one| &one.id));
    match arguments.view.format {
        ViewFormat::Human => {
            let language = language(dataset, &arguments.view)?;
            let reader = arguments.view.reader(&language, out)?;
            timeline::write(&projection, proposal, &view, &reader, out)?;
        }
        ViewFormat::Json => print_json(&view, out)?,
    }
    Ok(workspace::outcome(&workspace))
}
