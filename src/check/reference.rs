//! References from record to record.

use crate::dataset::{Dataset, Document, Place};
use crate::schema::vocabulary::{key, of_type};

/// A value that names a record.
pub struct Reference<'a> {
    /// The document that refers.
    pub document: &'a Document,
    /// Where it refers.
    pub(crate) place: Place<'a>,
    /// The type of record that is meant.
    pub record_type: &'static str,
    /// The id of the record that is meant.
    pub id: &'a str,
}

impl Reference<'_> {
    /// The place of the reference in the document, as a JSON Pointer.
    pub fn pointer(&self) -> String {
        self.place.pointer()
    }
}

/// Every value of the dataset that names a record.
pub fn references(dataset: &Dataset) -> impl Iterator<Item = Reference<'_>> {
    dataset.documents.iter().flat_map(references_of)
}

/// Every value of a document that names a record. They are found by their type, so a new field cannot be forgotten here.
pub fn references_of(document: &Document) -> impl Iterator<Item = Reference<'_>> {
    document.places().filter_map(move |place| {
        let (_, record_type) = NAMED.iter().find(|(of_type, _)| place.is(*of_type))?;
        // A record's own id is of the same type, and names itself.
        if place.has_key(key::ID) && place.is_outermost() {
            return None;
        }
        let value = place.as_str()?;
        let id = match place.is(of_type::TARGET) {
            // A target in another decision; one that begins with `#` is in the same.
            true => value.split_once('#')?.0,
            false => value,
        };
        (!id.is_empty()).then_some(Reference {
            document,
            place,
            record_type,
            id,
        })
    })
}

/// Which record types the types of values name.
const NAMED: [(u8, &str); 5] = [
    (of_type::DECISION_ID, "decision"),
    (of_type::PROPOSAL_ID, "proposal"),
    (of_type::SOURCE_ID, "source"),
    (of_type::ACTOR_ID, "actor"),
    (of_type::TARGET, "decision"),
];
