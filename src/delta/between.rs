//! The delta between two states.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::shape::{Counts, PinnedFile, Revisions, TextChange};
use super::state::{Key, Line, document};
use super::{Change, Delta, FORMAT, Header, Kind, Op, State, StateName, digest_of};
use crate::check::history::{compare, revision};
use crate::dataset::Document;
use crate::json::Node;
use crate::schema::Schemas;

/// The records that are in the first state and not in the second. No delta leads there: an id stays for ever.
pub struct Gone(pub Vec<Key>);

/// The delta that leads from one state to another, given with what they are called.
///
/// # Errors
/// If a record is gone.
pub fn between(
    (from, from_name): (&State, StateName),
    (to, to_name): (&State, StateName),
    schemas: &Schemas,
) -> Result<Delta, Gone> {
    let gone = from.0.keys().filter(|key| !to.0.contains_key(key));
    let gone: Vec<_> = gone.cloned().collect();
    if !gone.is_empty() {
        return Err(Gone(gone));
    }
    let differing: Vec<_> =
        to.0.iter()
            .map(|(key, now)| (key, from.0.get(key), now))
            .filter(|(_, was, now)| was.is_none_or(|was| was.text != now.text))
            .collect();
    let changes: Vec<_> = differing
        .into_par_iter()
        .map(|(key, was, now)| (change(key, was, now, schemas), now.text.clone()))
        .collect();
    let mut delta = Delta {
        header: Header {
            format: FORMAT.to_owned(),
            digest: String::new(),
            from: from.named(from_name),
            to: to.named(to_name),
            counts: Counts {
                layout: layout(from, to),
                ..counts(&changes)
            },
        },
        changes,
    };
    delta.seal();
    Ok(delta)
}

/// The number of changes of each sort.
pub fn counts(changes: &[(Change, String)]) -> Counts {
    let mut counts = Counts::default();
    for (change, _) in changes {
        *match (change.op, change.kind) {
            (Op::Add, _) => &mut counts.added,
            (Op::Change, Some(Kind::Words)) => &mut counts.changed.words,
            (Op::Change, _) => &mut counts.changed.substance,
            (Op::Withdraw, _) => &mut counts.withdrawn,
        } += 1;
    }
    counts
}

/// The number of records that say the same to the letter in files of other bytes, if all of them are from files.
fn layout(from: &State, to: &State) -> Option<usize> {
    let mut layout = 0;
    for (key, was) in &from.0 {
        let now = to.0.get(key)?;
        let (was_file, now_file) = (was.file.as_ref()?, now.file.as_ref()?);
        layout += usize::from(was.text == now.text && was_file != now_file);
    }
    Some(layout)
}

fn change(key: &Key, was: Option<&Line>, now: &Line, schemas: &Schemas) -> Change {
    let now_document = document(&now.text, schemas);
    let was_document = was.map(|was| document(&was.text, schemas));
    let root = |document: &'_ Document| document.root().map(Node::to_value).unwrap_or_default();
    let (is, had) = (root(&now_document), was_document.as_ref().map(root));
    let had = had.as_ref();
    let is_withdrawn =
        |record: &Value| record.pointer("/record/state") == Some(&"withdrawn".into());
    let op = match had {
        None => Op::Add,
        Some(had) if is_withdrawn(&is) && !is_withdrawn(had) => Op::Withdraw,
        Some(_) => Op::Change,
    };
    let kind = || {
        let pair = compare(was_document.as_ref()?, &now_document)?;
        pair.claims_the_same().then_some(Kind::Words)
    };
    let reason = |record: &Value| {
        let reason = record.pointer("/record/reason")?;
        serde_json::from_value::<BTreeMap<String, String>>(reason.clone()).ok()
    };
    let revision = |document: &Document| document.root().map_or(1, revision);
    let (text, had_text) = (pinned(&is), had.and_then(pinned));
    Change {
        op,
        kind: (op == Op::Change).then(|| kind().unwrap_or(Kind::Substance)),
        r#type: key.record_type.clone(),
        id: key.id.clone(),
        revision: Revisions {
            from: was_document.as_ref().map(revision),
            to: revision(&now_document),
        },
        reason: reason(&is).filter(|is| had.and_then(reason).as_ref() != Some(is)),
        fields: had.map_or(Vec::new(), |had| fields(had, &is)),
        text: (had.is_some() && text != had_text).then_some(TextChange {
            before: had_text,
            after: text,
        }),
        before: was.map(|was| digest_of(&was.text)),
        after: digest_of(&now.text),
    }
}

/// The fields of a record that differ: those that it has now in their order, and then those that are gone.
fn fields(was: &Value, now: &Value) -> Vec<String> {
    let nothing = Map::new();
    let members = |record: &Value| record.as_object().unwrap_or(&nothing).clone();
    let (was, now) = (members(was), members(now));
    let differs = now
        .iter()
        .filter(|(key, value)| was.get(*key) != Some(value));
    let gone = was.iter().filter(|(key, _)| !now.contains_key(*key));
    differs.chain(gone).map(|(key, _)| key.clone()).collect()
}

/// The text that a record pins.
fn pinned(record: &Value) -> Option<PinnedFile> {
    let text = |key| {
        record
            .pointer("/text")?
            .get(key)?
            .as_str()
            .map(str::to_owned)
    };
    Some(PinnedFile {
        path: text("path")?,
        sha256: text("sha256")?,
    })
}
