//! What was published under an id within a record stays there under that id: each event, statement, option, commitment, version,
//! provision and discrepancy.
//!
//! Other records, and people elsewhere, point at it. That holds for a withdrawn record as well, and a higher revision does not
//! change it: no reason makes an id lead somewhere again.
//!
//! ## Bad
//!
//! The statement was published as `pier-closed`:
//!
//! ```json
//! "id": "north-pier-closed"
//! ```
//!
//! ## Good
//!
//! ```json
//! "id": "pier-closed"
//! ```
//!
//! ## Mend
//!
//! Put it back. What turned out wrong is corrected under its id, with a higher `revision` of the record and a `reason`; if nothing
//! in the record is right, withdraw the record.

use crate::check::history::Kind;
use crate::check::{At, Findings, Rule, Subject};

pub const RULE: Rule = rule!("vanished-id", Error, "vanished_id.rs", Each(check));

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(pair) = subject.pair() else { return };
    let now = subject.document();
    for gone in pair.differences(Kind::Id) {
        let hint = match &gone.renamed_to {
            Some(id) => format!("`{id}` says the same: give it back its id"),
            None => "put it back; what was wrong is corrected under its id".to_owned(),
        };
        let message = gone.message.clone();
        findings.report(now, At::Key(&gone.pointer), message, Some(hint));
    }
}
