//! Whose words a statement comes in: its holder's own, or somebody else's account of them.

use crate::dataset::Dataset;
use crate::derive::chain;
use crate::model::{ActorId, Author, Statement};

/// The actors who report a statement: the authors of its sources, if the holder speaks in none of them. Empty if the holder speaks
/// for itself: an author is the holder, or wrote in its name.
pub fn reporters<'a>(dataset: &'a Dataset, statement: &'a Statement) -> Vec<&'a ActorId> {
    let mut reporters = Vec::new();
    let sources = statement
        .evidence
        .iter()
        .filter_map(|evidence| dataset.source(&evidence.source));
    for author in sources.flat_map(|source| &source.authors) {
        if speaks_for(dataset, author, &statement.holder) {
            return Vec::new();
        }
        let reporter = author.office.as_ref().unwrap_or(&author.actor);
        if !reporters.contains(&reporter) {
            reporters.push(reporter);
        }
    }
    reporters
}

/// True if an author wrote as an actor or in its name.
fn speaks_for(dataset: &Dataset, author: &Author, actor: &ActorId) -> bool {
    let capacities = [Some(&author.actor), author.office.as_ref()];
    capacities
        .into_iter()
        .flatten()
        .any(|capacity| chain(dataset, capacity).contains(&actor))
}
