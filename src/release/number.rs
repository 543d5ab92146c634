//! The number that a release must have at least: what its readers notice of what changed since the one before.

use rayon::prelude::*;

use crate::check::history::{Kind as Differs, Pair, compare};
use crate::compat::{Bump, Version, Weight};
use crate::delta::state::{Key, document};
use crate::delta::{Delta, Kind, Op, State};
use crate::schema::Schemas;

/// A change, and what it weighs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason {
    /// What it does to readers.
    pub weight: Weight,
    /// What changed, and how.
    pub what: String,
}

/// The changes of a delta, the heaviest first: what was published is said otherwise or withdrawn, there is more, or it is said in other
/// words.
pub fn reasons(before: &State, delta: &Delta, schemas: &Schemas) -> Vec<Reason> {
    let changes = delta.changes.par_iter();
    let mut reasons: Vec<_> = changes
        .map(|(change, now)| {
            let (weight, what) = match (change.op, change.kind) {
                (Op::Add, _) => (Weight::Addition, "is new"),
                (Op::Withdraw, _) => (Weight::Break, "is withdrawn"),
                (Op::Change, Some(Kind::Words)) => (Weight::Words, "has other words"),
                (Op::Change, _) => {
                    let was = before.0.get(&Key::new(&change.r#type, &change.id));
                    let pair = was.and_then(|was| {
                        compare(&document(&was.text, schemas), &document(now, schemas))
                    });
                    let says_more = |pair: Pair| {
                        let mut kinds = [Differs::Id, Differs::Claim].into_iter();
                        kinds.all(|kind| pair.differences(kind).next().is_none())
                    };
                    match pair.is_some_and(says_more) {
                        true => (Weight::Addition, "says more"),
                        false => (Weight::Break, "says something else"),
                    }
                }
            };
            let what = format!("the {} `{}` {what}", change.r#type, change.id);
            Reason { weight, what }
        })
        .collect();
    reasons.sort_by(|one, other| (other.weight, &one.what).cmp(&(one.weight, &other.what)));
    reasons
}

/// The step from the version before that changes of such a weight ask for. A release differs from the one before at least in its words.
pub fn step(weight: Weight, before: &Version) -> Bump {
    Bump::asked(weight, before).max(Bump::Patch)
}
