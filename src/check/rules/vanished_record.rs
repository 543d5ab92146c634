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
use crate::check::{Context, Findings, Rule};
use crate::dataset::{Dataset, Document};
use crate::model::RECORD_TYPES;

pub const RULE: Rule = rule!("vanished-record", Error, "vanished_record.rs", All(check));

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(before) = context.before else {
        return;
    };
    let is_gone = |(record_type, id): &(&str, &str)| {
        before.document(record_type, id).is_some() && context.index.find(record_type, id).is_none()
    };
    let gone: Vec<_> = published(before).into_iter().filter(is_gone).collect();
    let new_names = match gone.is_empty() {
        true => HashMap::new(),
        false => new_names(context, before),
    };
    for (record_type, id) in gone {
        let Some(was) = before.document(record_type, id) else {
            continue;
        };
        let heir = called(was).map(|name| (record_type.to_owned(), name));
        let heir = heir.and_then(|called| new_names.get(&called));
        let hint = match heir {
            Some((heir, _)) => {
                format!("`{heir}` goes by the same name: give it back the id `{id}`")
            }
            None => "put it back, with `state` `withdrawn`, a higher `revision` and a `reason`"
                .to_owned(),
        };
        let message = format!("the {record_type} `{id}` was published, and is gone");
        let finding = findings.report_path(&was.path, Some(id), message, Some(hint));
        let heir = heir.map(|(_, at)| context.id_of(*at, "the same name"));
        finding.related.extend(heir);
    }
}

/// The records that were not published, each with its id, by their type and name.
fn new_names(context: &Context<'_>, before: &Dataset) -> HashMap<(String, String), (String, u32)> {
    let index = context.index;
    let new = |at: &u32| {
        let kind = index.kind(*at).and_then(|kind| kind.record_type());
        kind.is_some_and(|kind| before.document(kind, index.id(*at)).is_none())
    };
    let new = context.in_order(index.all().filter(new).collect());
    new.into_iter()
        .filter_map(|at| {
            let document = context.document(at);
            let (record_type, id) = document.identity()?;
            let name = called(&document)?;
            Some(((record_type.to_owned(), name), (id.to_owned(), at)))
        })
        .collect()
}

/// The type and id of every record that was published, those included that cannot be read today.
fn published(before: &Dataset) -> BTreeSet<(&str, &str)> {
    let documents = before.documents.iter();
    let indexed = RECORD_TYPES.into_iter().flat_map(|record_type| {
        before
            .ids(record_type)
            .into_iter()
            .map(move |id| (record_type, id))
    });
    documents
        .filter_map(|document| document.identity())
        .chain(indexed)
        .collect()
}

/// The title or name of a record.
fn called(document: &Document) -> Option<String> {
    let root = document.root()?;
    root.get("title").or(root.get("name")).map(canonical)
}
