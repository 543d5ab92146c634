//! What claims rest on, of all records in one table.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Rows, Table};
use crate::export::Export;
use crate::model::{Confidence, Evidence, SourceId, Text};
use crate::schema;
use crate::schema::vocabulary::of_type;

pub const EVIDENCE: Table = Table {
    name: "evidence",
    key: &["record_type", "record", "place"],
    references: &[],
    schema: || schema::of::<EvidenceRow<'_>>("evidence", |_| ()),
    rows: evidence,
};

/// Words in a source that a claim rests on, or a place in a source whose text is not in the dataset. Words that are there are
/// anchored; whether they bear the claim is a human judgement.
#[derive(Serialize, JsonSchema)]
struct EvidenceRow<'a> {
    /// The type of the record that makes the claim.
    record_type: &'a str,
    /// The id of that record.
    record: &'a str,
    /// What it is evidence of, as a JSON Pointer into the record: the `place` of a row of another table, or `/decider` or
    /// `/voting_rule` of the record. Empty where it is the record as such.
    claim: Option<&'a str>,
    /// The id of what it is evidence of, within the record. Empty where that has none.
    claim_id: Option<&'a str>,
    /// The source.
    source: &'a SourceId,
    /// The words, exactly as they stand in the source. Empty where its text is not in the dataset.
    quote: Option<&'a Text>,
    /// Where in the source it is said. Empty where there is a quote.
    locator: Option<&'a Text>,
    /// How sure the claim is, all that is known of its sources taken together. Empty where there is a quote.
    confidence: Option<Confidence>,
    /// Derived: the line of the source's text on which the quote begins, from 1.
    text_line: Option<usize>,
    /// Derived: the column in which it begins, in code points, from 1.
    text_column: Option<usize>,
    /// Derived: the words before the quote, at most 32 characters.
    prefix: Option<&'a str>,
    /// Derived: the words after the quote, at most 32 characters.
    suffix: Option<&'a str>,
    /// Derived: the address that opens the page of the source at the quote. Empty where the source has no address, or its words cannot
    /// be told apart.
    link: Option<&'a str>,
    /// Where the evidence stands in the record, as a JSON Pointer.
    place: &'a str,
}

fn evidence(export: &Export<'_>, rows: &mut Rows<'_>) {
    for exported in &export.records {
        let record = serde_json::to_value(exported.record).expect("a record is plain data");
        let anchors: HashMap<&str, _> = exported
            .derived
            .quotes
            .iter()
            .map(|anchor| (anchor.pointer, anchor))
            .collect();
        for place in exported.document.places_of(of_type::EVIDENCE) {
            let place = &place.pointer();
            let Some(evidence) = record.pointer(place) else {
                continue;
            };
            let evidence = Evidence::deserialize(evidence).expect("the schema says what it is");
            // It is one of a list that is called `evidence`.
            let list = place.rsplit_once('/').map_or("", |(list, _)| list);
            let claim = list.rsplit_once('/').map_or("", |(claim, _)| claim);
            let id = record.pointer(claim).filter(|_| !claim.is_empty());
            let anchor = anchors.get(format!("{place}/quote").as_str());
            rows.add(&EvidenceRow {
                record_type: exported.record.record_type(),
                record: exported.record.id(),
                claim: Some(claim).filter(|claim| !claim.is_empty()),
                claim_id: id.and_then(|claim| claim["id"].as_str()),
                source: &evidence.source,
                quote: evidence.quote.as_ref(),
                locator: evidence.locator.as_ref(),
                confidence: evidence.confidence,
                text_line: anchor.map(|anchor| anchor.line),
                text_column: anchor.map(|anchor| anchor.column),
                prefix: anchor.map(|anchor| anchor.prefix),
                suffix: anchor.map(|anchor| anchor.suffix),
                link: anchor.and_then(|anchor| anchor.link.as_deref()),
                place,
            });
        }
    }
}
