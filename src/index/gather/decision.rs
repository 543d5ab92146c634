//! Taking the facts of a decision, and of what other records have as well: provisions and commitments.

use std::cell::LazyCell;
use std::collections::HashMap;

use super::Gatherer;
use crate::index::facts::{DecisionFact, EventFact, ProvisionFact, RelationFact, Slice};
use crate::index::names::Kind;
use crate::index::votes::{BallotFact, TallyFact, VoteFact};
use crate::model::{
    Commitment, Count, Date, Decision, DecisionId, EventType, PartReference, Position, Provision,
    ProvisionChange, ProvisionId, StatementType, Vote,
};

impl<'a> Gatherer<'a> {
    /// Adds the provisions of a record of a name.
    pub(super) fn add_provisions(&mut self, own: u32, provisions: &'a [Provision]) {
        for provision in provisions {
            let name = self.names.number(Kind::Provision, provision.id.as_str());
            self.facts.parts.push(name);
            let version = provision.version.as_ref();
            let once = provision.due.as_ref().filter(|_| provision.every.is_none());
            let replaces = provision.replaces.as_ref();
            let fact = ProvisionFact {
                name,
                version: version.map(|version| self.names.number(Kind::Part, version.as_str())),
                effect: provision.effect,
                removes: provision.change == Some(ProvisionChange::Removed),
                effective: provision.effective.as_ref().and_then(Date::last_day),
                until: provision.until.as_ref().and_then(Date::last_day),
                due: once.and_then(Date::last_day),
                replaces: replaces.map(|older| self.part(own, older)),
                shown: self.shown(&provision.evidence),
            };
            self.facts.provisions.push(fact);
        }
    }

    /// The record of a part, and the number of the part there. `own` is the name of the record that names it.
    fn part(&self, own: u32, reference: &PartReference) -> (u32, u32) {
        let (record, id) = reference.parts();
        let record = record.map_or(own, |record| {
            let kind = match record.parse::<DecisionId>() {
                Ok(_) => Kind::Decision,
                Err(_) => Kind::Proposal,
            };
            self.names.number(kind, record)
        });
        (record, self.names.number(Kind::Provision, id))
    }

    pub(super) fn add_commitments(&mut self, commitments: &[Commitment]) {
        for commitment in commitments {
            let part = self.names.number(Kind::Part, commitment.id.as_str());
            self.facts.parts.push(part);
        }
    }

    pub(super) fn add_decision(&mut self, decision: &'a Decision) {
        let own = self.names.number(Kind::Decision, decision.id.as_str());
        self.add_provisions(own, &decision.provisions);
        for relation in &decision.relations {
            let fact = RelationFact {
                target: self.names.number(Kind::Decision, relation.target.as_str()),
                what: relation.r#type,
                parts: self.touched(&relation.parts),
                effective: relation.effective.as_ref().and_then(Date::last_day),
                until: relation.until.as_ref().and_then(Date::last_day),
                shown: self.shown(&relation.evidence),
            };
            self.facts.relations.push(fact);
        }
        for event in &decision.events {
            let days = event.date.bounds();
            let body = event.body.as_ref().unwrap_or(&decision.decider.actor);
            let fact = EventFact {
                what: event.r#type,
                counts_from: event.counts_from(),
                days: days.map(|days| (days.first, days.last)),
                due: event.due.as_ref().map(|due| due.last_day()),
                until: event.until.as_ref().and_then(Date::last_day),
                body: self.names.number(Kind::Actor, body.as_str()),
                has_trigger: event.trigger.is_some(),
                parts: self.touched(&event.parts),
                version: event
                    .version
                    .as_ref()
                    .map(|one| self.names.number(Kind::Part, one.as_str())),
                shown: self.shown(&event.evidence),
            };
            self.facts.events.push(fact);
        }
        let results = LazyCell::new(|| {
            let options = decision.options.iter().rev();
            let results = options.map(|one| (one.id.as_str(), one.result));
            results.collect::<HashMap<_, _>>()
        });
        for (event, happened) in (0..).zip(&decision.events) {
            let Some(vote) = &happened.vote else { continue };
            self.add_vote(event, vote, decision);
            // A vote that led to something else, such as putting the matter off, does not decide it.
            if let Some(on) = vote
                .on
                .as_ref()
                .filter(|_| happened.r#type == EventType::Taken)
            {
                self.facts.votes.push(VoteFact {
                    event,
                    is_on_choice: *on == decision.choice,
                    result: results.get(on.as_str()).copied().flatten(),
                });
            }
        }
        for statement in &decision.statements {
            let part = self.names.number(Kind::Part, statement.id.as_str());
            self.facts.parts.push(part);
        }
        self.add_commitments(&decision.commitments);
        let decider = &decision.decider.actor;
        for statement in &decision.statements {
            if statement.r#type == StatementType::Ground && statement.holder != *decider {
                let holder = self.names.number(Kind::Actor, statement.holder.as_str());
                self.facts.grounds.push_once(holder);
            }
        }
        let proposal = decision.proposal.as_ref();
        let version = proposal.and_then(|one| one.version.as_ref());
        let position = decision.position();
        self.facts.decisions.push(DecisionFact {
            decider: self.names.number(Kind::Actor, decider.as_str()),
            proposal: proposal.map(|one| self.names.number(Kind::Proposal, one.id.as_str())),
            version: version.map(|one| self.names.number(Kind::Part, one.as_str())),
            capacity: decision.decider.capacity,
            decides: proposal.is_some_and(|one| one.decides == Some(true)),
            result: decision.chosen().and_then(|option| option.result),
            takes_position: position.is_some_and(|one| one != Position::NoPosition),
        });
    }

    fn add_vote(&mut self, event: u32, vote: &Vote, decision: &Decision) {
        for tally in &vote.tallies {
            let option = tally.option.as_ref();
            self.facts.tallies.push(TallyFact {
                event,
                unit: tally.unit,
                option: option.map(|option| self.names.number(Kind::Part, option.as_str())),
                is_of_choice: option == Some(&decision.choice),
                counts: [&tally.r#for, &tally.against, &tally.abstain]
                    .map(|count| count.as_ref().map(Count::get)),
                needed: tally.needed.as_ref().map(Count::get),
            });
        }
        for ballot in &vote.cast {
            let option = ballot.option.as_ref();
            self.facts.ballots.push(BallotFact {
                event,
                actor: self.names.number(Kind::Actor, ballot.actor.as_str()),
                vote: ballot.vote,
                option: option.map(|option| self.names.number(Kind::Part, option.as_str())),
                count: ballot.count.as_ref().map(Count::get),
            });
        }
    }

    /// The parts that something touches.
    fn touched(&mut self, parts: &[ProvisionId]) -> Slice {
        let start = self.facts.touched.open().len() as u32;
        for part in parts {
            let part = self.names.number(Kind::Provision, part.as_str());
            self.facts.touched.push(part);
        }
        let end = self.facts.touched.open().len() as u32;
        Slice { start, end }
    }
}
