//! A record says why it was changed or withdrawn: from revision 2 on, and whenever it is withdrawn, it has a reason; in its first
//! revision it has none.
//!
//! Who cites a record must learn what changed since.
//!
//! ## Bad
//!
//! ```json
//! "record": { "revision": 2, "state": "published" }
//! ```
//!
//! ## Good
//!
//! ```json
//! "record": { "revision": 2, "state": "published", "reason": { "en": "The name was spelt wrongly." } }
//! ```
//!
//! ## Mend
//!
//! Say in `reason` what was changed, or why the record was withdrawn. Leave it out in revision 1, in which nothing was changed yet.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::State;

pub const RULE: Rule = rule!(
    "revision-reason",
    Error,
    "revision_reason.rs",
    Record(check)
);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(record) = &document.record else {
        return;
    };
    let state = record.state();
    let needed = state.revision.get() > 1 || state.state == State::Withdrawn;
    if needed && state.reason.is_none() {
        let message = "a record that was changed or withdrawn says why";
        let hint = Some("add `reason` to `record`".to_owned());
        findings.report(document, At::Value("/record"), message, hint);
    }
    if !needed && state.reason.is_some() {
        let message = "the first revision of a record has no reason: nothing was changed yet";
        let hint = Some("leave it out, or raise the revision".to_owned());
        findings.report(document, At::Key("/record/reason"), message, hint);
    }
}
