//! The facts of each record: what it says of others, and what it has to say to them. Ids go by their numbers.

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::evidence::{EvidenceFact, QuoteFact};
use super::lists::{Lists, make_room};
use super::roles::Role;
use super::sources::{AuthorFact, SourceFact};
use super::votes::{BallotFact, TallyFact, VoteFact, VotingRuleFact};
use crate::completeness::EvidenceCounts;
use crate::model::{
    ActorKind, Capacity, EventType, OptionResult, ProvisionEffect, RelationType, TermRole,
};

/// The place where a record was read, so that it can be read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
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
    /// True if what may be a name stands where the id of a record belongs.
    pub has_name_for_id: bool,
    /// True if the record has a date that is none.
    pub has_wrong_date: bool,
    /// True if the record has a quote without a word, or with too many.
    pub has_odd_length: bool,
    /// True if the record was published and is not, byte for byte, as it was then.
    pub has_changed: bool,
    /// What the claims of the record rest on.
    pub evidence: EvidenceCounts,
}

/// The facts of records, by their places: a list of each sort for each record.
#[derive(Default, Serialize, Deserialize)]
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
    /// What else happened, as [`crate::model::Record::dated`] tells it.
    pub dated: Lists<DatedFact>,
    /// The relations of a decision to older ones.
    pub relations: Lists<RelationFact>,
    /// The votes by which a decision was taken.
    pub votes: Lists<VoteFact>,
    /// The voting rules of a proposal, in the order of the bodies.
    pub voting_rules: Lists<VotingRuleFact>,
    /// The results of the votes of a decision.
    pub tallies: Lists<TallyFact>,
    /// The ballots of a decision: who voted what.
    pub ballots: Lists<BallotFact>,
    /// The versions of a proposal, oldest first, each with its day.
    pub versions: Lists<VersionFact>,
    /// The provisions of a decision or proposal.
    pub provisions: Lists<ProvisionFact>,
    /// The authors of a source.
    pub authors: Lists<AuthorFact>,
    /// A hash of each mark, which no other record of the type has.
    pub marks: Lists<u64>,
    /// The actors that it names as something that not every kind of actor can be.
    pub roles: Lists<(Role, u32)>,
    /// The sources that a source refers to.
    pub cites: Lists<u32>,
    /// The terms of an actor.
    pub terms: Lists<TermFact>,
    /// The sources that show events, relations, provisions, terms and what else happened, which know their places here.
    pub shown: Lists<u32>,
    /// The parts that events and relations touch, which know their places here.
    pub touched: Lists<u32>,
    /// A hash of each title, or name of an actor.
    pub titles: Lists<u64>,
    /// The statements, commitments, versions and provisions of a record.
    pub parts: Lists<u32>,
    /// The parts of other records that are named: the record, and the id there.
    pub foreign_parts: Lists<(u32, u32)>,
    /// The versions of its proposal that a decision names.
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
    /// The digest of each record, none of one that could not be read; no list if nobody asks for them.
    pub digests: Vec<Option<[u8; 32]>>,
}

/// Some items of a list of the record, such as the sources that show something: from which to which place.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Slice {
    /// The first place.
    pub start: u32,
    /// The place behind the last.
    pub end: u32,
}

impl Slice {
    /// True if there is none.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// Something happened.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct EventFact {
    /// The type of the event.
    pub what: EventType,
    /// The day from which it counts; none if no calendar has it.
    pub counts_from: Option<civil::Date>,
    /// The first and the last day on which it can have been; none if no calendar has them.
    pub days: Option<(civil::Date, civil::Date)>,
    /// The last day of the next date that it names, if it names one; no day if no calendar has it.
    pub due: Option<Option<civil::Date>>,
    /// The last day of its effect, if it names one.
    pub until: Option<civil::Date>,
    /// The body in whose meeting it happened, or else the decider.
    pub body: u32,
    /// True if something that has no date brings the next step.
    pub has_trigger: bool,
    /// The parts that it touches; none if it touches the whole.
    pub parts: Slice,
    /// The version of the proposal that lay before those who acted then, if it names one.
    pub version: Option<u32>,
    /// The sources that show it.
    pub shown: Slice,
}

/// Something happened, apart from the events of decisions.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct DatedFact {
    /// The first day on which it can have been; none if no calendar has it.
    pub first: Option<civil::Date>,
    /// The sources that show it.
    pub shown: Slice,
}

/// A version of a proposal.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct VersionFact {
    /// Its id.
    pub name: u32,
    /// The first and the last day on which it can have been drawn up; none if no calendar has them.
    pub days: Option<(civil::Date, civil::Date)>,
    /// The source that is its text, if it names one.
    pub document: Option<u32>,
}

