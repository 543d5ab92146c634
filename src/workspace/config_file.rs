//! Reading the `besluit.toml` of a dataset.

use std::path::Path;

use super::error::Error;
use crate::config::Config;
use crate::files::{self, Refusal};

/// The largest `besluit.toml` that is read, in bytes.
const MAX_CONFIG: usize = 64 * 1024;

/// The most that is shown of a message about a `besluit.toml`, in characters: it prints the line, however long that is.
const MAX_MESSAGE: usize = 1000;

/// The configuration of a dataset, read from its file.
///
/// # Errors
/// If it cannot be read, or makes no sense.
pub fn read_config(path: &Path) -> Result<Config, Error> {
    let read = files::read(path, MAX_CONFIG);
    let read = read.map_err(|error| Error::Read(path.display().to_string(), error))?;
    parse_config(path, read)
}

/// The configuration of a dataset, from the bytes of the file at a path.
///
/// # Errors
/// If they were not read, or make no sense.
pub fn parse_config(path: &Path, read: Result<Vec<u8>, Refusal>) -> Result<Config, Error> {
    let name = path.display().to_string();
    let refused = |refusal: Refusal| Error::Refused(name.clone(), refusal.describe(MAX_CONFIG));
    let text = String::from_utf8(read.map_err(refused)?)
        .map_err(|error| Error::Refused(name.clone(), error.to_string()))?;
    Config::parse(&text)
        .map_err(|error| Error::Config(name, error.chars().take(MAX_MESSAGE).collect()))
}
