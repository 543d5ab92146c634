//! `besluit show`: one record as a page.

use super::view::{MomentArguments, ViewArguments, ViewFormat, language, print_json};
use super::workspace::DatasetArguments;
use super::{Out, Outcome, say, then, workspace};
use crate::model::RECORD_TYPES;
use crate::suggest::nearest;
use crate::view::show;

/// Shows one record as a page: what it says, what has become of it, who holds what, and where the words stand.
#[derive(clap::Args)]
pub struct Arguments {
    /// The id of a decision, proposal, source or actor, or of a part of one as `list` prints it: `ID#PART`
    id: String,
    #[command(flatten)]
    moment: MomentArguments,
    #[command(flatten)]
    view: ViewArguments,
    #[command(flatten)]
    dataset: DatasetArguments,
}

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let workspace = arguments.dataset.read()?;
    let (id, part) = match arguments.id.split_once('#') {
        Some((id, part)) => (id, Some(part)),
        None => (arguments.id.as_str(), None),
    };
    let projection = arguments.moment.project(&workspace.dataset);
    let dataset = &projection.shown;
    let mut shown = false;
    for document in RECORD_TYPES
        .iter()
        .filter_map(|record_type| dataset.document(record_type, id))
    {
        let Some(mut view) = show::view(&projection, document) else {
            say(format_args!(
                "error: {} cannot be read as a record; `besluit validate` says why",
                document.path
            ));
            return Ok(Outcome::Findings);
        };
        if let Some(part) = part
            && !view.narrow(part)
        {
            let parts = view.parts();
            let near = nearest(part, parts.iter().map(String::as_str));
            let near = near.map_or(String::new(), |near| format!("; {near}"));
            let then = then(&projection);
            say(format_args!(
                "error: `{id}` has no part `{part}`{then}{near}"
            ));
            return Ok(Outcome::Findings);
        }
        match arguments.view.format {
            ViewFormat::Human => {
                let language = language(dataset, arguments.view.lang.as_deref())?;
                show::write(&projection, &view, &language, out)?;
            }
            ViewFormat::Json => print_json(&view, out)?,
        }
        shown = true;
    }
    if !shown {
        let near = RECORD_TYPES
            .iter()
            .find_map(|record_type| nearest(id, dataset.ids(record_type)));
        let near = near.map_or(String::new(), |near| format!("; {near}"));
        let then = then(&projection);
        say(format_args!("error: there is no record `{id}`{then}{near}"));
        return Ok(Outcome::Findings);
    }
    Ok(workspace::outcome(&workspace))
}
