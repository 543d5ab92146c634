//! A record stands where its type and its id say: `decisions/<year>/<id>.json`, `proposals/<id>.json`, `sources/<id>/source.json`,
//! `actors/<id>.json`. The year of a decision is the one in its id, and its id begins with the prefix of the dataset.
//!
//! So everybody finds a record by its id without a search, and no two files can hold the same record.
//!
//! ## Bad
//!
//! This is an actor, and stands in
//!
//! ```text
//! records/offices/xx-observer.json
//! ```
//!
//! ## Good
//!
//! ```text
//! records/actors/xx-observer.json
//! ```
//!
//! ## Mend
//!
//! Move the file to where the message says, or mend the id if that is what is wrong. `besluit new` puts a new record into its place.

use crate::check::{At, Findings, Rule, Setting};
use crate::config::RECORDS;
use crate::document::{Document, home, is_at};

pub const RULE: Rule = rule!("misplaced-file", Error, "misplaced_file.rs", Record(check));

fn check(document: &Document, setting: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(record) = &document.record else {
        return;
    };
    let (record_type, id) = (record.record_type(), record.id());
    let home = home(record_type, id);
    // Files that belong to no dataset have no folder of records.
    let is_home = if document.line.is_some() {
        // It comes from elsewhere, and its path is not that of a record.
        true
    } else if setting.is_loose {
        is_at(&document.path, &home)
    } else {
        document
            .path
            .strip_prefix(RECORDS)
            .and_then(|path| path.strip_prefix('/'))
            == Some(&home)
    };
    if !is_home {
        let message = format!("the {record_type} `{id}` belongs in `{home}`");
        let hint = Some("move the file, or mend the id".to_owned());
        findings.report(document, At::Value("/id"), message, hint);
    }
    let Some(prefix) = &setting.config.prefix else {
        return;
    };
    if record_type == "decision" && id.split('-').next() != Some(prefix) {
        let message = format!("the ids of this dataset's decisions begin with `{prefix}-`");
        let hint = Some("give it such an id; the prefix stands in `besluit.toml`".to_owned());
        findings.report(document, At::Value("/id"), message, hint);
    }
}
