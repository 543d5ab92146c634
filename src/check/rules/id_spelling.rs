//! An id is at most 80 characters long, is no name that Windows keeps for itself, and, where parts of its record can be referred to, only
//! that of a decision looks like one.
//!
//! Ids are names of files and folders on every machine, and a reference to a part of a record tells decisions by the form of their id.
//!
//! ## Bad
//!
//! A proposal with provisions:
//!
//! ```json
//! "id": "pier-xx-2025-0001"
//! ```
//!
//! ## Good
//!
//! ```json
//! "id": "pier-plan-2025"
//! ```
//!
//! ## Mend
//!
//! Give the record another id, and rename its file or folder. The names that Windows keeps are `con`, `aux`, `nul`, `prn`, and `com` and `lpt`
//! with a digit.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::{DecisionId, Record};
use crate::schema::vocabulary::key;

pub const RULE: Rule = rule!("id-spelling", Error, "id_spelling.rs", Record(check));

/// The longest id: with the folders before it, a path that every system takes.
const MAX_LENGTH: usize = 80;

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let has_parts = match &document.record {
        Some(Record::Proposal(proposal)) => !proposal.provisions.is_empty(),
        Some(Record::Source(source)) => !source.commitments.is_empty(),
        Some(Record::Decision(_) | Record::Actor(_)) | None => false,
    };
    for place in document.places_under(key::ID) {
        let Some(id) = place.as_str() else { continue };
        let is_own = place.is_outermost();
        let message = if let Some(message) = no_id(id, is_own) {
            message
        } else if is_own && has_parts && id.parse::<DecisionId>().is_ok() {
            format!("`{id}` looks like the id of a decision")
        } else {
            continue;
        };
        let hint = Some("give it another id".to_owned());
        findings.report(document, At::Value(&place.pointer()), message, hint);
    }
}

/// The reason why an id is none, apart from its form, if there is one; one of a record is the name of a file as well.
pub(crate) fn no_id(id: &str, is_of_record: bool) -> Option<String> {
    let length = id.len();
    if length > MAX_LENGTH {
        return Some(format!(
            "this id has {length} characters, and may have {MAX_LENGTH}"
        ));
    }
    (is_of_record && is_kept(id)).then(|| format!("Windows lets no file be called `{id}`"))
}

/// True if Windows keeps a name for itself.
fn is_kept(id: &str) -> bool {
    let is_port = |name: &str| {
        let digit = id.strip_prefix(name);
        digit.is_some_and(|digit| matches!(digit.as_bytes(), [b'1'..=b'9']))
    };
    ["con", "aux", "nul", "prn"].contains(&id) || is_port("com") || is_port("lpt")
}

#[cfg(test)]
mod tests {
    use super::is_kept;

    #[test]
    fn the_names_that_windows_keeps() {
        for name in ["con", "aux", "nul", "prn", "com1", "lpt9"] {
            assert!(is_kept(name), "{name}");
        }
        for name in ["com0", "com10", "lpt", "consul", "xx-con"] {
            assert!(!is_kept(name), "{name}");
        }
    }
}
