//! `besluit status`: what has become of the decisions.

use jiff::civil;

use super::candidates::records;
use super::view::{MomentArguments, ViewArguments, ViewFormat, language, print_json};
use super::workspace::DatasetArguments;
use super::{Out, Outcome, meant, then, workspace};
use crate::derive::deciders;
use crate::model::{Decision, Record};
use crate::view::status;

/// Says what has become of the decisions by a day, and what it follows from.
///
/// Decisions of which nothing had happened yet, or nothing was known, are left out.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    moment: MomentArguments,
    /// Only decisions about this proposal, by id or name
    #[arg(long, value_name = "PROPOSAL", add = records(&["proposal"]))]
    proposal: Option<String>,
    /// Only decisions of this actor, by id or name, or of who speaks in its name
    #[arg(long, value_name = "ACTOR", add = records(&["actor"]))]
    actor: Option<String>,
    #[command(flatten)]
    view: ViewArguments,
    #[command(flatten)]
    dataset: DatasetArguments,
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let workspace = arguments.dataset.read()?;
    let projection = arguments.moment.project(&workspace.dataset);
    let (dataset, then) = (&projection.shown, then(&projection));
    let meant = |record_type, written: &'_ Option<String>| {
        let written = written.as_ref();
        let record = written.map(|one| meant::record((dataset, &then), record_type, one));
        record.transpose()
    };
    let (proposal, actor) = match (
        meant("proposal", &arguments.proposal),
        meant("actor", &arguments.actor),
    ) {
        (Ok(proposal), Ok(actor)) => (proposal, actor),
        (Err(outcome), _) | (_, Err(outcome)) => return Ok(outcome),
    };
    let proposal = proposal.and_then(Record::proposal).map(|one| &one.id);
    let actor = actor.and_then(Record::actor).map(|one| &one.id);
    let is_asked_for = |decision: &&Decision| {
        let about = decision.proposal.as_ref().map(|reference| &reference.id);
        let of = || deciders(dataset, decision, civil::Date::MAX);
        proposal.is_none_or(|proposal| about == Some(proposal))
            && actor.is_none_or(|actor| of().contains(&actor))
    };
    let decisions: Vec<_> = dataset
        .decisions()
        .map(|(_, decision)| decision)
        .filter(is_asked_for)
        .collect();
    let position_of = actor.zip(proposal);
    let view = status::view(&projection, &decisions, position_of);
    match arguments.view.format {
        ViewFormat::Human => {
            let language = language(dataset, &arguments.view)?;
            let reader = arguments.view.reader(&language, out)?;
            status::write(&projection, &view, &reader, out)?;
        }
        ViewFormat::Json => print_json(&view, out)?,
    }
    Ok(workspace::outcome(&workspace))
}
