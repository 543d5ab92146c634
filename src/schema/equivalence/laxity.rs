//! The changes that serde alone accepts, and the strict reader or the schema does not. None of these gets past the program, which
//! asks those two first; a program that reads records with serde alone has to know them.

use super::edit::Kind;
use super::judge::Reader::{self, Tree, Typed, Untagged, Value};

/// A change that a reader does not mind.
pub type Lax = (Kind, Reader);

/// Changes that readers do not mind. Every one of the changes is let through by every one of the readers.
pub struct Laxity {
    pub name: &'static str,
    pub kinds: &'static [Kind],
    pub readers: &'static [Reader],
}

pub const LAXITIES: &[Laxity] = &[
    Laxity {
        name: "a struct is read from a list, by the position of its fields",
        kinds: &[Kind::ObjectAsList],
        readers: &[Tree, Typed, Untagged, Value],
    },
    Laxity {
        name: "a unit variant is read from an object with its name as the only key",
        kinds: &[Kind::CodeAsObject],
        readers: &[Tree, Typed, Untagged, Value],
    },
    Laxity {
        name: "of two equal keys of any object in a `serde_json::Value` the last one counts",
        kinds: &[Kind::DuplicateKey, Kind::DuplicateMapKey],
        readers: &[Value],
    },
];

pub fn is_listed(kind: Kind, reader: Reader) -> bool {
    LAXITIES
        .iter()
        .any(|laxity| laxity.kinds.contains(&kind) && laxity.readers.contains(&reader))
}
