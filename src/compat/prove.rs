//! Proofs that one schema lets everything pass that another does, by `jsonschema::canonical`. The only place that asks it: it is
//! young, and only its Yes counts.

use jsonschema::PatternOptions;
use jsonschema::canonical::{CanonicalSchema, Containment, options};
use serde_json::Value;

/// True if it is proved that `outer` lets everything pass that `inner` does.
pub fn contains(outer: &Value, inner: &Value) -> bool {
    let (Some(outer), Some(inner)) = (canonical(outer, "outer"), canonical(inner, "inner")) else {
        return false;
    };
    outer.covers(&inner).ok() == Some(Containment::Yes)
}

/// The canonical form of a schema, under a name of its own: two versions of a schema have the same.
fn canonical(schema: &Value, name: &str) -> Option<CanonicalSchema> {
    let mut schema = schema.clone();
    schema
        .as_object_mut()?
        .insert("$id".to_owned(), format!("besluit:{name}").into());
    let options = options().with_pattern_options(PatternOptions::regex());
    let options = options.should_validate_formats(true).offline();
    options.canonicalize(&schema).ok()
}
