//! What was published, beside what is there now: the records that are in both, and where they differ.
//!
//! Layout, the order of keys and the version of the model say nothing about a decision and are no difference; nor is anything
//! that was added to a list, for that is how a record grows.

mod compare;
mod moved;
mod value;

use std::collections::HashMap;

use super::Context;
use crate::dataset::{Dataset, Document};
use crate::json::shape::Shapes;
use crate::json::{Node, Value};
use crate::schema;

pub use value::canonical;

/// What became of a record that was published. Neither it nor the one of now need fit the model of today: an error of its shape that
/// is allowed does not free a record from what was published.
pub struct Pair {
    /// The revision that was published.
    pub published_revision: u64,
    /// The revision that the record has now.
    pub revision: u64,
    /// Whether the reason given now is, word for word, the one that was published.
    pub has_published_reason: bool,
    differences: Vec<Difference>,
    /// Which document of the dataset it is now.
    now: usize,
}

/// What sort of thing is not as it was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An id within the record is gone, and the thing that it named.
    Id,
    /// Something that the record claims: a date, a holder, a quote, a code, an id, a number.
    Claim,
    /// Words of our own for readers and searchers: a title, a paraphrase, a keyword.
    Wording,
}

/// One thing that is not as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What sort of thing it is.
    pub kind: Kind,
    /// Where it is in the record now, or would be, as a JSON Pointer.
    pub pointer: String,
    /// What was published, and what became of it.
    pub message: String,
    /// The id in the same list that says the same as the one that is gone.
    pub renamed_to: Option<String>,
}

/// Every record that was published, is there now, and is not the same byte for byte. Compared once, however many rules ask.
pub fn pairs<'a>(context: &'a Context<'_>) -> impl Iterator<Item = (&'a Document, &'a Pair)> {
    let pairs = context.history.get_or_init(|| match context.before {
        Some(before) => compared(before, context.dataset),
        None => Vec::new(),
    });
    let documents = &context.dataset.documents;
    pairs.iter().map(|pair| (&documents[pair.now], pair))
}

fn compared(before: &Dataset, dataset: &Dataset) -> Vec<Pair> {
    let mut schemas = HashMap::new();
    let mut pairs = Vec::new();
    for (at, now) in dataset.documents.iter().enumerate() {
        let Some((record_type, id)) = now.identity() else {
            continue;
        };
        // Of several records with one id, only one is what references lead to.
        let is_it = |found: &Document| std::ptr::eq(found, now);
        let was = before.document(record_type, id);
        let (true, Some(was)) = (dataset.document(record_type, id).is_some_and(is_it), was) else {
            continue;
        };
        let (Some(was_root), Some(now_root)) = (was.root(), now.root()) else {
            continue;
        };
        if was.text == now.text {
            continue;
        }
        let shapes = schemas
            .entry(record_type)
            .or_insert_with(|| Shapes::new(&schema::generate(record_type).unwrap_or_default()));
        let reason = |root: &Node| root.pointer("/record/reason").map(canonical);
        let published_reason = reason(was_root);
        pairs.push(Pair {
            published_revision: revision(was_root),
            revision: revision(now_root),
            has_published_reason: published_reason.is_some()
                && published_reason == reason(now_root),
            differences: compare::differences(was, (was_root, now_root), shapes),
            now: at,
        });
    }
    pairs
}

impl Pair {
    /// Everything of that kind that is not as it was published, in the order in which it was.
    pub fn differences(&self, kind: Kind) -> impl Iterator<Item = &Difference> {
        let differences = self.differences.iter();
        differences.filter(move |difference| difference.kind == kind)
    }
}

/// The revision that a record says it has. It need not fit the model; what is no number reads as 1, which every record has at least.
fn revision(root: &Node) -> u64 {
    let revision = root.pointer("/record/revision");
    match revision.map(|node| &node.value) {
        // The cast takes the nearest integer that there is.
        Some(Value::Number(text)) => text.parse::<f64>().unwrap_or_default() as u64,
        _ => 0,
    }
    .max(1)
}
