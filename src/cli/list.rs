//! `besluit list`: records and their parts, by who, what and which words.

use std::collections::BTreeSet;

use super::candidates::{records, topics};
use super::view::{MomentArguments, ViewArguments, ViewFormat, language, print_json};
use super::workspace::DatasetArguments;
use super::{Out, Outcome, meant, say, then, workspace};
use crate::counted::count;
use crate::dataset::Dataset;
use crate::suggest::nearest;
use crate::view::list;
use crate::view::search::{Query, search};

/// Lists records, statements, commitments, provisions and discrepancies that fit everything that is asked.
///
/// Exits with 1 if nothing fits.
#[derive(clap::Args)]
pub struct Arguments {
    /// Words that all stand in it, in its texts or quotes; capitals and accents make no difference
    words: Vec<String>,
    /// Its type: decision, proposal, source, actor, provision, commitment, discrepancy (where sources contradict each other), or a
    /// type of statement such as concern
    #[arg(long = "type", value_name = "TYPE", value_parser = TYPES, ignore_case = true)]
    item_type: Option<String>,
    /// Somebody who has to do with it, in whatever role, by id or name
    #[arg(long, value_name = "ACTOR", add = records(&["actor"]))]
    actor: Option<String>,
    /// Whose statement it is, by id or name
    #[arg(long, value_name = "ACTOR", add = records(&["actor"]))]
    holder: Option<String>,
    /// A keyword that it is about
    #[arg(long, visible_alias = "keyword", value_name = "KEYWORD", add = topics())]
    topic: Option<String>,
    #[command(flatten)]
    moment: MomentArguments,
    #[command(flatten)]
    view: ViewArguments,
    #[command(flatten)]
    dataset: DatasetArguments,
}

/// The types that an item can have.
const TYPES: [&str; 14] = [
    "decision",
    "proposal",
    "source",
    "actor",
    "provision",
    "commitment",
    "discrepancy",
    "ground",
    "concern",
    "condition",
    "advice",
    "view",
    "fact",
    "dissent",
];

pub fn run(arguments: &Arguments, out: &mut Out) -> anyhow::Result<Outcome> {
    let workspace = arguments.dataset.read()?;
    let projection = arguments.moment.project(&workspace.dataset);
    let (dataset, then) = (&projection.shown, then(&projection));
    let actor = |written: &Option<String>| -> Result<Option<String>, Outcome> {
        let Some(written) = written else {
            return Ok(None);
        };
        let record = meant::record((dataset, &then), "actor", written)?;
        Ok(Some(record.id().to_owned()))
    };
    let (actor, holder) = match (actor(&arguments.actor), actor(&arguments.holder)) {
        (Ok(actor), Ok(holder)) => (actor, holder),
        (Err(outcome), _) | (_, Err(outcome)) => return Ok(outcome),
    };
    let query = Query {
        item_type: arguments.item_type.as_ref().map(|one| one.to_lowercase()),
        actor,
        holder,
        // People read it in words.
        topic: arguments
            .topic
            .as_ref()
            .map(|one| one.replace([' ', '-'], "_")),
        words: arguments.words.clone(),
    };
    let items = search(dataset, &query);
    let view = list::view(&items, projection.moment);
    match arguments.view.format {
        ViewFormat::Human => {
            let language = language(dataset, &arguments.view)?;
            let reader = arguments.view.reader(&language, out)?;
            list::write(&projection, &view, &reader, out)?;
        }
        ViewFormat::Json => print_json(&view, out)?,
    }
    if items.is_empty() {
        hint(dataset, &query);
    }
    Ok(if items.is_empty() {
        Outcome::Findings.max(workspace::outcome(&workspace))
    } else {
        workspace::outcome(&workspace)
    })
}

/// Types of statements of which one comes near to the other: who does not find the one may have meant the other.
const NEAR: [(&str, &str); 3] = [
    ("dissent", "concern"),
    ("condition", "concern"),
    ("advice", "view"),
];

/// Says that nothing has a keyword, or of which other types there is something that fits the rest of a query, where nothing of the type
/// that was asked for does.
fn hint(dataset: &Dataset, query: &Query) {
    if let Some(topic) = &query.topic {
        let all = search(dataset, &Query::default());
        let topics = all.iter().flat_map(|one| one.topics);
        let topics: BTreeSet<&str> = topics.map(|topic| topic.as_str()).collect();
        if !topics.contains(topic.as_str()) {
            let near = nearest(topic, topics).map_or(String::new(), |near| format!("; {near}"));
            say(format_args!("nothing has the keyword `{topic}`{near}"));
            return;
        }
    }
    let Some(asked) = &query.item_type else {
        return;
    };
    let others = Query {
        item_type: None,
        ..query.clone()
    };
    let found = search(dataset, &others);
    let number = |item_type: &&str| {
        found
            .iter()
            .filter(|one| one.item_type == **item_type)
            .count()
    };
    let there = TYPES
        .iter()
        .map(|one| (*one, number(one)))
        .filter(|(_, number)| *number > 0);
    let there: Vec<_> = there.collect();
    if there.is_empty() {
        return;
    }
    let near = NEAR.iter().find_map(|(one, other)| match asked.as_str() {
        asked if asked == *one => Some(*other),
        asked if asked == *other => Some(*one),
        _ => None,
    });
    let near = near.filter(|near| there.iter().any(|(one, _)| one == near));
    let near = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    let there = there.iter().map(|(one, number)| count(*number, one));
    let there = there.collect::<Vec<_>>().join(", ");
    say(format_args!(
        "no {asked} fits; of other types there are {there}{near}"
    ));
}
