//! The index of what records say of one another, in numbers: the facts of each record, and which record is which.
//!
//! To tell what follows from several records they need not be at hand, but only what is asked of them: that they are there and
//! count, their dates, in whose name they speak. That is some hundred bytes a record, so that a million of them are checked in
//! the memory that their bytes would not fit in.

mod chain;
mod completeness;
mod evidence;
mod facts;
mod gather;
mod lists;
mod marks;
mod names;
mod renumber;
mod roles;
mod sorted;
mod sources;
mod terms;
mod votes;

pub use chain::MAX_CHAIN;
pub use evidence::{Form, QuoteFact, Verdict};
pub use facts::{
    ActorFact, DecisionFact, Entry, EventFact, Facts, Origin, ProvisionFact, Slice, TermFact,
};
pub use gather::Texts;
pub use marks::marks;
pub use names::{Kind, Names, Naming};
pub use renumber::Numbers;
pub use roles::{Role, RoleField, roles};
pub use sources::{AuthorFact, Pinned, SourceFact};
pub use votes::{BallotFact, TallyFact, VoteFact};

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;
use jiff::civil;

use crate::model::OptionResult;

/// No record has that name.
const ABSENT: u32 = u32::MAX;

/// The state of the record of a name: read, unread or absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It is the one at this place.
    Read(u32),
    /// It is there and cannot be read.
    Unread,
    /// It is not there.
    Absent,
}

/// The facts of all records, and which record is which.
pub struct Index {
    /// Every id and other name.
    pub names: Names,
    /// The facts of each record.
    pub facts: Facts,
    /// By the name of a record, its place. Of several the one that stands where it belongs, else the first.
    records: Vec<u32>,
    /// By the number of a file, its place in the order of their paths.
    ranks: Vec<u32>,
    /// Which decisions relate to which: the name of the older one, the place of the newer one, and of the relation there; in order.
    /// None of a withdrawn record.
    later: Vec<(u32, u32, u32)>,
    /// Which provisions of decisions take the place of which: the older record and its part by their names, the place of the newer
    /// decision, and of the provision there; in order. None of a withdrawn record.
    replacing: Vec<((u32, u32), u32, u32)>,
    /// Which decisions are about which proposals: the name of the proposal, and the place of the decision; in order.
    about: Vec<(u32, u32)>,
    /// The terms of actors, by which those that run on a day are found.
    terms: terms::Terms,
    /// In whose name actors speak by an office that they hold in some term, by their names; in order.
    by_term: Vec<(u32, u32)>,
    /// By the name of a source, whether something rests on it.
    is_cited: Vec<bool>,
    /// True if every record can be read, every date is one, and every relation leads to another decision. If not, one of these may
    /// be what says what became of a decision, and since when this is known.
    pub is_whole: bool,
}

