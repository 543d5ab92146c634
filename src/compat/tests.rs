//! The promise: what breaks somebody is not called safe, and what breaks nobody is not called breaking.

mod edits;
mod others;
mod random;
mod sent;
mod small;
mod table;

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Comparison, Contract, Corpora, Effort, compare};
use crate::export::derived::follows;
use crate::schema::{self, consumer};
use crate::support::{raw_files, repository};

/// The contract of the schemas as they are.
pub(super) fn contract() -> Contract {
    let mut files = BTreeMap::new();
    for name in schema::NAMES {
        let strict = schema::generate(name).expect("it has a schema");
        let tolerant = consumer::generate(name, follows).expect("it has a schema");
        files.insert(schema::file_name(name), strict);
        files.insert(consumer::path(name), tolerant);
    }
    Contract(files)
}

/// The records of this repository, as both corpora.
pub(super) fn corpora() -> Corpora {
    let files = raw_files(&repository()).into_iter();
    let files = files.filter(|file| file.path.ends_with(".json"));
    let records = files.map(|file| {
        let bytes = file.content.expect("a record can be read");
        serde_json::from_slice(&bytes).expect("a record is JSON")
    });
    let records: Vec<Value> = records.collect();
    Corpora {
        before: records.clone(),
        today: records,
        misfits: Vec::new(),
    }
}

/// Little effort: proofs are asked for where the test is about them.
pub(super) fn quick() -> Effort {
    Effort {
        proves: false,
        mutations: 200,
        seed: 1,
    }
}

pub(super) fn compared(old: &Contract, new: &Contract, corpora: &Corpora) -> Comparison {
    compare(old, new, corpora, &[], quick())
}
