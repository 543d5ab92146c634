//! The form of a value as a schema says it, whichever way it says it: `$ref` and `allOf` are looked through, and what has to hold
//! together stands together. The two contracts are written differently and mean nearly the same, so forms are compared, not texts.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// The names of the types of JSON, as a schema gives them; `integer` is part of `number`.
pub const TYPES: [&str; 6] = ["null", "boolean", "number", "string", "array", "object"];

/// Keywords that say nothing of which values are valid.
const WORDS: [&str; 9] = [
    "$schema",
    "$id",
    "$comment",
    "title",
    "description",
    "examples",
    "default",
    "deprecated",
    "$defs",
];

/// Keywords that the walk compares by what they mean.
const KNOWN: [&str; 19] = [
    "$ref",
    "allOf",
    "anyOf",
    "oneOf",
    "const",
    "enum",
    "type",
    "pattern",
    "format",
    "required",
    "properties",
    "additionalProperties",
    "propertyNames",
    "items",
    "minItems",
    "maxItems",
    "minProperties",
    "minimum",
    "maximum",
];

/// One place of a schema: parts that must hold together, and the document in which their references lead on.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// The document.
    pub root: &'a Value,
    /// The parts.
    pub parts: Vec<&'a Value>,
}

/// The parts of a node with references followed, none of which is `true` or `false` any more.
#[derive(Clone, Debug)]
pub struct Form<'a> {
    /// The document.
    pub root: &'a Value,
    /// The parts.
    pub maps: Vec<&'a Map<String, Value>>,
    /// True if one of the parts is `false`: no value is valid.
    pub is_never: bool,
    /// The definitions that were looked through, as their references name them.
    pub names: Vec<&'a str>,
}

/// The alternatives of a form that are no list of codes.
pub struct Alternatives<'a> {
    /// True for `oneOf`: exactly one may hold.
    pub is_exclusive: bool,
    /// The alternatives.
    pub nodes: Vec<Node<'a>>,
}

impl<'a> Node<'a> {
    /// The node of a whole document.
    pub fn whole(root: &'a Value) -> Node<'a> {
        Node {
            root,
            parts: vec![root],
        }
    }

    /// A part of the same document.
    pub fn part(&self, part: &'a Value) -> Node<'a> {
        Node {
            root: self.root,
            parts: vec![part],
        }
    }

    /// Its form.
    pub fn form(&self) -> Form<'a> {
        let mut form = Form {
            root: self.root,
            maps: Vec::new(),
            is_never: false,
            names: Vec::new(),
        };
        for part in &self.parts {
            form.add(part);
        }
        form
    }
}

/// What a reference within a document leads to.
pub fn resolve<'a>(root: &'a Value, reference: &str) -> Option<&'a Value> {
    root.pointer(reference.strip_prefix('#')?)
}

impl<'a> Form<'a> {
    fn add(&mut self, part: &'a Value) {
        match part {
            Value::Object(map) => {
                self.maps.push(map);
                if let Some(Value::String(reference)) = map.get("$ref")
                    && !self.names.contains(&reference.as_str())
                    && let Some(target) = resolve(self.root, reference)
                {
                    self.names.push(reference);
                    self.add(target);
                }
                if let Some(Value::Array(parts)) = map.get("allOf") {
                    parts.iter().for_each(|part| self.add(part));
                }
            }
            Value::Bool(true) => {}
            _ => self.is_never = true,
        }
    }

    /// A node of the same document.
    pub fn node(&self, parts: Vec<&'a Value>) -> Node<'a> {
        Node {
            root: self.root,
            parts,
        }
    }

    /// Every value of a keyword.
    pub fn all(&self, keyword: &str) -> Vec<&'a Value> {
        self.maps
            .iter()
            .filter_map(|map| map.get(keyword))
            .collect()
    }

