//! What an outline amounts to, gathered in one pass over it.

use super::day::{Day, Span, span};
use super::repeats::{any_twice, hash, may_repeat};
use super::vocabulary::{code, key, of_type};
use crate::derive::time::changes_force;
use crate::model::{EventType, RECORD_TYPES, RelationType};
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

/// What came of looking for a quote in the text that it is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nobody looked.
    Open,
    /// There is no such text here.
    NoText,
    /// It stands there once, from one byte of the normal view to another.
    Once(u32, u32),
    /// It does not stand there.
    Missing,
    /// It stands there more often than once.
    Ambiguous,
}

/// A piece of evidence.
#[derive(Clone, Copy, Debug)]
pub struct Evidence {
    /// Its number.
    pub at: u32,
    /// The key of the record's member that it is in.
    pub section: u8,
    /// The source that it names.
    pub source: u32,
    /// The words that it quotes.
    pub quote: Option<u32>,
    /// Whether it says where in the source.
    pub has_locator: bool,
    /// How sure it is, as the number of a code, if it says so.
    pub confidence: Option<u8>,
    /// What came of looking for the quote.
    pub verdict: Verdict,
}

/// An event of a decision.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// Its number.
    pub at: u32,
    /// The number of what comes after it.
    pub next: u32,
    /// What happened.
    pub what: EventType,
    /// When it happened; none if no calendar has that day.
    pub date: Option<Span>,
    /// When its legal effect starts, if it says so.
    pub effective: Option<Span>,
    /// The next date that it names.
    pub due: Option<Span>,
    /// Whether it says what was done.
    pub has_act: bool,
    /// Its vote.
    pub vote: Option<u32>,
}

/// A statement.
#[derive(Clone, Copy, Debug)]
pub struct Statement {
    /// Its number.
    pub at: u32,
    /// Its id.
    pub id: u32,
    /// Its type, as the number of a code.
    pub code: u8,
    /// Who holds it.
    pub holder: u32,
    /// Whether it has a reason, as grounds have.
    pub has_reason: bool,
    /// Whether it has a strength, as conditions may have.
    pub has_strength: bool,
    /// Whether it has an outcome, as concerns may have.
    pub has_outcome: bool,
}

/// A commitment.
#[derive(Clone, Copy, Debug)]
pub struct Commitment {
    /// Its id.
    pub id: u32,
    /// The list of its events.
    pub events: u32,
    /// The day by which it is to be kept.
    pub due: Option<Span>,
}

/// A relation to an older decision.
#[derive(Clone, Copy, Debug)]
pub struct Relation {
    /// Its number.
    pub at: u32,
    /// The number of what comes after it.
    pub next: u32,
    /// How it relates.
    pub how: RelationType,
    /// The older decision.
    pub target: u32,
}

/// What happened, by the number of its code.
const EVENTS: [(u8, EventType); 15] = [
    (code("proposed"), EventType::Proposed),
    (code("announced"), EventType::Announced),
    (code("reaffirmed"), EventType::Reaffirmed),
    (code("postponed"), EventType::Postponed),
    (code("not_executed"), EventType::NotExecuted),
    (code("taken"), EventType::Taken),
    (code("published"), EventType::Published),
    (code("entered_into_force"), EventType::EnteredIntoForce),
    (code("executed"), EventType::Executed),
    (code("suspended"), EventType::Suspended),
    (code("resumed"), EventType::Resumed),
    (code("challenged"), EventType::Challenged),
    (code("upheld"), EventType::Upheld),
    (code("lapsed"), EventType::Lapsed),
    (code("annulled"), EventType::Annulled),
];

/// How a decision relates to an older one, by the number of its code.
const RELATIONS: [(u8, RelationType); 8] = [
    (code("supersedes"), RelationType::Supersedes),
    (code("amends"), RelationType::Amends),
    (code("implements"), RelationType::Implements),
    (code("declines"), RelationType::Declines),
    (code("constrained_by"), RelationType::ConstrainedBy),
    (code("revokes"), RelationType::Revokes),
    (code("annuls"), RelationType::Annuls),
    (code("maintains"), RelationType::Maintains),
];

impl Event {
    /// The day from which it counts, as [`crate::derive::time::counts_from`] has it.
    pub fn counts_from(&self) -> Option<Day> {
        let effective = self.effective.filter(|_| changes_force(self.what));
        effective.or(self.date).map(|span| span.last)
    }
}

