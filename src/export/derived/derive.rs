//! From a record to what follows from it: every value comes from `derive`, and is put in its place here.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{
    ActorDerived, Anchor, BodyEffect, CitedCounts, CoverageCounts, DecisionDerived, Derived,
    EventDerived, FateDerived, InverseRelation, OwnDerived, PartDerived, ProposalDerived,
    RelationDerived, SourceDerived, StatementDerived, spells,
};
use crate::completeness::EvidenceCounts;
use crate::dataset::{Dataset, Document};
use crate::derive::standing::due;
use crate::derive::time::{known_by, relation_known_by};
use crate::derive::{
    Moment, Quote, Settled, Stage, Standing, address_by_number, chain, coverage, effects_of, fate,
    reporters, standing,
};
use crate::model::{Actor, Day, Decision, Evidence, Proposal, Record, Source};
use crate::passage::fragment::{self, Page};

/// The pages that quotes can be looked up on, by the id of the source: the pinned texts of sources that have an address.
pub type Pages<'a> = HashMap<&'a str, Page<'a>>;

/// Makes ready each text that is quoted and whose source has an address. Takes time that grows with the texts: do it once.
pub fn pages<'a>(quotes_by_source: &HashMap<&'a str, Vec<&'a Quote<'a>>>) -> Pages<'a> {
    let quoted = quotes_by_source.par_iter();
    quoted
        .filter_map(|(id, quotes)| {
            let quote = quotes.first()?;
            quote.source.url.as_ref()?;
            Some((*id, Page::new(&quote.text.text, quote.text.normal())))
        })
        .collect()
}

/// The values derived from the record of a document. `own_quotes` are those that it makes, `quotes_of` those that are made of it and
/// `cited` how often it is evidence if it is a source, and `pages` are those of the sources that it quotes.
pub fn derive<'a>(
    dataset: &'a Dataset,
    (document, record): (&'a Document, &'a Record),
    moment: Option<Moment>,
    own_quotes: &[&'a Quote<'a>],
    quotes_of: &[&'a Quote<'a>],
    cited: EvidenceCounts,
    pages: &Pages<'a>,
) -> Derived<'a> {
    let whole = Whole {
        digest: crate::derive::digest(record).to_string(),
        evidence: document.evidence(),
    };
    let own = match record {
        Record::Decision(record) => {
            OwnDerived::Decision(Box::new(of_decision(dataset, record, whole, moment)))
        }
        Record::Proposal(record) => {
            OwnDerived::Proposal(of_proposal(dataset, record, whole, moment))
        }
        Record::Source(record) => {
            OwnDerived::Source(of_source(dataset, record, whole, quotes_of, cited))
        }
        Record::Actor(record) => OwnDerived::Actor(of_actor(dataset, record, whole)),
    };
    let quotes = own_quotes.iter().filter_map(|quote| anchor(quote, pages));
    Derived {
        own,
        quotes: quotes.collect(),
    }
}

/// What follows from a record of any type.
struct Whole {
    digest: String,
    evidence: EvidenceCounts,
}

fn of_decision<'a>(
    dataset: &'a Dataset,
    decision: &'a Decision,
    whole: Whole,
    moment: Option<Moment>,
) -> DecisionDerived<'a> {
    let moment = moment.filter(|_| decision.record.counts());
    let standing: Option<Standing<'a>> = moment.map(|moment| standing(dataset, decision, moment));
    let part = |id, evidence| part(dataset, id, evidence);
    let because = standing.iter().flat_map(|standing| &standing.because);
    let commitment_events = decision.commitments.iter().flat_map(|one| &one.events);
    DecisionDerived {
        digest: whole.digest,
        evidence: whole.evidence,
        status: standing.as_ref().map(|standing| standing.status.as_str()),
        reached: standing
            .as_ref()
            .and_then(|standing| standing.reached)
            .map(Stage::as_str),
        since: standing
            .as_ref()
            .and_then(|standing| standing.since.clone()),
        by: standing.as_ref().and_then(|standing| standing.by),
        due: moment.and_then(|moment| due(dataset, decision, moment)),
        position: moment.and_then(|_| decision.position()),
        effects: moment
            .iter()
            .flat_map(|moment| effects_of(dataset, decision, *moment))
            .map(|(rule, effect)| BodyEffect {
                body: &rule.body,
                needed_to: rule.needed_to,
                effect: effect.as_str(),
            })
            .collect(),
        because: because
            .map(|(decision, event)| format!("{}#{}", decision.id, event.id))
            .collect(),
        statuses: moment
            .map(|moment| spells::of_decision(dataset, decision, moment))
            .unwrap_or_default(),
        provision_states: moment
            .map(|moment| spells::of_parts(dataset, decision, moment))
            .unwrap_or_default(),
        inverse_relations: dataset
            .relations_to(&decision.id)
            .map(|(later, relation)| InverseRelation {
                r#type: relation.r#type,
                from: &later.id,
                parts: &relation.parts,
                effective: relation.effective.as_ref(),
                until: relation.until.as_ref(),
            })
            .collect(),
        events: decision
            .events
            .iter()
            .map(|event| EventDerived {
                id: event.id.as_str(),
                counts_from: event.counts_from().map(Day),
                known_by: known_by(dataset, &event.evidence).map(Day),
            })
            .collect(),
        statements: decision
            .statements
            .iter()
            .map(|statement| {
                let reporters = reporters(dataset, statement);
                StatementDerived {
                    id: statement.id.as_str(),
                    reported: !reporters.is_empty(),
                    reporters,
                    known_by: known_by(dataset, &statement.evidence).map(Day),
                }
            })
            .collect(),
        provisions: decision
            .provisions
            .iter()
            .map(|one| part(one.id.as_str(), &one.evidence))
            .collect(),
        commitment_events: commitment_events
            .map(|event| part(event.id.as_str(), &event.evidence))
            .collect(),
        relations: decision
            .relations
            .iter()
            .map(|relation| RelationDerived {
                r#type: relation.r#type,
                target: &relation.target,
                known_by: relation_known_by(dataset, decision, relation).map(Day),
            })
            .collect(),
    }
}

