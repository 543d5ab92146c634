//! Digests: a hash of what a record or a dataset says, whatever the layout of its files.

use std::fmt;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::dataset::{self, hexadecimal};
use crate::model::Record;

/// A SHA-256 hash, written as `sha256:` and its hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digest(pub [u8; 32]);

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sha256:{}", hexadecimal(&self.0))
    }
}

/// The digest of a record: the hash of its canonical form (RFC 8785) without `$schema`. Two records that say the same have the same one,
/// and two that do not, not.
pub fn digest(record: &Record) -> Digest {
    digest_of_value(serde_json::to_value(record).unwrap_or_default())
}

/// The digest of the value of a record, or of what is shown of one.
pub fn digest_of_value(mut value: Value) -> Digest {
    if let Value::Object(members) = &mut value {
        members.shift_remove("$schema");
    }
    // A record has no number that JSON does not have, so nothing can fail.
    let canonical = serde_json_canonicalizer::to_vec(&value).unwrap_or_default();
    Digest(dataset::digest(&canonical))
}

/// The digest of a dataset: the hash of a line for each of its records, `type id digest`, each ended by a line feed, in the order of their
/// bytes. `records` are the type, the id and the digest of each.
pub fn digest_of_all<D: fmt::Display + Ord>(mut records: Vec<(&str, &str, D)>) -> Digest {
    // The order of the lines as well: the space behind an id comes before all that an id can go on with.
    records.sort_unstable();
    let mut hasher = Sha256::new();
    for (record_type, id, digest) in records {
        hasher.update(format!("{record_type} {id} {digest}\n"));
    }
    Digest(hasher.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::{digest, digest_of_all};
    use crate::dataset::sha256;
    use crate::model::Record;

    const ACTOR: &str = r#"{"type":"actor","schema_version":"0.2.0","id":"xx","kind":"body","name":{"en":"Caf\u00e9","nl":"x"},"record":{"revision":1,"state":"published"}}"#;

    fn record(text: &str) -> Record {
        let value = serde_json::from_str(text).expect("it is JSON");
        Record::from_value(value).expect("it is a record")
    }

    fn actor(text: &str) -> String {
        digest(&record(text)).to_string()
    }

    #[test]
    fn only_what_is_said_counts() {
        let other = r#"{"$schema":"../../schema/actor.schema.json", "record":{"state":"published","revision":1.0},
            "name":{"nl":"x","en":"Café"}, "kind":"body","id":"xx","schema_version":"0.2.0","type":"actor"}"#;
        assert_eq!(actor(ACTOR), actor(other));
        assert_ne!(actor(ACTOR), actor(&ACTOR.replace("body", "state")));
        assert!(actor(ACTOR).starts_with("sha256:") && actor(ACTOR).len() == 71);
    }

    #[test]
    fn that_of_a_dataset_is_that_of_sorted_lines() {
        let digest = digest(&record(ACTOR));
        let ids = ["x-y", "xx", "x", "x1"];
        let mut records: Vec<_> = ids.iter().map(|id| ("source", *id, digest)).collect();
        records.push(("actor", "z", digest));
        let mut lines: Vec<_> = records
            .iter()
            .map(|(record_type, id, digest)| format!("{record_type} {id} {digest}\n"))
            .collect();
        lines.sort();
        let expected = format!("sha256:{}", sha256(lines.concat().as_bytes()));
        assert_eq!(digest_of_all(records).to_string(), expected);
    }
}
