//! `besluit list`: records and their parts, by who, what and which words.

use std::io::Write;

use super::view::{MomentArguments, ViewArguments, ViewFormat, language, print_json};
use super::{Outcome, not_there, then, workspace};
use crate::view::list;
use crate::view::search::{Query, search};

/// Lists records, statements, commitments and provisions that fit everything that is asked.
///
/// Exits with 1 if nothing fits.
#[derive(clap::Args)]
pub struct Arguments {
    /// Words that all stand in it, in its texts or quotes; capitals and accents make no difference
    words: Vec<String>,
    /// Its type: decision, proposal, source, actor, provision, commitment, or a type of statement such as concern
    #[arg(long = "type", value_name = "TYPE", value_parser = TYPES)]
    item_type: Option<String>,
    /// Somebody who has to do with it, in whatever role
    #[arg(long, value_name = "ID")]
    actor: Option<String>,
    /// Whose statement it is
    #[arg(long, value_name = "ID")]
    holder: Option<String>,
    /// A keyword that it is about
    #[arg(long, value_name = "KEYWORD")]
    topic: Option<String>,
    #[command(flatten)]
    moment: MomentArguments,
    #[command(flatten)]
    view: ViewArguments,
}

/// The types that an item can have.
const TYPES: [&str; 13] = [
    "decision",
    "proposal",
    "source",
    "actor",
    "provision",
    "commitment",
    "ground",
    "concern",
    "condition",
    "advice",
    "view",
    "fact",
    "dissent",
];

pub fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let workspace = workspace::read_one()?;
    let projection = arguments.moment.project(&workspace.dataset);
    let dataset = &projection.shown;
    for id in arguments.actor.iter().chain(&arguments.holder) {
        if dataset.document("actor", id).is_none() {
            return Ok(not_there(dataset, "actor", id, &then(&projection)));
        }
    }
    let query = Query {
        item_type: arguments.item_type.clone(),
        actor: arguments.actor.clone(),
        holder: arguments.holder.clone(),
        topic: arguments.topic.clone(),
        words: arguments.words.clone(),
    };
    let items = search(dataset, &query);
    let view = list::view(&items, projection.moment);
    match arguments.view.format {
        ViewFormat::Human => {
            let language = language(dataset, arguments.view.lang.as_deref())?;
            list::write(&projection, &view, &language, out)?;
        }
        ViewFormat::Json => print_json(&view, out)?,
    }
    Ok(if items.is_empty() {
        Outcome::Findings.max(workspace::outcome(&workspace))
    } else {
        workspace::outcome(&workspace)
    })
}