fn of_proposal<'a>(
    dataset: &'a Dataset,
    proposal: &'a Proposal,
    whole: Whole,
    moment: Option<Moment>,
) -> ProposalDerived<'a> {
    let moment = moment.filter(|_| proposal.record.counts());
    let held = moment.map(|moment| spells::of_proposal(dataset, proposal, moment));
    let settled = moment
        .into_iter()
        .flat_map(|moment| fate(dataset, &proposal.id, moment));
    let row = |one: Settled<'a>| FateDerived {
        decision: &one.decision.id,
        decider: one.decider,
        result: one.result,
        date: one.date,
        status: one.status.as_str(),
    };
    let versions = proposal.versions.iter();
    let provisions = proposal.provisions.iter();
    ProposalDerived {
        digest: whole.digest,
        evidence: whole.evidence,
        fate: settled.map(row).collect(),
        positions: held.unwrap_or_default(),
        versions: versions
            .map(|one| part(dataset, one.id.as_str(), &one.evidence))
            .collect(),
        provisions: provisions
            .map(|one| part(dataset, one.id.as_str(), &one.evidence))
            .collect(),
    }
}

fn of_source<'a>(
    dataset: &Dataset,
    source: &'a Source,
    whole: Whole,
    quotes: &[&Quote<'_>],
    cited: EvidenceCounts,
) -> SourceDerived<'a> {
    let commitment_events = source.commitments.iter().flat_map(|one| &one.events);
    SourceDerived {
        digest: whole.digest,
        evidence: whole.evidence,
        cited: CitedCounts {
            quoted: cited.quoted,
            by_place: cited.by_place,
        },
        commitment_events: commitment_events
            .map(|event| part(dataset, event.id.as_str(), &event.evidence))
            .collect(),
        known_by: source.public_by().map(Day),
        address_by_number: address_by_number(&source.identifiers),
        coverage: coverage(dataset, source, quotes).map(|coverage| CoverageCounts {
            words: coverage.words,
            anchored: coverage.anchored,
            out_of_scope: coverage.out_of_scope,
            uncovered: coverage.uncovered(),
        }),
    }
}

fn of_actor<'a>(dataset: &'a Dataset, actor: &'a Actor, whole: Whole) -> ActorDerived<'a> {
    // The first is the actor itself.
    let speaks_for = chain(dataset, &actor.id).into_iter().skip(1);
    ActorDerived {
        digest: whole.digest,
        evidence: whole.evidence,
        speaks_for: speaks_for.collect(),
    }
}

fn part<'a>(dataset: &Dataset, id: &'a str, evidence: &[Evidence]) -> PartDerived<'a> {
    PartDerived {
        id,
        known_by: known_by(dataset, evidence).map(Day),
    }
}

fn anchor<'a>(quote: &'a Quote<'a>, pages: &Pages<'a>) -> Option<Anchor<'a>> {
    let position = quote.position()?;
    let (prefix, suffix) = quote.context()?;
    let page = pages.get(quote.source.id.as_str());
    let link = page.and_then(|page| {
        let url = quote.source.url.as_ref()?;
        fragment::link(url, page, quote.found.first()?)
    });
    Some(Anchor {
        pointer: &quote.pointer,
        source: &quote.source.id,
        line: position.line,
        column: position.column,
        prefix,
        suffix,
        link,
    })
}
