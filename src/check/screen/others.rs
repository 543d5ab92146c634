//! The files that have no card, because they could not be read as a record.

use crate::dataset::Document;
use crate::links::Others;
use crate::model::RECORD_TYPES;

/// The place of a record type among all of them.
fn kind(record_type: &str) -> Option<u8> {
    let at = RECORD_TYPES.iter().position(|one| *one == record_type)?;
    u8::try_from(at).ok()
}

/// Which records they may have been to hold.
pub fn without_card(others: &[Document]) -> Others {
    let mut these = Others::default();
    for document in others {
        let identity = document
            .identity()
            .and_then(|(of_type, id)| Some((kind(of_type)?, id.to_owned())));
        these.unread.extend(identity);
        let resident = document
            .resident()
            .and_then(|(of_type, id)| Some((kind(of_type)?, id.to_owned())));
        these.residents.extend(resident);
    }
    these
}
