//! The published records beside those that are there now: the records that are in both, and where they differ.
//!
//! Layout, the order of keys and the version of the model say nothing about a decision and are no difference; nor is anything
//! that was added to a list, for that is how a record grows.

mod compare;
mod moved;
mod value;

use std::sync::LazyLock;

use crate::dataset::{Dataset, Document};
use crate::json::shape::Shapes;
use crate::json::{Node, Value};
use crate::model::RECORD_TYPES;
use crate::schema;

pub use value::canonical;

/// A record that was published, compared with the one of now. Neither of the two need fit the model of today: an error of its shape
/// that is allowed does not free a record from what was published.
pub struct Pair {
    /// The revision that was published.
    pub published_revision: u64,
    /// The revision that the record has now.
    pub revision: u64,
    /// True if the reason given now is, word for word, the one that was published.
    pub has_published_reason: bool,
    differences: Vec<Difference>,
    /// True if something that the record claims was added to one of its lists.
    claims_more: bool,
}

/// The kind of thing that is not as it was published.
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
    /// The kind of thing that differs.
    pub kind: Kind,
    /// The place where it is in the record now, or would be, as a JSON Pointer.
    pub pointer: String,
    /// The message that says what was published, and what became of it.
    pub message: String,
    /// The id in the same list that says the same as the one that is gone.
    pub renamed_to: Option<String>,
}

/// A record of today beside what was published of it; none if one of the two is no JSON.
pub fn pair(before: &Dataset, now: &Document) -> Option<Pair> {
    let (record_type, id) = now.identity()?;
    compare(before.document(record_type, id)?, now)
}

/// A record beside what was published of it; none if one of the two is no JSON, or the model has no such type.
pub fn compare(was: &Document, now: &Document) -> Option<Pair> {
    let (record_type, _) = now.identity()?;
    let (was_root, now_root) = (was.root()?, now.root()?);
    let reason = |root: &Node| root.pointer("/record/reason").map(canonical);
    let published_reason = reason(was_root);
    let compared = compare::compare(was, (was_root, now_root), shapes(record_type)?);
    Some(Pair {
        published_revision: revision(was_root),
        revision: revision(now_root),
        has_published_reason: published_reason.is_some() && published_reason == reason(now_root),
        differences: compared.found,
        claims_more: compared.claims_more,
    })
}

/// The shapes that the schema describes for the values of a record type.
fn shapes(record_type: &str) -> Option<&'static Shapes> {
    static SHAPES: LazyLock<[Shapes; RECORD_TYPES.len()]> = LazyLock::new(|| {
        RECORD_TYPES.map(|one| Shapes::new(&schema::generate(one).unwrap_or_default()))
    });
    let at = RECORD_TYPES.iter().position(|one| *one == record_type)?;
    Some(&SHAPES[at])
}

impl Pair {
    /// Everything of that kind that is not as it was published, in the order in which it was.
    pub fn differences(&self, kind: Kind) -> impl Iterator<Item = &Difference> {
        let differences = self.differences.iter();
        differences.filter(move |difference| difference.kind == kind)
    }

    /// True if the record claims what it did, no more and no less: at most its words for readers differ, or how it is written.
    pub fn claims_the_same(&self) -> bool {
        let mut differences = self.differences.iter();
        !self.claims_more && differences.all(|difference| difference.kind == Kind::Wording)
    }
}

/// The revision that a record says it has. It need not fit the model; what is no number reads as 1, which every record has at least.
pub fn revision(root: &Node) -> u64 {
    let revision = root.pointer("/record/revision");
    match revision.map(|node| &node.value) {
        // The cast takes the nearest integer that there is.
        Some(Value::Number(text)) => text.parse::<f64>().unwrap_or_default() as u64,
        _ => 0,
    }
    .max(1)
}
