//! Nobody stands on both sides: the decider dissents from its own choice or takes part beside itself, somebody promises something to
//! itself, or a source is addressed to its only author.
//!
//! One of the two is somebody else: the member who dissents, the office that promised, whoever the letter was sent to. Who counts the
//! promises to a parliament, or the dissents in a government, would count it wrongly.
//!
//! ## Bad
//!
//! ```json
//! "by": "xx-minister-rivers",
//! "to": "xx-minister-rivers"
//! ```
//!
//! ## Good
//!
//! ```json
//! "by": "xx-minister-rivers",
//! "to": "xx-assembly"
//! ```
//!
//! ## Mend
//!
//! Look up in the source who the other one is. If it is somebody of the same body, such as a member of the cabinet that decides, name the
//! member.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::{ActorId, StatementType};

pub const RULE: Rule = rule!("both-sides", Warning, "both_sides.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(record) = &document.record else {
        return;
    };
    let mut tell = |pointer: String, message: &str| {
        let hint = Some("name the one who is on the other side".to_owned());
        findings.report(document, At::Value(&pointer), message, hint);
    };
    if let Some(decision) = record.decision() {
        let decider = &decision.decider;
        let decides = |one: &ActorId| decider.actor == *one || decider.jointly.contains(one);
        for (at, participant) in decision.participants.iter().enumerate() {
            if decides(&participant.actor) {
                let pointer = format!("/participants/{at}/actor");
                tell(pointer, "the decider takes part beside itself");
            }
        }
        for (at, statement) in decision.statements.iter().enumerate() {
            if statement.r#type == StatementType::Dissent && decider.actor == statement.holder {
                let pointer = format!("/statements/{at}/holder");
                tell(pointer, "the decider dissents from its own choice");
            }
        }
    }
    for (at, commitment) in record.commitments().iter().enumerate() {
        if commitment.by == commitment.to {
            let pointer = format!("/commitments/{at}/to");
            tell(pointer, "this is promised to the one who promises it");
        }
    }
    if let Some(source) = record.source()
        && let [author] = &source.authors[..]
        && source.addressee.as_ref() == Some(&author.actor)
    {
        tell(
            "/addressee".to_owned(),
            "this is addressed to its only author",
        );
    }
}
