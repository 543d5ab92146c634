//! The records that an argument means, by their ids or by what people call them.

use super::{Outcome, say};
use crate::dataset::{Dataset, Document};
use crate::document::Called;
use crate::model::{RECORD_TYPES, Record};
use crate::suggest::nearest;

/// The most records that are named as what may have been meant.
const MAX_TOLD: usize = 5;

/// The record of a type that an argument means; if it is not there, says so, and on which past day if one is looked at.
///
/// # Errors
/// If there is no such record, there are several, or it cannot be read.
pub fn record<'a>(
    (dataset, then): (&'a Dataset, &str),
    record_type: &'static str,
    written: &str,
) -> Result<&'a Record, Outcome> {
    let documents = documents((dataset, then), &[record_type], written)?;
    let document = documents.first().ok_or(Outcome::Findings)?;
    document.record.as_ref().ok_or_else(|| unreadable(document))
}

/// The records of some types that an argument means: those of that id, or the one that is called so.
///
/// # Errors
/// If none is meant, or nobody can know which.
pub fn documents<'a>(
    (dataset, then): (&'a Dataset, &str),
    record_types: &[&'static str],
    written: &str,
) -> Result<Vec<&'a Document>, Outcome> {
    let of_id = |id: &str| -> Vec<&'a Document> {
        let types = record_types.iter();
        types.filter_map(|one| dataset.document(one, id)).collect()
    };
    let there = of_id(written);
    if !there.is_empty() {
        return Ok(there);
    }
    let records = dataset.records().map(|(_, record)| record);
    let called = Called::of(records.filter(|one| record_types.contains(&one.record_type())));
    let ids = called.ids(written);
    if let [id] = ids[..] {
        return Ok(of_id(id));
    }
    let what = match record_types {
        [only] => only,
        _ => "record",
    };
    if written.is_empty() {
        say(format_args!(
            "error: no {what} is named: the argument is empty"
        ));
    } else if ids.is_empty() {
        let hint = hint(dataset, record_types, &called, written);
        say(format_args!(
            "error: there is no {what} `{written}`{then}{hint}"
        ));
    } else {
        say(format_args!(
            "error: more than one {what} is called `{written}`: give the id, {}",
            told(&ids)
        ));
    }
    Err(Outcome::Findings)
}

/// What may have been meant: a record of another type, a name in which it stands, or an id that is nearly the same.
fn hint(dataset: &Dataset, record_types: &[&str], called: &Called, written: &str) -> String {
    let others = RECORD_TYPES
        .iter()
        .filter(|one| !record_types.contains(one));
    let mut others = others.filter(|one| dataset.document(one, written).is_some());
    if let Some(other) = others.next() {
        return format!("; there is a record of that id, of the type `{other}`");
    }
    let mut types = record_types.iter();
    let near = types.find_map(|one| nearest(written, dataset.ids(one)));
    let like = || {
        let ids = called.ids_like(written);
        (!ids.is_empty()).then(|| format!("did you mean {}?", told(&ids)).into())
    };
    let all = || match record_types {
        [only] => format!("`besluit list --type {only}` lists those that there are"),
        _ => "`besluit list` lists those that there are".to_owned(),
    };
    format!("; {}", near.or_else(like).unwrap_or_else(|| all().into()))
}

/// Some ids in words.
fn told(ids: &[&str]) -> String {
    let mut names: Vec<_> = ids
        .iter()
        .take(MAX_TOLD)
        .map(|id| format!("`{id}`"))
        .collect();
    if let more @ 1.. = ids.len().saturating_sub(MAX_TOLD) {
        names.push(format!("one of {more} more"));
    }
    match names.pop() {
        Some(last) if !names.is_empty() => format!("{} or {last}", names.join(", ")),
        last => last.unwrap_or_default(),
    }
}

/// Says that a record is there and cannot be read.
pub fn unreadable(document: &Document) -> Outcome {
    say(format_args!(
        "error: {} cannot be read as a record; `besluit validate` says why",
        document.path
    ));
    Outcome::Findings
}
