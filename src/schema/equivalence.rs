//! The schema and the types are equivalent: what one accepts the other reads, and nothing is lost on the way.
//!
//! Both are made from the same Rust types, yet serde, the generated schema and the strict reader each have their own idea of
//! what fits. So every node of every record is changed in every way that somebody might change it, and all of them are asked.
//! Where serde alone is laxer, the laxity has a name in [`laxity::LAXITIES`], and it is closed because no record
//! gets to serde that the strict reader and the schema have not accepted.

mod corpus;
mod described;
mod document;
mod edit;
mod judge;
mod laxity;
mod object_edit;
mod random;
mod text_edit;

use std::collections::BTreeMap;

use rayon::prelude::*;

use self::judge::Judge;
use self::laxity::{LAXITIES, Lax};

/// The number of failures that are shown: enough to see what they have in common.
const SHOWN: usize = 12;

#[test]
fn every_record_is_accepted_and_read() {
    let judge = Judge::new();
    for document in corpus::records()
        .into_iter()
        .chain(corpus::full_records(&judge))
    {
        let accepted = judge.judge(&document.record_type, document.text.as_bytes());
        match accepted {
            Ok(verdict) if verdict.accepted => {}
            Ok(_) => panic!("{} is refused:\n{}", document.name, document.text),
            Err(broken) => panic!("{}: {broken}\n{}", document.name, document.text),
        }
    }
}

/// Every node of every record, in the smallest record that still has it, with every change.
#[test]
fn every_change_is_judged_alike() {
    let judge = Judge::new();
    let places = corpus::different(&judge, corpus::places(&judge));
    let tried = places
        .par_iter()
        .map(|place| {
            let mut tried = Tried::default();
            for edit in edit::edits(&judge, place) {
                let bytes = edit.apply(&place.document.text);
                tried.add(&judge, &place.document, &place.pointer, edit.kind, &bytes);
            }
            tried
        })
        .reduce(Tried::default, Tried::merge);
    eprintln!(
        "{} places, {} changes, {} of them accepted",
        places.len(),
        tried.changes,
        tried.accepted
    );
    tried.finish();
    for laxity in LAXITIES {
        for reader in laxity.readers {
            for kind in laxity.kinds {
                assert!(
                    tried.lax.contains_key(&(*kind, *reader)),
                    "the laxity `{}` does not occur any more for {kind:?} and {reader:?}: take it from the list",
                    laxity.name
                );
            }
        }
    }
}

/// The nodes that differ in their value only, with some of the changes each.
#[test]
fn some_changes_of_every_node_are_judged_alike() {
    let judge = Judge::new();
    let places = corpus::places(&judge);
    let tried = places
        .par_iter()
        .enumerate()
        .map(|(at, place)| {
            let mut tried = Tried::default();
            let edits = edit::edits(&judge, place);
            for turn in 0..TURNS {
                // A stride without a common divisor with any likely number of changes, so that all kinds have their turn.
                let edit = &edits[(at * TURNS + turn) * 7919 % edits.len()];
                let bytes = edit.apply(&place.document.text);
                tried.add(&judge, &place.document, &place.pointer, edit.kind, &bytes);
            }
            tried
        })
        .reduce(Tried::default, Tried::merge);
    tried.finish();
}

/// The number of changes of each node where it cannot have them all.
const TURNS: usize = 4;

/// The outcome of many changes.
#[derive(Default)]
struct Tried {
    changes: usize,
    accepted: usize,
    lax: BTreeMap<Lax, usize>,
    failures: Vec<String>,
}

impl Tried {
    fn add(
        &mut self,
        judge: &Judge,
        document: &document::Document,
        pointer: &str,
        kind: edit::Kind,
        bytes: &[u8],
    ) {
        self.changes += 1;
        let mut fail = |why: String| {
            let text = String::from_utf8_lossy(bytes);
            let name = &document.name;
            self.failures
                .push(format!("{name} {pointer} {kind:?}: {why}\n    {text}"));
        };
        match judge.judge(&document.record_type, bytes) {
            Err(broken) => fail(broken),
            Ok(verdict) if verdict.accepted => self.accepted += 1,
            Ok(verdict) => {
                for reader in verdict.read_by {
                    let count = self.lax.entry((kind, reader)).or_default();
                    *count += 1;
                    if *count < 2 && !laxity::is_listed(kind, reader) {
                        fail(format!("refused, and yet read by {reader:?}"));
                    }
                }
            }
        }
    }

    fn merge(mut self, other: Tried) -> Tried {
        self.changes += other.changes;
        self.accepted += other.accepted;
        self.failures.extend(other.failures);
        for (lax, count) in other.lax {
            *self.lax.entry(lax).or_default() += count;
        }
        self
    }

    #[track_caller]
    fn finish(&self) {
        for ((kind, reader), count) in &self.lax {
            eprintln!("{kind:?} read by {reader:?}: {count}");
        }
        let shown = &self.failures[..self.failures.len().min(SHOWN)];
        assert!(
            shown.is_empty(),
            "{} of {} changes are judged differently, such as\n{}",
            self.failures.len(),
            self.changes,
            shown.join("\n")
        );
    }
}
