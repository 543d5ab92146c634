//! Who decides, argues, advises and writes, and in whose name.

use schemars::JsonSchema;
use serde::Serialize;

use super::{RecordColumns, Rows, Table};
use crate::export::Export;
use crate::model::{ActorId, ActorKind, LocalizedText};
use crate::schema;

pub const ACTORS: Table = Table {
    name: "actors",
    key: &["id"],
    references: &[],
    schema: || schema::of::<ActorRow<'_>>("actors", |_| ()),
    rows: actors,
};

/// A person, office, body, organisation or state that decides, argues, advises or writes.
#[derive(Serialize, JsonSchema)]
struct ActorRow<'a> {
    /// The permanent id.
    id: &'a ActorId,
    /// What sort of actor it is.
    kind: ActorKind,
    /// Its name.
    name: &'a LocalizedText,
    /// In whose name it speaks. Empty for an actor that speaks for itself.
    on_behalf_of: Option<&'a ActorId>,
    #[serde(flatten)]
    record: RecordColumns<'a>,
}

fn actors(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (actor, _) in export.actors() {
        rows.add(&ActorRow {
            id: &actor.id,
            kind: actor.kind,
            name: &actor.name,
            on_behalf_of: actor.on_behalf_of.as_ref(),
            record: RecordColumns::of(&actor.record),
        });
    }
}

pub const SPEAKS_FOR: Table = Table {
    name: "speaks_for",
    key: &["actor", "speaks_for"],
    references: &[],
    schema: || schema::of::<SpeaksForRow<'_>>("speaks_for", |_| ()),
    rows: speaks_for,
};

/// Derived: everybody in whose name an actor speaks, first itself, then in the order of `on_behalf_of`: a minister's office, the
/// cabinet, the state.
#[derive(Serialize, JsonSchema)]
struct SpeaksForRow<'a> {
    /// The actor.
    actor: &'a ActorId,
    /// Itself, or in whose name it speaks.
    speaks_for: &'a ActorId,
    /// How many steps lie between the two; none to itself.
    steps: usize,
}

fn speaks_for(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (actor, derived) in export.actors() {
        let others = derived.speaks_for.iter().copied();
        for (steps, speaks_for) in std::iter::once(&actor.id).chain(others).enumerate() {
            rows.add(&SpeaksForRow {
                actor: &actor.id,
                speaks_for,
                steps,
            });
        }
    }
}
