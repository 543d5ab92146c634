//! In whose name an actor speaks.

use crate::dataset::Dataset;
use crate::model::ActorId;

/// An actor, the one in whose name it speaks, and so on: a minister's office, the cabinet, the state. A circle, which is a
/// finding elsewhere, ends where it closes.
pub fn chain<'a>(dataset: &'a Dataset, actor: &'a ActorId) -> Vec<&'a ActorId> {
    let mut chain = vec![actor];
    let mut next = dataset
        .actor(actor)
        .and_then(|actor| actor.on_behalf_of.as_ref());
    while let Some(actor) = next {
        if chain.contains(&actor) {
            break;
        }
        chain.push(actor);
        next = dataset
            .actor(actor)
            .and_then(|actor| actor.on_behalf_of.as_ref());
    }
    chain
}
