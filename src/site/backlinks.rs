//! What leads to each actor and to each source: what records say of them, gathered once for all pages.

use std::cmp::Reverse;
use std::collections::HashMap;

use rayon::prelude::*;

use crate::export::Exported;
use crate::model::{Actor, Commitment, Decision, ParticipantRole, Record, Source, Statement, Term};
use crate::schema::vocabulary::{key, of_type};

use super::address;

/// What records say of an actor.
#[derive(Default)]
pub struct OfActor<'a> {
    /// The statements that it holds, alone or with others, and their decisions.
    pub statements: Vec<(&'a Decision, &'a Statement)>,
    /// The decisions that it took, alone or with others.
    pub decided: Vec<&'a Decision>,
    /// The decisions in which it took part.
    pub took_part: Vec<(&'a Decision, ParticipantRole)>,
    /// The sources that it answers for.
    pub wrote: Vec<&'a Source>,
    /// Who holds or held it, if it is an office or a body.
    pub holders: Vec<(&'a Actor, &'a Term)>,
    /// The commitments that it made, or that were made to it.
    pub commitments: Vec<(&'a Record, &'a Commitment)>,
}

/// A claim that rests on a place in a source whose text is not here.
#[derive(Clone)]
pub struct Cited<'a> {
    pub record: &'a Record,
    /// The name of the place on the page of the record.
    pub part: String,
    pub locator: &'a str,
}

/// What records say of a source.
#[derive(Default)]
pub struct OfSource<'a> {
    /// The claims that rest on a place in it.
    pub by_place: Vec<Cited<'a>>,
    /// The sources that refer to it.
    pub cited_by: Vec<&'a Source>,
}

/// What leads to each actor and each source.
#[derive(Default)]
pub struct Backlinks<'a> {
    pub actors: HashMap<&'a str, OfActor<'a>>,
    pub sources: HashMap<&'a str, OfSource<'a>>,
    nothing: OfActor<'a>,
}

/// Gathers them. Withdrawn records count for nothing.
pub fn backlinks<'a>(records: &'a [Exported<'a>]) -> Backlinks<'a> {
    let mut links = Backlinks::default();
    let counting = |one: &&Exported<'a>| one.record.state().counts();
    for one in records.iter().filter(counting) {
        let record = one.record;
        match record {
            Record::Decision(decision) => links.of_decision(decision),
            Record::Source(source) => links.of_source(source),
            Record::Actor(actor) => {
                for term in &actor.terms {
                    links
                        .actor(term.office.as_str())
                        .holders
                        .push((actor, term));
                }
            }
            Record::Proposal(_) => {}
        }
        for commitment in record.commitments() {
            for actor in [&commitment.by, &commitment.to] {
                let own = links.actor(actor.as_str());
                own.commitments.push((record, commitment));
            }
        }
    }
    let evidence = records.par_iter().filter(|one| one.record.state().counts());
    let evidence: Vec<_> = evidence.flat_map_iter(by_place).collect();
    for (source, cited) in evidence {
        links
            .sources
            .entry(source)
            .or_default()
            .by_place
            .push(cited);
    }
    for own in links.actors.values_mut() {
        own.sort();
    }
    links
}

impl OfActor<'_> {
    /// Puts what is newest first.
    fn sort(&mut self) {
        let newest = |decision: &Decision| {
            let dates = decision.events.iter().map(|event| event.date.order());
            Reverse(dates.max())
        };
        self.decided.sort_by_cached_key(|one| newest(one));
        self.took_part.sort_by_cached_key(|(one, _)| newest(one));
        self.statements.sort_by_cached_key(|(one, _)| newest(one));
        self.wrote
            .sort_by_cached_key(|one| Reverse(one.date.order()));
    }
}

impl<'a> Backlinks<'a> {
    /// What records say of an actor.
    pub fn actor_of(&self, id: &str) -> &OfActor<'a> {
        self.actors.get(id).unwrap_or(&self.nothing)
    }

    fn actor(&mut self, id: &'a str) -> &mut OfActor<'a> {
        self.actors.entry(id).or_default()
    }

    fn of_decision(&mut self, decision: &'a Decision) {
        let decider = &decision.decider;
        for actor in std::iter::once(&decider.actor).chain(&decider.jointly) {
            self.actor(actor.as_str()).decided.push(decision);
        }
        for one in &decision.participants {
            let own = self.actor(one.actor.as_str());
            own.took_part.push((decision, one.role));
        }
        for one in &decision.statements {
            for actor in std::iter::once(&one.holder).chain(&one.jointly) {
                self.actor(actor.as_str()).statements.push((decision, one));
            }
        }
    }

    fn of_source(&mut self, source: &'a Source) {
        for author in &source.authors {
            self.actor(author.actor.as_str()).wrote.push(source);
            if let Some(office) = &author.office {
                self.actor(office.as_str()).wrote.push(source);
            }
        }
        for one in &source.cites {
            let cited = self.sources.entry(one.source.as_str()).or_default();
            cited.cited_by.push(source);
        }
    }
}

/// The claims of a record that rest on a place only, with the ids of the sources.
fn by_place<'a>(exported: &'a Exported<'a>) -> Vec<(&'a str, Cited<'a>)> {
    let record = exported.record;
    let mut value = None;
    let places = exported.document.places_of(of_type::EVIDENCE);
    let found = places.filter_map(|place| {
        let locator = place.get(key::LOCATOR)?.as_str()?;
        let source = place.get(key::SOURCE)?.as_str()?;
        let value = value.get_or_insert_with(|| serde_json::to_value(record).unwrap_or_default());
        let part = address::of_part(value, &place.pointer());
        Some((
            source,
            Cited {
                record,
                part,
                locator,
            },
        ))
    });
    found.collect()
}
