//! Where sources differ on a value of a record: what each says, and which is followed.

use serde_json::Value;

use crate::model::Decision;

use super::markup::Said;
use super::page::{Page, Proof};

/// Something on which sources differ.
pub struct DiscrepancyView<'a> {
    pub id: &'a str,
    pub reason: Said<'a>,
    /// The value, whether it is the one that is followed, and what it rests on.
    pub readings: Vec<(String, bool, Vec<Proof<'a>>)>,
}

/// The values of a record on which sources differ.
pub fn discrepancies<'a>(
    page: &Page<'a>,
    decision: &'a Decision,
    record: &Value,
) -> Vec<DiscrepancyView<'a>> {
    let discrepancies = decision.discrepancies.iter();
    discrepancies
        .map(|one| {
            let value = record.pointer(one.pointer.as_str());
            let readings = one.readings.iter().map(|reading| {
                let given = serde_json::to_value(&reading.value).ok();
                let is_followed = given.is_some() && given.as_ref() == value;
                let told = page.reading(one, reading);
                (told, is_followed, page.proofs(&reading.evidence))
            });
            DiscrepancyView {
                id: one.id.as_str(),
                reason: page.said(&one.reason),
                readings: readings.collect(),
            }
        })
        .collect()
}
