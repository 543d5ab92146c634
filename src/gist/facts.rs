//! What an outline amounts to, gathered in one pass over it.

use super::day::span;
use super::parts::{self, Commitment, Event, Evidence, Relation, Statement, Verdict};
use super::repeats::{any_twice, hash, may_repeat};
use super::vocabulary::{code, key, of_type};
use crate::model::RECORD_TYPES;
use crate::outline::{Kind, OTHER, Outline};

/// What there is in a record. Values go by their numbers in the outline. Kept from record to record, so that the memory is.
#[derive(Default)]
pub struct Facts {
    /// The place of the record's type among [`RECORD_TYPES`].
    pub record_type: usize,
    /// Its id.
    pub id: u32,
    /// How many times it was published.
    pub revision: u32,
    /// Whether it counts for nothing.
    pub is_withdrawn: bool,
    /// Whether it says why it was changed or withdrawn.
    pub has_reason: bool,
    /// Whether a text lacks a language that the dataset requires.
    pub lacks_language: bool,
    /// Whether a date is none, or an interval ends before it starts.
    pub has_wrong_date: bool,
    /// Whether a list may say something twice.
    pub may_repeat: bool,
    /// Whether an id may be given twice within the record.
    pub may_repeat_id: bool,
    /// The ids of other records, with the places of their types among [`RECORD_TYPES`].
    pub references: Vec<(usize, u32)>,
    /// The ids that options have.
    pub given_options: Vec<u32>,
    /// The ids that versions have.
    pub given_versions: Vec<u32>,
    /// The ids that provisions have.
    pub given_provisions: Vec<u32>,
    /// The ids of options that are referred to.
    pub options: Vec<u32>,
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
    /// The participants.
    pub participants: Vec<u32>,
    /// The relations to older decisions.
    pub relations: Vec<Relation>,
    /// The contradictions between sources.
    pub discrepancies: Vec<u32>,
    /// The passages that say nothing to record: the numbers of their quotes, and what came of looking for them.
    pub out_of_scope: Vec<(u32, Verdict)>,
    /// The hashes of the ids that are given within the record.
    hashes: Vec<u64>,
    /// Those of the items of one list.
    items: Vec<u64>,
}

/// Which record types the types of ids name.
const REFERENCES: [(u8, &str); 4] = [
    (of_type::DECISION_ID, "decision"),
    (of_type::PROPOSAL_ID, "proposal"),
    (of_type::SOURCE_ID, "source"),
    (of_type::ACTOR_ID, "actor"),
];

impl Facts {
    /// Gathers what is in a record. `languages` are those that every text has to have.
    pub fn read(
        &mut self,
        record: &str,
        outline: &Outline,
        record_type: usize,
        languages: &[&str],
    ) {
        self.clear();
        self.record_type = record_type;
        let id = outline.member(0, key::ID);
        self.id = id.unwrap_or_default() as u32;
        self.read_state(record, outline);
        for section in outline.parts(0) {
            let name = outline.marks[section].key;
            for at in section..outline.marks[section].next as usize {
                self.read_value(record, outline, at, name, languages);
            }
        }
        self.may_repeat_id = any_twice(&mut self.hashes);
    }

    fn clear(&mut self) {
        self.lacks_language = false;
        self.has_wrong_date = false;
        self.may_repeat = false;
        self.references.clear();
        self.given_options.clear();
        self.given_versions.clear();
        self.given_provisions.clear();
        self.options.clear();
        self.versions.clear();
        self.provisions.clear();
        self.targets.clear();
        self.evidence.clear();
        self.events.clear();
        self.statements.clear();
        self.commitments.clear();
        self.participants.clear();
        self.relations.clear();
        self.discrepancies.clear();
        self.out_of_scope.clear();
        self.hashes.clear();
    }

    fn read_state(&mut self, record: &str, outline: &Outline) {
        let state = outline.member(0, key::RECORD).unwrap_or_default();
        let member = |key| outline.member(state, key).map(|at| &outline.marks[at]);
        let revision = member(key::REVISION).map(|mark| outline.text(record, mark));
        let revision = revision.and_then(|digits| digits.parse().ok());
        self.revision = revision.unwrap_or(u32::MAX);
        self.is_withdrawn = member(key::STATE).is_some_and(|mark| mark.code == code::WITHDRAWN);
        self.has_reason = member(key::REASON).is_some();
    }

    fn read_value(
        &mut self,
        record: &str,
        outline: &Outline,
        at: usize,
        section: u8,
        languages: &[&str],
    ) {
        let mark = &outline.marks[at];
        let number = at as u32;
        match mark.of_type {
            OTHER if mark.kind == Kind::List => {
                self.may_repeat |= may_repeat(record, outline, at, &mut self.items);
            }
            OTHER => {}
            of_type::LOCALIZED_TEXT => {
                self.lacks_language |= lacks_language(record, outline, at, languages)
            }
            of_type::DATE => self.has_wrong_date |= !is_sound(outline.text(record, mark)),
            of_type::EVIDENCE => self.evidence.push(parts::evidence(outline, at, section)),
            of_type::EVENT => self.events.push(parts::event(record, outline, at)),
            of_type::STATEMENT => self.statements.push(parts::statement(outline, at)),
            of_type::COMMITMENT => self
                .commitments
                .push(parts::commitment(record, outline, at)),
            of_type::PARTICIPANT => self.participants.push(number),
            of_type::RELATION => self.relations.push(parts::relation(outline, at)),
            of_type::DISCREPANCY => self.discrepancies.push(number),
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
                self.hashes.push(hash(0, outline.text(record, mark)));
                match mark.of_type {
                    of_type::OPTION_ID => self.given_options.push(number),
                    of_type::VERSION_ID => self.given_versions.push(number),
                    of_type::PROVISION_ID => self.given_provisions.push(number),
                    _ => {}
                }
            }
            of_type::OPTION_ID => self.options.push(number),
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

/// Whether a text lacks one of the languages. Its keys and values stand in turn.
fn lacks_language(record: &str, outline: &Outline, at: usize, languages: &[&str]) -> bool {
    let marks = &outline.marks[at + 1..outline.marks[at].next as usize];
    let has = |language: &&str| {
        let mut keys = marks.iter().step_by(2);
        keys.any(|key| outline.text(record, key) == *language)
    };
    !languages.iter().all(has)
}

fn is_sound(date: &str) -> bool {
    span(date).is_some_and(|span| span.first <= span.last)
}
