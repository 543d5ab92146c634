//! Which dataset the paths of a command line belong to, and what of it is read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};

use super::progress::Progress;
use super::{Outcome, say};
use crate::config::{self, Config};
use crate::files::Failure;
use crate::git::WorkTree;
use crate::workspace::{
    Files, Item, Workspace, dataset_files, dataset_of, datasets_below, loose_files, near_config,
    normal, read_config, relative, root_of, shown,
};

mod named;
mod selection;

pub use named::Named;
use selection::STDIN;
pub use selection::Selection;

/// Says what could not be read, which makes the answer incomplete.
pub fn tell(failures: &[Failure]) -> Outcome {
    for failure in failures {
        let path = std::env::current_dir().map(|here| relative(&here, &failure.path));
        let path = path.unwrap_or_else(|_| failure.path.display().to_string());
        say(format_args!("error: cannot read {path}: {}", failure.error));
    }
    if failures.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Failed
    }
}

/// The outcome of a command that only looks at the dataset: what could not be read is said, and makes the answer incomplete.
pub fn outcome(workspace: &Workspace) -> Outcome {
    tell(&workspace.failures)
}

/// The dataset that a command reads.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct DatasetArguments {
    /// The folder of the dataset [default: the nearest one above with a `besluit.toml`]
    #[arg(long, value_name = "DIR", global = true)]
    pub root: Option<PathBuf>,
}

impl DatasetArguments {
    /// Reads the dataset.
    ///
    /// # Errors
    /// If there is none, or its `besluit.toml` cannot be read.
    pub fn read(&self) -> anyhow::Result<Workspace> {
        let selection = Selection {
            root: self.root.clone(),
            ..Selection::default()
        };
        let files = files(&selection)?.pop();
        Ok(read(files.context("there is no dataset here")?))
    }

    /// The settings of the dataset; the default ones if there is none.
    ///
    /// # Errors
    /// If its `besluit.toml` cannot be read.
    pub fn config(&self) -> anyhow::Result<Config> {
        Ok(match self.folder()? {
            Some(folder) => read_config(&folder.join(config::FILE_NAME))?,
            None => Config::default(),
        })
    }

    /// The folder of the dataset, if there is one.
    ///
    /// # Errors
    /// If the one that was given is none, or there is no telling the working directory.
    pub fn folder(&self) -> anyhow::Result<Option<PathBuf>> {
        let here = working_directory()?;
        match &self.root {
            Some(root) => given_root(&normal(&here.join(root))).map(Some),
            None => Ok(root_of(&here)),
        }
    }
}

/// Reads the files of a dataset into memory.
pub fn read(files: Workspace<Files<'_>>) -> Workspace {
    let progress = Progress::of(files.dataset.inventory.own());
    files.read(&|records| progress.advance(records))
}

/// The files of the datasets that the selected paths belong to, or that are below a selected folder; without paths, of the one that the
/// working directory belongs to, wherever in it one stands.
///
/// # Errors
/// If a path does not exist, a `besluit.toml` cannot be read, or a path is not among the records of its dataset.
pub fn files(selection: &Selection) -> anyhow::Result<Vec<Workspace<Files<'static>>>> {
    let here = working_directory()?;
    let files = |(root, items): (Option<PathBuf>, Vec<Item>)| match root {
        Some(root) => Ok(dataset_files(root, items)?),
        None => Ok(loose_files(&here, items)),
    };
    by_root(selection, &here)?.into_iter().map(files).collect()
}

/// The files of the dataset that a selection without paths means, as they are in the index of git: what the next commit will hold.
///
/// # Errors
/// If there is no dataset here or in the index, or git fails.
pub fn staged(selection: &Selection) -> anyhow::Result<Vec<Workspace<Files<'static>>>> {
    let here = working_directory()?;
    let roots = by_root(selection, &here)?.into_keys().flatten();
    let files = |root: PathBuf| {
        let files = WorkTree::at(&root)
            .and_then(WorkTree::for_commit)
            .and_then(|tree| tree.staged_files(&[config::FILE_NAME, config::RECORDS]));
        let files = files.context("cannot read the index of git")?;
        Ok(dataset_of(root, files)?)
    };
    roots.map(files).collect()
}

/// The files and folders that are read for a selection; none if a part of it is read once only: standard input, or a stream.
///
/// # Errors
/// If a path does not exist, or there is no dataset here.
pub fn places(selection: &Selection) -> anyhow::Result<Option<Vec<PathBuf>>> {
    // Nothing is to be read from standard input only to be refused.
    if selection.paths.iter().any(|path| path.as_os_str() == STDIN) {
        return Ok(None);
    }
    let mut places = Vec::new();
    for (root, items) in by_root(selection, &working_directory()?)? {
        for item in items {
            match (item, &root) {
                (Item::Path(path), Some(root)) if path.starts_with(root) => {}
                (Item::Path(path), _) => places.push(path),
                (Item::Record { .. } | Item::Stream { .. }, _) => return Ok(None),
            }
        }
        let own = root.map(|root| [config::FILE_NAME, config::RECORDS].map(|name| root.join(name)));
        places.extend(own.into_iter().flatten());
    }
    Ok(Some(places))
}

