//! The states that a command line gives, wherever they are: at a git ref, in a folder, in a file, on standard input.

use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::{Context as _, Error, bail};
use rayon::prelude::*;
use serde_json::Value;

use crate::cli::Outcome;
use crate::cli::history::records_at;
use crate::cli::streams;
use crate::cli::workspace::{self, DatasetArguments};
use crate::config;
use crate::dataset::{Document, sha256};
use crate::delta::state::{FILE_NAME, documents};
use crate::delta::{State, StateName};
use crate::files;
use crate::release::{MANIFEST, PREPARED};
use crate::schema::Schemas;
use crate::workspace::{STDIN_NAME, shown};

/// The path by which standard input goes.
pub const STDIN: &str = "-";

/// The path of the work tree of the dataset that one stands in.
pub const HERE: &str = ".";

/// The state that is given by a path or a git ref, and what it is called. A file, a dataset or a release that is there by that name is
/// that; anything else is a git ref.
///
/// # Errors
/// If it is neither, or a record in it cannot be read.
pub fn given(
    path: &Path,
    dataset: &DatasetArguments,
    schemas: &Schemas,
) -> anyhow::Result<(State, StateName)> {
    let cannot = || format!("cannot read the state {}", called(path));
    let stream = |path: &Path| {
        let bytes = bytes(path)?;
        let name = match path.as_os_str() == STDIN {
            true => STDIN_NAME.to_owned(),
            false => shown(path),
        };
        let state = State::of(&documents(&name, &bytes, schemas), schemas);
        state.map_err(Error::msg).with_context(cannot)
    };
    let no_name = StateName::default();
    let has = |name: &str| path.join(name).symlink_metadata().is_ok();
    if path.as_os_str() == STDIN || path.is_file() {
        return Ok((stream(path)?, no_name));
    }
    let is_here = path.as_os_str() == HERE;
    if has(FILE_NAME) && !is_here && !has(config::FILE_NAME) {
        return Ok((stream(&path.join(FILE_NAME))?, released(path)?));
    }
    if is_here || has(config::FILE_NAME) {
        let root = (!is_here).then(|| path.to_owned());
        let of = DatasetArguments {
            root: root.or_else(|| dataset.root.clone()),
        };
        let workspace = of.read().with_context(cannot)?;
        if workspace::outcome(&workspace) != Outcome::Clean {
            bail!("{}: not all of it can be read", cannot());
        }
        let state = State::of(&workspace.dataset.documents, schemas);
        return Ok((state.map_err(Error::msg).with_context(cannot)?, no_name));
    }
    let reference = path.to_str().with_context(cannot)?;
    let folder = dataset.folder()?;
    let folder = folder.with_context(|| {
        format!("{}: there is no such file or folder, and no dataset here of which it could be a git ref", cannot())
    })?;
    let (tree, commit, files) = records_at(&folder, reference, &cannot)?;
    let documents: Vec<_> = files
        .into_par_iter()
        .map(|file| Document::read(file, schemas))
        .collect();
    let name = StateName {
        version: tree.tag(reference).with_context(cannot)?,
        commit: Some(commit.id().to_owned()),
        ..StateName::default()
    };
    let state = State::of(&documents, schemas);
    Ok((state.map_err(Error::msg).with_context(cannot)?, name))
}

/// What the folder of a release calls itself, in its manifest or in what was prepared for it; nothing if it has neither.
fn released(folder: &Path) -> anyhow::Result<StateName> {
    for name in [MANIFEST, PREPARED] {
        let path = folder.join(name);
        if path.is_file() {
            let cannot = || format!("cannot read {}", shown(&path));
            let text = fs::read_to_string(&path).with_context(cannot)?;
            let facts: Value = serde_json::from_str(&text).with_context(cannot)?;
            let fact = |key: &str| facts[key].as_str().map(str::to_owned);
            return Ok(StateName {
                version: fact("version"),
                commit: fact("commit"),
                ..StateName::default()
            });
        }
    }
    Ok(StateName::default())
}

/// The state that deltas are applied to. A file that is the state to the byte is taken as it is, whatever the order of fields was when it was
/// written.
///
/// # Errors
/// If it cannot be read.
pub fn base(
    path: &Path,
    wanted: Option<&str>,
    dataset: &DatasetArguments,
    schemas: &Schemas,
) -> anyhow::Result<State> {
    if let Some(wanted) = wanted
        && path.is_file()
    {
        let bytes = bytes(path)?;
        let verbatim = State::verbatim(&bytes).filter(|_| sha256(&bytes) == wanted);
        if let Some(state) = verbatim {
            return Ok(state);
        }
    }
    Ok(given(path, dataset, schemas)?.0)
}

/// The bytes of a file or of standard input.
///
/// # Errors
/// If it cannot be read, or is no file.
pub fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    let cannot = || format!("cannot read {}", called(path));
    let mut bytes = Vec::new();
    if path.as_os_str() == STDIN {
        streams::input()
            .read_to_end(&mut bytes)
            .with_context(cannot)?;
        return Ok(bytes);
    }
    if let Some(refusal) = files::refusal(path).with_context(cannot)? {
        bail!("{}: {}", cannot(), refusal.describe(files::MAX_RECORD));
    }
    fs::read(path).with_context(cannot)
}

/// The first language of the dataset that one stands in; English, where one stands in none or it has none.
///
/// # Errors
/// If its configuration cannot be read.
pub fn language(dataset: &DatasetArguments) -> anyhow::Result<String> {
    let config = dataset.config()?;
    let language = config.languages.first();
    Ok(language
        .map_or("en", |language| language.as_str())
        .to_owned())
}

/// A state as it was given, for a message.
pub fn called(path: &Path) -> String {
    match path.to_str() {
        Some(STDIN) => "standard input".to_owned(),
        Some(HERE) => "the work tree".to_owned(),
        _ => path.display().to_string(),
    }
}
