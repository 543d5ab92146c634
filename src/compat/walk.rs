//! The walk over two schemas: each place where they differ, named, with what that does to the values that are valid.
//!
//! It decides what it understands exactly. What it does not, it never passes in silence: such a difference may do either.

mod alternatives;
mod fields;
mod same;
mod values;

use std::collections::HashSet;

use serde_json::Value;

use super::form::{Form, Node};

/// The answer of a rule that does not always know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// It is not so.
    #[default]
    No,
    /// There is no telling.
    Maybe,
    /// It is so.
    Yes,
}

/// The edit that a difference is.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A field that was not there; true if it must be there.
    FieldAdded(bool),
    /// A field that is not there any more; true if it had to be there.
    FieldRemoved(bool),
    /// A field that has another name now.
    FieldRenamed(String),
    /// A field that must be there now.
    Required,
    /// A field that may be absent now.
    Optional,
    /// A code that was not in the list.
    CodeAdded(Value),
    /// A code that is not in the list any more.
    CodeRemoved(Value),
    /// A list that may grow now.
    ListOpened,
    /// A list that may not grow any more.
    ListClosed,
    /// The form of codes to come.
    ListForm,
    /// What was a list is none, or the other way round.
    Listed,
    /// A type that a value may have now.
    TypeAdded(String),
    /// A type that a value may not have any more.
    TypeRemoved(String),
    /// The pattern of a string.
    Pattern,
    /// The format of a string.
    Format,
    /// The bound that a keyword sets: what it was, and is.
    Bound(&'static str, String, String),
    /// Fields that are not named may be there now.
    FieldsOpened,
    /// Fields that are not named may not be there any more.
    FieldsClosed,
    /// An alternative that was not there.
    AlternativeAdded(String),
    /// An alternative that is not there any more.
    AlternativeRemoved(String),
    /// The alternatives are others, in a way that is not told more closely.
    Alternatives,
    /// A keyword that is not understood says something else.
    Keyword(String),
    /// It is deprecated now, or not any more.
    Deprecated,
    /// Titles, descriptions, examples.
    Words,
}

/// A place where two schemas differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The place of the value, as a JSON Pointer in which `*` stands for every item or every field that is not named.
    pub at: String,
    /// The edit.
    pub edit: Edit,
    /// Whether the newer schema lets something pass that the older one refuses.
    pub more: Told,
    /// Whether the newer schema refuses something that the older one lets pass.
    pub less: Told,
    /// Values for that place which one of the two lets pass, and the other perhaps not.
    pub samples: Vec<Value>,
}

/// The differences between two nodes, in the order of the older one.
pub fn differences(older: &Node<'_>, newer: &Node<'_>) -> Vec<Difference> {
    let mut walk = Walk::default();
    walk.compare(older, newer, "");
    walk.found
}

/// The differences between two documents, in definitions as well that the root does not lead to. The definitions of a bundle come first:
/// its root only says that a value is one of them, and each is told of by itself.
pub fn all_differences(older: &Value, newer: &Value, is_bundle: bool) -> Vec<Difference> {
    let (old, new) = (Node::whole(older), Node::whole(newer));
    let mut walk = Walk::default();
    if !is_bundle {
        walk.compare(&old, &new, "");
    }
    let definitions = older["$defs"].as_object().into_iter().flatten();
    for (name, part) in definitions.clone() {
        if let Some(other) = newer["$defs"].get(name) {
            walk.compare(&old.part(part), &new.part(other), &format!("#{name}"));
        }
    }
    if is_bundle {
        walk.compare(&old, &new, "");
    }
    for (name, _) in definitions {
        if newer["$defs"].get(name).is_none() && !walk.reached.contains(name) {
            let gone = Edit::AlternativeRemoved(name.clone());
            walk.push(&format!("#{name}"), gone, Told::Yes, Told::Yes);
        }
    }
    walk.found
}

#[derive(Default)]
pub(super) struct Walk {
    found: Vec<Difference>,
    /// The pairs of places that were compared, by where their parts are in memory.
    seen: HashSet<(Vec<usize>, Vec<usize>)>,
    /// The definitions of the older schema that were come by.
    reached: HashSet<String>,
    /// How many alternatives deep it is of which nobody knows whether another one would do.
    doubts: usize,
}

impl Walk {
    fn push(&mut self, at: &str, edit: Edit, more: Told, less: Told) {
        self.push_with(at, edit, more, less, Vec::new());
    }

    fn push_with(&mut self, at: &str, edit: Edit, more: Told, less: Told, samples: Vec<Value>) {
        let doubted = |told| match told {
            Told::Yes if self.doubts > 0 => Told::Maybe,
            told => told,
        };
        self.found.push(Difference {
            at: at.to_owned(),
            edit,
            more: doubted(more),
            less: doubted(less),
            samples,
        });
    }

    fn compare(&mut self, older: &Node<'_>, newer: &Node<'_>, at: &str) {
        let (old, new) = (older.form(), newer.form());
        for name in &old.names {
            let name = name.rsplit('/').next().unwrap_or(name);
            self.reached.insert(name.to_owned());
        }
        if old.words() != new.words() {
            self.push(at, Edit::Words, Told::No, Told::No);
        }
        if old.is_deprecated() != new.is_deprecated() {
            self.push(at, Edit::Deprecated, Told::No, Told::No);
        }
        if !self.seen.insert((places(&old), places(&new))) {
            return;
        }
        self.compare_others(&old, &new, at);
        if self.compare_codes(&old, &new, at) {
            return;
        }
        let common = self.compare_types(&old, &new, at);
        if common.contains("string") {
            self.compare_strings(&old, &new, at);
        }
        if common.contains("number") || common.contains("integer") {
            self.compare_numbers(&old, &new, at);
        }
        if common.contains("array") {
            self.compare_arrays(&old, &new, at);
        }
        if common.contains("object") {
            self.compare_fields(&old, &new, at);
        }
        self.compare_alternatives(&old, &new, at);
    }

    /// What two nodes differ in, apart from the rest: nothing of it is reported by itself.
    fn aside(&mut self, older: &Node<'_>, newer: &Node<'_>, at: &str) -> Vec<Difference> {
        let mut walk = Walk {
            doubts: self.doubts,
            // What leads back to where it came from ends here as well.
            seen: self.seen.clone(),
            ..Walk::default()
        };
        walk.compare(older, newer, at);
        self.reached.extend(walk.reached);
        let mut found = walk.found;
        found.retain(|one| one.edit != Edit::Words);
        found
    }
}

/// Where the parts of a form are that say which values are valid.
fn places(form: &Form<'_>) -> Vec<usize> {
    let says = |map: &&&serde_json::Map<String, Value>| {
        let mut keywords = map.keys();
        keywords
            .any(|keyword| !["$ref", "allOf", "title", "description"].contains(&keyword.as_str()))
    };
    let maps = form.maps.iter().filter(says);
    maps.map(|map| std::ptr::from_ref::<serde_json::Map<_, _>>(map) as usize)
        .chain(form.is_never.then_some(0))
        .collect()
}

/// The path of a field of an object at a path.
fn field(at: &str, name: &str) -> String {
    format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// What differences do, taken together.
fn together(found: &[Difference]) -> (Told, Told) {
    let more = found.iter().map(|one| one.more).max();
    let less = found.iter().map(|one| one.less).max();
    (more.unwrap_or_default(), less.unwrap_or_default())
}