fn working_directory() -> anyhow::Result<PathBuf> {
    std::env::current_dir().context("cannot tell the working directory")
}

/// The folder that was given as that of a dataset, if one was given.
///
/// # Errors
/// If it is none.
pub fn root(given: Option<&Path>) -> anyhow::Result<Option<PathBuf>> {
    let here = working_directory()?;
    let root = given.map(|root| given_root(&normal(&here.join(root))));
    root.transpose()
}

/// The folder of the dataset that the working directory belongs to, if it belongs to one.
pub fn root_here() -> Option<PathBuf> {
    root_of(&working_directory().ok()?)
}

/// The selected items, by the folder of the dataset that they belong to; `None` if they belong to none.
fn by_root(
    selection: &Selection,
    here: &Path,
) -> anyhow::Result<BTreeMap<Option<PathBuf>, Vec<Item>>> {
    let root = root(selection.root.as_deref())?;
    let mut by_root: BTreeMap<Option<PathBuf>, Vec<Item>> = BTreeMap::new();
    let items = selection::items(selection, here)?.into_iter();
    for item in items.flat_map(|item| match root {
        Some(_) => vec![item],
        None => each_dataset(item),
    }) {
        let own_root = match &item {
            Item::Path(path) => root_of(path),
            Item::Record { path, .. } => path.as_ref().and_then(|path| root_of(path)),
            // A stream belongs to a dataset only if somebody says so.
            Item::Stream { .. } => None,
        };
        let root = root.clone().or(own_root);
        // Files are checked by themselves where there is no dataset, and not where nobody sees that there is one.
        if let (None, Item::Path(path)) = (&root, &item)
            && let Some(near) = near_config(path)
        {
            bail!(near);
        }
        by_root.entry(root).or_default().push(item);
    }
    if selection.paths.is_empty() {
        // Without a dataset, whatever lies here would be taken for records.
        let root = root.or_else(|| root_of(here));
        let root = root.ok_or_else(|| no_dataset(here))?;
        let everything = Item::Path(root.clone());
        by_root.entry(Some(root)).or_default().push(everything);
    }
    Ok(by_root)
}

/// The folder that was given as that of a dataset.
fn given_root(path: &Path) -> anyhow::Result<PathBuf> {
    match root_of(path) {
        Some(root) if root == path => Ok(root),
        _ => bail!(
            "{} is no dataset: it has no {}{}",
            shown(path),
            config::FILE_NAME,
            told_below(path).map_or(String::new(), |below| format!("; below it are {below}"))
        ),
    }
}

/// The datasets that an item stands for: a folder above several means each of them, and nothing beside them is a record.
fn each_dataset(item: Item) -> Vec<Item> {
    let Item::Path(folder) = &item else {
        return vec![item];
    };
    let is_folder = folder.symlink_metadata().is_ok_and(|there| there.is_dir());
    let is_inside =
        |root: PathBuf| *folder == root || folder.starts_with(root.join(config::RECORDS));
    if !is_folder || root_of(folder).is_some_and(is_inside) {
        return vec![item];
    }
    match datasets_below(folder, usize::MAX) {
        none if none.is_empty() => vec![item],
        datasets => datasets.into_iter().map(Item::Path).collect(),
    }
}

/// The most folders that are looked into for datasets that nobody asked for.
const MAX_FOLDERS: usize = 1000;

/// The most datasets that a message names.
const MAX_NAMED: usize = 8;

/// The datasets below a folder, for a message; none if there are none.
fn told_below(folder: &Path) -> Option<String> {
    let datasets = datasets_below(folder, MAX_FOLDERS);
    let names = datasets.iter().take(MAX_NAMED).map(|one| shown(one));
    let names = names.collect::<Vec<_>>().join(", ");
    let more = datasets.len().saturating_sub(MAX_NAMED);
    match more {
        _ if datasets.is_empty() => None,
        0 => Some(names),
        _ => Some(format!("{names} and {more} more")),
    }
}

/// The reason why there is nothing to read where nothing was named.
fn no_dataset(here: &Path) -> anyhow::Error {
    if let Some(near) = near_config(here) {
        return anyhow!("there is no dataset here: {near}");
    }
    match told_below(here) {
        None => anyhow!(
            "there is no dataset here: no `besluit.toml` in this folder or above; name the files to check, or `-` for what comes on standard input, or make a dataset with `besluit init`"
        ),
        Some(below) => anyhow!(
            "there is no dataset here, only below: {below}; choose one with `--root`, or check each with `besluit validate .`"
        ),
    }
}

/// The place that a path leads to, absolute, with links followed as far as it is there.
///
/// # Errors
/// If there is no telling the working directory.
pub fn place_of(path: &Path) -> anyhow::Result<PathBuf> {
    let path = working_directory()?.join(path);
    let there = path.ancestors().find_map(|ancestor| {
        let rest = path.strip_prefix(ancestor).ok()?;
        Some(normal(&ancestor.canonicalize().ok()?.join(rest)))
    });
    Ok(there.unwrap_or_else(|| normal(&path)))
}

/// True if a path, which is absolute, is among the records of a dataset.
pub fn is_record(path: &Path) -> bool {
    root_of(path).is_some_and(|root| path.starts_with(root.join(config::RECORDS)))
}
