//! Freezing what other programs rely on, under the version of the program that made it: once, and for ever.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::cli::{Out, Outcome};
use crate::counted::count;
use crate::dataset::sha256;
use crate::export::linked::CONTEXT;
use crate::files::{self, MAX_RECORD};
use crate::workspace::shown;

/// The folder of what was released, in that of the schemas.
const FOLDER: &str = "released";

/// The file with the meaning of the keys of linked data, which is written by hand.
const CONTEXT_FILE: &str = "context.jsonld";

/// The file with the hash of every other one, as `sha256sum --check` reads it.
const SUMS: &str = "SHA256SUMS";

/// The folder of what was released by this version of the program, below the folder of the schemas. A program may have a new version
/// where the model has none, and never the other way round.
pub fn place(folder: &Path) -> PathBuf {
    folder.join(FOLDER).join(env!("CARGO_PKG_VERSION"))
}

/// Everything that is frozen but the hashes: the files, and the context.
pub fn with_context(mut files: BTreeMap<String, String>) -> BTreeMap<String, String> {
    files.insert(CONTEXT_FILE.to_owned(), CONTEXT.to_owned());
    files
}

/// Copies the files, which are those in the folder, and the context to a folder of their version, as a whole or not at all.
///
/// # Errors
/// If that version was released, the context is another one than this build has, or they cannot be written.
pub fn release(
    folder: &Path,
    files: BTreeMap<String, String>,
    out: &mut Out,
) -> anyhow::Result<Outcome> {
    let place = place(folder);
    if place.symlink_metadata().is_ok() {
        bail!(
            "{} is there, and what was released is never altered",
            shown(&place)
        );
    }
    let context = folder.join(CONTEXT_FILE);
    if context.symlink_metadata().is_ok() {
        let there = files::read(&context, MAX_RECORD);
        let there = there.with_context(|| format!("cannot read {}", shown(&context)))?;
        if there.as_deref() != Ok(CONTEXT.as_bytes()) {
            bail!(
                "{} is not the one that this build of besluit has in itself: build it anew",
                shown(&context)
            );
        }
    }
    let mut files = with_context(files);
    let sums = files
        .iter()
        .map(|(path, text)| format!("{}  {path}\n", sha256(text.as_bytes())));
    let sums = sums.collect();
    files.insert(SUMS.to_owned(), sums);
    let all: Vec<_> = files
        .iter()
        .map(|(path, text)| (PathBuf::from(path), text.as_bytes()))
        .collect();
    files::replace(&place, &all).with_context(|| format!("cannot write {}", shown(&place)))?;
    writeln!(out, "{} in {}", count(all.len(), "file"), shown(&place))?;
    Ok(Outcome::Clean)
}