/// A provision of a decision or proposal.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ProvisionFact {
    /// Its id.
    pub name: u32,
    /// The version of the proposal that has it.
    pub version: Option<u32>,
    /// Its effect in law.
    pub effect: ProvisionEffect,
    /// True if it only takes out what it replaces.
    pub removes: bool,
    /// The day from which it holds, if it names one.
    pub effective: Option<civil::Date>,
    /// The last day on which it holds, if it names one.
    pub until: Option<civil::Date>,
    /// The last day on which what it obliges to must be done, if it names one and it comes once.
    pub due: Option<civil::Date>,
    /// The provision that it takes the place of: the record, and the id there.
    pub replaces: Option<(u32, u32)>,
    /// The sources that show it.
    pub shown: Slice,
}

/// A term of an actor.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct TermFact {
    /// The office, the cabinet or the body.
    pub office: u32,
    /// The role in it.
    pub role: TermRole,
    /// The capacity, if it is not the ordinary one.
    pub capacity: Option<Capacity>,
    /// The first day, if it names one; no day if no calendar has it.
    pub start: Option<Option<civil::Date>>,
    /// The earliest that the first day can be, if it names one that a calendar has.
    pub earliest: Option<civil::Date>,
    /// The first day on which it ran no longer, if one is recorded.
    pub ended: Option<civil::Date>,
    /// The sources that show that it began.
    pub shown: Slice,
    /// The sources that show that it ended.
    pub end_shown: Slice,
}

/// A decision relates to an older one.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct RelationFact {
    /// The older decision.
    pub target: u32,
    /// The type of the relation.
    pub what: RelationType,
    /// The parts of the older decision that it touches; none if it touches the whole.
    pub parts: Slice,
    /// The day from which it works, if it names one.
    pub effective: Option<civil::Date>,
    /// The last day of what it does, if it names one.
    pub until: Option<civil::Date>,
    /// The sources that show it.
    pub shown: Slice,
}

/// The facts of a decision beside its lists.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct DecisionFact {
    /// The actor who decided.
    pub decider: u32,
    /// The proposal that the decision is about, if it is about one.
    pub proposal: Option<u32>,
    /// The version of the proposal that lay before the decider, if it names one.
    pub version: Option<u32>,
    /// The capacity that the decision states, if it states one.
    pub capacity: Option<Capacity>,
    /// True if the decision settles the proposal or a stage of it.
    pub decides: bool,
    /// The result of the choice, if it has one.
    pub result: Option<OptionResult>,
    /// True if the choice of the decision is a position on that proposal.
    pub takes_position: bool,
}

/// The facts of an actor.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ActorFact {
    /// The kind of the actor.
    pub kind: ActorKind,
    /// The actor in whose name it speaks.
    pub speaks_for: Option<u32>,
}

impl Facts {
    /// Adds the facts of other records behind these.
    pub fn append(&mut self, other: Facts) {
        let first = self.entries.len() as u32;
        make_room(&mut self.entries, other.entries.len());
        self.entries.extend(other.entries);
        self.named.append(other.named);
        self.evidence.append(other.evidence);
        self.quotes.append(other.quotes);
        self.declared.append(other.declared);
        self.events.append(other.events);
        self.dated.append(other.dated);
        self.relations.append(other.relations);
        self.votes.append(other.votes);
        self.voting_rules.append(other.voting_rules);
        self.tallies.append(other.tallies);
        self.ballots.append(other.ballots);
        self.versions.append(other.versions);
        self.provisions.append(other.provisions);
        self.authors.append(other.authors);
        self.marks.append(other.marks);
        self.roles.append(other.roles);
        self.cites.append(other.cites);
        self.terms.append(other.terms);
        self.shown.append(other.shown);
        self.touched.append(other.touched);
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
        self.digests.extend(other.digests);
    }

    /// Ends what is said of one record.
    pub(super) fn close(&mut self, entry: Entry) {
        self.entries.push(entry);
        self.named.close_sorted();
        self.evidence.close_sorted();
        self.quotes.close();
        self.declared.close();
        self.events.close();
        self.dated.close();
        self.relations.close();
        self.votes.close();
        self.voting_rules.close();
        self.tallies.close();
        self.ballots.close();
        self.versions.close();
        self.provisions.close();
        self.authors.close();
        self.marks.close();
        self.roles.close();
        self.cites.close();
        self.terms.close();
        self.shown.close();
        self.touched.close();
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
            + self.dated.bytes()
            + self.relations.bytes()
            + self.votes.bytes()
            + self.voting_rules.bytes()
            + self.tallies.bytes()
            + self.ballots.bytes()
            + self.versions.bytes()
            + self.provisions.bytes()
            + self.authors.bytes()
            + self.marks.bytes()
            + self.roles.bytes()
            + self.cites.bytes()
            + self.terms.bytes()
            + self.shown.bytes()
            + self.touched.bytes()
            + self.titles.bytes()
            + self.parts.bytes()
            + self.foreign_parts.bytes()
            + self.proposal_parts.bytes()
            + self.grounds.bytes()
            + self.decisions.bytes()
            + self.sources.bytes()
            + self.actors.bytes()
            + self.digests.capacity() * size_of::<Option<[u8; 32]>>()
    }
}
