//! A field that goes with one type of event, statement, participant, relation or record stands on no other, and stands there where that
//! type requires it.
//!
//! Required are `act` on the event `executed`, `reason` on a ground, `evidence` on a decider with a `capacity`, and `version` on a
//! provision of a proposal. Allowed are `strength` on a condition, `outcomes` on a concern (`resolved`, `unresolved`) and on a condition
//! (`met`, `not_met`), `consents` on a participant of the role `consent_required`, `procedure` on an event by which something is laid
//! before others or decided, `parts` and `until` on the relations that can touch a part or set a last day, and `published`, `url` and
//! `archived` on a source that is public. Elsewhere such a field has no meaning, and a reader would give it one.
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
use crate::model::{
    Availability, Decision, EventType, OutcomeType, ParticipantRole, Record, Relation,
    RelationType, Statement, StatementType,
};
use crate::suggest::NO_HINT;

pub const RULE: Rule = rule!("field-for-type", Error, "field_for_type.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    match &document.record {
        Some(Record::Decision(decision)) => of_decision(document, decision, findings),
        Some(Record::Proposal(proposal)) => {
            for (at, provision) in proposal.provisions.iter().enumerate() {
                let version = Belonging::required("version", "a provision of a proposal");
                let pointer = format_args!("/provisions/{at}");
                version.check(
                    document,
                    pointer,
                    true,
                    provision.version.is_some(),
                    findings,
                );
            }
        }
        Some(Record::Source(source)) => {
            let is_public = source.availability == Availability::Public;
            for (field, is_there) in [
                ("published", source.published.is_some()),
                ("url", source.url.is_some()),
                ("archived", !source.archived.is_empty()),
            ] {
                let field = Belonging::allowed(field, "a source that is public");
                field.check(document, format_args!(""), is_public, is_there, findings);
            }
        }
        Some(Record::Actor(_)) | None => {}
    }
}

fn of_decision(document: &Document, decision: &Decision, findings: &mut Findings<'_>) {
    for (at, event) in decision.events.iter().enumerate() {
        let pointer = format_args!("/events/{at}");
        let executed = event.r#type == EventType::Executed;
        let act = Belonging::required("act", "the event `executed`");
        act.check(document, pointer, executed, event.act.is_some(), findings);
        let is_before_deciders = matches!(
            event.r#type,
            EventType::Proposed
                | EventType::Postponed
                | EventType::Taken
                | EventType::ApprovedInPrinciple
        );
        let procedure = Belonging::allowed(
            "procedure",
            "an event by which something is laid before others or decided",
        );
        procedure.check(
            document,
            pointer,
            is_before_deciders,
            event.procedure.is_some(),
            findings,
        );
    }
    for (at, statement) in decision.statements.iter().enumerate() {
        of_statement(
            document,
            format_args!("/statements/{at}"),
            statement,
            findings,
        );
    }
    for (at, participant) in decision.participants.iter().enumerate() {
        let needed = participant.role == ParticipantRole::ConsentRequired;
        let consents = Belonging::allowed("consents", "the role `consent_required`");
        let pointer = format_args!("/participants/{at}");
        consents.check(
            document,
            pointer,
            needed,
            !participant.consents.is_empty(),
            findings,
        );
    }
    for (at, relation) in decision.relations.iter().enumerate() {
        of_relation(
            document,
            format_args!("/relations/{at}"),
            relation,
            findings,
        );
    }
    for (at, provision) in decision.provisions.iter().enumerate() {
        let version = Belonging::allowed("version", "a provision of a proposal");
        let pointer = format_args!("/provisions/{at}");
        version.check(
            document,
            pointer,
            false,
            provision.version.is_some(),
            findings,
        );
    }
    let decider = &decision.decider;
    let evidence = Belonging::required("evidence", "a decider with a `capacity`");
    evidence.check(
        document,
        format_args!("/decider"),
        decider.capacity.is_some(),
        !decider.evidence.is_empty(),
        findings,
    );
}

fn of_statement(
    document: &Document,
    pointer: Arguments<'_>,
    statement: &Statement,
    findings: &mut Findings<'_>,
) {
    let is_a = |one| statement.r#type == one;
    let (concern, condition) = (is_a(StatementType::Concern), is_a(StatementType::Condition));
    let reason = Belonging::required("reason", "a ground");
    let has_reason = statement.reason.is_some();
    reason.check(
        document,
        pointer,
        is_a(StatementType::Ground),
        has_reason,
        findings,
    );
    let strength = Belonging::allowed("strength", "a condition");
    strength.check(
        document,
        pointer,
        condition,
        statement.strength.is_some(),
        findings,
    );
    let outcomes = Belonging::allowed("outcomes", "a concern or a condition");
    let has_outcomes = !statement.outcomes.is_empty();
    outcomes.check(
        document,
        pointer,
        concern || condition,
        has_outcomes,
        findings,
    );
    for (at, outcome) in statement.outcomes.iter().enumerate() {
        let (fits, to) = match outcome.r#type {
            OutcomeType::Resolved | OutcomeType::Unresolved => (!condition, "a concern"),
            OutcomeType::Met | OutcomeType::NotMet => (!concern, "a condition"),
        };
        if !fits {
            let message = format!("only {to} has that outcome");
            let hint = match condition {
                true => "a condition is `met` or `not_met`",
                false => "a concern is `resolved` or `unresolved`",
            };
            let pointer = format!("{pointer}/outcomes/{at}/type");
            findings.report(
                document,
                At::Value(&pointer),
                message,
                Some(hint.to_owned()),
            );
        }
    }
}

fn of_relation(
    document: &Document,
    pointer: Arguments<'_>,
    relation: &Relation,
    findings: &mut Findings<'_>,
) {
    let (touches, ends_on) = match relation.r#type {
        RelationType::Amends | RelationType::Corrects => {
            (false, relation.r#type == RelationType::Amends)
        }
        RelationType::Suspends | RelationType::Confirms | RelationType::Reinstates => (true, true),
        RelationType::Supersedes
        | RelationType::Implements
        | RelationType::Declines
        | RelationType::ConstrainedBy
        | RelationType::Revokes
        | RelationType::Annuls
        | RelationType::Maintains
        | RelationType::BasedOn
        | RelationType::RespondsTo => (true, false),
    };
    let parts = Belonging::allowed("parts", "a relation that can touch a part");
    parts.check(
        document,
        pointer,
        touches,
        !relation.parts.is_empty(),
        findings,
    );
    let until = Belonging::allowed("until", "a relation that can set a last day");
    until.check(
        document,
        pointer,
        ends_on,
        relation.until.is_some(),
        findings,
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
    fn required(field: &'static str, to: &'static str) -> Belonging {
        Belonging {
            field,
            to,
            required: true,
        }
    }

    fn allowed(field: &'static str, to: &'static str) -> Belonging {
        Belonging {
            field,
            to,
            required: false,
        }
    }

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
            findings.report(document, At::Value(&pointer.to_string()), message, NO_HINT);
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
