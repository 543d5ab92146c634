//! What was published, beside what is there now: the records that are in both, and where they differ.
//!
//! Layout, the order of keys and the version of the model say nothing about a decision and are no difference; nor is anything
//! that was added to a list, for that is how a record grows.

mod compare;
mod value;

use super::Context;
use crate::dataset::Document;
use crate::json::{Node, Value};
use crate::model::Record;

pub use value::canonical;

/// A record that was published, and what it is now.
pub struct Pair<'a> {
    /// The record as it was published. It may have been written for an older model, and not be a record of this one.
    pub was: &'a Document,
    /// The published value.
    was_root: &'a Node,
    /// The record as it is now.
    pub now: &'a Document,
    /// What it says now.
    pub record: &'a Record,
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

/// Every record that was published, can be read now, and is not the same byte for byte.
pub fn pairs<'a>(context: &Context<'a>) -> impl Iterator<Item = Pair<'a>> {
    let dataset = context.dataset;
    let pair = move |before: &'a crate::dataset::Dataset, now: &'a Document, record: &'a Record| {
        let identity = (record.record_type(), record.id());
        // Of several records with one id, only one is what references lead to.
        let is_it = |document: &Document| std::ptr::eq(document, now);
        dataset
            .document(identity.0, identity.1)
            .filter(|found| is_it(found))?;
        let was = before.document(identity.0, identity.1)?;
        let was_root = was.root.as_ref()?;
        (was.text != now.text).then_some(Pair {
            was,
            was_root,
            now,
            record,
        })
    };
    context.before.into_iter().flat_map(move |before| {
        let records = dataset.records();
        records.filter_map(move |(now, record)| pair(before, now, record))
    })
}

impl Pair<'_> {
    /// The revision that was published.
    pub fn published_revision(&self) -> u16 {
        let revision = self.was_root.pointer("/record/revision");
        match revision.map(|node| &node.value) {
            // A revision has at most four digits, so the cast changes nothing; what is none reads as 0.
            Some(Value::Number(text)) => text.parse::<f64>().unwrap_or_default() as u16,
            _ => 0,
        }
        // What was published, was published once.
        .max(1)
    }

    /// The revision that the record has now.
    pub fn revision(&self) -> u16 {
        self.record.state().revision.get()
    }

    /// Whether the reason given now is, word for word, the one that was published.
    pub fn has_published_reason(&self) -> bool {
        let reason = |root: &Node| root.pointer("/record/reason").map(canonical);
        let published = reason(self.was_root);
        published.is_some() && published == self.now.root.as_ref().and_then(reason)
    }

    /// Everything of that kind that is not as it was published, in the order in which it was.
    pub fn differences(&self, kind: Kind) -> Vec<Difference> {
        let mut differences = compare::differences(self);
        differences.retain(|difference| difference.kind == kind);
        differences
    }
}
