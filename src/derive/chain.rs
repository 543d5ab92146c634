//! In whose name an actor speaks.

use std::collections::HashSet;

use jiff::civil;

use crate::dataset::Dataset;
use crate::derive::Moment;
use crate::derive::time::first_day;
use crate::index::{Index, Kind, TermFact};
use crate::model::{ActorId, Capacity, Decision, TermRole};

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

/// An actor and all in whose name it speaks at a moment, as far as they have records.
pub fn speakers<'a>(dataset: &'a Dataset, actor: &ActorId, moment: Moment) -> Vec<&'a ActorId> {
    let index = &dataset.index;
    let record = |name: u32| {
        let at = index.read(name)?;
        let record = dataset.documents[at as usize].record.as_ref()?;
        Some(&record.actor()?.id)
    };
    chain_on(index, actor, moment)
        .into_iter()
        .filter_map(record)
        .collect()
}

/// Those whose decision one is: the decider, and all in whose name that spoke on the day of its first event, as far as was known.
pub fn deciders<'a>(
    dataset: &'a Dataset,
    decision: &Decision,
    known: civil::Date,
) -> Vec<&'a ActorId> {
    let moment = first_day(decision).map(|at| Moment { at, known });
    let speakers = moment.map(|moment| speakers(dataset, &decision.decider.actor, moment));
    speakers.unwrap_or_default()
}

/// True if an actor, or one in whose name it speaks, is a member of a body at a moment.
pub fn is_member(dataset: &Dataset, actor: &ActorId, body: &ActorId, moment: Moment) -> bool {
    let index = &dataset.index;
    let body = index.names.get(Kind::Actor, body.as_str());
    let is_of_body = |(_, term): &(u32, &TermFact)| {
        Some(term.office) == body && matches!(term.role, TermRole::Member | TermRole::Chair)
    };
    let chain = chain_on(index, actor, moment);
    let terms = |one: &u32| index.terms_on(*one, moment.at, moment.known);
    let mut terms = chain.iter().flat_map(terms);
    terms.any(|term| is_of_body(&term))
}

/// The capacity in which an office is held on a day, by the terms of those who hold it, or the first of those in whose name it speaks:
/// `Some(None)` for the ordinary one, nothing if no such term is recorded. It takes what is recorded, whenever it became known.
pub fn capacity_on(index: &Index, office: u32, day: civil::Date) -> Option<Option<Capacity>> {
    let mut offices = index.chain(office).into_iter();
    let held = offices.find_map(|office| index.holder(office, day, civil::Date::MAX));
    held.map(|(_, term)| term.capacity)
}

/// The actor who holds an office at a moment, as far as terms are recorded and were known. Of several, which is a finding elsewhere, the
/// one who came last.
pub fn incumbent<'a>(
    dataset: &'a Dataset,
    office: &ActorId,
    moment: Moment,
) -> Option<&'a ActorId> {
    let index = &dataset.index;
    let office = index.names.get(Kind::Actor, office.as_str())?;
    let (actor, _) = index.holder(office, moment.at, moment.known)?;
    Some(
        &dataset.documents[actor as usize]
            .record
            .as_ref()?
            .actor()?
            .id,
    )
}

/// An actor and all in whose name it speaks at a moment, by their names.
fn chain_on(index: &Index, actor: &ActorId, moment: Moment) -> Vec<u32> {
    let mut chain: Vec<u32> = index
        .names
        .get(Kind::Actor, actor.as_str())
        .into_iter()
        .collect();
    let mut seen: HashSet<u32> = chain.iter().copied().collect();
    let mut next = 0;
    while let Some(one) = chain.get(next).copied() {
        next += 1;
        let holds = index
            .terms_on(one, moment.at, moment.known)
            .into_iter()
            .filter(|(_, term)| term.role == TermRole::Holder)
            .map(|(_, term)| term.office);
        let always = index.actor_of(one).and_then(|actor| actor.speaks_for);
        let more = always.into_iter().chain(holds);
        chain.extend(more.filter(|one| seen.insert(*one)));
    }
    chain
}
