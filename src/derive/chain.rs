//! In whose name an actor speaks.

use crate::dataset::Dataset;
use crate::index::Kind;
use crate::model::ActorId;

/// An actor, the one in whose name it speaks, and so on: a minister's office, the cabinet, the state. A circle, which is a
/// finding elsewhere, ends where it closes.
pub fn chain<'a>(dataset: &'a Dataset, actor: &'a ActorId) -> Vec<&'a ActorId> {
    let index = &dataset.index;
    let name = index.names.get(Kind::Actor, actor.as_str());
    let names = name.map_or(Vec::new(), |name| index.chain(name));
    // Each is named by the record of the one before it.
    let speakers = names.iter().take(names.len().saturating_sub(1));
    let next = speakers.filter_map(|name| {
        let document = &dataset.documents[index.at(*name)? as usize];
        let actor = document.record.as_ref()?.actor()?;
        actor.on_behalf_of.as_ref()
    });
    [actor].into_iter().chain(next).collect()
}
