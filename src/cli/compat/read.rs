//! What is compared, from the disk and from git.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use serde_json::Value;

use crate::cli::commands::commands;
use crate::cli::schema::with_context;
use crate::compat::{Contract, Version};
use crate::config::{self, Config};
use crate::contract;
use crate::files::{RawFile, limit_of};
use crate::git::WorkTree;
use crate::schema::FOLDER;
use crate::workspace::shown;

/// The folder of the frozen contracts, below that of the schemas; and that of the frozen datasets.
pub const RELEASED: &str = "released";

/// The records of a frozen dataset.
const RECORDS: &str = "records.ndjson";

/// What is compared with.
pub struct Before {
    /// What it is called.
    pub name: String,
    /// The contract.
    pub contract: Contract,
    /// The records that were published with it.
    pub records: Vec<Value>,
    /// The git ref that it is of, if it is of one.
    pub reference: Option<String>,
}

/// The contract of this program, as it is in a dataset with that configuration.
pub fn now(config: &Config) -> anyhow::Result<Contract> {
    let files = with_context(contract::files(commands(), config.base.as_deref()));
    let files = files.iter();
    let files = files.map(|(path, text)| (path.as_str(), text.as_bytes()));
    Contract::parse(files).map_err(anyhow::Error::msg)
}

/// The contract that is asked for, or the newest that was frozen.
///
/// # Errors
/// If there is none, or it cannot be read.
pub fn before(root: &Path, schemas: &Path, against: Option<&str>) -> anyhow::Result<Before> {
    let Some(against) = against else {
        let folder = schemas.join(RELEASED);
        let newest = newest(&folder)?.with_context(|| {
            format!(
                "there is no frozen contract in {}: freeze one, or name one with `--against`, such as a git ref",
                shown(&folder)
            )
        })?;
        return of_folder(root, &folder.join(newest));
    };
    let here = std::env::current_dir().context("cannot tell the working directory")?;
    let folder = here.join(against);
    match folder.is_dir() {
        true => of_folder(root, &folder),
        false => of_ref(root, against),
    }
}

/// The folders of the frozen contracts, the oldest first, each with the version of the model that it is of.
///
/// # Errors
/// If one of them cannot be read.
pub fn frozen(schemas: &Path) -> anyhow::Result<Vec<(Version, PathBuf)>> {
    let above = schemas.join(RELEASED);
    let mut folders: Vec<(Version, PathBuf)> = Vec::new();
    for name in versions(&above)? {
        let folder = above.join(&name);
        folders.extend(name.parse().ok().map(|version| (version, folder)));
    }
    folders.sort();
    let mut frozen = Vec::new();
    for (_, folder) in folders {
        let contract = checked(&shown(&folder), parse(&files_of(&folder)?))?;
        frozen.extend(contract.model_version().map(|version| (version, folder)));
    }
    Ok(frozen)
}

/// True if a contract was frozen below that folder of schemas.
///
/// # Errors
/// If that cannot be read.
pub fn is_frozen(schemas: &Path) -> anyhow::Result<bool> {
    let folder = schemas.join(RELEASED);
    Ok(folder.is_dir() && newest(&folder)?.is_some())
}

/// The folder with the highest version for its name.
fn newest(folder: &Path) -> anyhow::Result<Option<String>> {
    let versions = versions(folder)?.into_iter();
    let numbered = versions.filter_map(|name| Some((name.parse::<Version>().ok()?, name)));
    Ok(numbered.max().map(|(_, name)| name))
}

/// The names of the folders in a folder, which need not be there.
///
/// # Errors
/// If it cannot be read.
pub fn versions(folder: &Path) -> anyhow::Result<Vec<String>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", shown(folder))),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot read {}", shown(folder)))?;
        if entry.path().is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn of_folder(root: &Path, folder: &Path) -> anyhow::Result<Before> {
    let name = shown(folder);
    let contract = checked(&name, parse(&files_of(folder)?))?;
    let datasets = root.join(RELEASED);
    let own = folder.join(RECORDS);
    let path = match own.is_file() {
        true => Some(own),
        false => newest(&datasets)?.map(|version| datasets.join(version).join(RECORDS)),
    };
    let records = match path.filter(|path| path.is_file()) {
        Some(path) => lines(&path)?,
        None => Vec::new(),
    };
    Ok(Before {
        name,
        contract,
        records,
        reference: None,
    })
}

/// The records of a file that has one a line.
fn lines(path: &Path) -> anyhow::Result<Vec<Value>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", shown(path)))?;
    let records = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty());
    let records = records.map(|(at, line)| {
        serde_json::from_str(line).with_context(|| format!("{}:{}", shown(path), at + 1))
    });
    records.collect()
}

fn of_ref(root: &Path, reference: &str) -> anyhow::Result<Before> {
    let cannot = || format!("cannot compare with `{reference}`");
    let tree = WorkTree::at(root).with_context(cannot)?;
    let commit = tree.commit(reference).with_context(cannot)?;
    let is_part = |path: &str| path.ends_with(".json") || path.ends_with(".jsonld");
    let files = tree
        .files(&commit, &[FOLDER], &is_part)
        .with_context(cannot)?;
    let mut parts = BTreeMap::new();
    for RawFile { path, content } in files {
        let path = path
            .strip_prefix(&format!("{FOLDER}/"))
            .unwrap_or(&path)
            .to_owned();
        let limit = limit_of(Path::new(&path));
        let content = content.map_err(|why| anyhow!("{path}: {}", why.describe(limit)))?;
        parts.insert(path, content);
    }
    let contract = checked(reference, parse(&parts))?;
    let records = tree
        .json_files(&commit, &[config::RECORDS])
        .with_context(cannot)?;
    let records = records.into_iter().filter_map(|file| file.content.ok());
    let records = records.filter_map(|bytes| serde_json::from_slice(&bytes).ok());
    Ok(Before {
        name: format!("`{reference}`"),
        contract,
        records: records.collect(),
        reference: Some(reference.to_owned()),
    })
}

/// The contract that files make.
///
/// # Errors
/// If one of them is no JSON.
pub fn parse(files: &BTreeMap<String, Vec<u8>>) -> Result<Contract, String> {
    let parts = files.iter();
    Contract::parse(parts.map(|(path, bytes)| (path.as_str(), bytes.as_slice())))
}

/// A contract that has something in it.
fn checked(name: &str, contract: Result<Contract, String>) -> anyhow::Result<Contract> {
    match contract {
        Err(why) => bail!("the contract of {name} cannot be read: {why}"),
        Ok(contract) if contract.get("decision.schema.json").is_none() => {
            bail!("there is no contract in {name}: it has no decision.schema.json")
        }
        Ok(contract) => Ok(contract),
    }
}

/// Every file below a folder, by its path in it.
///
/// # Errors
/// If one cannot be read.
pub fn files_of(folder: &Path) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut waiting: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(folder_of) = waiting.pop() {
        let cannot = || format!("cannot read {}", shown(&folder_of));
        for entry in std::fs::read_dir(&folder_of).with_context(cannot)? {
            let path = entry.with_context(cannot)?.path();
            let below = path.strip_prefix(folder).unwrap_or(&path);
            let name = below.to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                // The folder of the schemas holds what was frozen of it.
                if name != RELEASED {
                    waiting.push(path);
                }
            } else if path.is_file() {
                let bytes = std::fs::read(&path);
                files.insert(
                    name,
                    bytes.with_context(|| format!("cannot read {}", shown(&path)))?,
                );
            }
        }
    }
    Ok(files)
}
