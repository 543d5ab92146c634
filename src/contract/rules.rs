//! The rules, by name: reports, configurations and command lines have them.

use serde_json::{Value, json};

use crate::check::RULES;

/// Every rule with its level, in the order of the names.
pub fn rules() -> Value {
    let mut rules: Vec<_> = RULES.iter().map(|rule| &rule.about).collect();
    rules.sort_by_key(|rule| rule.name);
    let rules = rules.into_iter();
    rules
        .map(|rule| json!({ "name": rule.name, "level": rule.level.as_str() }))
        .collect()
}
