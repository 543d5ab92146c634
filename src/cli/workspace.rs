//! Which dataset the paths of a command line belong to, and reading it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::progress::Progress;
use super::{Outcome, say};
use crate::config::{self, Config};
use crate::dataset::{Dataset, Document, read_lines};
use crate::files::{self, Failure, Lines, RawFile, Refusal};
use crate::schema::Schemas;

mod config_file;
mod path;
mod screen;
mod selection;

pub use path::{normal, shown};
pub use screen::{Clear, Wanted};
pub use selection::Selection;

use config_file::read_config;
use path::relative;
use screen::{screen_dataset, screen_loose};
use selection::{Item, STDIN_NAME};

/// A dataset that was read, and the part of it that was asked for.
pub struct Workspace {
    /// The whole dataset. Its paths are relative to its folder.
    pub dataset: Dataset,
    /// The folder of the dataset; empty if the files belong to none.
    root: PathBuf,
    /// The paths that were asked for, as those of the dataset; a file is selected if it is one of them or below one.
    selected: BTreeSet<String>,
    /// What could not be read.
    failures: Vec<Failure>,
}

impl Workspace {
    /// Whether a file of the dataset is among those that were asked for.
    pub fn is_selected(&self, path: &str) -> bool {
        is_selected(&self.selected, path)
    }

    /// Whether the files belong to no dataset.
    pub fn is_loose(&self) -> bool {
        self.root.as_os_str().is_empty()
    }

    /// Where a file of the dataset is.
    pub fn locate(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// A path of the dataset as people are told it: relative to the working directory, with `/` between folders.
    pub fn display(&self, path: &str) -> String {
        match std::env::current_dir() {
            Ok(here) if !self.is_loose() && path != STDIN_NAME => {
                relative(&here, &normal(&self.locate(path)))
            }
            _ => path.to_owned(),
        }
    }

    /// How a command that only looks at the dataset ends: what could not be read is said, and makes the answer incomplete.
    pub fn outcome(&self) -> Outcome {
        for failure in &self.failures {
            let path = std::env::current_dir().map(|here| relative(&here, &failure.path));
            let path = path.unwrap_or_else(|_| failure.path.display().to_string());
            say(format_args!("error: cannot read {path}: {}", failure.error));
        }
        if self.failures.is_empty() {
            Outcome::Clean
        } else {
            Outcome::Failed
        }
    }
}

/// Whether a path, or a folder above it, is among those that were asked for.
fn is_selected(selected: &BTreeSet<String>, path: &str) -> bool {
    // Mostly one folder or file was asked for.
    if let (Some(only), 1) = (selected.first(), selected.len()) {
        let rest = path.strip_prefix(only.as_str());
        return rest
            .is_some_and(|rest| only.is_empty() || rest.is_empty() || rest.starts_with('/'));
    }
    let folders = path.match_indices('/').map(|(end, _)| &path[..end]);
    let mut places = ["", path].into_iter().chain(folders);
    places.any(|one| selected.contains(one))
}

/// Reads the dataset that the working directory belongs to.
///
/// # Errors
/// If it belongs to none, and as [`read`].
pub fn read_one() -> anyhow::Result<Workspace> {
    let workspace = read(&Selection::default())?.pop();
    workspace.context("there is no dataset here")
}

/// Reads the datasets that the selected paths belong to; without paths, the one that the working directory belongs to, wherever in
/// it one stands.
///
/// # Errors
/// If a path does not exist, a `besluit.toml` cannot be read, or a path is not among the records of its dataset.
pub fn read(selection: &Selection) -> anyhow::Result<Vec<Workspace>> {
    let here = working_directory()?;
    let schemas = Schemas::new();
    let read = |(root, items): (Option<PathBuf>, Vec<Item>)| match root {
        Some(root) => read_dataset(root, items, &schemas),
        None => read_loose(&here, items, &schemas),
    };
    by_root(selection, &here)?.into_iter().map(read).collect()
}

/// Screens the same datasets: of each only what is in doubt is read, and the rest is counted.
///
/// # Errors
/// As [`read`].
pub fn screen(selection: &Selection, wanted: Wanted) -> anyhow::Result<Vec<(Workspace, Clear)>> {
    let here = working_directory()?;
    let screen = |(root, items): (Option<PathBuf>, Vec<Item>)| match root {
        Some(root) => screen_dataset(root, items, wanted),
        None if items.iter().all(|item| matches!(item, Item::Stream { .. })) => {
            screen_loose(&here, items, wanted)
        }
        None => Ok((read_loose(&here, items, &Schemas::new())?, Clear::default())),
    };
    by_root(selection, &here)?.into_iter().map(screen).collect()
}

fn working_directory() -> anyhow::Result<PathBuf> {
    std::env::current_dir().context("cannot tell the working directory")
}

/// What is selected, by the folder of the dataset that it belongs to.
fn by_root(
    selection: &Selection,
    here: &Path,
) -> anyhow::Result<BTreeMap<Option<PathBuf>, Vec<Item>>> {
    let root = match &selection.root {
        None => None,
        Some(root) => Some(given_root(&normal(&here.join(root)))?),
    };
    let mut by_root: BTreeMap<Option<PathBuf>, Vec<Item>> = BTreeMap::new();
    for item in selection::items(selection, here)? {
        let own_root = match &item {
            Item::Path(path) => root_of(path),
            Item::Record { path, .. } => path.as_ref().and_then(|path| root_of(path)),
            // A stream belongs to a dataset only if somebody says so.
            Item::Stream { .. } => None,
        };
        let root = root.clone().or(own_root);
        by_root.entry(root).or_default().push(item);
    }
    if selection.paths.is_empty() {
        // Without a dataset, whatever lies here would be taken for records.
        let root = root.or_else(|| root_of(here)).context(
            "there is no dataset here: no `besluit.toml` in this folder or above; name the files to check, or make a dataset with `besluit init`",
        )?;
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
            "{} is no dataset: it has no {}",
            shown(path),
            config::FILE_NAME
        ),
    }
}

