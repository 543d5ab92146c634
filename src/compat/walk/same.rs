//! Keywords that the walk does not understand: they must say the same, through references, or there is no telling what follows.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Edit, Told, Walk};
use crate::compat::form::{Form, resolve};

/// Keywords that change what others beside them mean, so that it is not enough that they stay as they are.
const ENTANGLED: [&str; 10] = [
    "patternProperties",
    "unevaluatedProperties",
    "unevaluatedItems",
    "prefixItems",
    "contains",
    "not",
    "if",
    "then",
    "else",
    "dependentSchemas",
];

impl Walk {
    /// Compares the keywords that are not understood.
    pub(super) fn compare_others(&mut self, old: &Form<'_>, new: &Form<'_>, at: &str) {
        let (before, after) = (old.others(), new.others());
        let names: BTreeSet<&str> = before.iter().chain(&after).map(|(name, _)| *name).collect();
        for name in names {
            let of = |form: &Form<'_>, others: &[(&str, &Value)]| {
                let own = others.iter().filter(|(one, _)| *one == name);
                own.map(|(_, value)| text(form.root, value))
                    .collect::<Vec<_>>()
            };
            let is_entangled = ENTANGLED.contains(&name) && !same(old, new);
            if of(old, &before) != of(new, &after) || is_entangled {
                let edit = Edit::Keyword(name.to_owned());
                self.push(at, edit, Told::Maybe, Told::Maybe);
            }
        }
    }
}

/// True if two forms say the same in the same way, through references.
pub(super) fn same(old: &Form<'_>, new: &Form<'_>) -> bool {
    let told = |form: &Form<'_>| {
        let parts = form.maps.iter();
        let parts = parts.map(|map| text(form.root, &Value::Object((*map).clone())));
        parts.filter(|part| part != "{}").collect::<BTreeSet<_>>()
    };
    old.is_never == new.is_never && told(old) == told(new)
}

/// What a part of a schema says of which values are valid, with the definitions that it leads to.
fn text(root: &Value, part: &Value) -> String {
    let mut seen = Vec::new();
    let mut waiting = vec![part.clone()];
    let mut whole = String::new();
    while let Some(mut part) = waiting.pop() {
        let mut references = Vec::new();
        strip(&mut part, &mut references, false);
        whole += &part.to_string();
        for reference in references {
            if !seen.contains(&reference) {
                waiting.extend(resolve(root, &reference).cloned());
                seen.push(reference);
            }
        }
    }
    whole
}

/// Takes out what is said for people, sorts the members, and notes where references lead.
fn strip(part: &mut Value, references: &mut Vec<String>, is_named: bool) {
    match part {
        Value::Object(members) => {
            if !is_named {
                for word in [
                    "title",
                    "description",
                    "examples",
                    "$comment",
                    "$id",
                    "$defs",
                    "deprecated",
                ] {
                    members.shift_remove(word);
                }
                if let Some(Value::String(reference)) = members.get("$ref") {
                    references.push(reference.clone());
                }
            }
            members.sort_keys();
            for (name, member) in members.iter_mut() {
                if !["const", "enum"].contains(&name.as_str()) || is_named {
                    strip(member, references, !is_named && name == "properties");
                }
            }
        }
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| strip(item, references, false)),
        _ => {}
    }
}
