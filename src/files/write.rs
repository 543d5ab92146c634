//! Files out: each as a whole, or not at all.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{UNFINISHED, is_unfinished};

/// Writes the files of a run.
#[derive(Debug, Default)]
pub struct Writer {
    /// The folders in which nothing is left of earlier runs.
    cleared: HashSet<PathBuf>,
}

impl Writer {
    /// Makes a file that is not there yet, and the folders above it: as a whole, or not at all. One that is there and has these bytes was
    /// made by a run that came no further.
    ///
    /// # Errors
    /// If there is something else by that name, or it cannot be made.
    pub fn create(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if is_made(path, bytes) {
            return Ok(());
        }
        if path.symlink_metadata().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        self.write(path, bytes)
    }

    /// Replaces a file as a whole: whoever reads it meanwhile sees the old bytes or the new ones, and a failure leaves the old. It keeps
    /// the permissions and, as far as the system allows, the owner, the group and the extended attributes, such as labels and lists of
    /// who may read it. Of several hard links this one leads to the new file and the others stay with the old: they are how snapshots
    /// are made, and to write in place would change those, and could be seen half done.
    ///
    /// # Errors
    /// If the new file cannot be written beside the old one, or cannot take its place.
    pub fn write(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let folder = folder_of(path);
        if self.cleared.insert(folder.to_owned()) {
            clear(folder);
        }
        write_among_others(path, bytes)
    }
}

/// Writes a file as [`Writer::write`] does, into a folder where other runs may be writing at the same time: what is not whole yet there is theirs,
/// and stays.
///
/// # Errors
/// If the new file cannot be written beside the old one, or cannot take its place.
pub fn write_among_others(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    // Made like any other, not closed to others as temporary files are.
    let mut file = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .make_in(folder, |path| File::create_new(path))?;
    if let Ok(old) = fs::metadata(path) {
        keep_owner(file.as_file(), &old);
        file.as_file().set_permissions(old.permissions())?;
        keep_attributes(file.as_file(), path);
    }
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// True if a file is there and has these bytes.
pub fn is_made(path: &Path, bytes: &[u8]) -> bool {
    let there = super::read(path, bytes.len());
    there.is_ok_and(|there| there.is_ok_and(|there| there == bytes))
}

/// Removes what an earlier run that was killed left in a folder. Where that cannot be, `besluit validate` tells of it.
fn clear(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| is_unfinished(&entry.file_name())) {
        if entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(unix)]
fn keep_owner(file: &File, old: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};

    let Ok(new) = file.metadata() else { return };
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
        // Only the superuser gives a file to somebody else; a group that one belongs to can be kept.
        let _ = fchown(file, Some(old.uid()), Some(old.gid()))
            .or_else(|_| fchown(file, None, Some(old.gid())));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &fs::Metadata) {}

/// Gives a file the extended attributes of the one at a path, and no others: what a folder gives to each new file may let more people
/// read it. Not every file system has them, and some only the superuser sets.
#[cfg(unix)]
fn keep_attributes(file: &File, old: &Path) {
    use xattr::FileExt as _;

    let Ok(names) = xattr::list(old) else { return };
    let names: HashSet<_> = names.collect();
    for name in file.list_xattr().into_iter().flatten() {
        if !names.contains(&name) {
            let _ = file.remove_xattr(&name);
        }
    }
    for name in &names {
        if let Ok(Some(value)) = xattr::get(old, name) {
            let _ = file.set_xattr(name, &value);
        }
    }
}

#[cfg(not(unix))]
fn keep_attributes(_: &File, _: &Path) {}