impl Index {
    /// The index over facts. `paths` are those of the files, in the order of their numbers.
    pub fn new<'a>(naming: Naming, facts: Facts, paths: impl Iterator<Item = &'a str>) -> Index {
        let names = naming.close();
        let mut index = Index {
            records: vec![ABSENT; names.bound()],
            is_cited: vec![false; names.bound()],
            names,
            facts,
            ranks: ranks(&paths.collect::<Vec<_>>()),
            later: Vec::new(),
            replacing: Vec::new(),
            about: Vec::new(),
            terms: terms::Terms::default(),
            by_term: Vec::new(),
            is_whole: false,
        };
        index.choose();
        for at in index.all() {
            for fact in index.facts.evidence.of(at) {
                index.is_cited[fact.source as usize] = true;
            }
            if index.facts.entries[at as usize].is_withdrawn {
                continue;
            }
            let relations = (0..).zip(index.facts.relations.of(at));
            index
                .later
                .extend(relations.map(|(nth, relation)| (relation.target, at, nth)));
            if index.decision(at).is_some() {
                let provisions = (0..).zip(index.facts.provisions.of(at));
                index
                    .replacing
                    .extend(provisions.filter_map(|(nth, one)| Some((one.replaces?, at, nth))));
            }
        }
        for at in index.all() {
            let proposal = index.decision(at).and_then(|decision| decision.proposal);
            index.about.extend(proposal.map(|proposal| (proposal, at)));
        }
        index.terms = terms::Terms::new(&index);
        index.by_term = index.by_term();
        index.later.sort_unstable();
        index.replacing.sort_unstable();
        index.about.sort_unstable();
        index.is_whole = index.is_whole();
        index
    }

    /// Chooses the record of each name.
    fn choose(&mut self) {
        let mut records = std::mem::take(&mut self.records);
        let order = |at: u32| (!self.entry(at).is_home, self.order(at));
        let mut choose = |name: u32, at: u32| {
            let chosen = &mut records[name as usize];
            if *chosen == ABSENT || order(at) < order(*chosen) {
                *chosen = at;
            }
        };
        for at in self.all() {
            if let Some(name) = self.facts.entries[at as usize].name {
                choose(name, at);
            }
        }
        // A record that cannot be read is there all the same: what refers to it is not wrong because it is.
        let mut residents = self.facts.residents.clone();
        residents.sort_by_key(|(_, at)| self.order(*at));
        for (name, at) in residents {
            if records[name as usize] == ABSENT {
                records[name as usize] = at;
            }
        }
        self.records = records;
    }

    fn is_whole(&self) -> bool {
        let leads_on = |at: u32| {
            let own = self.facts.entries[at as usize].name;
            let mut relations = self.facts.relations.of(at).iter();
            relations.all(|relation| {
                Some(relation.target) != own
                    && matches!(self.known(relation.target), Known::Read(_))
            })
        };
        let mut entries = self.facts.entries.iter();
        entries.all(|entry| entry.is_read && !entry.has_wrong_date) && self.all().all(leads_on)
    }

    /// The places of all records.
    pub fn all(&self) -> impl Iterator<Item = u32> + use<> {
        0..self.facts.entries.len() as u32
    }

    /// A record, or a file that is to hold one.
    pub fn entry(&self, at: u32) -> &Entry {
        &self.facts.entries[at as usize]
    }

    /// The position of a record among all: the rank of the path of its file, and the byte at which it begins there.
    pub fn order(&self, at: u32) -> (u32, u64) {
        let origin = &self.facts.entries[at as usize].origin;
        (self.ranks[origin.file as usize], origin.start)
    }

    /// The place of what has a name, whether or not it can be read.
    pub fn at(&self, name: u32) -> Option<u32> {
        let at = self.records.get(name as usize).copied();
        at.filter(|at| *at != ABSENT)
    }

    /// True if a record is what its name leads to: of several with one id, one is.
    pub fn is_chosen(&self, at: u32) -> bool {
        self.entry(at).name.and_then(|name| self.at(name)) == Some(at)
    }

    /// The state of the record of a name: read, unread or absent.
    pub fn known(&self, name: u32) -> Known {
        match self.at(name) {
            None => Known::Absent,
            Some(at) if self.entry(at).is_read => Known::Read(at),
            Some(_) => Known::Unread,
        }
    }

    /// The place of the record of a name, if it can be read.
    pub fn read(&self, name: u32) -> Option<u32> {
        self.at(name).filter(|at| self.entry(*at).is_read)
    }

    /// The place of the record of a type and id, whether or not it can be read.
    pub fn find(&self, record_type: &str, id: &str) -> Option<u32> {
        self.at(self.names.get(Kind::of(record_type)?, id)?)
    }

    /// The names of all records of a type, in the order of their ids.
    pub fn names_of(&self, record_type: &str) -> Vec<u32> {
        let kind = Kind::of(record_type);
        let is_it = |name: &u32| self.at(*name).is_some() && Some(self.names.name(*name).0) == kind;
        let mut names: Vec<u32> = self.names.all().filter(is_it).collect();
        names.sort_unstable_by_key(|name| self.names.name(*name).1);
        names
    }

    /// The id of a record; nothing if it has none.
    pub fn id(&self, at: u32) -> &str {
        let name = self.entry(at).name;
        name.map_or("", |name| self.names.name(name).1)
    }

    /// Of what type a record is, if it says.
    pub fn kind(&self, at: u32) -> Option<Kind> {
        self.entry(at).name.map(|name| self.names.name(name).0)
    }

    /// More of a decision that can be read.
    pub fn decision(&self, at: u32) -> Option<&DecisionFact> {
        self.facts.decisions.of(at).first()
    }

    /// More of a source that can be read.
    pub fn source(&self, at: u32) -> Option<&SourceFact> {
        self.facts.sources.of(at).first()
    }

    /// More of the source of a name, if it can be read.
    pub fn source_of(&self, name: u32) -> Option<&SourceFact> {
        self.source(self.at(name)?)
    }

    /// More of the actor of a name, if it can be read.
    pub fn actor_of(&self, name: u32) -> Option<&ActorFact> {
        self.facts.actors.of(self.at(name)?).first()
    }

    /// The sources that show something that a record says.
    pub fn shown(&self, at: u32, shown: Slice) -> &[u32] {
        &self.facts.shown.of(at)[shown.start as usize..shown.end as usize]
    }

    /// The parts that something in a record touches; none if it touches the whole.
    pub fn touched(&self, at: u32, touched: Slice) -> &[u32] {
        &self.facts.touched.of(at)[touched.start as usize..touched.end as usize]
    }

    /// The provisions that are parts of a decision, each with the place of the record that it stands in: its own, and those of the version
    /// that it adopts, with what that version leaves as it was.
    pub fn parts(&self, decision: u32) -> impl Iterator<Item = (u32, &ProvisionFact)> {
        let own = self.facts.provisions.of(decision).iter();
        let adopted = self
            .adopted(decision)
            .into_iter()
            .flat_map(|(proposal, version)| {
                let text = self.text_of_version(proposal, version);
                text.into_iter().map(move |one| (proposal, one))
            });
        own.map(move |one| (decision, one)).chain(adopted)
    }

    /// The proposal of which a decision adopts a version, and that version.
    fn adopted(&self, decision: u32) -> Option<(u32, u32)> {
        let fact = self.decision(decision)?;
        let adopts = fact.decides && fact.result == Some(OptionResult::Adopts);
        Some((self.read(fact.proposal.filter(|_| adopts)?)?, fact.version?))
    }

    /// The provisions of a version of a proposal: its own, and those of earlier versions that nothing has replaced since.
    fn text_of_version(&self, proposal: u32, version: u32) -> Vec<&ProvisionFact> {
        let versions = self.facts.versions.of(proposal);
        let mut places: HashMap<u32, usize, RandomState> = HashMap::default();
        for (at, one) in versions.iter().enumerate() {
            places.entry(one.name).or_insert(at);
        }
        let last = places.get(&version);
        let is_in = |one: &&ProvisionFact| {
            let at = one.version.and_then(|version| places.get(&version));
            at.is_some() && at <= last
        };
        let all = self.facts.provisions.of(proposal);
        let text: Vec<_> = all.iter().filter(is_in).collect();
        let replaced = text.iter().filter_map(|one| Some(one.replaces?.1));
        let replaced: HashSet<u32, RandomState> = replaced.collect();
        let stays = |one: &&ProvisionFact| !one.removes && !replaced.contains(&one.name);
        text.into_iter().filter(stays).collect()
    }

    /// The provisions of later decisions that take the place of a part of a record: the place of each decision and of the provision there.
    /// None of a withdrawn record.
    pub fn replacing(&self, record: u32, part: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
        let first = self
            .replacing
            .partition_point(|(older, _, _)| *older < (record, part));
        let later = self.replacing[first..].iter();
        later
            .take_while(move |(older, _, _)| *older == (record, part))
            .map(|(_, newer, nth)| (*newer, *nth))
    }

    /// The day by which what sources show was public: the earliest last day on which one of them appeared that the public can read.
    /// There is no such day if only withheld or unpublished sources show it.
    pub fn known_by(&self, sources: &[u32]) -> Option<civil::Date> {
        let facts = sources.iter().filter_map(|name| self.source_of(*name));
        facts.filter_map(|fact| fact.public_by).min()
    }

    /// True if something rests on the source of a name.
    pub fn is_cited(&self, name: u32) -> bool {
        self.is_cited[name as usize]
    }

    /// The relations to the decision of a name from later ones, but those withdrawn: the place of each and of the relation there.
    pub fn relations_to(&self, name: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
        let first = self.later.partition_point(|(older, _, _)| *older < name);
        let later = self.later[first..].iter();
        later
            .take_while(move |(older, _, _)| *older == name)
            .map(|(_, newer, nth)| (*newer, *nth))
    }

    /// The places of the decisions about the proposal of a name.
    pub fn about(&self, proposal: u32) -> impl Iterator<Item = u32> + '_ {
        let first = self.about.partition_point(|(one, _)| *one < proposal);
        let about = self.about[first..].iter();
        about
            .take_while(move |(one, _)| *one == proposal)
            .map(|(_, at)| *at)
    }

    /// About how many bytes of memory all this takes.
    pub fn bytes(&self) -> usize {
        self.names.bytes()
            + self.facts.bytes()
            + self.records.capacity() * 4
            + self.later.capacity() * 12
            + self.replacing.capacity() * 16
            + self.about.capacity() * 8
            + self.by_term.capacity() * 8
            + self.terms.bytes()
            + self.is_cited.capacity()
    }
}

/// By the number of each file, its place in the order of their paths.
fn ranks(paths: &[&str]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..paths.len() as u32).collect();
    order.sort_by_key(|at| paths[*at as usize]);
    let mut ranks = vec![0; paths.len()];
    let mut rank = 0;
    for pair in 0..order.len() {
        let at = order[pair] as usize;
        if pair > 0 && paths[order[pair - 1] as usize] != paths[at] {
            rank = pair as u32;
        }
        ranks[at] = rank;
    }
    ranks
}
