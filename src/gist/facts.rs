//! What an outline amounts to, gathered in one pass over it.

use super::day::span;
use super::parts::{self, Commitment, Event, Evidence, Relation, Statement, Verdict};
use crate::model::RECORD_TYPES;
use crate::outline::{OTHER, Outline};
use crate::schema::vocabulary::{code, key, of_type};

/// What there is in a record. Values go by their numbers in the outline. Kept from record to record, so that the memory is.
#[derive(Default)]
pub struct Facts {
    /// The place of the record's type among [`RECORD_TYPES`].
    pub record_type: usize,
    /// Its id.
    pub id: u32,
    /// Whether it counts for nothing.
    pub is_withdrawn: bool,
    /// Whether a date is none, or an interval ends before it starts.
    pub has_wrong_date: bool,
    /// The ids of other records, with the places of their types among [`RECORD_TYPES`].
    pub references: Vec<(usize, u32)>,
    /// The ids that versions have.
    pub given_versions: Vec<u32>,
    /// The ids that provisions have.
    pub given_provisions: Vec<u32>,
    /// The ids of versions that are referred to.
    pub versions: Vec<u32>,
    /// The ids of provisions that are referred to.
    pub provisions: Vec<u32>,
    /// References to statements and commitments.
    pub targets: Vec<u32>,
    /// Every piece of evidence.
    pub evidence: Vec<Evidence>,
    /// The events of the decision.
    pub events: Vec<Event>,
    /// The statements.
    pub statements: Vec<Statement>,
    /// The commitments.
    pub commitments: Vec<Commitment>,
    /// The relations to older decisions.
    pub relations: Vec<Relation>,
    /// The passages that say nothing to record: the numbers of their quotes, and what came of looking for them.
    pub out_of_scope: Vec<(u32, Verdict)>,
}

/// Which record types the types of ids name.
const REFERENCES: [(u8, &str); 4] = [
    (of_type::DECISION_ID, "decision"),
    (of_type::PROPOSAL_ID, "proposal"),
    (of_type::SOURCE_ID, "source"),
    (of_type::ACTOR_ID, "actor"),
];

impl Facts {
    /// Gathers what is in a record.
    pub fn read(&mut self, record: &str, outline: &Outline, record_type: usize) {
        self.clear();
        self.record_type = record_type;
        let id = outline.member(0, key::ID);
        self.id = id.unwrap_or_default() as u32;
        self.read_state(outline);
        for section in outline.parts(0) {
            let name = outline.marks[section].key;
            for at in section..outline.marks[section].next as usize {
                self.read_value(record, outline, at, name);
            }
        }
    }

    fn clear(&mut self) {
        self.has_wrong_date = false;
        self.references.clear();
        self.given_versions.clear();
        self.given_provisions.clear();
        self.versions.clear();
        self.provisions.clear();
        self.targets.clear();
        self.evidence.clear();
        self.events.clear();
        self.statements.clear();
        self.commitments.clear();
        self.relations.clear();
        self.out_of_scope.clear();
    }

    fn read_state(&mut self, outline: &Outline) {
        let state = outline.member(0, key::RECORD).unwrap_or_default();
        let member = |key| outline.member(state, key).map(|at| &outline.marks[at]);
        self.is_withdrawn = member(key::STATE).is_some_and(|mark| mark.code == code::WITHDRAWN);
    }

    fn read_value(&mut self, record: &str, outline: &Outline, at: usize, section: u8) {
        let mark = &outline.marks[at];
        let number = at as u32;
        match mark.of_type {
            OTHER => {}
            of_type::DATE => self.has_wrong_date |= !is_sound(outline.text(record, mark)),
            of_type::EVIDENCE => self.evidence.push(parts::evidence(outline, at, section)),
            of_type::EVENT => self.events.push(parts::event(record, outline, at)),
            of_type::STATEMENT => self.statements.push(parts::statement(outline, at)),
            of_type::COMMITMENT => self.commitments.push(parts::commitment(outline, at)),
            of_type::RELATION => self.relations.push(parts::relation(outline, at)),
            of_type::OUT_OF_SCOPE => {
                let quote = outline.member(at, key::QUOTE).unwrap_or_default() as u32;
                self.out_of_scope.push((quote, Verdict::Open));
            }
            of_type::TARGET => self.targets.push(number),
            of_type::OPTION_ID
            | of_type::VERSION_ID
            | of_type::PROVISION_ID
            | of_type::LOCAL_ID
                if mark.key == key::ID =>
            {
                match mark.of_type {
                    of_type::VERSION_ID => self.given_versions.push(number),
                    of_type::PROVISION_ID => self.given_provisions.push(number),
                    _ => {}
                }
            }
            of_type::VERSION_ID => self.versions.push(number),
            of_type::PROVISION_ID => self.provisions.push(number),
            of_type => {
                let named = REFERENCES.iter().find(|(one, _)| *one == of_type);
                if let Some((_, name)) = named.filter(|_| number != self.id) {
                    let place = RECORD_TYPES.iter().position(|one| one == name);
                    self.references.push((place.unwrap_or_default(), number));
                }
            }
        }
    }
}

fn is_sound(date: &str) -> bool {
    span(date).is_some_and(|span| span.first <= span.last)
}
