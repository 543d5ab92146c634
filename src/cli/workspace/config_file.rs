//! Reading the `besluit.toml` of a dataset.

use std::path::Path;

use anyhow::{Context as _, bail};

use crate::config::Config;
use crate::files;

/// The largest `besluit.toml` that is read, in bytes.
const MAX_CONFIG: usize = 64 * 1024;

/// The most that is shown of a message about a `besluit.toml`, in characters: it prints the line, however long that is.
const MAX_MESSAGE: usize = 1000;

/// What a file says of its dataset.
///
/// # Errors
/// If it cannot be read, or makes no sense.
pub fn read_config(path: &Path) -> anyhow::Result<Config> {
    let cannot = || format!("cannot read {}", path.display());
    let bytes = match files::read(path, MAX_CONFIG).with_context(cannot)? {
        Ok(bytes) => bytes,
        Err(refusal) => bail!("{}: {}", cannot(), refusal.describe(MAX_CONFIG)),
    };
    parse_config(&path.display().to_string(), bytes)
}

/// Reads the bytes of a `besluit.toml`, which goes by `name` in messages.
///
/// # Errors
/// If they are none.
fn parse_config(name: &str, bytes: Vec<u8>) -> anyhow::Result<Config> {
    let text = String::from_utf8(bytes).with_context(|| format!("cannot read {name}"))?;
    Config::parse(&text).map_err(|error| {
        let message: String = error.to_string().chars().take(MAX_MESSAGE).collect();
        anyhow::anyhow!("cannot make sense of {name}: {message}")
    })
}
