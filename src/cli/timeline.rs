//! `besluit timeline`: the line through time.

use super::view::{MomentArguments, ViewArguments, ViewFormat, language, print_json};
use super::workspace::DatasetArguments;
use super::{Out, Outcome, not_there, then, workspace};
use crate::model::{ActorId, ProposalId};
use crate::view::timeline;

/// Shows what happened about a proposal, by whom and why, oldest first.
#[derive(clap::Args)]
pub struct Arguments {
    /// The proposal
    proposal: ProposalId,
    /// Only this actor, who speaks in its name, and what moved it; shows its position through time
    #[arg(long, value_name = "ID")]
    actor: Option<ActorId>,
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
    let dataset = &projection.shown;
    let Some(proposal) = dataset.proposal(&arguments.proposal) else {
        return Ok(not_there(
            dataset,
            "proposal",
            arguments.proposal.as_str(),
            &then(&projection),
        ));
    };
    if let Some(id) = arguments
        .actor
        .as_ref()
        .filter(|id| dataset.actor(id).is_none())
    {
        return Ok(not_there(dataset, "actor", id.as_str(), &then(&projection)));
    }
    let view = timeline::view(&projection, proposal, arguments.actor.as_ref());
    match arguments.view.format {
        ViewFormat::Human => {
            let language = language(dataset, arguments.view.lang.as_deref())?;
            timeline::write(&projection, proposal, &view, &language, out)?;
        }
        ViewFormat::Json => print_json(&view, out)?,
    }
    Ok(workspace::outcome(&workspace))
}
