//! What a value of a record names: a record, a part of one, or words in a text.

use super::cursor::beside;
use crate::json::Node;
use crate::model::RECORD_TYPES;
use crate::schema::RecordSchema;

/// Something that a value names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A record by its id, of one of some types.
    Record {
        /// The types of record that it can be of.
        types: &'static [&'static str],
        /// Its id.
        id: String,
    },
    /// A part of a record by its id.
    Part {
        /// The types of record that have such parts.
        types: &'static [&'static str],
        /// The id of the record.
        record: String,
        /// The lists of the record that such parts are in.
        lists: &'static [&'static str],
        /// Its id.
        id: String,
    },
    /// Words in the text of a source.
    Quote {
        /// The id of the source.
        source: String,
        /// The words.
        words: String,
    },
}

/// A type of value that names something.
pub struct Sort {
    /// Its name in the schema.
    name: &'static str,
    /// The types of record that are named, or that have the part.
    pub types: &'static [&'static str],
    /// The lists that the parts are in; none if whole records are named.
    pub lists: &'static [&'static str],
    /// How the record that has the part is told.
    pub owner: Owner,
}

/// How the record is told that has a part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// It is the record itself that has the value.
    Itself,
    /// The value says it, before a `#`; nothing there is the record itself.
    Written,
    /// There is none: a whole record is named.
    None,
}

const SORTS: [Sort; 11] = [
    record("DecisionId", &["decision"]),
    record("ProposalId", &["proposal"]),
    record("SourceId", &["source"]),
    record("ActorId", &["actor"]),
    part("OptionId", &["options"]),
    part("EventId", &["events"]),
    part("VersionId", &["versions"]),
    part("ProvisionId", &["provisions"]),
    part("LocalId", &["statements", "commitments"]),
    Sort {
        name: "PartReference",
        types: &["decision", "proposal"],
        lists: &["provisions"],
        owner: Owner::Written,
    },
    Sort {
        name: "Target",
        types: &["decision", "source"],
        lists: &["statements", "commitments"],
        owner: Owner::Written,
    },
];

const fn record(name: &'static str, types: &'static [&'static str]) -> Sort {
    Sort {
        name,
        types,
        lists: &[],
        owner: Owner::None,
    }
}

const fn part(name: &'static str, lists: &'static [&'static str]) -> Sort {
    Sort {
        name,
        types: &RECORD_TYPES,
        lists,
        owner: Owner::Itself,
    }
}

/// The sort of names that belongs at a place in a record of a type; none if no name does.
pub fn sort_at(schema: &RecordSchema, pointer: &str) -> Option<&'static Sort> {
    let of_type = schema.type_at(pointer)?;
    SORTS.iter().find(|sort| sort.name == of_type)
}

/// The record that has the parts that a value names by their ids alone: another one for versions, which are those of the proposal, and
/// for the parts of a decision that a relation touches.
pub fn owner<'a>(root: &'a Node, pointer: &str, sort: &Sort) -> Option<&'a str> {
    let other = match (sort.lists, pointer.split('/').nth(1)) {
        (["versions"], Some("proposal")) => root.pointer("/proposal/id"),
        (["provisions"], Some("relations")) => {
            let (relation, _) = pointer.split_once("/parts/")?;
            root.pointer(relation)?.get("target")
        }
        _ => root.get("id"),
    };
    other?.as_str()
}

/// What a string at a place in a record names; its own id names the record, and that of a part the part.
pub fn named(schema: &RecordSchema, root: &Node, pointer: &str, text: &str) -> Option<Named> {
    if pointer.ends_with("/quote") && schema.type_at(pointer)? == "Text" {
        let own_text = || root.get("id")?.as_str();
        return Some(Named::Quote {
            source: beside(root, pointer, "source")
                .or_else(own_text)?
                .to_owned(),
            words: text.to_owned(),
        });
    }
    let sort = sort_at(schema, pointer)?;
    let (types, lists) = (sort.types, sort.lists);
    let part = |record: &str, id: &str| Named::Part {
        types,
        record: record.to_owned(),
        lists,
        id: id.to_owned(),
    };
    Some(match sort.owner {
        Owner::None => Named::Record {
            types,
            id: text.to_owned(),
        },
        Owner::Itself => part(owner(root, pointer, sort)?, text),
        Owner::Written => {
            let (record, id) = text.split_once('#')?;
            let record = match record {
                "" => root.get("id")?.as_str()?,
                other => other,
            };
            part(record, id)
        }
    })
}

impl Named {
    /// True if two values name the same: what one may be of several types the other may be as well.
    pub fn is_same(&self, other: &Named) -> bool {
        match (self, other) {
            (
                Named::Part {
                    record, lists, id, ..
                },
                Named::Part {
                    record: other_record,
                    lists: other_lists,
                    id: other_id,
                    ..
                },
            ) => record == other_record && lists == other_lists && id == other_id,
            (
                Named::Record { types, id },
                Named::Record {
                    types: others,
                    id: other,
                },
            ) => id == other && types.iter().any(|one| others.contains(one)),
            _ => self == other,
        }
    }

    /// A word that every value has that names this.
    pub fn word(&self) -> &str {
        match self {
            Named::Record { id, .. } | Named::Part { id, .. } => id,
            Named::Quote { source, .. } => source,
        }
    }
}
