//! References from record to record.

use super::{Document, Place};
use crate::model::{DecisionId, RECORD_TYPES};
use crate::schema::vocabulary::{key, of_type};

/// A value that names a record.
pub struct Reference<'a> {
    /// The document that refers.
    pub document: &'a Document,
    /// The place of the value in the document.
    pub(crate) place: Place<'a>,
    /// The type of record that is meant.
    pub record_type: &'static str,
    /// The place of that type among [`RECORD_TYPES`].
    pub(crate) kind: usize,
    /// The id of the record that is meant.
    pub id: &'a str,
}

impl Reference<'_> {
    /// The place of the reference in the document, as a JSON Pointer.
    pub fn pointer(&self) -> String {
        self.place.pointer()
    }
}

/// Every value of a document that names a record. They are found by their type, so a new field cannot be forgotten here.
pub fn references_of(document: &Document) -> impl Iterator<Item = Reference<'_>> {
    let places = document.places();
    places.filter_map(move |place| reference_at(document, place))
}

/// The reference that a value of a document is, if it names a record.
pub fn reference_at<'a>(document: &'a Document, place: Place<'a>) -> Option<Reference<'a>> {
    let of_type = place.of_type();
    let mut kind = kind(of_type)?;
    // A record's own id is of the same type, and names itself.
    if place.has_key(key::ID) && place.is_outermost() {
        return None;
    }
    let mut id = place.as_str()?;
    if [of_type::TARGET, of_type::PART_REFERENCE].contains(&of_type) {
        // What begins with `#` is in the same record.
        id = id.split_once('#')?.0;
        // No other record has an id of that form.
        if !id.is_empty() && id.parse::<DecisionId>().is_ok() {
            kind = DECISION;
        }
    }
    (!id.is_empty()).then_some(Reference {
        document,
        place,
        record_type: RECORD_TYPES[kind],
        kind,
        id,
    })
}

/// The place of decisions among the record types.
const DECISION: usize = 0;

/// The place among the record types of the one that values of a type name. What may also be a part of a decision is told by its form.
fn kind(of_type: u8) -> Option<usize> {
    match of_type {
        of_type::DECISION_ID => Some(DECISION),
        of_type::PROPOSAL_ID | of_type::PART_REFERENCE => Some(1),
        of_type::SOURCE_ID | of_type::TARGET => Some(2),
        of_type::ACTOR_ID => Some(3),
        _ => None,
    }
}
