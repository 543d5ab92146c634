//! Which dataset the paths of a command line belong to, and reading it.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};

use super::{Outcome, say};
use crate::config::{self, Config};
use crate::dataset::Dataset;
use crate::files::{self, Failure};
use crate::schema::Schemas;

/// The largest `besluit.toml` that is read, in bytes.
const MAX_CONFIG: usize = 64 * 1024;

/// The most that is shown of a message about a `besluit.toml`, in characters: it prints the line, however long that is.
const MAX_MESSAGE: usize = 1000;

/// A dataset that was read, and the part of it that was asked for.
pub struct Workspace {
    /// The whole dataset. Its paths are relative to its folder.
    pub dataset: Dataset,
    /// The folder of the dataset; empty if the files belong to none.
    root: PathBuf,
    /// The paths that were asked for, as those of the dataset; a file is selected if it is one of them or below one.
    selected: Vec<String>,
    /// What could not be read.
    failures: Vec<Failure>,
}

impl Workspace {
    /// Whether a file of the dataset is among those that were asked for.
    pub fn is_selected(&self, path: &str) -> bool {
        self.selected.iter().any(|selected| {
            let below = path.strip_prefix(selected.as_str());
            selected.is_empty()
                || below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
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
            Ok(here) if !self.is_loose() => relative(&here, &self.locate(path)),
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

/// Reads the dataset that the working directory belongs to.
///
/// # Errors
/// If it belongs to none, and as [`read`].
pub fn read_one() -> anyhow::Result<Workspace> {
    let workspace = read(&[])?.pop().filter(|workspace| !workspace.is_loose());
    workspace.context("there is no dataset here, in this folder or above; `besluit init` makes one")
}

/// Reads the datasets that the paths belong to; without paths, the one that the working directory belongs to, wherever in it one
/// stands.
///
/// # Errors
/// If a path does not exist, a `besluit.toml` cannot be read, or a path is not among the records of its dataset.
pub fn read(paths: &[PathBuf]) -> anyhow::Result<Vec<Workspace>> {
    let here = std::env::current_dir().context("cannot tell the working directory")?;
    let mut by_root: BTreeMap<Option<PathBuf>, Vec<PathBuf>> = BTreeMap::new();
    for path in paths {
        // Looked at as it stands: a link is not followed, and reported where it is read.
        path.symlink_metadata()
            .with_context(|| format!("cannot read {}", path.display()))?;
        let path = lexically_normal(&here.join(path));
        by_root.entry(root_of(&path)).or_default().push(path);
    }
    if paths.is_empty() {
        let root = root_of(&here);
        let everything = root.as_ref().unwrap_or(&here).clone();
        by_root.entry(root).or_default().push(everything);
    }
    let schemas = Schemas::new();
    let read = |(root, paths): (Option<PathBuf>, Vec<PathBuf>)| match root {
        Some(root) => read_dataset(root, &paths, &schemas),
        None => Ok(read_loose(&here, &paths, &schemas)),
    };
    by_root.into_iter().map(read).collect()
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

/// A path as people are told it: relative to the working directory, with `/` between folders.
pub fn shown(path: &Path) -> String {
    match std::env::current_dir() {
        Ok(here) => relative(&here, &lexically_normal(&here.join(path))),
        Err(_) => path.display().to_string(),
    }
}

/// The nearest folder above a path, itself included, that has a `besluit.toml`, whatever that is.
fn root_of(path: &Path) -> Option<PathBuf> {
    let has_config = |folder: &&Path| folder.join(config::FILE_NAME).symlink_metadata().is_ok();
    path.ancestors().find(has_config).map(Path::to_owned)
}

/// A dataset with a `besluit.toml`: all of its records are read, whatever part was asked for.
fn read_dataset(root: PathBuf, paths: &[PathBuf], schemas: &Schemas) -> anyhow::Result<Workspace> {
    let config = read_config(&root.join(config::FILE_NAME))?;
    let records = root.join(config::RECORDS);
    let metadata = records
        .symlink_metadata()
        .with_context(|| format!("cannot read {}", shown(&records)))?;
    if !metadata.is_dir() {
        bail!("{} is not a folder", shown(&records));
    }
    let mut selected = Vec::new();
    for path in paths {
        if records.starts_with(path) {
            // What stands above the records asks for all of them.
            selected.push(String::new());
        } else if path.starts_with(&records) {
            selected.push(relative(&root, path));
        } else {
            bail!(
                "{} is not among the records of its dataset, {}; name a dataset or its records",
                shown(path),
                shown(&records)
            );
        }
    }
    let (raw, failures) = files::read_all(&records, &|path| relative(&root, path));
    Ok(Workspace {
        dataset: Dataset::new(config, raw, schemas),
        root,
        selected,
        failures,
    })
}

fn read_config(path: &Path) -> anyhow::Result<Config> {
    let cannot = || format!("cannot read {}", path.display());
    let bytes = match files::read(path, MAX_CONFIG).with_context(cannot)? {
        Ok(bytes) => bytes,
        Err(refusal) => bail!("{}: {}", cannot(), refusal.describe(MAX_CONFIG)),
    };
    let text = String::from_utf8(bytes).with_context(cannot)?;
    Config::parse(&text).map_err(|error| {
        let message: String = error.to_string().chars().take(MAX_MESSAGE).collect();
        anyhow::anyhow!("cannot make sense of {}: {message}", path.display())
    })
}

/// Files that belong to no dataset are checked by themselves, with no language and no prefix asked of them.
fn read_loose(here: &Path, paths: &[PathBuf], schemas: &Schemas) -> Workspace {
    let mut raw = Vec::new();
    let mut failures = Vec::new();
    for path in paths {
        let (files, failed) = files::read_all(path, &|path| relative(here, path));
        raw.extend(files);
        failures.extend(failed);
    }
    raw.sort_by(|a, b| a.path.cmp(&b.path));
    raw.dedup_by(|a, b| a.path == b.path);
    let mut dataset = Dataset::new(Config::default(), raw, schemas);
    dataset.is_loose = true;
    Workspace {
        dataset,
        root: PathBuf::new(),
        selected: vec![String::new()],
        failures,
    }
}

/// A path as seen from a folder, both absolute, with `/` between folders: as it is below the folder, by `..` above it.
fn relative(folder: &Path, path: &Path) -> String {
    let shared = folder
        .components()
        .zip(path.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = path
        .components()
        .skip(shared)
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<_> = up.chain(down).collect();
    if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    }
}

/// A path without `.` and `..`, as it is written: links are not followed.
fn lexically_normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}
