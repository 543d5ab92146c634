//! The fast readers, one for each record type, compiled from the committed schemas.

use std::sync::OnceLock;

use super::committed;
use super::vocabulary::NAMES;
use crate::model::RECORD_TYPES;
use crate::tape::Reader;

/// The fast reader of a record type; none of another type.
pub fn reader(record_type: &str) -> Option<&'static Reader> {
    static READERS: [OnceLock<Reader>; RECORD_TYPES.len()] =
        [const { OnceLock::new() }; RECORD_TYPES.len()];
    let at = RECORD_TYPES.iter().position(|one| *one == record_type)?;
    Some(READERS[at].get_or_init(|| Reader::new(&committed(record_type), NAMES)))
}
