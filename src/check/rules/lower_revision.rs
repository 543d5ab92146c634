//! The revision of a record is never lower than the one that was published.
//!
//! It counts how often the record was published, and who cites revision 2 must not find another record under that number later.
//!
//! ## Bad
//!
//! Revision 2 was published:
//!
//! ```json
//! "revision": 1
//! ```
//!
//! ## Good
//!
//! ```json
//! "revision": 3
//! ```
//!
//! ## Mend
//!
//! Put the published revision back, or the next one if something changed. Undoing a change is a change.

use crate::check::{At, Findings, Rule, Subject};

pub const RULE: Rule = rule!("lower-revision", Error, "lower_revision.rs", Each(check));

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(pair) = subject.pair() else { return };
    let now = subject.document();
    let published = pair.published_revision;
    if pair.revision < published {
        let message = format!("revision {published} of this record was published");
        let next = published.saturating_add(1);
        let hint = format!("write {published}, or {next} if it changed");
        findings.report(now, At::Value("/record/revision"), message, Some(hint));
    }
}
