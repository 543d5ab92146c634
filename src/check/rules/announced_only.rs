//! What became of an announced decision is recorded: that it was taken or carried out, or what came in its place.
//!
//! A gap, not a mistake: the sources end there. Who reads the record should know that the story does.
//!
//! ## Bad
//!
//! ```json
//! "events": [
//!   { "id": "announced", "type": "announced", "date": "2025-02-10", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "events": [
//!   { "id": "announced", "type": "announced", "date": "2025-02-10", "due": "2025-03-03", "evidence": ["…"] },
//!   { "id": "taken", "type": "taken", "date": "2025-03-03", "body": "xx-cabinet", "vote": "…", "evidence": ["…"] }
//! ]
//! ```
//!
//! ## Mend
//!
//! Look for what became of it, and add the event. If another decision took its place, that decision says so in its `relations`.
//! Until a source tells, there is nothing to mend.

use crate::check::{At, Findings, Rule, Subject};
use crate::derive::{Stage, Status};
use crate::suggest::NO_HINT;

pub const RULE: Rule = rule!("announced-only", Note, "announced_only.rs", Each(check));

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let status = subject.context.lifecycles().of(subject.at).status;
    if status == Status::At(Stage::Announced) {
        let message = "this was announced, and nothing shows what became of it";
        findings.report(subject.document(), At::Value("/events"), message, NO_HINT);
    }
}