/// The folder of the dataset that the working directory belongs to, if it belongs to one.
///
/// # Errors
/// If there is no telling the working directory.
pub fn root() -> anyhow::Result<Option<PathBuf>> {
    Ok(root_of(
        &std::env::current_dir().context("cannot tell the working directory")?,
    ))
}

/// The nearest folder above a path, itself included, that has a `besluit.toml`, whatever that is.
fn root_of(path: &Path) -> Option<PathBuf> {
    let has_config = |folder: &&Path| folder.join(config::FILE_NAME).symlink_metadata().is_ok();
    path.ancestors().find(has_config).map(Path::to_owned)
}

/// Whether a path, which is absolute, is among the records of a dataset.
pub fn is_record(path: &Path) -> bool {
    root_of(path).is_some_and(|root| path.starts_with(root.join(config::RECORDS)))
}

/// What was asked for of one dataset.
struct Asked {
    config: Config,
    /// The folder of the records.
    records: PathBuf,
    /// See [`Workspace::selected`].
    selected: BTreeSet<String>,
    incoming: Vec<Incoming>,
}

/// Records that do not stand where they belong, or not yet.
enum Incoming {
    /// One, by the path that it has in the dataset. `is_home` says that it belongs there.
    Record { file: RawFile, is_home: bool },
    /// One a line.
    Stream { path: String, lines: Lines },
}

/// What was asked for of the dataset in a folder.
fn asked(root: &Path, items: Vec<Item>) -> anyhow::Result<Asked> {
    let config = read_config(&root.join(config::FILE_NAME))?;
    let records = root.join(config::RECORDS);
    let metadata = records
        .symlink_metadata()
        .with_context(|| format!("cannot read {}", shown(&records)))?;
    if !metadata.is_dir() {
        bail!("{} is not a folder", shown(&records));
    }
    let mut selected = BTreeSet::new();
    let mut incoming = Vec::new();
    for item in items {
        match item {
            // What stands above the records asks for all of them, and so does what says how they are to be.
            Item::Path(path)
                if records.starts_with(&path) || path == root.join(config::FILE_NAME) =>
            {
                selected.insert(String::new());
            }
            Item::Path(path) if path.starts_with(&records) => {
                selected.insert(relative(root, &path));
            }
            Item::Path(path) if root_of(&path).as_deref() != Some(root) && !path.is_dir() => {
                let content = files::read(&path, files::MAX_RECORD)
                    .with_context(|| format!("cannot read {}", shown(&path)))?;
                let path = relative(root, &path);
                let file = RawFile { path, content };
                incoming.push(Incoming::Record {
                    file,
                    is_home: false,
                });
            }
            Item::Path(path) => bail!(
                "{} is not among the records of its dataset, {}; name a dataset or its records",
                shown(&path),
                shown(&records)
            ),
            Item::Record { path, content } => {
                let is_home = path.as_ref().is_some_and(|path| path.starts_with(&records));
                let path = path.map_or(STDIN_NAME.to_owned(), |path| relative(root, &path));
                let file = RawFile { path, content };
                incoming.push(Incoming::Record { file, is_home });
            }
            Item::Stream { path, lines } => {
                let path = path.map_or(STDIN_NAME.to_owned(), |path| relative(root, &path));
                incoming.push(Incoming::Stream { path, lines });
            }
        }
    }
    selected.extend(incoming.iter().map(|incoming| incoming.path().to_owned()));
    Ok(Asked {
        config,
        records,
        selected,
        incoming,
    })
}

