//! The place of each quote of the dataset in the text that it is from.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::dataset::{Dataset, Document, SourceText};
use crate::json::Position;
use crate::model::Source;
use crate::passage::Finder;
use crate::schema::vocabulary::{key, of_type};

/// The purpose of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// It is evidence of a claim.
    Evidence,
    /// It is a passage that says nothing to record.
    OutOfScope,
}

/// A quote, the text it is from, and where it stands there.
pub struct Quote<'a> {
    /// The document that quotes.
    pub document: &'a Document,
    /// The place of the quote in that document, as a JSON Pointer.
    pub pointer: String,
    /// The purpose of the quote.
    pub purpose: Purpose,
    /// The source that is quoted.
    pub source: &'a Source,
    /// Its text.
    pub text: &'a SourceText,
    /// The words.
    pub quote: &'a str,
    /// Every place where they stand, as bytes of the normal view; one, if all is well.
    pub found: Vec<Range<usize>>,
}

impl Quote<'_> {
    /// The position of the start of the quote in the file of its text; `None` unless it stands there once.
    pub fn position(&self) -> Option<Position> {
        match self.found.as_slice() {
            [found] => Some(self.text.position(found)),
            _ => None,
        }
    }

    /// The words before and after the quote, as the selectors of the Web Annotation model have them: as many whole words of the
    /// normal view as fit into [`CONTEXT`] characters on either side. `None` unless the quote stands there once.
    pub fn context(&self) -> Option<(&str, &str)> {
        let [found] = self.found.as_slice() else {
            return None;
        };
        let view = &self.text.normal().view;
        Some((
            last_words(&view[..found.start]),
            first_words(&view[found.end..]),
        ))
    }
}

/// The maximum number of characters of a text that are given on either side of a quote.
pub const CONTEXT: usize = 32;

/// The beginning of a text, up to the last space among its first characters.
fn first_words(text: &str) -> &str {
    let Some((end, _)) = text.char_indices().nth(CONTEXT) else {
        return text;
    };
    // A word that is longer than all that is given is cut.
    match text[..end].rfind(' ') {
        Some(space) if space > 0 && !text[end..].starts_with(' ') => &text[..space],
        _ => &text[..end],
    }
}

/// The end of a text, from the first space among its last characters.
fn last_words(text: &str) -> &str {
    let Some((start, _)) = text.char_indices().nth_back(CONTEXT - 1) else {
        return text;
    };
    let given = &text[start..];
    let is_whole = start == 0 || text[..start].ends_with(' ');
    match given.find(' ') {
        Some(space) if space + 1 < given.len() && !is_whole => &given[space + 1..],
        _ => given,
    }
}

/// The number of records below which one thread reads them all: more threads take longer to start.
const FEW: usize = 16;

/// Every quote whose source's text is here.
pub fn quotes(dataset: &Dataset) -> Vec<Quote<'_>> {
    let documents = &dataset.documents;
    let mut quotes: Vec<_> = if documents.len() < FEW {
        documents
            .iter()
            .flat_map(|one| quotes_of(dataset, one))
            .collect()
    } else {
        documents
            .par_iter()
            .flat_map_iter(|one| quotes_of(dataset, one))
            .collect()
    };
    if !quotes.is_empty() {
        find(&mut quotes);
    }
    quotes
}

/// The quotes of one document whose source's text is here.
pub fn quotes_in<'a>(dataset: &'a Dataset, document: &'a Document) -> Vec<Quote<'a>> {
    let mut quotes: Vec<_> = quotes_of(dataset, document).collect();
    find(&mut quotes);
    quotes
}

/// Finds where each quote stands: text by text, so that each is indexed once and no longer than its quotes need it.
fn find(quotes: &mut [Quote<'_>]) {
    let mut by_source: HashMap<&str, Vec<&mut Quote<'_>>> = HashMap::new();
    for quote in quotes {
        let source = quote.source.id.as_str();
        by_source.entry(source).or_default().push(quote);
    }
    by_source.into_par_iter().for_each(|(_, quotes)| {
        let Some(first) = quotes.first() else { return };
        let view = &first.text.normal().view;
        let finder = Finder::new(view, quotes.len());
        for quote in quotes {
            quote.found = finder.find(quote.quote);
        }
    });
}

/// Words that a record says stand in a source.
pub struct Claim<'a> {
    /// The place of the value that they are in, as a JSON Pointer.
    pub pointer: String,
    /// The purpose of the words.
    pub purpose: Purpose,
    /// The id of the source.
    pub source: &'a str,
    /// The words.
    pub quote: &'a str,
}

/// The words that a record says stand in sources: evidence, then what is out of scope.
pub fn claims(document: &Document) -> impl Iterator<Item = Claim<'_>> {
    let own_id = document.identity().map(|(_, id)| id);
    let evidence = document
        .places_of(of_type::EVIDENCE)
        .map(|place| (place, Purpose::Evidence));
    let out_of_scope = document
        .places_of(of_type::OUT_OF_SCOPE)
        .map(|place| (place, Purpose::OutOfScope));
    evidence
        .chain(out_of_scope)
        .filter_map(move |(place, purpose)| {
            let quote = place.get(key::QUOTE)?.as_str()?;
            let source = match purpose {
                Purpose::Evidence => place.get(key::SOURCE).and_then(|source| source.as_str()),
                Purpose::OutOfScope => own_id,
            };
            Some(Claim {
                pointer: place.pointer(),
                purpose,
                source: source?,
                quote,
            })
        })
}

/// The quotes of one document whose source's text is here, not yet found.
fn quotes_of<'a>(
    dataset: &'a Dataset,
    document: &'a Document,
) -> impl Iterator<Item = Quote<'a>> + use<'a> {
    claims(document).filter_map(move |claim| {
        let source = dataset.source_of(claim.source)?;
        Some(Quote {
            document,
            pointer: format!("{}/quote", claim.pointer),
            purpose: claim.purpose,
            source,
            text: dataset.text(source)?,
            quote: claim.quote,
            found: Vec::new(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_context_of_a_quote_is_whole_words() {
        for (text, first, last) in [
            ("", "", ""),
            (" short text ", " short text ", " short text "),
            (
                "of exactly thirty-two characters",
                "of exactly thirty-two characters",
                "of exactly thirty-two characters",
            ),
            (
                " in het onderhandelingsproces in Brussel, en ook daarna",
                " in het onderhandelingsproces in",
                "in Brussel, en ook daarna",
            ),
            (
                "hottentottententententoonstellingen",
                "hottentottententententoonstellin",
                "tentottententententoonstellingen",
            ),
            (
                "één twee drie vier vijf zes zeven acht negen tien",
                "één twee drie vier vijf zes",
                "vijf zes zeven acht negen tien",
            ),
        ] {
            assert_eq!(first_words(text), first, "{text}");
            assert_eq!(last_words(text), last, "{text}");
            assert!(first.chars().count() <= CONTEXT);
        }
    }
}
