//! What a release is made of: the dataset as it lies in its folder, the release before, and the commit.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Error, bail};

use crate::cli::workspace::{self, DatasetArguments};
use crate::cli::{Out, Outcome, schema};
use crate::compat::{Bump, Version, Weight};
use crate::delta::state::FILE_NAME;
use crate::delta::{Delta, State, StateName, between};
use crate::export::File;
use crate::git::{Commit, WorkTree};
use crate::release::{PREPARED, Prepared, Reason, reasons, step};
use crate::schema::Schemas;
use crate::workspace::{Workspace, shown};

/// The folder of a dataset that has what was released, a folder for each version.
pub const FOLDER: &str = "released";

/// The dataset, and what was released of it.
pub struct Held {
    /// The folder of the dataset.
    pub folder: PathBuf,
    /// The dataset as it lies there.
    pub workspace: Workspace,
    /// Its records.
    pub state: State,
    /// The last release before the version that is asked about; `None` if there was none.
    pub previous: Option<Previous>,
    schemas: Schemas,
}

/// A release that was made.
pub struct Previous {
    /// Its facts.
    pub prepared: Prepared,
    /// Its version.
    pub version: Version,
    /// Its records.
    pub state: State,
}

/// The commit that a release is of.
pub struct Head {
    /// The work tree.
    pub tree: WorkTree,
    /// The commit.
    pub commit: Commit,
    /// Its name.
    pub id: String,
    /// Its time, in seconds since 1970.
    pub time: u64,
}

impl Held {
    /// Reads the dataset, and the last release below a version; without one, the last release.
    ///
    /// # Errors
    /// If there is no dataset, or not all of it can be read.
    pub fn read(dataset: &DatasetArguments, below: Option<&Version>) -> anyhow::Result<Held> {
        let folder = dataset.folder()?.context("there is no dataset here")?;
        let workspace = dataset.read()?;
        if workspace::outcome(&workspace) != Outcome::Clean {
            bail!("not all of the dataset can be read");
        }
        let schemas = Schemas::new();
        let state = State::of(&workspace.dataset.documents, &schemas).map_err(Error::msg)?;
        let mut versions = versions(&folder)?;
        versions.retain(|version| below.is_none_or(|below| version < below));
        let previous = match versions.into_iter().max() {
            Some(version) => Some(previous(&folder, version)?),
            None => None,
        };
        Ok(Held {
            folder,
            workspace,
            state,
            previous,
            schemas,
        })
    }

    /// The folder of a version.
    pub fn place(&self, version: &Version) -> PathBuf {
        place(&self.folder, version)
    }

    /// The facts of a version that was prepared; `None` if it was not.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn prepared(&self, version: &Version) -> anyhow::Result<Option<Prepared>> {
        let path = self.place(version).join(PREPARED);
        path.exists().then(|| read_prepared(&path)).transpose()
    }

    /// What changed since the release before; `None` if there was none, or a record of it is gone, which is said.
    ///
    /// # Errors
    /// If that cannot be said.
    pub fn delta(&self, out: &mut Out) -> anyhow::Result<Option<Delta>> {
        let Some(previous) = &self.previous else {
            return Ok(None);
        };
        let name = |version: &str| StateName {
            version: Some(version.to_owned()),
            ..StateName::default()
        };
        let from = (&previous.state, name(&previous.prepared.version));
        match between(from, (&self.state, StateName::default()), &self.schemas) {
            Ok(delta) => Ok(Some(delta)),
            Err(gone) => {
                for key in gone.0 {
                    writeln!(
                        out,
                        "the {} `{}` was released, and is gone",
                        key.record_type, key.id
                    )?;
                }
                Ok(None)
            }
        }
    }

    /// What makes the number of the next release.
    pub fn reasons(&self, delta: &Delta) -> Vec<Reason> {
        let previous = self.previous.as_ref();
        previous.map_or(Vec::new(), |previous| {
            reasons(&previous.state, delta, &self.schemas)
        })
    }

    /// The step from the release before that changes of a weight ask for, and the lowest version that makes it.
    pub fn next(&self, weight: Weight, previous: &Previous) -> (Bump, Version) {
        let step = step(weight, &previous.version);
        (step, previous.version.raised(step))
    }

    /// The commit that is checked out.
    ///
    /// # Errors
    /// If the dataset is in no work tree of git, or there is no commit.
    pub fn commit(&self) -> anyhow::Result<Head> {
        let cannot = "cannot tell which commit this is";
        let tree = WorkTree::at(&self.folder).context(cannot)?;
        let commit = tree.commit("HEAD").context(cannot)?;
        Ok(Head {
            id: commit.id().to_owned(),
            time: tree.time(&commit).context(cannot)?,
            tree,
            commit,
        })
    }

    /// The files of the frozen contract of the model.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn contract(&self) -> anyhow::Result<Vec<File>> {
        let folder = schema::frozen(&self.folder);
        let cannot = || format!("cannot read {}", shown(&folder));
        let mut files = Vec::new();
        let mut folders = vec![folder.clone()];
        while let Some(one) = folders.pop() {
            for entry in fs::read_dir(&one).with_context(cannot)? {
                let path = entry.with_context(cannot)?.path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let below = path.strip_prefix(&folder).unwrap_or(&path);
                let parts = below.iter().map(|part| part.to_string_lossy());
                files.push(File {
                    path: parts.collect::<Vec<_>>().join("/"),
                    bytes: fs::read(&path).with_context(cannot)?,
                });
            }
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(files)
    }
}

fn place(folder: &Path, version: &Version) -> PathBuf {
    folder.join(FOLDER).join(version.to_string())
}

/// The versions that were prepared.
fn versions(folder: &Path) -> anyhow::Result<Vec<Version>> {
    let folder = folder.join(FOLDER);
    let cannot = || format!("cannot read {}", shown(&folder));
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut versions = Vec::new();
    for entry in fs::read_dir(&folder).with_context(cannot)? {
        let name = entry.with_context(cannot)?.file_name();
        versions.extend(name.to_str().and_then(|name| name.parse::<Version>().ok()));
    }
    Ok(versions)
}

fn previous(folder: &Path, version: Version) -> anyhow::Result<Previous> {
    let place = place(folder, &version);
    let records = place.join(FILE_NAME);
    let bytes = fs::read(&records).with_context(|| format!("cannot read {}", shown(&records)))?;
    let state = State::verbatim(&bytes);
    Ok(Previous {
        prepared: read_prepared(&place.join(PREPARED))?,
        state: state.with_context(|| format!("{} is no state of a dataset", shown(&records)))?,
        version,
    })
}

fn read_prepared(path: &Path) -> anyhow::Result<Prepared> {
    let cannot = || format!("cannot read {}", shown(path));
    let text = fs::read_to_string(path).with_context(cannot)?;
    serde_json::from_str(&text).with_context(cannot)
}
