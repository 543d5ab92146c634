//! The parts of a record that rules look at, each read from an outline. Values go by their numbers in it.

use super::day::{Day, Span, span};
use super::vocabulary::{code, key};
use crate::derive::time::changes_force;
use crate::model::{EventType, RelationType};
use crate::outline::{OTHER, Outline};

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

/// The relation at a place.
pub(super) fn relation(outline: &Outline, at: usize) -> Relation {
    let member = |key| outline.member(at, key);
    let how = member(key("type")).map(|how| outline.marks[how].code);
    let how = RELATIONS.iter().find(|(code, _)| Some(*code) == how);
    Relation {
        at: at as u32,
        next: outline.marks[at].next,
        how: how.map_or(RelationType::Maintains, |(_, how)| *how),
        target: member(key("target")).unwrap_or_default() as u32,
    }
}

pub(super) fn evidence(outline: &Outline, at: usize, section: u8) -> Evidence {
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

pub(super) fn event(record: &str, outline: &Outline, at: usize) -> Event {
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

pub(super) fn statement(outline: &Outline, at: usize) -> Statement {
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

pub(super) fn commitment(record: &str, outline: &Outline, at: usize) -> Commitment {
    let member = |key| outline.member(at, key);
    let due = member(key("due")).map(|due| &outline.marks[due]);
    Commitment {
        id: member(key("id")).unwrap_or_default() as u32,
        events: member(key("events")).unwrap_or_default() as u32,
        due: due.and_then(|due| span(outline.text(record, due))),
    }
}
