//! The facts of each record: what it says of others, and what it has to say to them. Ids go by their numbers.

use jiff::civil;

use super::lists::Lists;
use crate::model::{ActorKind, BallotVote, EventType, RelationType, TallyUnit};

/// The place where a record was read, so that it can be read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Which of the files it is in, as whoever reads them counts them.
    pub file: u32,
    /// The byte at which it begins, if the file holds one record a line.
    pub start: u64,
    /// The number of bytes that it has there.
    pub length: u32,
    /// The number of lines before it.
    pub before: u64,
}

/// A file or line that is to hold a record.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// The number of its id, if it has a type and an id.
    pub name: Option<u32>,
    /// The place where it was read.
    pub origin: Origin,
    /// True if a record could be read.
    pub is_read: bool,
    /// True if the record stands where its type and id say.
    pub is_home: bool,
    /// True if the record counts for nothing.
    pub is_withdrawn: bool,
    /// True if the record has a date that is none.
    pub has_wrong_date: bool,
    /// True if the record has a quote without a word, or with too many.
    pub has_odd_length: bool,
    /// True if the record was published and is not, byte for byte, as it was then.
    pub has_changed: bool,
}

/// The facts of records, by their places: a list of each sort for each record.
#[derive(Default)]
pub struct Facts {
    /// The records.
    pub entries: Vec<Entry>,
    /// The records that it names, each once.
    pub named: Lists<u32>,
    /// From which sources and in which forms there is evidence, each once.
    pub evidence: Lists<EvidenceFact>,
    /// The quotes that are evidence, in the order of the text.
    pub quotes: Lists<QuoteFact>,
    /// The passages that are declared to say nothing to record, in the order of the text.
    pub declared: Lists<QuoteFact>,
    /// The events of a decision.
    pub events: Lists<EventFact>,
    /// The relations of a decision to older ones.
    pub relations: Lists<RelationFact>,
    /// The results of the votes of a decision.
    pub tallies: Lists<TallyFact>,
    /// The ballots of a decision: who voted what.
    pub ballots: Lists<BallotFact>,
    /// The sources that show events and relations, which know their places here.
    pub shown: Lists<u32>,
    /// A hash of each title.
    pub titles: Lists<u64>,
    /// The statements and commitments of a decision, or the versions and provisions of a proposal.
    pub parts: Lists<u32>,
    /// The statements and commitments of other decisions that are named: the decision, and the id there.
    pub foreign_parts: Lists<(u32, u32)>,
    /// The versions and provisions of its proposal that a decision names.
    pub proposal_parts: Lists<u32>,
    /// The actors who hold grounds of a decision, but for the decider.
    pub grounds: Lists<u32>,
    /// More of a decision; one of each.
    pub decisions: Lists<DecisionFact>,
    /// More of a source; one of each.
    pub sources: Lists<SourceFact>,
    /// More of an actor; one of each.
    pub actors: Lists<ActorFact>,
    /// The records that belong where a file stands that cannot be read: the number of the id, and the place of the file.
    pub residents: Vec<(u32, u32)>,
}

/// Which members evidence has, a bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form(u8);

impl Form {
    /// A form with these members.
    pub fn new(quote: bool, locator: bool, confidence: bool) -> Form {
        Form(u8::from(quote) | u8::from(locator) << 1 | u8::from(confidence) << 2)
    }

    /// True if there is a quote.
    pub fn has_quote(self) -> bool {
        self.0 & 1 != 0
    }

    /// True if there is a locator.
    pub fn has_locator(self) -> bool {
        self.0 & 2 != 0
    }

    /// True if there is a confidence.
    pub fn has_confidence(self) -> bool {
        self.0 & 4 != 0
    }
}

/// Evidence of one form from one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EvidenceFact {
    /// The source.
    pub source: u32,
    /// The form.
    pub form: Form,
}

/// A quote, and what came of looking for it.
#[derive(Clone, Copy, Debug)]
pub struct QuoteFact {
    /// The source.
    pub source: u32,
    /// The bytes of the normal view at which it starts and ends; from [`NOWHERE`] it is not known to stand in one place.
    place: (u32, u32),
}

/// The result of looking for a quote in the text that it is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There is no such text here.
    NoText,
    /// It stands there once, from one byte of the normal view to another.
    Once(u32, u32),
    /// It does not stand there.
    Missing,
    /// It stands there more often than once.
    Ambiguous,
}

const NOWHERE: u32 = u32::MAX;

impl QuoteFact {
    /// A quote from a source.
    pub fn new(source: u32, verdict: Verdict) -> QuoteFact {
        let place = match verdict {
            Verdict::NoText => (NOWHERE, 0),
            Verdict::Missing => (NOWHERE, 1),
            Verdict::Ambiguous => (NOWHERE, 2),
            Verdict::Once(start, end) => (start, end),
        };
        QuoteFact { source, place }
    }

    /// Notes what came of looking for it once more.
    pub fn set(&mut self, verdict: Verdict) {
        *self = QuoteFact::new(self.source, verdict);
    }

    /// The result of looking for it.
    pub fn verdict(&self) -> Verdict {
        match self.place {
            (NOWHERE, 0) => Verdict::NoText,
            (NOWHERE, 1) => Verdict::Missing,
            (NOWHERE, _) => Verdict::Ambiguous,
            (start, end) => Verdict::Once(start, end),
        }
    }
}

