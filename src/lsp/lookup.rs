//! Where what a value names stands, and which values name it.

use std::ops::Range;

use super::cursor::{strings, value_at};
use super::named::{Named, named};
use crate::dataset::{Dataset, Document, PinnedText};
use crate::derive;
use crate::json::{Node, Span};
use crate::passage::{Miss, miss};
use crate::schema::Schemas;

/// A place in a file of a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The path of the file, as the dataset has it.
    pub path: &'a str,
    /// The text of the file.
    pub text: &'a str,
    /// The bytes that are meant.
    pub span: Span,
}

/// A value of a record, and what it names.
pub struct Found {
    /// The bytes of the value.
    pub span: Span,
    /// What it names.
    pub named: Named,
}

/// What the value at a byte of a record names, if that can be read.
pub fn named_at(schemas: &Schemas, document: &Document, offset: usize) -> Option<Found> {
    let root = document.root()?;
    let schema = schemas.get(root.get("type")?.as_str()?)?;
    let (pointer, node) = value_at(root, offset)?;
    let named = named(schema, root, &pointer, node.as_str()?)?;
    let span = node.span.clone();
    Some(Found { span, named })
}

/// Where it stands: the id of a record or of a part, or the words in their text; the words that are nearest if they do not stand there.
pub fn definitions<'a>(dataset: &'a Dataset, wanted: &Named) -> Vec<Place<'a>> {
    match wanted {
        Named::Record { types, id } => {
            let documents = types.iter().filter_map(|one| dataset.document(one, id));
            let places = documents.filter_map(|document| {
                let id = document.root()?.get("id")?;
                Some(place(document, id))
            });
            places.collect()
        }
        Named::Part {
            types,
            record,
            lists,
            id,
        } => {
            let documents = types.iter().filter_map(|one| dataset.document(one, record));
            let places = documents.flat_map(|document| {
                let parts = parts(document, lists, id);
                parts.filter_map(|part| Some(place(document, part.get("id")?)))
            });
            places.collect()
        }
        Named::Quote { source, words } => {
            let text = text_of(dataset, source);
            text.map_or_else(Vec::new, |text| passages(&text, words))
        }
    }
}

/// The parts of a record with an id, in some of its lists.
pub fn parts<'a>(
    document: &'a Document,
    lists: &'a [&str],
    id: &'a str,
) -> impl Iterator<Item = &'a Node> {
    let lists = lists.iter().filter_map(|list| document.root()?.get(list));
    let parts = lists.flat_map(Node::items);
    parts.filter(move |part| part.get("id").and_then(Node::as_str) == Some(id))
}

/// The text of a source, by the id that its record has or claims.
pub fn text_of<'a>(dataset: &'a Dataset, source: &str) -> Option<PinnedText<'a>> {
    dataset.pinned_texts().find(|text| text.id == source)
}

fn passages<'a>(pinned: &PinnedText<'a>, words: &str) -> Vec<Place<'a>> {
    let text = pinned.text.normal();
    let mut found = text.find(words);
    if found.is_empty() && !words.is_empty() {
        found.extend(match miss(text, words) {
            Miss::InsideWord { at }
            | Miss::NotNormal { at, .. }
            | Miss::LookAlike { at, .. }
            | Miss::Near { at, .. } => Some(at),
            Miss::Nothing => None,
        });
    }
    let place = |at: Range<usize>| Place {
        path: pinned.path,
        text: &pinned.text.text,
        span: text.source_range(at),
    };
    found.into_iter().map(place).collect()
}

/// Every value that names it, its own id included.
pub fn references<'a>(schemas: &Schemas, dataset: &'a Dataset, wanted: &Named) -> Vec<Place<'a>> {
    let word = wanted.word();
    let documents = dataset.documents.iter().map(|document| &**document);
    let may_have = documents.filter(|document| document.text.contains(word));
    let places = may_have.flat_map(|document| {
        let of_document = || {
            let root = document.root()?;
            let schema = schemas.get(root.get("type")?.as_str()?)?;
            let is_it = |(pointer, node): &(String, &Node)| {
                let text = node.as_str().unwrap_or_default();
                let named = text
                    .contains(word)
                    .then(|| named(schema, root, pointer, text));
                named.flatten().is_some_and(|one| one.is_same(wanted))
            };
            let mut found: Vec<_> = strings(root).into_iter().filter(is_it).collect();
            found.sort_by_key(|(_, node)| node.span.start);
            let places = found.into_iter().map(|(_, node)| place(document, node));
            Some(places.collect::<Vec<_>>())
        };
        of_document().unwrap_or_default()
    });
    places.collect()
}

/// The quotes that stand over a byte of a text, each with the record that quotes.
pub fn quotes_at<'a>(dataset: &'a Dataset, path: &str, offset: usize) -> Vec<(Place<'a>, String)> {
    let Some(text) = dataset.pinned_texts().find(|text| text.path == path) else {
        return Vec::new();
    };
    let stands_there = |quote: &derive::Quote<'_>| {
        let mut found = quote.found.iter();
        std::ptr::eq(quote.text, text.text)
            && found.any(|at| {
                let at = text.text.normal().source_range(at.clone());
                at.start <= offset && offset <= at.end
            })
    };
    let quotes = derive::quotes(dataset).into_iter().filter(stands_there);
    let places = quotes.filter_map(|quote| {
        let node = quote.document.root()?.pointer(&quote.pointer)?;
        Some((place(quote.document, node), quote.pointer))
    });
    places.collect()
}

/// The place of a value in a record.
pub fn place<'a>(document: &'a Document, node: &Node) -> Place<'a> {
    Place {
        path: &document.path,
        text: &document.text,
        span: node.span.clone(),
    }
}
