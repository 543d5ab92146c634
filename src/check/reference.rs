//! References from record to record.

use crate::dataset::{Dataset, Document};
use crate::model::RECORD_TYPES;

/// A value that names a record.
pub struct Reference<'a> {
    /// The document that refers.
    pub document: &'a Document,
    /// The place of the reference in it, as a JSON Pointer.
    pub pointer: &'a str,
    /// The type of record that is meant.
    pub record_type: &'static str,
    /// The id of the record that is meant.
    pub id: &'a str,
}

/// Every value of the dataset that names a record.
pub fn references(dataset: &Dataset) -> impl Iterator<Item = Reference<'_>> {
    dataset.documents.iter().flat_map(references_of)
}

/// Every value of a document that names a record. They are found by their type, so a new field cannot be forgotten here.
pub fn references_of(document: &Document) -> impl Iterator<Item = Reference<'_>> {
    document.places().filter_map(move |place| {
        let is_target = place.type_name == "Target";
        let record_type = match is_target {
            true => "decision",
            false => record_type(place.type_name)?,
        };
        // A record's own id is of the same type, and names itself.
        if place.pointer == "/id" {
            return None;
        }
        let value = place.node().as_str()?;
        let id = match is_target {
            // A target in another decision; one that begins with `#` is in the same.
            true => value.split_once('#')?.0,
            false => value,
        };
        if id.is_empty() {
            return None;
        }
        Some(Reference {
            document,
            pointer: place.pointer,
            record_type,
            id,
        })
    })
}

/// The type of record that an id type names: `ActorId` names an actor.
fn record_type(type_name: &str) -> Option<&'static str> {
    let name = type_name.strip_suffix("Id")?;
    RECORD_TYPES
        .into_iter()
        .find(|record_type| record_type.eq_ignore_ascii_case(name))
}
