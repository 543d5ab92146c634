//! Ids as numbers: each is kept once, however often records name it.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

/// Names and their numbers, which count from 0 in the order in which names came.
#[derive(Default)]
pub struct Names {
    /// All names, one behind another.
    letters: String,
    /// Where each name ends, and what it is a name of.
    ends: Vec<(u32, u8)>,
    numbers: HashTable<u32>,
}

impl Names {
    /// The number of a name of something of a kind; a new one, if it was not there.
    pub fn number(&mut self, kind: u8, name: &str) -> u32 {
        let hash = hash(kind, name);
        if let Some(number) = self.find(hash, kind, name) {
            return number;
        }
        let number = self.ends.len() as u32;
        self.letters.push_str(name);
        self.ends.push((self.letters.len() as u32, kind));
        let Names {
            letters,
            ends,
            numbers,
        } = self;
        numbers.insert_unique(hash, number, |number| {
            let (kind, name) = at(letters, ends, *number);
            self::hash(kind, name)
        });
        number
    }

    /// The number of a name of something of a kind, if it was there.
    pub fn get(&self, kind: u8, name: &str) -> Option<u32> {
        self.find(hash(kind, name), kind, name)
    }

    /// What a number is the name of, and the name.
    pub fn name(&self, number: u32) -> (u8, &str) {
        at(&self.letters, &self.ends, number)
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// About how many bytes of memory they take.
    pub fn bytes(&self) -> usize {
        self.letters.capacity() + self.ends.capacity() * 8 + self.numbers.capacity() * 5
    }

    fn find(&self, hash: u64, kind: u8, name: &str) -> Option<u32> {
        let is_it = |number: &u32| at(&self.letters, &self.ends, *number) == (kind, name);
        self.numbers.find(hash, is_it).copied()
    }
}

fn at<'a>(letters: &'a str, ends: &[(u32, u8)], number: u32) -> (u8, &'a str) {
    let number = number as usize;
    let start = number.checked_sub(1).map_or(0, |before| ends[before].0);
    let (end, kind) = ends[number];
    (kind, &letters[start as usize..end as usize])
}

fn hash(kind: u8, name: &str) -> u64 {
    FixedState::with_seed(kind.into()).hash_one(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_number() {
        let mut names = Names::default();
        let numbers: Vec<u32> = (0..1000)
            .map(|nth| names.number(0, &format!("id-{nth}")))
            .collect();
        assert_eq!(numbers, (0..1000).collect::<Vec<_>>());
        assert_eq!(names.number(0, "id-7"), 7);
        assert_eq!(names.number(1, "id-7"), 1000);
        assert_eq!(
            (names.get(2, "id-7"), names.get(1, "id-7")),
            (None, Some(1000))
        );
        assert_eq!(names.name(1000), (1, "id-7"));
        assert_eq!(names.number(0, ""), 1001);
        assert_eq!(names.name(0), (0, "id-0"));
    }
}
