//! The next number of a decision. A number is given once: that of a decision which was published and is gone stays its own, because
//! others may cite it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};

use crate::check::rules::of_jurisdiction;
use crate::cli::release::FOLDER;
use crate::cli::say;
use crate::config;
use crate::dataset::Dataset;
use crate::delta::state::{FILE_NAME, name_of};
use crate::git::{Error, WorkTree};
use crate::model::DecisionId;
use crate::workspace::{Workspace, shown};

/// The folder below the records in which the decisions are.
const DECISIONS: &str = "decisions";

/// The id after the highest that was given: to a record that is there and can be read or not, to one of a release, or to one that was
/// ever committed.
///
/// # Errors
/// If the dataset names no prefix, the jurisdiction is none, or what was released cannot be read.
pub fn next_id(workspace: &Workspace, jurisdiction: &str, year: i16) -> anyhow::Result<DecisionId> {
    let dataset = &workspace.dataset;
    let prefix = dataset
        .config
        .prefix
        .as_deref()
        .context("`besluit.toml` names no prefix for the ids of decisions")?;
    let start = format!("{prefix}-{jurisdiction}-{year}-");
    if let Some((message, hint)) = of_jurisdiction(&format!("{start}0001")) {
        bail!(
            "{message}{}",
            hint.map_or(String::new(), |hint| format!("; {hint}"))
        );
    }
    let root = workspace.locate("");
    let mut given: BTreeSet<String> = dataset
        .ids("decision")
        .into_iter()
        .map(str::to_owned)
        .collect();
    given.extend(released(&root.join(FOLDER), &start)?);
    given.extend(committed(&root, &start));
    let numbers = given
        .iter()
        .filter_map(|id| id.strip_prefix(&start)?.parse::<u32>().ok());
    let next = numbers.max().unwrap_or(0).checked_add(1);
    let next = next.with_context(|| format!("no number is left after those of `{start}…`"))?;
    let id = format!("{start}{next:04}");
    id.parse()
        .with_context(|| format!("`{id}` is no id: is `{prefix}` a prefix?"))
}

/// The jurisdiction of the decisions of an actor, if there is one and it is the same for all.
pub fn jurisdiction_of(dataset: &Dataset, decider: &str) -> Option<String> {
    let decisions = dataset.decisions();
    let own = decisions.filter(|(_, one)| one.decider.actor.as_str() == decider);
    let codes: BTreeSet<String> = own
        .filter_map(|(_, one)| jurisdiction(dataset, one.id.as_str()))
        .collect();
    let mut codes = codes.into_iter();
    codes.next().filter(|_| codes.next().is_none())
}

/// The jurisdiction in the id of a decision, which is what stands between the prefix and the year.
fn jurisdiction(dataset: &Dataset, id: &str) -> Option<String> {
    let rest = id.strip_prefix(dataset.config.prefix.as_deref()?)?;
    let (rest, _) = rest.strip_prefix('-')?.rsplit_once('-')?;
    let (jurisdiction, _) = rest.rsplit_once('-')?;
    Some(jurisdiction.to_owned())
}

/// The ids of the decisions that were released and begin so.
fn released(folder: &Path, start: &str) -> anyhow::Result<Vec<String>> {
    let mut ids = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path().join(FILE_NAME);
        if !path.is_file() {
            continue;
        }
        let stream = fs::read(&path).with_context(|| format!("cannot read {}", shown(&path)))?;
        let stream = String::from_utf8_lossy(&stream);
        let lines = stream.lines().filter(|line| line.contains(start));
        let named = lines.filter_map(name_of);
        ids.extend(
            named
                .filter(|one| one.record_type == "decision")
                .map(|one| one.id),
        );
    }
    Ok(ids)
}

/// The ids of the decisions that were ever committed and begin so. Without git there is no telling, and nothing to say; what git cannot tell is said.
fn committed(root: &Path, start: &str) -> BTreeSet<String> {
    let names = WorkTree::at(root).and_then(|tree| {
        if tree.is_shallow()? {
            say(format_args!(
                "warning: this clone is shallow: a number that was given before it and is gone would be given again; `git fetch --unshallow` fetches the rest"
            ));
        }
        tree.names_ever(&format!("{}/{DECISIONS}", config::RECORDS))
    });
    match names {
        Ok(names) => {
            let ids = names.iter().filter_map(|name| name.strip_suffix(".json"));
            // Another file may lie there, and its name be any number.
            let ids = ids.filter(|id| id.starts_with(start) && id.parse::<DecisionId>().is_ok());
            ids.map(str::to_owned).collect()
        }
        Err(Error::NoGit | Error::NotAWorkTree { .. }) => BTreeSet::new(),
        Err(error) => {
            say(format_args!(
                "warning: git cannot tell which numbers were given before: {error}"
            ));
            BTreeSet::new()
        }
    }
}
