//! The files below a folder.

use std::fs::{self, DirEntry, FileType};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Failure, is_record, is_unfinished};

/// A file that was found, or something else by whose name one was to be expected.
#[derive(Debug)]
pub struct Found {
    /// Its path.
    pub path: PathBuf,
    /// The type of the file, as the system gives it.
    pub file_type: FileType,
}

/// The files below a path, or the path itself if it is no folder, folder by folder in the order of their names. Those whose name
/// begins with a dot are left out, but for what a run that was killed left, and links are not followed. A folder by the name of a record is found too: it is a mistake.
pub fn list(path: &Path) -> (Vec<Found>, Vec<Failure>) {
    let fail = |error| Failure {
        path: path.to_owned(),
        error,
    };
    match fs::symlink_metadata(path) {
        Err(error) => (Vec::new(), vec![fail(error)]),
        Ok(metadata) if metadata.is_dir() => below(path),
        Ok(metadata) => {
            let found = Found {
                path: path.to_owned(),
                file_type: metadata.file_type(),
            };
            (vec![found], Vec::new())
        }
    }
}

fn below(folder: &Path) -> (Vec<Found>, Vec<Failure>) {
    let (entries, mut failures) = match entries(folder) {
        Ok((entries, failures)) => (entries, failures),
        Err(error) => {
            let path = folder.to_owned();
            return (Vec::new(), vec![Failure { path, error }]);
        }
    };
    let is_folder = |entry: &Found| entry.file_type.is_dir();
    let (folders, _): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| is_folder(entry));
    // One folder is not worth a second thread.
    let mut inner: Vec<_> = match folders.as_slice() {
        [] => Vec::new(),
        [one] => vec![below(&one.path)],
        _ => folders
            .par_iter()
            .map(|folder| below(&folder.path))
            .collect(),
    };
    inner.reverse();
    let mut found = Vec::with_capacity(entries.len());
    for entry in entries {
        if !is_folder(&entry) {
            found.push(entry);
            continue;
        }
        if is_record(&entry.path) {
            found.push(entry);
        }
        let (more, failed) = inner.pop().unwrap_or_default();
        found.extend(more);
        failures.extend(failed);
    }
    (found, failures)
}

/// The entries directly in a folder, in the order of the names.
fn entries(folder: &Path) -> io::Result<(Vec<Found>, Vec<Failure>)> {
    let mut named = Vec::new();
    let mut failures = Vec::new();
    for entry in fs::read_dir(folder)? {
        let kind = |entry: DirEntry| Ok((entry.file_name(), entry.path(), entry.file_type()?));
        match entry.and_then(kind) {
            Ok((name, _, _))
                if name.as_encoded_bytes().starts_with(b".") && !is_unfinished(&name) => {}
            Ok(entry) => named.push(entry),
            Err(error) => failures.push(Failure {
                path: folder.to_owned(),
                error,
            }),
        }
    }
    named.sort_unstable_by(|(one, _, _), (other, _, _)| one.cmp(other));
    let found = named
        .into_iter()
        .map(|(_, path, file_type)| Found { path, file_type });
    Ok((found.collect(), failures))
}
