//! Puts the records of this repository into one text, a record a line, where the feature `embedded` asks for it.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_EMBEDDED").is_none() {
        return Ok(());
    }
    println!("cargo::rerun-if-changed=records");
    let mut paths = Vec::new();
    find(Path::new("records"), &mut paths)?;
    // The order of the letters, as everywhere; that of the folders is another one.
    paths.sort_by_key(|path| path.to_string_lossy().replace('\\', "/"));
    let mut text = String::new();
    for path in paths {
        let record = fs::read_to_string(&path).map_err(|error| of(&path, error))?;
        // No string of JSON has a line break in it, so what begins and ends the lines of a file says nothing.
        text.extend(record.lines().map(str::trim));
        text.push('\n');
    }
    let folder = env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .unwrap_or_default();
    fs::write(folder.join("records.ndjson"), text)
}

/// Every record below a folder, as `files::list` finds them: no link is followed, and what begins with a dot is of no concern.
fn find(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder).map_err(|error| of(folder, error))? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let file_type = entry.file_type()?;
        if file_type.is_dir() {
            find(&path, paths)?;
        } else if file_type.is_file() && path.extension().is_some_and(|ending| ending == "json") {
            paths.push(path);
        }
    }
    Ok(())
}

/// An error that says where.
fn of(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
