//! Some fields belong to one type of event or statement only, and some types need a field of their own: `act` goes with the event
//! `executed` and is required there; `reason` goes with the statement `ground` and is required there; `strength` is for conditions;
//! `outcome` is for concerns. `consent` of a participant is for the role `consent_required`, and `evidence` of a
//! decider goes with its `capacity`.
//!
//! A field on the wrong type has no meaning, and a reader would give it one.

use crate::check::{At, Context, Findings, Rule};
use crate::dataset::Document;
use crate::finding::Level;
use crate::model::{Event, EventType, ParticipantRole, Statement, StatementType};

pub const RULE: Rule = Rule {
    name: "field-for-type",
    level: Level::Error,
    source: include_str!("field_for_type.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, decision) in context.dataset.decisions() {
        for (at, event) in decision.events.iter().enumerate() {
            check_event(document, &format!("/events/{at}"), event, findings);
        }
        for (at, statement) in decision.statements.iter().enumerate() {
            check_statement(document, &format!("/statements/{at}"), statement, findings);
        }
        for (at, participant) in decision.participants.iter().enumerate() {
            if participant.consent.is_some() && participant.role != ParticipantRole::ConsentRequired
            {
                let pointer = format!("/participants/{at}");
                cannot_have(
                    document,
                    &pointer,
                    "a role other than `consent_required`",
                    "consent",
                    findings,
                );
            }
        }
        let decider = &decision.decider;
        if decider.capacity.is_some() && decider.evidence.is_empty() {
            needs(document, "/decider", "a capacity", "evidence", findings);
        }
        if decider.capacity.is_none() && !decider.evidence.is_empty() {
            cannot_have(
                document,
                "/decider",
                "a decider without a capacity",
                "evidence",
                findings,
            );
        }
    }
}

fn check_event(document: &Document, pointer: &str, event: &Event, findings: &mut Findings<'_>) {
    match (event.r#type == EventType::Executed, event.act.is_some()) {
        (true, false) => needs(document, pointer, "the event `executed`", "act", findings),
        (false, true) => cannot_have(
            document,
            pointer,
            "an event other than `executed`",
            "act",
            findings,
        ),
        _ => {}
    }
}

fn check_statement(
    document: &Document,
    pointer: &str,
    statement: &Statement,
    findings: &mut Findings<'_>,
) {
    let is = |wanted: StatementType| statement.r#type == wanted;
    if is(StatementType::Ground) && statement.reason.is_none() {
        needs(document, pointer, "a ground", "reason", findings);
    }
    for (field, present, belongs) in [
        (
            "reason",
            statement.reason.is_some(),
            is(StatementType::Ground),
        ),
        (
            "strength",
            statement.strength.is_some(),
            is(StatementType::Condition),
        ),
        (
            "outcome",
            statement.outcome.is_some(),
            is(StatementType::Concern),
        ),
    ] {
        if present && !belongs {
            cannot_have(document, pointer, "this type of statement", field, findings);
        }
    }
}

fn needs(document: &Document, pointer: &str, what: &str, field: &str, findings: &mut Findings<'_>) {
    let message = format!("{what} needs the field `{field}`");
    findings.report(document, At::Value(pointer), message, None);
}

fn cannot_have(
    document: &Document,
    pointer: &str,
    what: &str,
    field: &str,
    findings: &mut Findings<'_>,
) {
    let message = format!("{what} has no field `{field}`");
    let hint = Some("leave the field out, or change the type".to_owned());
    findings.report(
        document,
        At::Key(&format!("{pointer}/{field}")),
        message,
        hint,
    );
}
