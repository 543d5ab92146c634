//! A decision has a ground: a reason that the decider itself gives.
//!
//! A decision without its rationale is what this dataset exists to mend. A gap, not a mistake: no source that is here may give a
//! reason.
//!
//! ## Bad
//!
//! The only statement:
//!
//! ```json
//! "statements": [
//!   {
//!     "id": "no-end-date",
//!     "type": "fact",
//!     "text": { "en": "The charter has no end date." },
//!     "holder": "xx-minister-rivers",
//!     "basis": "stated",
//!     "evidence": ["…"]
//!   }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "id": "simpler-travel",
//! "type": "ground",
//! "text": { "en": "A single toll for all ferries across a border makes travel simpler." },
//! "holder": "xx-cabinet"
//! ```
//!
//! ## Mend
//!
//! Look in the sources for why the decider chose so, and add a statement of the type `ground`. If none says it, there is nothing to
//! mend.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::StatementType;
use crate::suggest::NO_HINT;

pub const RULE: Rule = rule!("no-reasons", Note, "no_reasons.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(decision) = document.decision() else {
        return;
    };
    if decision
        .statements
        .iter()
        .all(|statement| statement.r#type != StatementType::Ground)
    {
        let message = "no ground is recorded for this decision";
        findings.report(document, At::Value("/id"), message, NO_HINT);
    }
}
