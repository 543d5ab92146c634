//! The passages of each text: the words that records quote, where they stand, and which claims rest on them.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use serde_json::Value;

use crate::dataset::SourceText;
use crate::derive::{Purpose, Quote};

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
    /// The number of the page of the letter on which it begins, from 0.
    pub page: usize,
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
            page: page_at(
                quote.text,
                quote.text.normal().source_range(at.clone()).start,
            ),
            claims: Vec::new(),
        });
        if quote.purpose == Purpose::Evidence {
            let value = values
                .entry(quote.document.path.as_str())
                .or_insert_with(|| serde_json::to_value(record).unwrap_or_default());
            let claim = Claim {
                record_type: record.record_type(),
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

/// The number of bytes of a text after which a letter goes on on another page, with the next paragraph.
const PAGE: usize = 8000;

/// The number of the page of a letter on which what stands at an offset of its text is shown: that of its paragraph.
pub fn page_at(text: &SourceText, offset: usize) -> usize {
    let start = text.text[..offset].rfind('\n').map_or(0, |end| end + 1);
    start / PAGE
}

/// The number of pages that a letter takes.
pub fn pages_of(text: &SourceText) -> usize {
    page_at(text, text.text.trim_end().len()) + 1
}
