//! Names that are nearly those of the parts of a dataset: a system or an editor changed their case or their ending, and nobody reads them.

use std::fs;
use std::path::{Path, PathBuf};

use super::{relative, shown};
use crate::config::{FILE_NAME, RECORDS};
use crate::suggest::nearest;

/// What a file goes by that was to be a `besluit.toml`, in lower case.
const CONFIGS: [&str; 6] = [
    FILE_NAME,
    "besluit.toml.txt",
    "besluit.toml.toml",
    "besluit.yaml",
    "besluit.yml",
    "besluit",
];

/// The nearest folder above a path, itself included, with a file whose name is nearly that of a `besluit.toml`; what to do, in words.
pub fn near_config(path: &Path) -> Option<String> {
    let near = |folder: &Path| {
        let is_it = |name: &str| CONFIGS.contains(&name.to_lowercase().as_str());
        entry(folder, false, is_it)
    };
    let found = path.ancestors().find_map(near)?;
    Some(format!(
        "{} is not read: name it `{FILE_NAME}`",
        told(&found)
    ))
}

/// The folder in that of a dataset whose name is nearly that of the records; what to do, in words.
pub(super) fn near_records(root: &Path) -> Option<String> {
    let is_it = |name: &str| nearest(&name.to_lowercase(), [RECORDS]).is_some();
    let found = entry(root, true, is_it)?;
    Some(format!("{} is not read: name it `{RECORDS}`", told(&found)))
}

fn told(path: &Path) -> String {
    match std::env::current_dir() {
        Ok(here) => relative(&here, path),
        Err(_) => shown(path),
    }
}

/// The first file or folder in a folder whose name is meant.
fn entry(folder: &Path, is_folder: bool, is_it: impl Fn(&str) -> bool) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let found = entries.filter(|entry| {
        let is_kind = entry
            .file_type()
            .is_ok_and(|kind| kind.is_dir() == is_folder);
        is_kind && entry.file_name().to_str().is_some_and(&is_it)
    });
    found.map(|entry| entry.path()).min()
}
