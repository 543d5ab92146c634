//! `besluit status`: what has become of the decisions.

use jiff::civil;

use super::view::{MomentArguments, ViewArguments, ViewFormat, language, print_json};
use super::workspace::DatasetArguments;
use super::{Out, Outcome, not_there, then, workspace};
use crate::derive::deciders;
use crate::model::{ActorId, Decision, ProposalId};
use crate::view::status;

/// Says what has become of the decisions by a day, and what it follows from.
///
/// Decisions of which nothing had happened yet, or nothing was known, are left out.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    moment: MomentArguments,
    /// Only decisions about this proposal
    #[arg(long, value_name = "ID")]
    proposal: Option<ProposalId>,
    /// Only decisions of this actor, or of who speaks in its name
    #[arg(long, value_name = "ID")]
    actor: Option<ActorId>,
    #[command(flatten)]
    view: ViewArguments,
    #[command(flatten)]
    dataset: DatasetArguments,
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let workspace = arguments.dataset.read()?;
    let projection = arguments.moment.project(&workspace.dataset);
    let dataset = &projection.shown;
    if let Some(id) = arguments
        .proposal
        .as_ref()
        .filter(|id| dataset.proposal(id).is_none())
    {
        return Ok(not_there(
            dataset,
            "proposal",
            id.as_str(),
            &then(&projection),
        ));
    }
    if let Some(id) = arguments
        .actor
        .as_ref()
        .filter(|id| dataset.actor(id).is_none())
    {
        return Ok(not_there(dataset, "actor", id.as_str(), &then(&projection)));
    }
    let is_asked_for = |decision: &&Decision| {
        let about = decision.proposal.as_ref().map(|reference| &reference.id);
        let of = || deciders(dataset, decision, civil::Date::MAX);
        let (proposal, actor) = (arguments.proposal.as_ref(), arguments.actor.as_ref());
        proposal.is_none_or(|proposal| about == Some(proposal))
            && actor.is_none_or(|actor| of().contains(&actor))
    };
    let decisions: Vec<_> = dataset
        .decisions()
        .map(|(_, decision)| decision)
        .filter(is_asked_for)
        .collect();
    let position_of = arguments.actor.as_ref().zip(arguments.proposal.as_ref());
    let view = status::view(&projection, &decisions, position_of);
    match arguments.view.format {
        ViewFormat::Human => {
            let language = language(dataset, arguments.view.lang.as_deref())?;
            status::write(&projection, &view, &language, out)?;
        }
        ViewFormat::Json => print_json(&view, out)?,
    }
    Ok(workspace::outcome(&workspace))
}
