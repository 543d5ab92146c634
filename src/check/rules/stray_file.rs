//! Every file among the records is a record, the pinned text of a source, a `README.md` or a `LICENSE`.
//!
//! Whatever else lies there is read by nobody and checked by nothing.
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
//! Move the file out of `records/`. If it is the text of a source, pin it: `besluit new source ID --text FILE` does so for a new
//! source.

use crate::check::{Check, Context, Findings, Rule, Screen};
use crate::finding::Level;
use std::collections::HashSet;

pub const RULE: Rule = Rule {
    name: "stray-file",
    level: Level::Warning,
    source: include_str!("stray_file.rs"),
    check: Check::All(Screen::Apart, check),
};

/// Files that people look for in a folder.
const FOR_PEOPLE: [&str; 2] = ["README.md", "LICENSE"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let sources = context.dataset.sources();
    let pinned =
        sources.filter_map(|(document, source)| context.dataset.attachment(document, source));
    let pinned: HashSet<&str> = pinned.map(|file| file.path.as_str()).collect();
    // The text of a source whose record cannot be read is no stray: its record may well pin it.
    let unread = context
        .dataset
        .documents
        .iter()
        .filter(|document| document.record.is_none());
    let unread: HashSet<&str> = unread
        .filter_map(|document| Some(document.path.rsplit_once('/')?.0))
        .collect();
    for file in &context.dataset.attachments {
        let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        if FOR_PEOPLE.contains(&name) {
            continue;
        }
        if file.sha256.is_ok() && !pinned.contains(file.path.as_str()) && !unread.contains(folder) {
            let message = "this file is no record, and no source pins it";
            findings.report_file(
                file,
                message,
                Some("remove it, or pin it as the text of a source".to_owned()),
            );
        }
    }
}
