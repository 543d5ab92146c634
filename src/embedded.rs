//! The records of this repository, in the crate itself, as they were when it was compiled.

use crate::model::Record;

/// One record a line, in the order of their paths. `build.rs` writes it.
const RECORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/records.ndjson"));

/// The dataset of this repository: every record, in the order of the paths of their files, each read when it is asked for.
///
/// It is there with the feature `embedded`. The pinned texts of the sources are not in it; records of other datasets, and newer ones of
/// this one, are read with [`crate::dataset::Dataset`].
///
/// ```
/// use besluit::model::{Record, StatementType};
///
/// let mut advice = Vec::new();
/// for record in besluit::records() {
///     if let Record::Decision(decision) = record {
///         let statements = decision.statements.iter();
///         let advised = statements.filter(|one| one.r#type == StatementType::Advice);
///         advice.extend(advised.map(|one| format!("{}: {}", one.holder, one.text.get("en").unwrap_or_default())));
///     }
/// }
/// assert!(advice.iter().any(|one| one.starts_with("nl-offlimits: ")));
/// ```
pub fn records() -> impl Iterator<Item = Record> {
    RECORDS.lines().map(|line| {
        let value = serde_json::from_str(line).expect("tests/it/embedded.rs reads every record");
        Record::from_value(value).expect("tests/it/embedded.rs reads every record")
    })
}
