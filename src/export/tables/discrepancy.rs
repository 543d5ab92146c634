//! Where sources contradict each other.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Reference, Rows, Table};
use crate::export::Export;
use crate::model::{DecisionId, LocalId, LocalizedText, Pointer};
use crate::schema;

pub const DISCREPANCIES: Table = Table {
    name: "discrepancies",
    key: &["decision", "id"],
    references: &[],
    schema: || schema::of::<DiscrepancyRow<'_>>("discrepancies", |_| ()),
    rows: discrepancies,
};

/// A contradiction between sources on one value of a decision.
#[derive(Serialize, JsonSchema)]
struct DiscrepancyRow<'a> {
    /// The decision.
    decision: &'a DecisionId,
    /// The id of the discrepancy within the decision.
    id: &'a LocalId,
    /// Where the value stands in the record, as a JSON Pointer.
    pointer: &'a Pointer,
    /// Why the reading that equals the value is followed.
    reason: &'a LocalizedText,
    /// Where the discrepancy stands in the record, as a JSON Pointer.
    place: String,
}

fn discrepancies(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (decision, _) in export.decisions() {
        for (at, discrepancy) in decision.discrepancies.iter().enumerate() {
            rows.add(&DiscrepancyRow {
                decision: &decision.id,
                id: &discrepancy.id,
                pointer: &discrepancy.pointer,
                reason: &discrepancy.reason,
                place: format!("/discrepancies/{at}"),
            });
        }
    }
}

pub const READINGS: Table = Table {
    name: "readings",
    key: &["decision", "place"],
    references: &[Reference {
        columns: &["decision", "discrepancy"],
        table: "discrepancies",
        key: &["decision", "id"],
    }],
    schema: || schema::of::<ReadingRow<'_>>("readings", |_| ()),
    rows: readings,
};

/// The values that sources give, where they contradict each other.
#[derive(Serialize, JsonSchema)]
struct ReadingRow<'a> {
    /// The decision.
    decision: &'a DecisionId,
    /// The discrepancy.
    discrepancy: &'a LocalId,
    /// The value, as text; a number as it is written.
    value: String,
    /// Where it stands in the record, as a JSON Pointer; its evidence has this as its `claim`.
    place: String,
}

fn readings(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (decision, _) in export.decisions() {
        for (discrepancy_at, discrepancy) in decision.discrepancies.iter().enumerate() {
            for (at, reading) in discrepancy.readings.iter().enumerate() {
                rows.add(&ReadingRow {
                    decision: &decision.id,
                    discrepancy: &discrepancy.id,
                    value: reading.value.to_string(),
                    place: format!("/discrepancies/{discrepancy_at}/readings/{at}"),
                });
            }
        }
    }
}
