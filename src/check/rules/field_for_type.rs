//! A field that goes with one type of event, statement or participant stands on no other, and stands there where that type requires
//! it.
//!
//! Required are `act` on the event `executed`, `reason` on a ground, and `evidence` on a decider with a `capacity`. Allowed are
//! `strength` on a condition, `outcome` on a concern, and `consent` on a participant of the role `consent_required`. Elsewhere such
//! a field has no meaning, and a reader would give it one.
//!
//! ## Bad
//!
//! ```json
//! { "id": "done", "type": "executed", "date": "2025-09-01", "evidence": ["…"] }
//! ```
//!
//! ## Good
//!
//! ```json
//! { "id": "done", "type": "executed", "date": "2025-09-01", "act": "performed", "evidence": ["…"] }
//! ```
//!
//! ## Mend
//!
//! Add the field that is needed, or leave out the one that does not belong. If the field is right, the type is wrong: mend that.

use std::fmt::Arguments;

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::{EventType, ParticipantRole, Statement, StatementType};

pub const RULE: Rule = rule!("field-for-type", Error, "field_for_type.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(decision) = document.decision() else {
        return;
    };
    for (at, event) in decision.events.iter().enumerate() {
        let executed = event.r#type == EventType::Executed;
        let belongs = Belonging {
            field: "act",
            to: "the event `executed`",
            required: true,
        };
        belongs.check(
            document,
            format_args!("/events/{at}"),
            executed,
            event.act.is_some(),
            findings,
        );
    }
    for (at, statement) in decision.statements.iter().enumerate() {
        check_statement(
            document,
            format_args!("/statements/{at}"),
            statement,
            findings,
        );
    }
    for (at, participant) in decision.participants.iter().enumerate() {
        let needed = participant.role == ParticipantRole::ConsentRequired;
        let belongs = Belonging {
            field: "consent",
            to: "the role `consent_required`",
            required: false,
        };
        belongs.check(
            document,
            format_args!("/participants/{at}"),
            needed,
            participant.consent.is_some(),
            findings,
        );
    }
    let decider = &decision.decider;
    let belongs = Belonging {
        field: "evidence",
        to: "a decider with a `capacity`",
        required: true,
    };
    belongs.check(
        document,
        format_args!("/decider"),
        decider.capacity.is_some(),
        !decider.evidence.is_empty(),
        findings,
    );
}

fn check_statement(
    document: &Document,
    pointer: Arguments<'_>,
    statement: &Statement,
    findings: &mut Findings<'_>,
) {
    let mut check = |field, to, required, its_type, present| {
        let belongs = Belonging {
            field,
            to,
            required,
        };
        belongs.check(
            document,
            pointer,
            statement.r#type == its_type,
            present,
            findings,
        );
    };
    check(
        "reason",
        "a ground",
        true,
        StatementType::Ground,
        statement.reason.is_some(),
    );
    check(
        "strength",
        "a condition",
        false,
        StatementType::Condition,
        statement.strength.is_some(),
    );
    check(
        "outcome",
        "a concern",
        false,
        StatementType::Concern,
        statement.outcome.is_some(),
    );
}

/// A field that goes with one type only.
struct Belonging {
    field: &'static str,
    /// The type that the field goes with, in words.
    to: &'static str,
    /// True if that type requires the field.
    required: bool,
}

impl Belonging {
    fn check(
        &self,
        document: &Document,
        pointer: Arguments<'_>,
        belongs: bool,
        present: bool,
        findings: &mut Findings<'_>,
    ) {
        let Belonging {
            field,
            to,
            required,
        } = self;
        if belongs && *required && !present {
            let message = format!("{to} needs the field `{field}`");
            findings.report(document, At::Value(&pointer.to_string()), message, None);
        }
        if present && !belongs {
            let message = format!("only {to} has a field `{field}`");
            let hint = Some(format!("leave `{field}` out, or make this {to}"));
            findings.report(
                document,
                At::Key(&format!("{pointer}/{field}")),
                message,
                hint,
            );
        }
    }
}
