//! The difference between two states of a dataset, one line a record, and its application: `besluit-delta-1`.
//!
//! A delta names both states by their checksums, so that whoever has the first can make the second and be sure of it. Nothing here reads
//! a file: the states are made of documents, and a delta of bytes.

mod apply;
mod between;
pub mod changes;
mod read;
mod shape;
pub mod state;
#[cfg(test)]
mod tests;

pub use apply::apply;
pub use between::between;
pub use read::header;
pub use shape::{Change, FORMAT, Header, Kind, Op, SCHEMA, StateName, schema};
pub use state::State;

use crate::dataset::sha256;

/// A delta.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delta {
    /// Its first line.
    pub header: Header,
    /// What became of each record, and the line of the record now; in the order of the records in a state.
    pub changes: Vec<(Change, String)>,
}

/// What stands between a change and its record in a line.
const RECORD: &str = ",\"record\":";

/// What stands in the place of the digits of the digest of a delta while that is computed.
const ZEROS: [u8; 64] = [b'0'; 64];

impl Delta {
    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        // Nothing in a delta lacks a form in JSON, so nothing can fail.
        let mut bytes = serde_json::to_vec(&self.header).unwrap_or_default();
        for (change, record) in &self.changes {
            let change = serde_json::to_string(change).unwrap_or_default();
            let change = change.strip_suffix('}').unwrap_or(&change);
            bytes.extend(format!("\n{change}{RECORD}{record}}}").bytes());
        }
        bytes.push(b'\n');
        bytes
    }

    /// Gives it the digest of its bytes.
    fn seal(&mut self) {
        self.header.digest = digest(&ZEROS);
        self.header.digest = digest(sha256(&self.bytes()).as_bytes());
    }
}

/// A digest with these digits.
fn digest(digits: &[u8]) -> String {
    format!("sha256:{}", String::from_utf8_lossy(digits))
}

/// The digest of the line of a record.
fn digest_of(line: &str) -> String {
    digest(sha256(line.as_bytes()).as_bytes())
}
