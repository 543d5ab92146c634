//! A record that was published stays in the dataset, under its type and id.
//!
//! Others may cite it, and what leads nowhere cannot be checked. Where the file stands makes no difference, as long as the id is the
//! same. A record that should not count is withdrawn.
//!
//! ## Bad
//!
//! `xx-observer` was published; now its name belongs to another id, and nothing to `xx-observer`:
//!
//! ```json
//! "id": "xx-watcher"
//! ```
//!
//! ## Good
//!
//! ```json
//! "record": {
//!   "revision": 2,
//!   "state": "withdrawn",
//!   "reason": {
//!     "en": "The office never existed."
//!   }
//! }
//! ```
//!
//! ## Mend
//!
//! Put the file back, raise `revision`, set `state` to `withdrawn` and give a `reason`. If only the id was changed, change it back:
//! an id says nothing, and is permanent.

use std::collections::{BTreeSet, HashMap};

use crate::check::history::canonical;
use crate::check::{Check, Context, Findings, Rule, Screen};
use crate::dataset::{Dataset, Document};
use crate::finding::Level;
use crate::model::RECORD_TYPES;

pub const RULE: Rule = Rule {
    name: "vanished-record",
    level: Level::Error,
    source: include_str!("vanished_record.rs"),
    check: Check::All(Screen::Apart, check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(before) = context.before else {
        return;
    };
    let new_names: HashMap<_, _> = context
        .dataset
        .documents
        .iter()
        .filter_map(|document| Some((document.identity()?, called(document)?)))
        .filter(|((record_type, id), _)| before.document(record_type, id).is_none())
        .map(|((record_type, id), name)| ((record_type, name), id))
        .collect();
    for (record_type, id) in published(before) {
        let Some(was) = before.document(record_type, id) else {
            continue;
        };
        if context.dataset.document(record_type, id).is_some() {
            continue;
        }
        let heir = called(was).and_then(|name| new_names.get(&(record_type, name)));
        let hint = match heir {
            Some(heir) => format!("`{heir}` goes by the same name: give it back the id `{id}`"),
            None => "put it back, with `state` `withdrawn`, a higher `revision` and a `reason`"
                .to_owned(),
        };
        let message = format!("the {record_type} `{id}` was published, and is gone");
        findings.report_path(&was.path, Some(id), message, Some(hint));
    }
}

/// The type and id of every record that was published, those included that cannot be read today.
fn published(before: &Dataset) -> BTreeSet<(&str, &str)> {
    let documents = before.documents.iter();
    let indexed = RECORD_TYPES
        .into_iter()
        .flat_map(|record_type| before.ids(record_type).map(move |id| (record_type, id)));
    documents
        .filter_map(Document::identity)
        .chain(indexed)
        .collect()
}

/// The title or name of a record.
fn called(document: &Document) -> Option<String> {
    let root = document.root()?;
    root.get("title").or(root.get("name")).map(canonical)
}
