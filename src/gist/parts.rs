//! The parts of a record that rules look at, each read from an outline. Values go by their numbers in it.

use super::day::{Day, Span, span};
use crate::derive::time::changes_force;
use crate::model::{EventType, RelationType};
use crate::outline::{OTHER, Outline};
use crate::schema::vocabulary::{code, key};

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
}

/// A statement.
#[derive(Clone, Copy, Debug)]
pub struct Statement {
    /// Its id.
    pub id: u32,
    /// Its type, as the number of a code.
    pub code: u8,
    /// Who holds it.
    pub holder: u32,
}

/// A commitment.
#[derive(Clone, Copy, Debug)]
pub struct Commitment {
    /// Its id.
    pub id: u32,
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

/// A table of the codes of an enum by their numbers. A code that the enum has and the table lacks does not compile.
macro_rules! codes {
    ($(#[$about:meta])* $table:ident: $enum:ident $($number:ident $variant:ident)*) => {
        $(#[$about])*
        const $table: &[(u8, $enum)] = &[$((code::$number, $enum::$variant)),*];

        const _: fn($enum) = |one| match one {
            $($enum::$variant)|* => {}
        };
    };
}

codes! {
    /// What happened, by the number of its code.
    EVENTS: EventType
    PROPOSED Proposed
    ANNOUNCED Announced
    REAFFIRMED Reaffirmed
    POSTPONED Postponed
    NOT_EXECUTED NotExecuted
    TAKEN Taken
    PUBLISHED Published
    ENTERED_INTO_FORCE EnteredIntoForce
    EXECUTED Executed
    SUSPENDED Suspended
    RESUMED Resumed
    CHALLENGED Challenged
    UPHELD Upheld
    LAPSED Lapsed
    ANNULLED Annulled
}

codes! {
    /// How a decision relates to an older one, by the number of its code.
    RELATIONS: RelationType
    SUPERSEDES Supersedes
    AMENDS Amends
    IMPLEMENTS Implements
    DECLINES Declines
    CONSTRAINED_BY ConstrainedBy
    REVOKES Revokes
    ANNULS Annuls
    MAINTAINS Maintains
}

/// What a number of a code stands for. The reader lets no code pass that the schema has not, and the schema is that of the enum.
fn of_code<T: Copy>(table: &[(u8, T)], number: u8) -> T {
    let found = table.iter().find(|(code, _)| *code == number);
    found
        .map(|(_, value)| *value)
        .expect("every code of the schema is in the table")
}

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
    let how = member(key::TYPE).expect("the schema requires it");
    Relation {
        at: at as u32,
        next: outline.marks[at].next,
        how: of_code(RELATIONS, outline.marks[how].code),
        target: member(key::TARGET).unwrap_or_default() as u32,
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
    for part in outline.parts(at) {
        match outline.marks[part].key {
            key::SOURCE => evidence.source = part as u32,
            key::QUOTE => evidence.quote = Some(part as u32),
            key::LOCATOR => evidence.has_locator = true,
            key::CONFIDENCE => evidence.confidence = Some(outline.marks[part].code),
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
    };
    for part in outline.parts(at) {
        let mark = &outline.marks[part];
        let span = || span(outline.text(record, mark));
        match mark.key {
            key::TYPE => event.what = of_code(EVENTS, mark.code),
            key::DATE => event.date = span(),
            key::EFFECTIVE => event.effective = span(),
            key::DUE => event.due = span(),
            _ => {}
        }
    }
    event
}

pub(super) fn statement(outline: &Outline, at: usize) -> Statement {
    let mut statement = Statement {
        id: 0,
        code: OTHER,
        holder: 0,
    };
    for part in outline.parts(at) {
        let mark = &outline.marks[part];
        match mark.key {
            key::ID => statement.id = part as u32,
            key::TYPE => statement.code = mark.code,
            key::HOLDER => statement.holder = part as u32,
            _ => {}
        }
    }
    statement
}

pub(super) fn commitment(outline: &Outline, at: usize) -> Commitment {
    let id = outline.member(at, key::ID);
    Commitment {
        id: id.unwrap_or_default() as u32,
    }
}
