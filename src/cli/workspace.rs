//! Which dataset the paths of a command line belong to, and reading it.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::config::{self, Config};
use crate::dataset::Dataset;
use crate::files::{self, Failure, RawFile};
use crate::schema::Schemas;

/// A dataset that was read, and the part of it that was asked for.
pub struct Workspace {
    /// The whole dataset. Its paths are relative to the working directory.
    pub dataset: Dataset,
    /// The paths that were asked for; a file is selected if it is one of them or below one.
    selected: Vec<String>,
    /// What could not be read.
    pub failures: Vec<Failure>,
}

impl Workspace {
    /// Whether a file is among those that were asked for.
    pub fn is_selected(&self, path: &str) -> bool {
        self.selected.iter().any(|selected| {
            selected == "."
                || path == selected
                || path
                    .strip_prefix(selected.as_str())
                    .is_some_and(|rest| rest.starts_with('/'))
        })
    }

    /// Says on standard error what could not be read; whether there was any such thing.
    pub fn report_failures(&self) -> bool {
        for failure in &self.failures {
            eprintln!(
                "error: cannot read {}: {}",
                failure.path.display(),
                failure.error
            );
        }
        !self.failures.is_empty()
    }
}

/// Reads the datasets that the paths belong to; without paths, the one that the working directory belongs to.
///
/// # Errors
/// If a path does not exist, a `besluit.toml` cannot be read, or there is no dataset to be found.
pub fn read(paths: &[PathBuf]) -> anyhow::Result<Vec<Workspace>> {
    let here = PathBuf::from(".");
    let asked: &[PathBuf] = if paths.is_empty() {
        std::slice::from_ref(&here)
    } else {
        paths
    };
    let mut by_root: BTreeMap<Option<PathBuf>, Vec<&Path>> = BTreeMap::new();
    for path in asked {
        // Looked at as it stands: a link is not followed, and reported where it is read.
        path.symlink_metadata()
            .with_context(|| format!("cannot read {}", path.display()))?;
        by_root.entry(root_of(path)?).or_default().push(path);
    }
    let schemas = Schemas::new();
    let mut workspaces = Vec::new();
    for (root, paths) in by_root {
        workspaces.push(match root {
            Some(root) => read_dataset(&root, &paths, &schemas)?,
            None => read_loose(&paths, &schemas),
        });
    }
    Ok(workspaces)
}

/// The nearest folder above a path, itself included, that has a `besluit.toml`.
fn root_of(path: &Path) -> anyhow::Result<Option<PathBuf>> {
    let absolute =
        std::path::absolute(path).with_context(|| format!("cannot resolve {}", path.display()))?;
    let absolute = lexically_normal(&absolute);
    Ok(absolute
        .ancestors()
        .find(|folder| folder.join(config::FILE_NAME).is_file())
        .map(Path::to_owned))
}

/// A dataset with a `besluit.toml`: all of its records are read, whatever part was asked for.
fn read_dataset(root: &Path, paths: &[&Path], schemas: &Schemas) -> anyhow::Result<Workspace> {
    let file = root.join(config::FILE_NAME);
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("cannot read {}", file.display()))?;
    let config =
        Config::parse(&text).with_context(|| format!("cannot make sense of {}", file.display()))?;
    let records = root.join(config::RECORDS);
    if !records.is_dir() {
        bail!(
            "there is no folder `{}` beside {}",
            config::RECORDS,
            file.display()
        );
    }
    let here = std::env::current_dir().context("cannot tell the working directory")?;
    let (raw, failures) = files::read_all(&records, &|path| display_path(&here, path));
    let mut selected = Vec::new();
    for path in paths {
        let absolute = lexically_normal(&here.join(path));
        if !absolute.starts_with(&records) && !records.starts_with(&absolute) {
            bail!(
                "{} is not among the records of its dataset, {}",
                path.display(),
                records.display()
            );
        }
        // What stands above the records asks for all of them.
        let part = if absolute.starts_with(&records) {
            absolute
        } else {
            records.clone()
        };
        selected.push(display_path(&here, &part));
    }
    Ok(Workspace {
        dataset: Dataset::new(config, raw, schemas),
        selected,
        failures,
    })
}

/// Files that belong to no dataset are checked by themselves, with nothing asked of them beyond the model.
fn read_loose(paths: &[&Path], schemas: &Schemas) -> Workspace {
    let mut raw: Vec<RawFile> = Vec::new();
    let mut failures = Vec::new();
    for path in paths {
        let (files, failed) = files::read_all(path, &slashes);
        raw.extend(files);
        failures.extend(failed);
    }
    raw.sort_by(|a, b| a.path.cmp(&b.path));
    raw.dedup_by(|a, b| a.path == b.path);
    let selected = paths.iter().map(|path| slashes(path)).collect();
    Workspace {
        dataset: Dataset::new(Config::default(), raw, schemas),
        selected,
        failures,
    }
}

/// A path relative to the working directory, if it is below it, with `/` between folders.
fn display_path(here: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(here).unwrap_or(path);
    if relative.as_os_str().is_empty() {
        ".".to_owned()
    } else {
        slashes(relative)
    }
}

/// A path with `/` between folders, whatever the system uses.
fn slashes(path: &Path) -> String {
    let text = lexically_normal(path)
        .to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/");
    if text.is_empty() {
        ".".to_owned()
    } else {
        text
    }
}

/// A path without `.` and `..`, as it is written: links are not followed.
fn lexically_normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if normal.file_name().is_some() => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}
