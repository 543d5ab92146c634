//! The quotes that records take from sources, and the result of looking for each of them.

use std::ops::Range;

use super::context::Context;
use super::place_of;
use crate::dataset::SourceText;
use crate::derive::anchor::{Claim, claims};
use crate::document::Document;
use crate::files::Buffer;
use crate::finding::Related;
use crate::index::{QuoteFact, Verdict};
use crate::passage::Finder;
use crate::workspace::Content;

/// A quote from a source whose text is here.
pub struct Found<'d> {
    /// The place of the quote in its document, as a JSON Pointer.
    pub pointer: String,
    /// The id of the source.
    pub source: &'d str,
    /// The file that is the text of the source.
    pub file: u32,
    /// The words.
    pub words: &'d str,
    /// The result of looking for the quote in the text.
    pub verdict: Verdict,
}

/// The result of looking for each quote of a record from a source whose text is here.
pub fn verdicts(context: &Context<'_>, at: u32) -> impl Iterator<Item = Verdict> {
    let here = facts(context, at).filter(|quote| context.text_of(quote.source).is_some());
    here.map(QuoteFact::verdict)
}

/// The quotes of a record from sources whose texts are here: those that are evidence, in the order of the text, then the passages
/// that are declared to say nothing to record.
pub fn quotes<'d>(
    context: &Context<'_>,
    at: u32,
    document: &'d Document,
) -> impl Iterator<Item = Found<'d>> {
    let quotes = facts(context, at).zip(claims(document));
    quotes.filter_map(|(fact, claim)| Found::new(context, fact, claim))
}

/// One of all quotes of a record, by its place among them, if its source has a text that is here.
pub fn quote<'d>(
    context: &Context<'_>,
    at: u32,
    document: &'d Document,
    nth: usize,
) -> Option<Found<'d>> {
    let (fact, claim) = facts(context, at).zip(claims(document)).nth(nth)?;
    Found::new(context, fact, claim)
}

/// A place where a quote stands.
pub struct QuotePlace {
    /// The record that quotes.
    pub record: u32,
    /// Which of all its quotes it is.
    pub nth: usize,
    /// The bytes of the normal view of the text.
    pub range: Range<usize>,
}

/// Every place where quotes of some records from one source stand in its text, record by record. Records are read once more, and the
/// text, only if a quote stands in several places.
pub fn places(context: &Context<'_>, source: u32, records: &[u32]) -> Vec<QuotePlace> {
    let own = |record: u32| {
        let own = facts(context, record).enumerate();
        own.filter(move |(_, quote)| quote.source == source)
    };
    let is_ambiguous = |(_, quote): &(usize, &QuoteFact)| quote.verdict() == Verdict::Ambiguous;
    let ambiguous = |record: &u32| own(*record).filter(is_ambiguous).count();
    let file = context
        .text_of(source)
        .and_then(|(source, _)| source.text?.file);
    let file = match records.iter().map(ambiguous).sum() {
        0 => None,
        count => file.and_then(|file| Some((text(context, file)?, count))),
    };
    let finder = file
        .as_ref()
        .map(|(file, count)| Finder::new(&file.text.normal().view, *count));
    let mut places = Vec::new();
    for &record in records {
        let mut add = |nth, range| places.push(QuotePlace { record, nth, range });
        for (nth, quote) in own(record) {
            if let Verdict::Once(start, end) = quote.verdict() {
                add(nth, start as usize..end as usize);
            }
        }
        if let Some(finder) = finder.as_ref().filter(|_| ambiguous(&record) > 0) {
            let document = context.document(record);
            let words: Vec<&str> = words(&document).collect();
            for (nth, _) in own(record).filter(is_ambiguous) {
                let found = words.get(nth).map(|words| finder.find(words));
                found
                    .into_iter()
                    .flatten()
                    .for_each(|range| add(nth, range));
            }
        }
    }
    places
}

/// The facts of the quotes of a record, in the same order.
fn facts<'a>(context: &Context<'a>, at: u32) -> impl Iterator<Item = &'a QuoteFact> + use<'a> {
    let facts = &context.index.facts;
    facts.quotes.of(at).iter().chain(facts.declared.of(at))
}

/// The words of the quotes of a document, in the same order.
pub fn words(document: &Document) -> impl Iterator<Item = &str> {
    claims(document).map(|claim| claim.quote)
}

impl<'d> Found<'d> {
    fn new(context: &Context<'_>, fact: &QuoteFact, claim: Claim<'d>) -> Option<Found<'d>> {
        let (source, _) = context.text_of(fact.source)?;
        Some(Found {
            pointer: format!("{}/quote", claim.pointer),
            source: claim.source,
            file: source.text?.file?,
            words: claim.quote,
            verdict: fact.verdict(),
        })
    }
}

/// A text and the path of its file.
pub struct TextFile<'a> {
    pub path: &'a str,
    pub text: SourceText,
}

/// The text that a file is, if it is one.
pub fn text<'a>(context: &Context<'a>, file: u32) -> Option<TextFile<'a>> {
    match context.inventory.sidecar(file, &mut Buffer::default())? {
        Content::Text(text) => Some(TextFile {
            path: &context.inventory.sidecars()[file as usize].path,
            text: SourceText::new(text.to_owned()),
        }),
        Content::Refused(_) | Content::Binary(_) => None,
    }
}

impl TextFile<'_> {
    /// The first character of the text that is another than in some other bytes; empty at its end.
    pub fn first_difference(&self, other: &[u8]) -> Range<usize> {
        let text = &self.text.text;
        let same = text.bytes().zip(other);
        let same = same.take_while(|(one, other)| one == *other);
        let mut start = same.count();
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let length = text[start..].chars().next().map_or(0, char::len_utf8);
        start..start + length
    }

    /// A passage of the text, as bytes of the file.
    pub fn text_place(&self, span: Range<usize>, label: &str) -> Related {
        place_of(self.path, &self.text.text, self.text.lines(), span, label)
    }

    /// A passage of the text, as bytes of its normal view, in the file.
    pub fn place(&self, passage: &Range<usize>, label: &str) -> Related {
        let span = self.text.normal().source_range(passage.clone());
        self.text_place(span, label)
    }
}
