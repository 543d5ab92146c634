//! Every file among the records is a record, the pinned text of a source, a `README.md` or a `LICENSE`.
//!
//! Whatever else lies there is read by nobody and checked by nothing. A command that is killed while it writes leaves a file whose name
//! begins with `.besluit-`; the next one that writes in that folder removes it.
//!
//! ## Bad
//!
//! The source pins `text.txt` only:
//!
//! ```text
//! records/sources/xx-notice-2025-09-02/draft.txt
//! records/sources/xx-notice-2025-09-02/source.json
//! records/sources/xx-notice-2025-09-02/text.txt
//! ```
//!
//! ## Good
//!
//! ```text
//! records/sources/xx-notice-2025-09-02/source.json
//! records/sources/xx-notice-2025-09-02/text.txt
//! ```
//!
//! ## Mend
//!
//! Move the file out of `records/`. If it is the text of a source, pin it: `besluit source add FILE --id ID` does so.

use std::collections::HashSet;
use std::ffi::OsStr;

use crate::check::{Context, Findings, Rule};
use crate::document::source_beside;
use crate::files::is_unfinished;

pub const RULE: Rule = rule!("stray-file", Warning, "stray_file.rs", All(check));

/// Files that people look for in a folder.
const FOR_PEOPLE: [&str; 2] = ["README.md", "LICENSE"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let index = context.index;
    let is_pinned = context.pinned();
    // The text of a source whose record cannot be read is no stray: its record may well pin it.
    let mut unread: HashSet<&str> = HashSet::new();
    for at in index.all() {
        if !index.entry(at).is_read {
            unread.extend(context.path(at).rsplit_once('/').map(|(folder, _)| folder));
        }
    }
    for (at, file) in context.inventory.sidecars().iter().enumerate() {
        let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        let is_awaited = unread.contains(folder) && !is_unfinished(OsStr::new(name));
        if is_pinned[at] || is_awaited || FOR_PEOPLE.contains(&name) {
            continue;
        }
        let fact = context.texts.fact(at as u32);
        if fact.is_some_and(|fact| fact.sha256.is_ok()) {
            let is_unfinished = is_unfinished(OsStr::new(name));
            let (message, hint) = match meant_record(name) {
                _ if is_unfinished => (
                    "a run that was ended while it wrote left this file",
                    "remove it: what it was to become is as it was".to_owned(),
                ),
                Some(meant) => (
                    "a file with this name is no record",
                    format!("name it `{meant}` if it is one"),
                ),
                None => (
                    "this file is no record, and no source pins it",
                    "remove it, or pin it as the text or the original of a source".to_owned(),
                ),
            };
            let finding = findings.report_path(&file.path, None, message, Some(hint));
            let source = source_beside(&file.path).and_then(|id| index.find("source", id));
            let source = source.map(|at| context.id_of(at, "the source beside it"));
            finding.related.extend(source);
        }
    }
}

/// The name of the record that a file is to be, if a system or an editor changed only the ending of it.
fn meant_record(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    let (stem, ending) = lower.split_at(lower.find(".json")?);
    let meant = format!("{stem}.json");
    let is_changed = [".json", ".json.txt", ".json.json"].contains(&ending);
    (is_changed && !stem.is_empty() && meant != name).then_some(meant)
}
