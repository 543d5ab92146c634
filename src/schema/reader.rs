//! The fast readers, one for each record type, compiled from the committed schemas; and one for the records of streams, which may have
//! what follows from them beside their fields.

use std::sync::OnceLock;

use super::committed;
use super::vocabulary::NAMES;
use crate::model::{DERIVED, RECORD_TYPES};
use crate::tape::Reader;

/// The fast reader of a record type; none of another type. That of a record in a stream passes over the member [`DERIVED`].
pub fn reader(record_type: &str, in_stream: bool) -> Option<&'static Reader> {
    type Readers = [OnceLock<Reader>; RECORD_TYPES.len()];
    static READERS: [Readers; 2] = [const { [const { OnceLock::new() }; RECORD_TYPES.len()] }; 2];
    let at = RECORD_TYPES.iter().position(|one| *one == record_type)?;
    Some(READERS[usize::from(in_stream)][at].get_or_init(|| {
        let mut schema = committed(record_type);
        if in_stream {
            schema["properties"][DERIVED] = true.into();
        }
        Reader::new(&schema, NAMES)
    }))
}
