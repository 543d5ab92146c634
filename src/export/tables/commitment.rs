//! What was promised, and what became of it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Reference, Rows, Table};
use crate::export::Export;
use crate::export::derived::Day;
use crate::model::{ActorId, CommitmentEventType, Date, DecisionId, LocalId, LocalizedText};
use crate::schema;

pub const COMMITMENTS: Table = Table {
    name: "commitments",
    key: &["decision", "id"],
    references: &[],
    schema: || schema::of::<CommitmentRow<'_>>("commitments", |_| ()),
    rows: commitments,
};

/// A promise that one actor made to another in connection with a decision.
#[derive(Serialize, JsonSchema)]
struct CommitmentRow<'a> {
    /// The decision.
    decision: &'a DecisionId,
    /// The id of the commitment within the decision.
    id: &'a LocalId,
    /// Who promised.
    promised_by: &'a ActorId,
    /// To whom.
    promised_to: &'a ActorId,
    /// What was promised.
    text: &'a LocalizedText,
    /// What makes the promise fall due. Empty for an unconditional promise.
    trigger: Option<&'a LocalizedText>,
    /// By when it was to be kept. Empty where no source names a date.
    due: Option<&'a Date>,
    /// Where it stands in the record, as a JSON Pointer.
    place: String,
}

fn commitments(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (decision, _) in export.decisions() {
        for (at, commitment) in decision.commitments.iter().enumerate() {
            rows.add(&CommitmentRow {
                decision: &decision.id,
                id: &commitment.id,
                promised_by: &commitment.by,
                promised_to: &commitment.to,
                text: &commitment.text,
                trigger: commitment.trigger.as_ref(),
                due: commitment.due.as_ref(),
                place: format!("/commitments/{at}"),
            });
        }
    }
}

pub const EVENTS: Table = Table {
    name: "commitment_events",
    key: &["decision", "id"],
    references: &[Reference {
        columns: &["decision", "commitment"],
        table: "commitments",
        key: &["decision", "id"],
    }],
    schema: || schema::of::<EventRow<'_>>("commitment_events", |_| ()),
    rows: events,
};

/// What happened to a commitment, beginning with the promise itself.
#[derive(Serialize, JsonSchema)]
struct EventRow<'a> {
    /// The decision.
    decision: &'a DecisionId,
    /// The commitment.
    commitment: &'a LocalId,
    /// The id of the event within the decision.
    id: &'a LocalId,
    /// What happened.
    r#type: CommitmentEventType,
    /// When it happened.
    date: &'a Date,
    /// Derived: the day by which it was public. Empty where only withheld or unpublished sources show it.
    known_by: Option<Day>,
    /// Where it stands in the record, as a JSON Pointer; its evidence has this as its `claim`.
    place: String,
}

fn events(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (decision, derived) in export.decisions() {
        let mut derived = derived.commitment_events.iter();
        for (commitment_at, commitment) in decision.commitments.iter().enumerate() {
            for (at, (event, derived)) in commitment.events.iter().zip(&mut derived).enumerate() {
                rows.add(&EventRow {
                    decision: &decision.id,
                    commitment: &commitment.id,
                    id: &event.id,
                    r#type: event.r#type,
                    date: &event.date,
                    known_by: derived.known_by,
                    place: format!("/commitments/{commitment_at}/events/{at}"),
                });
            }
        }
    }
}