    /// The types that a value may have; `integer` stands for itself where `number` is not there.
    pub fn types(&self) -> BTreeSet<&'a str> {
        let mut types: BTreeSet<&str> = TYPES.into_iter().collect();
        if self.is_never {
            return BTreeSet::new();
        }
        for value in self.all("type") {
            let named: BTreeSet<&str> = match value {
                Value::String(name) => [name.as_str()].into(),
                Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
                _ => BTreeSet::new(),
            };
            let both = |one: &&'a str| {
                named.contains(one) || (*one == "integer" && named.contains("number"))
            };
            let is_narrowed = types.contains("number") && named.contains("integer");
            let is_narrowed = is_narrowed && !named.contains("number");
            types.retain(both);
            types.extend(is_narrowed.then_some("integer"));
        }
        types
    }

    /// The names of all fields that it speaks of.
    pub fn properties(&self) -> BTreeSet<&'a str> {
        let maps = self.all("properties").into_iter();
        let maps = maps.filter_map(Value::as_object);
        maps.flat_map(|map| map.keys().map(String::as_str))
            .collect()
    }

    /// What a field must be: what its own schema says, or what is said of all fields that have none.
    pub fn property(&self, name: &str) -> Node<'a> {
        let of = |map: &&'a Map<String, Value>| {
            let own = map.get("properties").and_then(|map| map.get(name));
            own.or_else(|| map.get("additionalProperties"))
        };
        self.node(self.maps.iter().filter_map(of).collect())
    }

    /// What every field must be that is not spoken of.
    pub fn additional(&self) -> Node<'a> {
        self.node(self.all("additionalProperties"))
    }

    /// What the name of every field must be.
    pub fn property_names(&self) -> Node<'a> {
        self.node(self.all("propertyNames"))
    }

    /// What every item must be.
    pub fn items(&self) -> Node<'a> {
        self.node(self.all("items"))
    }

    /// The fields that must be there.
    pub fn required(&self) -> BTreeSet<&'a str> {
        let lists = self.all("required").into_iter();
        let lists = lists.filter_map(Value::as_array).flatten();
        lists.filter_map(Value::as_str).collect()
    }

    /// The patterns that a string must have.
    pub fn patterns(&self) -> BTreeSet<&'a str> {
        let patterns = self.all("pattern").into_iter();
        patterns.filter_map(Value::as_str).collect()
    }

    /// The formats that a string must have.
    pub fn formats(&self) -> BTreeSet<&'a str> {
        let formats = self.all("format").into_iter();
        formats.filter_map(Value::as_str).collect()
    }

    /// The bound that a keyword sets: the tightest one, which is the greatest of the lower ones.
    pub fn bound(&self, keyword: &str) -> Option<f64> {
        let bounds = self.all(keyword).into_iter().filter_map(Value::as_f64);
        if keyword.starts_with("min") {
            bounds.reduce(f64::max)
        } else {
            bounds.reduce(f64::min)
        }
    }

    /// The keywords that the walk does not know, with what they say.
    pub fn others(&self) -> Vec<(&'a str, &'a Value)> {
        let members = self.maps.iter().flat_map(|map| map.iter());
        let members = members.map(|(name, value)| (name.as_str(), value));
        let mut others: Vec<_> = members
            .filter(|(name, value)| {
                let is_lost =
                    *name == "$ref" && value.as_str().is_none_or(|one| !self.names.contains(&one));
                is_lost || !(KNOWN.contains(name) || WORDS.contains(name))
            })
            .collect();
        others.sort_by_key(|(name, value)| (*name, value.to_string()));
        others
    }

    /// What is said of it for people: its titles, descriptions and examples.
    pub fn words(&self) -> Vec<(&'a str, &'a Value)> {
        let own = self.maps.iter().flat_map(|map| map.iter());
        let own = own.map(|(name, value)| (name.as_str(), value));
        let mut words: Vec<_> = own
            .filter(|(name, _)| {
                ["title", "description", "examples", "default", "$comment"].contains(name)
            })
            .collect();
        words.sort_by_key(|(name, value)| (*name, value.to_string()));
        words.dedup();
        words
    }

    /// True if it is deprecated.
    pub fn is_deprecated(&self) -> bool {
        self.all("deprecated").contains(&&Value::Bool(true))
    }
}
