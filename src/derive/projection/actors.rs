//! The actors that were known: those that something in view names, that a known source shows, or that rest on no source.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil;

use crate::dataset::{Dataset, Document};
use crate::derive::time::known_by;
use crate::model::Actor;
use crate::schema::vocabulary::of_type;

/// Takes out of what is left of a dataset the actors of which nothing was known by a day.
pub fn keep_known(dataset: &Dataset, known: civil::Date, kept: &mut Vec<Arc<Document>>) {
    let is_shown = |actor: &Actor| {
        let terms = actor.terms.iter().map(|term| &term.evidence);
        let mut evidence = terms
            .chain([&actor.evidence])
            .filter(|one| !one.is_empty())
            .peekable();
        evidence.peek().is_none()
            || evidence.any(|one| known_by(dataset, one).is_some_and(|day| day <= known))
    };
    let unknown = |actor: &Actor| {
        dataset
            .actor(&actor.id)
            .is_some_and(|whole| !is_shown(whole))
    };
    let actor_in = |document: &Document| {
        let actor = document.record.as_ref()?.actor()?;
        unknown(actor).then(|| actor.id.clone())
    };
    let ids: Vec<_> = kept.iter().map(|document| actor_in(document)).collect();
    // Whoever is named is known, and so is who is named by whoever is.
    let mut next: Vec<usize> = (0..kept.len()).filter(|at| ids[*at].is_none()).collect();
    if next.len() == kept.len() {
        return;
    }
    let mut stays: HashSet<usize> = next.iter().copied().collect();
    while let Some(at) = next.pop() {
        let places = kept[at].places_of(of_type::ACTOR_ID);
        let names: HashSet<&str> = places.filter_map(|place| place.as_str()).collect();
        for (other, id) in ids.iter().enumerate() {
            let is_named = id.as_ref().is_some_and(|id| names.contains(id.as_str()));
            if is_named && stays.insert(other) {
                next.push(other);
            }
        }
    }
    let mut at = 0..;
    kept.retain(|_| at.next().is_some_and(|at| stays.contains(&at)));
}
