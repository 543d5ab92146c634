//! `besluit show`: one record as a page.

use std::io::Write;

use jiff::civil;

use super::view::{ViewArguments, ViewFormat, language, print_json};
use super::{Outcome, say, workspace};
use crate::derive::Moment;
use crate::model::RECORD_TYPES;
use crate::suggest::nearest;
use crate::view::show;

/// Shows one record as a page: what it says, what has become of it, who holds what, and where the words stand.
#[derive(clap::Args)]
pub struct Arguments {
    /// The id of a decision, proposal, source or actor, or of a part of one as `list` prints it
    id: String,
    /// The day as of which it is shown, as YYYY-MM-DD: what happened or was said later is left out [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    as_of: Option<civil::Date>,
    #[command(flatten)]
    view: ViewArguments,
}

pub fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let workspace = workspace::read_one()?;
    // A part of a record, as `list` names it, is shown on the page of the record.
    let id = arguments.id.split('#').next().unwrap_or_default();
    let dataset = &workspace.dataset;
    let today = super::today();
    let moment = Moment {
        at: arguments.as_of.unwrap_or(today),
        known: today,
    };
    let mut shown = false;
    for document in RECORD_TYPES
        .iter()
        .filter_map(|record_type| dataset.document(record_type, id))
    {
        let Some(view) = show::view(dataset, document, moment) else {
            say(format_args!(
                "error: {} cannot be read as a record; `besluit validate` says why",
                document.path
            ));
            return Ok(Outcome::Findings);
        };
        match arguments.view.format {
            ViewFormat::Human => {
                show::write(
                    dataset,
                    &view,
                    moment,
                    &language(dataset, arguments.view.lang.as_deref())?,
                    out,
                )?;
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
        say(format_args!("error: there is no record `{}`{near}", id));
        return Ok(Outcome::Findings);
    }
    Ok(workspace::outcome(&workspace))
}
