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

use crate::check::{At, Findings, Rule, Setting, Subject};
use crate::config::RECORDS;
use crate::document::{Document, home};
use crate::index::Kind;

pub const RULE: Rule = rule!(
    "misplaced-file",
    Error,
    "misplaced_file.rs",
    Record(prefix),
    Each(place)
);

/// The path of a record.
fn place(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let (index, context) = (subject.index(), subject.context);
    let entry = index.entry(subject.at);
    // A record that stands in two files is reported as such, and one from elsewhere has no path of a record.
    let is_own = (entry.origin.file as usize) < context.inventory.own();
    if !entry.is_read || !index.is_chosen(subject.at) || !is_own {
        return;
    }
    let Some(record_type) = index.kind(subject.at).and_then(Kind::record_type) else {
        return;
    };
    let id = index.id(subject.at);
    let home = home(record_type, id);
    let below = context.path(subject.at).strip_prefix(RECORDS);
    let is_home = match context.setting.is_loose {
        // Files that belong to no dataset have no folder of records.
        true => entry.is_home,
        false => below.and_then(|path| path.strip_prefix('/')) == Some(&home),
    };
    if !is_home {
        let message = format!("the {record_type} `{id}` belongs in `{home}`");
        let hint = Some("move the file, or mend the id".to_owned());
        findings.report(subject.document(), At::Value("/id"), message, hint);
    }
}

/// The prefix of the id of a decision.
fn prefix(document: &Document, setting: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(decision) = document.decision() else {
        return;
    };
    let Some(prefix) = &setting.config.prefix else {
        return;
    };
    if decision.id.as_str().split('-').next() != Some(prefix) {
        let message = format!("the ids of this dataset's decisions begin with `{prefix}-`");
        let hint = Some("give it such an id; the prefix stands in `besluit.toml`".to_owned());
        findings.report(document, At::Value("/id"), message, hint);
    }
}
