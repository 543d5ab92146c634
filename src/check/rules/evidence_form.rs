//! Evidence is either a quote, exactly if the source's text is in the dataset, or a locator with a confidence.
//!
//! Where the words are here, they are the evidence: a locator would let a claim escape the check. Where they are not, a quote could
//! not be checked, and how sure one is has to be said.

use crate::check::{At, Context, Findings, Rule};
use crate::finding::Level;
use crate::json::Node;
use crate::model::SourceId;

pub const RULE: Rule = Rule {
    name: "evidence-form",
    level: Level::Error,
    source: include_str!("evidence_form.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for document in &context.dataset.documents {
        let Some(root) = &document.root else { continue };
        for place in document.places_of("Evidence") {
            let Some(evidence) = root.pointer(&place.pointer) else {
                continue;
            };
            let mut report = |field: &str, message: &str, hint: &str| {
                let pointer = format!("{}{field}", place.pointer);
                let at = if field.is_empty() {
                    At::Value(&pointer)
                } else {
                    At::Key(&pointer)
                };
                findings.report(document, at, message, Some(hint.to_owned()));
            };
            let has = |field: &str| evidence.get(field).is_some();
            match (has("quote"), has("locator"), has("confidence")) {
                (true, true, _) => report(
                    "/locator",
                    "evidence has a quote or a locator, not both",
                    "keep the quote",
                ),
                (true, false, true) => {
                    report(
                        "/confidence",
                        "a quote has no confidence: it stands there or not",
                        "leave it out",
                    );
                }
                (false, true, false) => {
                    report(
                        "/locator",
                        "a locator needs a confidence",
                        "say how sure it is: `high` or `medium`",
                    );
                }
                (false, false, _) => report(
                    "",
                    "evidence needs a quote or a locator",
                    "quote the words, or say where in the source they are and how sure that is",
                ),
                (true, false, false) | (false, true, true) => {}
            }
            let source = evidence
                .get("source")
                .and_then(Node::as_str)
                .and_then(|id| id.parse::<SourceId>().ok());
            let Some(source) = source.and_then(|id| context.dataset.source(&id)) else {
                continue;
            };
            if has("quote") && source.text.is_none() {
                report(
                    "/quote",
                    "the text of this source is not in the dataset, so its words cannot be checked",
                    "give a locator and a confidence, or pin the text",
                );
            }
            if has("locator") && !has("quote") && source.text.is_some() {
                report(
                    "/locator",
                    "the text of this source is in the dataset, so its words are the evidence",
                    "quote them; `besluit quote` finds them",
                );
            }
        }
    }
}