/// The sources that show something: from which to which place among those of the record.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown {
    /// The first place.
    pub start: u32,
    /// The place behind the last.
    pub end: u32,
}

/// Something happened.
#[derive(Clone, Copy, Debug)]
pub struct EventFact {
    /// The type of the event.
    pub what: EventType,
    /// The day from which it counts; none if no calendar has it.
    pub counts_from: Option<civil::Date>,
    /// The first and the last day on which it can have been; none if no calendar has them.
    pub days: Option<(civil::Date, civil::Date)>,
    /// The last day of the next date that it names, if it names one; no day if no calendar has it.
    pub due: Option<Option<civil::Date>>,
    /// The sources that show it.
    pub shown: Shown,
}

/// The result of a vote in one unit.
#[derive(Clone, Copy, Debug)]
pub struct TallyFact {
    /// Which of the events it belongs to.
    pub event: u32,
    /// The unit that was counted.
    pub unit: TallyUnit,
    /// The numbers in favour, against and abstaining, as far as they are known.
    pub counts: [Option<f64>; 3],
}

/// The ballot of one actor in a vote.
#[derive(Clone, Copy, Debug)]
pub struct BallotFact {
    /// Which of the events it belongs to.
    pub event: u32,
    /// The actor who voted.
    pub actor: u32,
    /// The vote of the actor.
    pub vote: BallotVote,
}

/// A decision relates to an older one.
#[derive(Clone, Copy, Debug)]
pub struct RelationFact {
    /// The older decision.
    pub target: u32,
    /// The type of the relation.
    pub what: RelationType,
    /// The sources that show it.
    pub shown: Shown,
}

/// The facts of a decision beside its lists.
#[derive(Clone, Copy, Debug)]
pub struct DecisionFact {
    /// The actor who decided.
    pub decider: u32,
    /// The proposal that the decision is about, if it is about one.
    pub proposal: Option<u32>,
    /// True if the choice of the decision is a position on that proposal.
    pub takes_position: bool,
}

/// The facts of an actor.
#[derive(Clone, Copy, Debug)]
pub struct ActorFact {
    /// The kind of the actor.
    pub kind: ActorKind,
    /// The actor in whose name it speaks.
    pub speaks_for: Option<u32>,
}

/// The facts of a source beside its lists.
#[derive(Clone, Copy, Debug)]
pub struct SourceFact {
    /// The last day that it names as its own; none if a date of it is none.
    pub latest: Option<civil::Date>,
    /// The day by which it was public, if it was.
    pub public_by: Option<civil::Date>,
    /// The text that it pins, if it pins one.
    pub text: Option<Pinned>,
}

/// A text that a source pins.
#[derive(Clone, Copy, Debug)]
pub struct Pinned {
    /// Which of the files that hold no record it is, as whoever reads them counts them; none if it is not there.
    pub file: Option<u32>,
    /// Its hash, as it was pinned; none if that is no hash.
    pub sha256: Option<[u8; 32]>,
}

impl Facts {
    /// Adds the facts of other records behind these.
    pub fn append(&mut self, other: Facts) {
        let first = self.entries.len() as u32;
        self.entries.extend(other.entries);
        self.named.append(other.named);
        self.evidence.append(other.evidence);
        self.quotes.append(other.quotes);
        self.declared.append(other.declared);
        self.events.append(other.events);
        self.relations.append(other.relations);
        self.tallies.append(other.tallies);
        self.ballots.append(other.ballots);
        self.shown.append(other.shown);
        self.titles.append(other.titles);
        self.parts.append(other.parts);
        self.foreign_parts.append(other.foreign_parts);
        self.proposal_parts.append(other.proposal_parts);
        self.grounds.append(other.grounds);
        self.decisions.append(other.decisions);
        self.sources.append(other.sources);
        self.actors.append(other.actors);
        let residents = other.residents.iter();
        self.residents
            .extend(residents.map(|(name, at)| (*name, first + at)));
    }

    /// Ends what is said of one record.
    pub(super) fn close(&mut self, entry: Entry) {
        self.entries.push(entry);
        self.named.close_sorted();
        self.evidence.close_sorted();
        self.quotes.close();
        self.declared.close();
        self.events.close();
        self.relations.close();
        self.tallies.close();
        self.ballots.close();
        self.shown.close();
        self.titles.close();
        self.parts.close_sorted();
        self.foreign_parts.close_sorted();
        self.proposal_parts.close_sorted();
        self.grounds.close_sorted();
        self.decisions.close();
        self.sources.close();
        self.actors.close();
    }

    /// About how many bytes of memory they take.
    pub fn bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Entry>()
            + self.named.bytes()
            + self.evidence.bytes()
            + self.quotes.bytes()
            + self.declared.bytes()
            + self.events.bytes()
            + self.relations.bytes()
            + self.tallies.bytes()
            + self.ballots.bytes()
            + self.shown.bytes()
            + self.titles.bytes()
            + self.parts.bytes()
            + self.foreign_parts.bytes()
            + self.proposal_parts.bytes()
            + self.grounds.bytes()
            + self.decisions.bytes()
            + self.sources.bytes()
            + self.actors.bytes()
    }
}
