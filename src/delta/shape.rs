//! The shape of a delta, `besluit-delta-1`, and its JSON Schema.
//!
//! Fields may be added to it, never changed. What stands in the schema as a description is the manual of the lines.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::schema;

/// The name of the schema of a delta, among those of the records.
pub const SCHEMA: &str = "delta";

/// The name of this shape.
pub const FORMAT: &str = "besluit-delta-1";

/// A line of a delta: first its header, then one line for each record that was added, changed or withdrawn, in the order of the records
/// in a state. Programs should accept fields that they do not know.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "it is there for its schema")]
enum Delta {
    Header(Header),
    ChangeLine(ChangeLine),
}

/// The first line: between which two states the delta leads, and what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Header {
    /// The name of this shape.
    #[schemars(extend("const" = FORMAT))]
    pub format: String,
    /// The digest of the delta: the hash of all its bytes, with 64 zeros in the place of the digits of this digest.
    #[schemars(regex(pattern = DIGEST))]
    pub digest: String,
    /// The state that the delta leads from.
    pub from: StateName,
    /// The state that it leads to.
    pub to: StateName,
    /// The number of records of each sort of change.
    pub counts: Counts,
}

/// A state of the dataset: what it is called, and what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StateName {
    /// The version: the tag, or that of the release. Absent if the state was given by neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The commit that the records are of. Absent if they were not read from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// The number of its records.
    pub records: usize,
    /// The SHA-256 hash of the bytes of the state, in hexadecimal.
    #[schemars(regex(pattern = r"^[0-9a-f]{64}$"))]
    pub sha256: String,
}

/// The number of records of each sort of change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// Those that were added.
    pub added: usize,
    /// Those that were changed, by the kind of change.
    pub changed: Changed,
    /// Those that were withdrawn.
    pub withdrawn: usize,
    /// Those whose file has other bytes and that say the same to the letter: no line is about them. Absent unless both states were read
    /// from files of records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout: Option<usize>,
}

/// The number of changed records, by the kind of change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Changed {
    /// Those that claim something else, or more.
    pub substance: usize,
    /// Those that claim the same in other words.
    pub words: usize,
}

/// A line after the first: what became of one record, and all of it as it is now.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "it is there for its schema")]
struct ChangeLine {
    #[serde(flatten)]
    change: Change,
    /// The record as it is in the state that the delta leads to. It is the last field, and its bytes are the line of the state.
    record: Map<String, Value>,
}

/// What became of one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// The sort of change.
    pub op: Op,
    /// The kind of change. Absent unless `op` is `change`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The type of the record.
    pub r#type: String,
    /// The id of the record.
    pub id: String,
    /// The revision of the record in either state.
    pub revision: Revisions,
    /// The reason that the record gives for its last revision, by language. Absent if it gives none, or the state before had the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<BTreeMap<String, String>>,
    /// The fields of the record that differ, in the order of the record; those that are gone come last. Absent if it was added.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// The text of the source, if that is another one now. The text itself is in no state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextChange>,
    /// The digest of the line of the record in the state before, without its line feed. Absent if it was added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = DIGEST))]
    pub before: Option<String>,
    /// The digest of the line of the record in the state after, without its line feed.
    #[schemars(regex(pattern = DIGEST))]
    pub after: String,
}

/// The form of a digest.
const DIGEST: &str = "^sha256:[0-9a-f]{64}$";

/// The sort of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// The record was not there before.
    Add,
    /// The record is not as it was.
    Change,
    /// The record was withdrawn: it stays, and counts for nothing.
    Withdraw,
}

/// The kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The record claims something else, or more: a date, a holder, a quote, an event that was added.
    Substance,
    /// The record claims the same: a title, a paraphrase, a keyword, a translation or the reason differs, the number of the revision, or how
    /// it is written.
    Words,
}

/// The revision of a record in two states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Revisions {
    /// The revision in the state before. Absent if the record was added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u64>,
    /// The revision in the state after.
    pub to: u64,
}

/// The pinned text of a source in two states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TextChange {
    /// The text before. Absent if none was pinned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<PinnedFile>,
    /// The text after. Absent if none is pinned any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<PinnedFile>,
}

/// A file that a source pins as its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PinnedFile {
    /// The path of the file, beside the record of the source.
    pub path: String,
    /// The SHA-256 hash of its bytes, in hexadecimal.
    pub sha256: String,
}

/// The JSON Schema of the lines of a delta.
pub fn schema() -> Value {
    schema::of::<Delta>(SCHEMA, |_| ())
}