/// Which record types the types of ids name.
const REFERENCES: [(u8, &str); 4] = [
    (of_type("DecisionId"), "decision"),
    (of_type("ProposalId"), "proposal"),
    (of_type("SourceId"), "source"),
    (of_type("ActorId"), "actor"),
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
        let id = outline.member(0, key("id"));
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
        let state = outline.member(0, key("record")).unwrap_or_default();
        let member = |key| outline.member(state, key).map(|at| &outline.marks[at]);
        let revision = member(key("revision")).map(|mark| outline.text(record, mark));
        let revision = revision.and_then(|digits| digits.parse().ok());
        self.revision = revision.unwrap_or(u32::MAX);
        self.is_withdrawn = member(key("state")).is_some_and(|mark| mark.code == code("withdrawn"));
        self.has_reason = member(key("reason")).is_some();
    }

    fn read_value(
        &mut self,
        record: &str,
        outline: &Outline,
        at: usize,
        section: u8,
        languages: &[&str],
    ) {
        const DATE: u8 = of_type("Date");
        const TEXT: u8 = of_type("LocalizedText");
        const EVIDENCE: u8 = of_type("Evidence");
        const EVENT: u8 = of_type("Event");
        const STATEMENT: u8 = of_type("Statement");
        const COMMITMENT: u8 = of_type("Commitment");
        const PARTICIPANT: u8 = of_type("Participant");
        const RELATION: u8 = of_type("Relation");
        const DISCREPANCY: u8 = of_type("Discrepancy");
        const OUT_OF_SCOPE: u8 = of_type("OutOfScope");
        const TARGET: u8 = of_type("Target");
        const OPTION_ID: u8 = of_type("OptionId");
        const VERSION_ID: u8 = of_type("VersionId");
        const PROVISION_ID: u8 = of_type("ProvisionId");
        const LOCAL_ID: u8 = of_type("LocalId");
        let mark = &outline.marks[at];
        let number = at as u32;
        match mark.of_type {
            OTHER if mark.kind == Kind::List => {
                self.may_repeat |= may_repeat(record, outline, at, &mut self.items);
            }
            OTHER => {}
            TEXT => self.lacks_language |= lacks_language(record, outline, at, languages),
            DATE => self.has_wrong_date |= !is_sound(outline.text(record, mark)),
            EVIDENCE => self.evidence.push(evidence(outline, at, section)),
            EVENT => self.events.push(event(record, outline, at)),
            STATEMENT => self.statements.push(statement(outline, at)),
            COMMITMENT => self.commitments.push(commitment(record, outline, at)),
            PARTICIPANT => self.participants.push(number),
            RELATION => {
                let target = outline.member(at, key("target")).unwrap_or_default() as u32;
                let how = outline
                    .member(at, key("type"))
                    .map(|how| outline.marks[how].code);
                let how = RELATIONS.iter().find(|(code, _)| Some(*code) == how);
                self.relations.push(Relation {
                    at: number,
                    next: mark.next,
                    how: how.map_or(RelationType::Maintains, |(_, how)| *how),
                    target,
                });
            }
            DISCREPANCY => self.discrepancies.push(number),
            OUT_OF_SCOPE => {
                let quote = outline.member(at, key("quote")).unwrap_or_default() as u32;
                self.out_of_scope.push((quote, Verdict::Open));
            }
            TARGET => self.targets.push(number),
            OPTION_ID | VERSION_ID | PROVISION_ID | LOCAL_ID if mark.key == key("id") => {
                self.hashes.push(hash(0, outline.text(record, mark)));
                match mark.of_type {
                    OPTION_ID => self.given_options.push(number),
                    VERSION_ID => self.given_versions.push(number),
                    PROVISION_ID => self.given_provisions.push(number),
                    _ => {}
                }
            }
            OPTION_ID => self.options.push(number),
            VERSION_ID => self.versions.push(number),
            PROVISION_ID => self.provisions.push(number),
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

fn evidence(outline: &Outline, at: usize, section: u8) -> Evidence {
    let mut evidence = Evidence {
        at: at as u32,
        section,
        source: 0,
        quote: None,
        has_locator: false,
        confidence: None,
        verdict: Verdict::Open,
    };
    const SOURCE: u8 = key("source");
    const QUOTE: u8 = key("quote");
    const LOCATOR: u8 = key("locator");
    const CONFIDENCE: u8 = key("confidence");
    for part in outline.parts(at) {
        match outline.marks[part].key {
            SOURCE => evidence.source = part as u32,
            QUOTE => evidence.quote = Some(part as u32),
            LOCATOR => evidence.has_locator = true,
            CONFIDENCE => evidence.confidence = Some(outline.marks[part].code),
            _ => {}
        }
    }
    evidence
}

fn event(record: &str, outline: &Outline, at: usize) -> Event {
    let mut event = Event {
        at: at as u32,
        next: outline.marks[at].next,
        what: EventType::Proposed,
        date: None,
        effective: None,
        due: None,
        has_act: false,
        vote: None,
    };
    const TYPE: u8 = key("type");
    const DATE: u8 = key("date");
    const EFFECTIVE: u8 = key("effective");
    const DUE: u8 = key("due");
    const ACT: u8 = key("act");
    const VOTE: u8 = key("vote");
    for part in outline.parts(at) {
        let mark = &outline.marks[part];
        let span = || span(outline.text(record, mark));
        match mark.key {
            TYPE => {
                let what = EVENTS.iter().find(|(code, _)| *code == mark.code);
                event.what = what.map_or(event.what, |(_, what)| *what);
            }
            DATE => event.date = span(),
            EFFECTIVE => event.effective = span(),
            DUE => event.due = span(),
            ACT => event.has_act = true,
            VOTE => event.vote = Some(part as u32),
            _ => {}
        }
    }
    event
}

fn statement(outline: &Outline, at: usize) -> Statement {
    let mut statement = Statement {
        at: at as u32,
        id: 0,
        code: OTHER,
        holder: 0,
        has_reason: false,
        has_strength: false,
        has_outcome: false,
    };
    const ID: u8 = key("id");
    const TYPE: u8 = key("type");
    const HOLDER: u8 = key("holder");
    const REASON: u8 = key("reason");
    const STRENGTH: u8 = key("strength");
    const OUTCOME: u8 = key("outcome");
    for part in outline.parts(at) {
        let mark = &outline.marks[part];
        match mark.key {
            ID => statement.id = part as u32,
            TYPE => statement.code = mark.code,
            HOLDER => statement.holder = part as u32,
            REASON => statement.has_reason = true,
            STRENGTH => statement.has_strength = true,
            OUTCOME => statement.has_outcome = true,
            _ => {}
        }
    }
    statement
}

fn commitment(record: &str, outline: &Outline, at: usize) -> Commitment {
    let member = |key| outline.member(at, key);
    let due = member(key("due")).map(|due| &outline.marks[due]);
    Commitment {
        id: member(key("id")).unwrap_or_default() as u32,
        events: member(key("events")).unwrap_or_default() as u32,
        due: due.and_then(|due| span(outline.text(record, due))),
    }
}
