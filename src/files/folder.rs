//! Folders out: all files of one at once, or none.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::UNFINISHED;
use super::write::Writer;

/// Puts files into a folder: they are made in another one beside it, which then takes its place, so that nobody ever finds the files of
/// two runs in it, or some of them. Other files that are in the folder stay in it.
///
/// A folder that cannot be moved, because one stands in it, something is mounted there, or the folder above may not be written, gets
/// one file, which takes the place of the old one by itself. Several would come one by one, and are refused. What is no folder is left as
/// it is.
///
/// # Errors
/// If they cannot be written, or not all at once.
pub fn replace(folder: &Path, files: &[(PathBuf, &[u8])]) -> io::Result<()> {
    let (new, old) = (beside(folder, "new"), beside(folder, "old"));
    if folder.symlink_metadata().is_ok_and(|there| !there.is_dir()) {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    let Some((new, old)) = new.zip(old) else {
        return in_place(folder, files, "it is no folder in another one");
    };
    if is_stood_in(folder) {
        return in_place(folder, files, "the working directory is in it");
    }
    finish(folder, &old)?;
    let _ = fs::remove_dir_all(&new);
    if let Some(above) = folder.parent() {
        fs::create_dir_all(above)?;
    }
    if let Err(error) = fs::create_dir(&new) {
        let why = format!("nothing can be written beside it ({error})");
        return in_place(folder, files, &why);
    }
    let written = fill(&new, files).and_then(|()| match fs::metadata(folder) {
        Ok(there) => fs::set_permissions(&new, there.permissions()).map(|()| true),
        Err(_) => Ok(false),
    });
    let is_there = match written {
        Ok(is_there) => is_there,
        Err(error) => {
            let _ = fs::remove_dir_all(&new);
            return Err(error);
        }
    };
    if is_there && let Err(error) = fs::rename(folder, &old) {
        let _ = fs::remove_dir_all(&new);
        return in_place(folder, files, &format!("it cannot be moved ({error})"));
    }
    fs::rename(&new, folder)?;
    finish(folder, &old)
}

/// The name of a folder beside one, for what is not whole yet or is not needed any more.
fn beside(folder: &Path, what: &str) -> Option<PathBuf> {
    let mut name = OsString::from(UNFINISHED);
    name.push(what);
    name.push("-");
    name.push(folder.file_name()?);
    Some(folder.with_file_name(name))
}

/// True if the working directory is a folder or within it: it would go along.
fn is_stood_in(folder: &Path) -> bool {
    let here = std::env::current_dir().and_then(fs::canonicalize);
    let folder = fs::canonicalize(folder);
    here.is_ok_and(|here| folder.is_ok_and(|folder| here.starts_with(folder)))
}

/// Carries out what is left to be done when a folder was put aside, by this run or by one that was killed: what another one did not take
/// the place of goes back.
fn finish(folder: &Path, old: &Path) -> io::Result<()> {
    if old.symlink_metadata().is_err() {
        return Ok(());
    }
    if folder.symlink_metadata().is_err() {
        return fs::rename(old, folder);
    }
    carry_over(old, folder)?;
    fs::remove_dir_all(old)
}

fn carry_over(old: &Path, new: &Path) -> io::Result<()> {
    for entry in fs::read_dir(old)? {
        let entry = entry?;
        let place = new.join(entry.file_name());
        match place.symlink_metadata() {
            Err(_) => fs::rename(entry.path(), &place)?,
            Ok(there) if there.is_dir() && entry.file_type()?.is_dir() => {
                carry_over(&entry.path(), &place)?;
            }
            Ok(_) => {}
        }
    }
    Ok(())
}

/// Writes the one file of a folder that cannot be moved.
fn in_place(folder: &Path, files: &[(PathBuf, &[u8])], why: &str) -> io::Result<()> {
    if files.len() > 1 {
        return Err(io::Error::other(format!(
            "these are several files, which take the place of a folder all at once, and of this one they cannot, because {why}: \
             give a folder in it, or another one"
        )));
    }
    fill(folder, files)
}

/// The number of files from which they are left to the system to bring to the disk: to wait for each takes minutes for some hundred
/// thousand, and what is not whole after a failure of power can be made anew.
const MANY: usize = 512;

/// Writes files into a folder, and makes the folders above them.
fn fill(folder: &Path, files: &[(PathBuf, &[u8])]) -> io::Result<()> {
    let above = |path: &Path| folder.join(path).parent().map(Path::to_owned);
    let folders: BTreeSet<_> = files.iter().filter_map(|(path, _)| above(path)).collect();
    folders.iter().try_for_each(fs::create_dir_all)?;
    if files.len() > MANY {
        // Nobody sees the folder before all are in it.
        return files
            .par_iter()
            .try_for_each(|(path, bytes)| fs::write(folder.join(path), bytes));
    }
    let mut writer = Writer::default();
    files
        .iter()
        .try_for_each(|(path, bytes)| writer.write(&folder.join(path), bytes))
}
