//! The part of long lists that one page shows. What is long goes on on further pages, each with the next part of every list.

use std::io;

use crate::export::File;

use super::address::Place;
use super::page::Page;

/// The number of pages that lists take, each given by its length and by how much of it one page shows; at least one.
pub fn parts(lists: &[(usize, usize)]) -> usize {
    let parts = lists.iter().map(|(length, size)| length.div_ceil(*size));
    parts.max().unwrap_or_default().max(1)
}

/// The part of a list that a page shows.
pub fn part_of<T>(list: &[T], size: usize, part: usize) -> &[T] {
    let start = (part * size).min(list.len());
    &list[start..(start + size).min(list.len())]
}

/// Makes the pages of a place, by the number of their part.
pub fn pages(parts: usize, make: impl Fn(usize) -> io::Result<File>) -> Vec<io::Result<File>> {
    (0..parts).map(make).collect()
}

impl<'a> Page<'a> {
    /// The way to the page with the part before.
    pub fn newer(&self) -> Option<String> {
        let part = self.place.part().checked_sub(1)?;
        Some(self.href(&self.place.at(part)))
    }

    /// The way to the page with the next part.
    pub fn older(&self) -> Option<String> {
        let part = self.place.part() + 1;
        (part < self.parts).then(|| self.href(&self.place.at(part)))
    }

    /// True if it is the first of its parts, which has what is no list as well.
    pub fn is_first(&self) -> bool {
        self.place.part() == 0
    }

    /// The part of a list that it shows.
    pub fn window<T>(&self, list: &'a [T], size: usize) -> &'a [T] {
        part_of(list, size, self.place.part())
    }
}

impl<'a> Place<'a> {
    /// The number of its part, from 0.
    pub fn part(&self) -> usize {
        match *self {
            Place::Front | Place::Record(..) => 0,
            Place::More(_, _, part) | Place::List(_, part) => part,
        }
    }

    /// Another part of it.
    pub fn at(&self, part: usize) -> Place<'a> {
        match *self {
            Place::Front => Place::Front,
            Place::Record(of_type, id) | Place::More(of_type, id, _) if part == 0 => {
                Place::Record(of_type, id)
            }
            Place::Record(of_type, id) | Place::More(of_type, id, _) => {
                Place::More(of_type, id, part)
            }
            Place::List(section, _) => Place::List(section, part),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_shown_whole_in_its_parts() {
        let list: Vec<usize> = (0..25).collect();
        assert_eq!(parts(&[(25, 10), (3, 2)]), 3);
        assert_eq!(parts(&[(0, 10)]), 1);
        let shown: Vec<_> = (0..4).flat_map(|part| part_of(&list, 10, part)).collect();
        assert_eq!(shown, list.iter().collect::<Vec<_>>());
    }
}
