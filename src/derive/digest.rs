//! The digest of a record: a hash of what it says, whatever the layout of its file.

use serde_json::{Map, Value};

use crate::dataset::hexadecimal;
use crate::model::Record;

/// The digest of a record: `sha256:` and the SHA-256 hash, in hexadecimal, of its canonical form (RFC 8785) without `$schema`. Two records
/// that say the same have the same one, and two that do not, not.
pub fn digest(record: &Record) -> String {
    let value = serde_json::to_value(record).unwrap_or_default();
    let Value::Object(mut members) = value else {
        return String::new();
    };
    members.shift_remove("$schema");
    format!(
        "sha256:{}",
        hexadecimal(&crate::dataset::digest(&canonical(&members)))
    )
}

/// The canonical form of an object.
fn canonical(members: &Map<String, Value>) -> Vec<u8> {
    // A record has no number that JSON does not have, so nothing can fail.
    serde_json_canonicalizer::to_vec(members).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::digest;
    use crate::model::Record;

    fn actor(text: &str) -> String {
        let value = serde_json::from_str(text).expect("it is JSON");
        digest(&Record::from_value(value).expect("it is a record"))
    }

    #[test]
    fn only_what_is_said_counts() {
        let plain = r#"{"type":"actor","schema_version":"0.2.0","id":"xx","kind":"body","name":{"en":"Caf\u00e9","nl":"x"},"record":{"revision":1,"state":"published"}}"#;
        let other = r#"{"$schema":"../../schema/actor.schema.json", "record":{"state":"published","revision":1.0},
            "name":{"nl":"x","en":"Café"}, "kind":"body","id":"xx","schema_version":"0.2.0","type":"actor"}"#;
        assert_eq!(actor(plain), actor(other));
        assert_ne!(actor(plain), actor(&plain.replace("body", "state")));
        assert!(actor(plain).starts_with("sha256:") && actor(plain).len() == 71);
    }
}
