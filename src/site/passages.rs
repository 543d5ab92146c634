//! The passages of each text: the words that records quote, where they stand, and which claims rest on them.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use serde_json::Value;

use crate::derive::{Purpose, Quote};
use crate::model::Record;

use super::address;

/// Words of a text that records quote, one after another as they stand there.
pub struct Passage<'a> {
    /// The name of its place in the letter.
    pub name: String,
    /// Where it stands in the normal view of the text.
    pub at: Range<usize>,
    /// The words.
    pub quote: &'a str,
    /// The purpose of the words.
    pub purpose: Purpose,
    /// The claims that rest on it; none for words that are out of scope.
    pub claims: Vec<Claim<'a>>,
}

/// A claim of a record that rests on a passage.
#[derive(Clone, PartialEq, Eq)]
pub struct Claim<'a> {
    /// The type of the record.
    pub record_type: &'static str,
    /// The id of the record.
    pub id: &'a str,
    /// The name of the place on the page of the record.
    pub part: String,
    /// The place of the quote in the record, as a JSON Pointer.
    pub pointer: String,
}

/// The passages of every text, by source.
pub type Passages<'a> = HashMap<&'a str, Vec<Passage<'a>>>;

/// Gathers the passages of all texts, each in the order of the text. Withdrawn records count for nothing.
pub fn passages<'a>(quotes: &'a [Quote<'a>]) -> Passages<'a> {
    let mut by_place: HashMap<&str, BTreeMap<(usize, usize, bool), Passage<'a>>> = HashMap::new();
    let mut values: HashMap<&str, Value> = HashMap::new();
    for quote in quotes {
        let (Some(record), [at]) = (quote.document.record.as_ref(), quote.found.as_slice()) else {
            continue;
        };
        if !record.state().counts() {
            continue;
        }
        let of_source = by_place.entry(quote.source.id.as_str()).or_default();
        // What starts first comes first, and of those the longest.
        let place = (
            at.start,
            usize::MAX - at.end,
            quote.purpose == Purpose::OutOfScope,
        );
        let words = &quote.text.normal().view[at.clone()];
        let passage = of_source.entry(place).or_insert_with(|| Passage {
            name: address::of_passage(quote.source.id.as_str(), words),
            at: at.clone(),
            quote: words,
            purpose: quote.purpose,
            claims: Vec::new(),
        });
        if quote.purpose == Purpose::Evidence {
            let value = values
                .entry(quote.document.path.as_str())
                .or_insert_with(|| serde_json::to_value(record).unwrap_or_default());
            let claim = Claim {
                record_type: type_of(record),
                id: record.id(),
                part: address::of_part(value, &quote.pointer),
                pointer: quote.pointer.clone(),
            };
            let is_there = |one: &Claim<'_>| (one.id, &one.part) == (claim.id, &claim.part);
            if !passage.claims.iter().any(is_there) {
                passage.claims.push(claim);
            }
        }
    }
    let lists = by_place.into_iter();
    lists
        .map(|(source, passages)| (source, passages.into_values().collect()))
        .collect()
}

fn type_of(record: &Record) -> &'static str {
    record.record_type()
}