impl Incoming {
    /// The path that the records go by.
    fn path(&self) -> &str {
        match self {
            Incoming::Record { file, .. } => &file.path,
            Incoming::Stream { path, .. } => path,
        }
    }

    /// Reads the records.
    fn read(self, schemas: &Schemas) -> anyhow::Result<Vec<Document>> {
        Ok(match self {
            Incoming::Record {
                file,
                is_home: true,
            } => vec![Document::read(file, schemas)],
            Incoming::Record { file, .. } => vec![Document::read_elsewhere(file, schemas)],
            Incoming::Stream { path, lines } => {
                let cannot = || format!("cannot read {path}");
                let bytes = lines.whole(MAX_STREAM).with_context(cannot)?;
                let bytes = bytes.with_context(|| {
                    let refusal = Refusal::TooLarge;
                    format!("{}: {}", cannot(), refusal.describe(MAX_STREAM))
                })?;
                read_lines(&path, &bytes, schemas)
            }
        })
    }
}

/// The largest stream that is read at once, in bytes: 1 GiB. There is no limit where it is screened.
const MAX_STREAM: usize = 1 << 30;

/// A dataset with a `besluit.toml`: all of its records are read, whatever part was asked for.
fn read_dataset(root: PathBuf, items: Vec<Item>, schemas: &Schemas) -> anyhow::Result<Workspace> {
    let asked = asked(&root, items)?;
    let mut incoming = Vec::new();
    for one in asked.incoming {
        incoming.extend(one.read(schemas)?);
    }
    let (raw, failures) = files::read_all(&asked.records, &|path| relative(&root, path));
    let progress = Progress::of(raw.len());
    let mut dataset = Dataset::read(asked.config, raw, schemas, &|| progress.advance(1));
    if !incoming.is_empty() {
        dataset = dataset.with(incoming);
    }
    Ok(Workspace {
        dataset,
        root,
        selected: asked.selected,
        failures,
    })
}

/// Files that belong to no dataset are checked by themselves, with no language and no prefix asked of them.
fn read_loose(here: &Path, items: Vec<Item>, schemas: &Schemas) -> anyhow::Result<Workspace> {
    let mut raw = Vec::new();
    let mut incoming = Vec::new();
    let mut failures = Vec::new();
    for item in items {
        match item {
            Item::Path(path) => {
                let (files, failed) = files::read_all(&path, &|path| relative(here, path));
                raw.extend(files);
                failures.extend(failed);
            }
            Item::Record { path, content } => {
                let is_home = path.is_some();
                let path = path.map_or(STDIN_NAME.to_owned(), |path| relative(here, &path));
                let file = RawFile { path, content };
                incoming.extend(Incoming::Record { file, is_home }.read(schemas)?);
            }
            Item::Stream { path, lines } => {
                let path = path.map_or(STDIN_NAME.to_owned(), |path| relative(here, &path));
                incoming.extend(Incoming::Stream { path, lines }.read(schemas)?);
            }
        }
    }
    raw.sort_by(|a, b| a.path.cmp(&b.path));
    raw.dedup_by(|a, b| a.path == b.path);
    let mut dataset = Dataset::new(Config::default(), raw, schemas).with(incoming);
    dataset.is_loose = true;
    Ok(Workspace::loose(dataset, failures))
}

impl Workspace {
    /// Files that belong to no dataset.
    fn loose(dataset: Dataset, failures: Vec<Failure>) -> Workspace {
        Workspace {
            dataset,
            root: PathBuf::new(),
            selected: BTreeSet::from([String::new()]),
            failures,
        }
    }
}
