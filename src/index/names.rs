//! Ids as numbers: each is kept once, however often records name it, and all threads number them alike.

use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use serde::{Deserialize, Serialize};

use crate::document::Reference;
use crate::model::RECORD_TYPES;

/// The kind of thing that a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// A decision.
    Decision,
    /// A proposal.
    Proposal,
    /// A source.
    Source,
    /// An actor.
    Actor,
    /// A version of a proposal, or a statement or commitment of a decision.
    Part,
    /// A provision of a proposal: one may have the id that a version has.
    Provision,
}

/// Every kind. Those of records come first, in the order of [`RECORD_TYPES`].
const KINDS: [Kind; 6] = [
    Kind::Decision,
    Kind::Proposal,
    Kind::Source,
    Kind::Actor,
    Kind::Part,
    Kind::Provision,
];

impl Kind {
    /// The kind of the records of a type; none if there is no such type.
    pub fn of(record_type: &str) -> Option<Kind> {
        let at = RECORD_TYPES.iter().position(|one| *one == record_type)?;
        KINDS.get(at).copied()
    }

    /// The kind of the records that a reference leads to.
    pub fn of_reference(reference: &Reference<'_>) -> Kind {
        KINDS[reference.kind]
    }

    /// The type of record that it is; none of a part of one.
    pub fn record_type(self) -> Option<&'static str> {
        RECORD_TYPES.get(self as usize).copied()
    }
}

/// Over how many tables names are spread, so that threads seldom wait for one another; a power of two.
const TABLES: u32 = 64;

/// Names that are being numbered, on any thread.
pub struct Naming {
    tables: Vec<Mutex<Table>>,
    /// Of each run its own: nobody can choose ids that all fall together.
    state: RandomState,
}

/// Names and their numbers. Not every number below [`Names::bound`] is one.
pub struct Names {
    tables: Vec<Table>,
    state: RandomState,
}

/// The names that fall to one table, and their places there.
#[derive(Default)]
struct Table {
    /// All names, one behind another.
    letters: String,
    /// The end of each name among the letters, and the kind of thing that it is a name of.
    ends: Vec<(u32, Kind)>,
    places: HashTable<u32>,
}

impl Default for Naming {
    fn default() -> Naming {
        Naming {
            tables: (0..TABLES).map(|_| Mutex::default()).collect(),
            state: RandomState::default(),
        }
    }
}

impl Naming {
    /// The number of a name of something of a kind; a new one, if it was not there.
    pub fn number(&self, kind: Kind, name: &str) -> u32 {
        let hash = hash(&self.state, kind, name);
        let table = &self.tables[table_of(hash) as usize];
        let mut table = table.lock().unwrap_or_else(PoisonError::into_inner);
        table.place(hash, kind, name, &self.state) * TABLES + table_of(hash)
    }

    /// All names, once there are no more to come.
    pub fn close(self) -> Names {
        let tables = self.tables.into_iter();
        let tables = tables.map(|table| table.into_inner().unwrap_or_else(PoisonError::into_inner));
        Names {
            tables: tables.collect(),
            state: self.state,
        }
    }
}

impl Names {
    /// The number of a name of something of a kind, if it was there.
    pub fn get(&self, kind: Kind, name: &str) -> Option<u32> {
        let hash = hash(&self.state, kind, name);
        let table = table_of(hash);
        let place = self.tables[table as usize].find(hash, kind, name)?;
        Some(place * TABLES + table)
    }

    /// The kind of thing that the name of a number is the name of, and that name.
    pub fn name(&self, number: u32) -> (Kind, &str) {
        self.tables[(number % TABLES) as usize].name(number / TABLES)
    }

    /// Every number.
    pub fn all(&self) -> impl Iterator<Item = u32> {
        let tables = (0..).zip(&self.tables);
        tables
            .flat_map(|(at, table)| (0..table.ends.len() as u32).map(move |nth| nth * TABLES + at))
    }

    /// The bound that every number is below.
    pub fn bound(&self) -> usize {
        let most = self.tables.iter().map(|table| table.ends.len()).max();
        most.unwrap_or(0) * TABLES as usize
    }

    /// About how many bytes of memory they take.
    pub fn bytes(&self) -> usize {
        let bytes = |table: &Table| {
            table.letters.capacity() + table.ends.capacity() * 8 + table.places.capacity() * 5
        };
        self.tables.iter().map(bytes).sum()
    }
}

impl Table {
    fn place(&mut self, hash: u64, kind: Kind, name: &str, state: &RandomState) -> u32 {
        if let Some(place) = self.find(hash, kind, name) {
            return place;
        }
        let place = self.ends.len() as u32;
        self.letters.push_str(name);
        self.ends.push((self.letters.len() as u32, kind));
        let Table {
            letters,
            ends,
            places,
        } = self;
        places.insert_unique(hash, place, |place| {
            let (kind, name) = at(letters, ends, *place);
            self::hash(state, kind, name)
        });
        place
    }

    fn find(&self, hash: u64, kind: Kind, name: &str) -> Option<u32> {
        let is_it = |place: &u32| self.name(*place) == (kind, name);
        self.places.find(hash, is_it).copied()
    }

    fn name(&self, place: u32) -> (Kind, &str) {
        at(&self.letters, &self.ends, place)
    }
}

fn at<'a>(letters: &'a str, ends: &[(u32, Kind)], place: u32) -> (Kind, &'a str) {
    let place = place as usize;
    let start = place.checked_sub(1).map_or(0, |before| ends[before].0);
    let (end, kind) = ends[place];
    (kind, &letters[start as usize..end as usize])
}

fn hash(state: &RandomState, kind: Kind, name: &str) -> u64 {
    state.hash_one((kind as u8, name))
}

/// The table of a hash. Its highest and lowest bits find the place in the table.
fn table_of(hash: u64) -> u32 {
    (hash >> 32) as u32 % TABLES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_number() {
        let naming = Naming::default();
        let numbers: Vec<u32> = (0..1000)
            .map(|nth| naming.number(Kind::Decision, &format!("id-{nth}")))
            .collect();
        assert_eq!(naming.number(Kind::Decision, "id-7"), numbers[7]);
        let other = naming.number(Kind::Proposal, "id-7");
        assert!(!numbers.contains(&other));
        let names = naming.close();
        assert_eq!(names.get(Kind::Source, "id-7"), None);
        assert_eq!(names.get(Kind::Proposal, "id-7"), Some(other));
        assert_eq!(names.name(other), (Kind::Proposal, "id-7"));
        assert_eq!(names.name(numbers[0]), (Kind::Decision, "id-0"));
        let mut all: Vec<u32> = names.all().collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 1001);
        assert!(all.iter().all(|number| (*number as usize) < names.bound()));
    }
}
