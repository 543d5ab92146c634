//! What became of a promise is recorded: that it was kept, or was not.
//!
//! A gap, not a mistake: the time may not have come, or no source may tell.
//!
//! ## Bad
//!
//! ```json
//! "events": [
//!   { "id": "report-promised", "type": "made", "date": "2025-06-16", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "events": [
//!   { "id": "report-promised", "type": "made", "date": "2025-06-16", "evidence": ["…"] },
//!   { "id": "report-sent", "type": "met", "date": "2025-09-19", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Mend
//!
//! Look for what became of it, and add the event `met` or `not_met` when a source shows it. Until then there is nothing to mend.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::{CommitmentEventType, Record};
use crate::suggest::NO_HINT;

pub const RULE: Rule = rule!("open-commitment", Note, "open_commitment.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let commitments = document.record.as_ref().map(Record::commitments);
    for (at, commitment) in commitments.into_iter().flatten().enumerate() {
        if commitment
            .events
            .iter()
            .all(|event| event.r#type == CommitmentEventType::Made)
        {
            let message = format!("nothing shows whether `{}` was kept", commitment.id);
            findings.report(
                document,
                At::Value(&format!("/commitments/{at}")),
                message,
                NO_HINT,
            );
        }
    }
}
