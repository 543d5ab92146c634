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
}

/// The passages of every text, by source.
pub type Passages<'a> = HashMap<&'a str, Vec<Passage<'a>>>;

/// Gathers the passages of all texts, each in the order of the text. Withdrawn records count for nothing.
pub fn passages<'a>(quotes: &'a [Quote<'a>]) -> Passages<'a> {
    let mut by_place: HashMap<&str, BTreeMap<(usize, usize, bool), Passage<'a>>> = HashMap::new();
    let mut values: HashMap<&str, Value> = HashMap::new();
    let mut paragraphs: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
    for quote in quotes {
        let (Some(record), [at]) = (quote.document.record.as_ref(), quote.found.as_slice()) else {
            continue;
        };
        if !record.state().counts() {
            continue;
        }
        let of_source = by_place.entry(quote.source.id.as_str()).or_default();
        let paragraphs = paragraphs
            .entry(quote.source.id.as_str())
            .or_insert_with(|| paragraphs_of(&quote.text.text));
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
                paragraphs,
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

/// The length of a line, in letters, from which a line that ends without an end of a sentence goes on on the next one.
const WRAPPED: usize = 45;

/// The paragraphs of a text, each as the bytes that it has in the file: a line, with the lines on which it goes on. Texts of paper have
/// lines of one length; elsewhere a line is a paragraph.
pub fn paragraphs_of(text: &str) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    let mut before = "";
    for line in text.split_inclusive('\n') {
        let range = start..start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        let own = line.trim();
        match paragraphs.last_mut() {
            Some(last) if goes_on(before, own) => last.end = range.end,
            _ if own.is_empty() => {}
            _ => paragraphs.push(range),
        }
        before = own;
    }
    paragraphs
}

/// True if what stands on a line goes on on the next one.
fn goes_on(line: &str, next: &str) -> bool {
    let ends = line.ends_with(['.', '?', '!', ':', ';']);
    let is_long = line.chars().count() >= WRAPPED;
    match (line.is_empty(), next.chars().next()) {
        (true, _) | (_, None) => false,
        (_, Some(first)) if first.is_lowercase() => true,
        (_, Some(first)) => first.is_alphabetic() && is_long && !ends,
    }
}

/// The number of the page of a letter on which a paragraph is shown.
pub fn page_of(paragraph: &Range<usize>) -> usize {
    paragraph.start / PAGE
}

/// The number of the page of a letter on which what stands at an offset of its text is shown.
fn page_at(paragraphs: &[Range<usize>], offset: usize) -> usize {
    let after = paragraphs.partition_point(|one| one.start <= offset);
    let own = after.checked_sub(1).and_then(|at| paragraphs.get(at));
    own.map_or(0, page_of)
}

/// The number of pages that a letter takes.
pub fn pages_of(text: &SourceText) -> usize {
    paragraphs_of(&text.text)
        .last()
        .map_or(1, |last| page_of(last) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_paper_are_put_together_to_paragraphs() {
        let text = "Kop\nIn het Deense voorstel dat nu voorligt is verplichte detectie van\nonline seksueel beeldmateriaal geschrapt. Advies van de\nAIVD volgt.\n\n1) een\n2) twee\nEnde\n";
        let told: Vec<_> = paragraphs_of(text)
            .into_iter()
            .map(|one| &text[one])
            .collect();
        assert_eq!(told.len(), 5, "{told:?}");
        assert!(told[1].starts_with("In het") && told[1].ends_with("AIVD volgt."));
        assert_eq!(told[2..], ["1) een", "2) twee", "Ende"]);
    }
}
