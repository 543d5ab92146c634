//! Files out: each as a whole, or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Makes a file that is not there yet, and the folders above it: as a whole, or not at all.
///
/// # Errors
/// If there is something by that name, or it cannot be made.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    write(path, bytes)
}

/// Replaces a file as a whole: whoever reads it meanwhile sees the old bytes or the new ones, and a failure leaves the old.
///
/// # Errors
/// If the new file cannot be written beside the old one, or cannot take its place.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    // A temporary file is closed to others; the one it replaces was not, and a new one is to be like any other.
    let permissions = match fs::metadata(path) {
        Ok(old) => old.permissions(),
        Err(_) => ordinary_permissions(folder)?,
    };
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// The permissions that a new file gets in this folder, as the system gives them.
fn ordinary_permissions(folder: &Path) -> io::Result<fs::Permissions> {
    let probe = tempfile::Builder::new().make_in(folder, |path| File::create_new(path))?;
    probe
        .as_file()
        .metadata()
        .map(|metadata| metadata.permissions())
}
