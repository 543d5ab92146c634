//! `manifest.json`: which release it is, of what, and each of its files.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{Contents, Part};
use crate::dataset::sha256;
use crate::export::{File, description};
use crate::schema;

/// The name of its schema, among those of the records.
pub const SCHEMA: &str = "release";

/// The name of its file.
pub const FILE_NAME: &str = "manifest.json";

/// The name of this shape.
const FORMAT: &str = "besluit-release-1";

/// A release: which one it is, of which commit, and each of its files. Programs should accept fields that they do not know.
#[derive(Serialize, JsonSchema)]
struct Release<'a> {
    /// The name of this shape.
    #[schemars(extend("const" = FORMAT))]
    format: &'static str,
    /// The name of the dataset.
    name: &'a str,
    /// The version of the dataset.
    version: &'a str,
    /// The day of the release.
    #[schemars(extend("format" = "date"))]
    date: String,
    /// The version that was released before. Absent if this is the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<&'a str>,
    /// The version of the model that the records are of.
    model: &'a str,
    /// The version of the program that made it.
    program: &'static str,
    /// The commit of the repository that it is of.
    commit: &'a str,
    /// The day of the newest event: what follows from the records is told as of it. Absent if nothing happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    as_of: Option<String>,
    /// The number of records of each type.
    records: BTreeMap<&'static str, usize>,
    /// The digest of the dataset, as `besluit validate --format json` gives it.
    digest: String,
    /// Its files but for this one, the list of hashes and the archive of all of them, in the order of their paths.
    files: Vec<Listed<'a>>,
}

/// A file of a release.
#[derive(Serialize, JsonSchema)]
struct Listed<'a> {
    /// Its path below the folder of the release.
    path: &'a str,
    /// What it holds.
    about: &'static str,
    /// Its media type, by IANA or by custom.
    media_type: &'static str,
    /// The number of its bytes.
    bytes: usize,
    /// Their SHA-256 hash, in hexadecimal.
    #[schemars(regex(pattern = r"^[0-9a-f]{64}$"))]
    sha256: String,
}

/// The JSON Schema of the manifest.
pub fn schema() -> Value {
    schema::of::<Release<'_>>(SCHEMA, |_| ())
}

pub fn write(contents: &Contents<'_>, parts: &[(Part, File)]) -> File {
    let (prepared, export) = (contents.prepared, contents.export);
    let mut records = BTreeMap::new();
    for exported in &export.records {
        *records.entry(exported.record.record_type()).or_default() += 1;
    }
    let files = parts.iter().map(|(part, file)| Listed {
        path: &file.path,
        about: part.what,
        media_type: part.media_type,
        bytes: file.bytes.len(),
        sha256: sha256(&file.bytes),
    });
    let release = Release {
        format: FORMAT,
        name: description::title(export),
        version: &prepared.version,
        date: prepared.date.to_string(),
        previous: prepared.previous.as_deref(),
        model: &prepared.model,
        program: env!("CARGO_PKG_VERSION"),
        commit: contents.commit,
        as_of: export.moment.map(|moment| moment.at.to_string()),
        records,
        digest: export.digest().to_string(),
        files: files.collect(),
    };
    // Nothing in it lacks a form in JSON.
    let text = serde_json::to_string_pretty(&release).unwrap_or_default();
    File {
        path: FILE_NAME.to_owned(),
        bytes: format!("{text}\n").into_bytes(),
    }
}
