//! What settles a proposal says what each option amounts to, by its `result`, and is no position on it.
//!
//! What became of a proposal follows from the results of the decisions that settle it. A position is a stand on what somebody else decides.
//!
//! ## Bad
//!
//! ```json
//! "proposal": { "id": "ferry-charter", "version": "first-draft", "decides": true },
//! "options": [{ "id": "adopt", "label": "…" }]
//! ```
//!
//! ## Good
//!
//! ```json
//! "proposal": { "id": "ferry-charter", "version": "first-draft", "decides": true },
//! "options": [{ "id": "adopt", "label": "…", "result": "adopts" }]
//! ```
//!
//! ## Mend
//!
//! Add the `result`, or leave `decides` out if the decision only concerns the proposal.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;

pub const RULE: Rule = rule!(
    "decides-with-result",
    Warning,
    "decides_with_result.rs",
    Record(check)
);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(decision) = document.decision() else {
        return;
    };
    let proposal = decision.proposal.as_ref();
    if proposal.is_none_or(|proposal| proposal.decides != Some(true)) {
        return;
    }
    for (at, option) in decision.options.iter().enumerate() {
        if option.result.is_none() {
            let message = format!(
                "the decision settles the proposal, and `{}` has no `result`",
                option.id
            );
            let hint = Some("add what the option amounts to, such as `adopts`".to_owned());
            let pointer = format!("/options/{at}");
            findings.report(document, At::Value(&pointer), message, hint);
        }
        if option.position.is_some() {
            let message = "what settles a proposal is no position on it";
            let hint = Some("leave `position` or `decides` out".to_owned());
            let pointer = format!("/options/{at}/position");
            findings.report(document, At::Value(&pointer), message, hint);
        }
    }
}
