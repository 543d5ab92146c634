//! `besluit show`: one record as a page.

use super::candidates::any_record;
use super::view::{MomentArguments, ViewArguments, ViewFormat, language, print_json};
use super::workspace::DatasetArguments;
use super::{Out, Outcome, meant, say, then, workspace};
use crate::model::{RECORD_TYPES, Record};
use crate::suggest::nearest;
use crate::view::{letter, show};

/// Shows one record as a page: what it says, what has become of it, who holds what, and where the words stand.
#[derive(clap::Args)]
pub struct Arguments {
    /// The id or name of a decision, proposal, source or actor, or of a part of one as `list` prints it: `ID#PART`
    #[arg(add = any_record())]
    id: String,
    /// The text of a source, for people: its passages marked, and below each paragraph the claims that rest on it
    #[arg(long)]
    text: bool,
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
    let (dataset, then) = (&projection.shown, then(&projection));
    let documents = match meant::documents((dataset, &then), &RECORD_TYPES, id) {
        Ok(documents) => documents,
        Err(outcome) => return Ok(outcome),
    };
    for document in documents {
        if arguments.text {
            let Some(source) = document.record.as_ref().and_then(Record::source) else {
                say(format_args!("error: `{id}` is no source, and has no text"));
                return Ok(Outcome::Findings);
            };
            let language = language(dataset, &arguments.view)?;
            let reader = arguments.view.reader(&language, out)?;
            letter::write(&projection, source, &reader, out)?;
            continue;
        }
        let Some(mut view) = show::view(&projection, document) else {
            return Ok(meant::unreadable(document));
        };
        if let Some(part) = part
            && !view.narrow(part)
        {
            let parts = view.parts();
            let near = nearest(part, parts.iter().map(String::as_str));
            let near = near.or_else(|| {
                (!parts.is_empty()).then(|| {
                    "`besluit list` shows the parts of records"
                        .to_owned()
                        .into()
                })
            });
            let near = near.map_or(String::new(), |near| format!("; {near}"));
            say(format_args!(
                "error: `{id}` has no part `{part}`{then}{near}"
            ));
            return Ok(Outcome::Findings);
        }
        match arguments.view.format {
            ViewFormat::Human => {
                let language = language(dataset, &arguments.view)?;
                let reader = arguments.view.reader(&language, out)?;
                show::write(&projection, &view, &reader, out)?;
            }
            ViewFormat::Json => print_json(&view, out)?,
        }
    }
    Ok(workspace::outcome(&workspace))
}
