//! A release: the dataset as it is at a commit, in files that say themselves which one they are of, with what changed since the release
//! before. The same commit gives the same bytes, wherever and by whomever it is built.
//!
//! Nothing here reads or writes a file. `cli/release.rs` asks git, and refuses what must not be released.

mod archive;
mod changes;
mod manifest;
mod number;
mod prepared;

use std::io;

pub use manifest::{FILE_NAME as MANIFEST, SCHEMA, schema};
pub use number::{Reason, reasons, step};
pub use prepared::{FILE_NAME as PREPARED, Prepared};

use crate::dataset::sha256;
use crate::delta::{Delta, State, state};
use crate::export::description::{self, Described};
use crate::export::{Export, File, Target};

/// What is released.
pub struct Contents<'a> {
    /// The facts that were prepared.
    pub prepared: &'a Prepared,
    /// The commit that it is of.
    pub commit: &'a str,
    /// The time of that commit, in seconds since 1970.
    pub time: u64,
    /// The records.
    pub state: &'a State,
    /// What changed since the release before, if there was one.
    pub delta: Option<&'a Delta>,
    /// The same records with what follows from them.
    pub export: &'a Export<'a>,
    /// The forms in which they are exported.
    pub targets: &'a [&'static Target],
    /// How much of the texts the records cover, as JSON.
    pub coverage: serde_json::Value,
    /// The frozen contract, each file by its path in it.
    pub contract: Vec<File>,
}

/// The names of the files and folders of a release, beside those of the exports.
const SCHEMAS: &str = "schema";
const SOURCES: &str = "sources";
const CHANGES: &str = "CHANGES.md";
const COVERAGE: &str = "coverage.json";
const SUMS: &str = "SHA256SUMS";

impl Contents<'_> {
    /// The files of the release, the archive of all others last.
    ///
    /// # Errors
    /// If a form has no room for what is to be written.
    pub fn files(&self) -> io::Result<Vec<File>> {
        let prepared = self.prepared;
        let mut parts: Vec<(Part, File)> = Vec::new();
        let mut add = |what, media_type, path: String, bytes: Vec<u8>| {
            parts.push((Part { what, media_type }, File { path, bytes }));
        };
        add(
            "the records, one a line",
            "application/x-ndjson",
            state::FILE_NAME.to_owned(),
            self.state.bytes(),
        );
        if let (Some(delta), Some(previous)) = (self.delta, &prepared.previous) {
            let path = format!("delta-from-{previous}.ndjson");
            let what = "the difference to the release before";
            add(what, "application/x-ndjson", path, delta.bytes());
        }
        let changes = changes::write(self);
        add(
            "what changed, for people",
            "text/markdown",
            CHANGES.to_owned(),
            changes.into_bytes(),
        );
        let coverage = format!("{:#}\n", self.coverage);
        add(
            "how much of the texts the records cover",
            "application/json",
            COVERAGE.to_owned(),
            coverage.into_bytes(),
        );
        for (path, text) in self.texts() {
            add("the text of a source", "text/plain", path, text);
        }
        for file in &self.contract {
            let path = format!("{SCHEMAS}/{}", file.path);
            add("the contract", media_type(&path), path, file.bytes.clone());
        }
        let mut described = Vec::new();
        for target in self.targets {
            for file in target.files(self.export)? {
                described.push(Described::of(target, &file));
                let path = format!("{}/{}", target.name, file.path);
                add("an export", target.media_type, path, file.bytes);
            }
        }
        let release = self.release();
        for file in description::files(self.export, &described, Some(&release))? {
            // The hashes of all files are in one list.
            if file.path != SUMS {
                add(
                    "a description",
                    media_type(&file.path),
                    file.path,
                    file.bytes,
                );
            }
        }
        parts.sort_by(|(_, one), (_, other)| one.path.cmp(&other.path));
        let manifest = manifest::write(self, &parts);
        let mut files: Vec<_> = parts.into_iter().map(|(_, file)| file).collect();
        files.push(manifest);
        let sums = files.iter();
        let sums = sums.map(|file| format!("{}  {}\n", sha256(&file.bytes), file.path));
        files.push(File {
            path: SUMS.to_owned(),
            bytes: sums.collect::<String>().into_bytes(),
        });
        let name = format!("{}-{}", description::name(self.export), prepared.version);
        files.push(archive::write(&name, self.time, &files)?);
        Ok(files)
    }

    /// The release as descriptions name it.
    fn release(&self) -> description::Release {
        description::Release {
            version: self.prepared.version.clone(),
            date: self.prepared.date,
            previous: self.prepared.previous.clone(),
            notes: changes::summary(self),
        }
    }

    /// The pinned texts, each by its path in the release.
    fn texts(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        self.export.sources().filter_map(|(source, _)| {
            let path = source.text.as_ref()?.path.as_str();
            let text = self.export.dataset.text(source)?;
            Some((
                format!("{SOURCES}/{}/{path}", source.id),
                text.text.clone().into_bytes(),
            ))
        })
    }
}

/// A file of a release, as the manifest tells of it.
struct Part {
    what: &'static str,
    media_type: &'static str,
}

/// The media type of a file by the end of its name.
fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, end)| end) {
        Some("json") => "application/json",
        Some("jsonld") => "application/ld+json",
        Some("ndjson") => "application/x-ndjson",
        Some("cff") => "application/yaml",
        _ => "text/plain",
    }
}

/// `CITATION.cff` of a release, as it stands in the repository.
pub fn citation(export: &Export<'_>, prepared: &Prepared) -> String {
    let release = description::Release {
        version: prepared.version.clone(),
        date: prepared.date,
        previous: prepared.previous.clone(),
        notes: String::new(),
    };
    description::citation(export, &release)
}
