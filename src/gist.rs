//! The gist of a record: what the rules need to know of it to tell that they find nothing.
//!
//! It is read from an [`Outline`], without a tree and without memory of its own for a record, so that a record in order costs
//! little more than reading its bytes. Rules ask it beside their full check; where a rule is not sure, the record is read the
//! full way and the check has the word.

mod day;
mod facts;
mod parts;
mod repeats;

pub use day::{Day, span};
pub use facts::Facts;
pub use parts::{Evidence, Verdict};
pub use repeats::pair_hash;

use crate::outline::{Mark, Outline};

/// A record and what was read of it.
#[derive(Clone, Copy)]
pub struct Gist<'a> {
    /// What it says.
    pub record: &'a str,
    /// Its values.
    pub outline: &'a Outline,
    /// What they amount to.
    pub facts: &'a Facts,
    /// Its path below the folder of the dataset, unless it is from elsewhere, such as a line of a stream.
    pub path: Option<&'a str>,
}

impl<'a> Gist<'a> {
    /// The string of a value, by its number; its form was checked.
    pub fn text(&self, at: u32) -> &'a str {
        self.outline.text(self.record, self.mark(at))
    }

    /// A value, by its number.
    pub fn mark(&self, at: u32) -> &'a Mark {
        &self.outline.marks[at as usize]
    }

    /// The number of the member with this key of a value.
    pub fn member(&self, of: u32, key: u8) -> Option<u32> {
        self.outline.member(of as usize, key).map(|at| at as u32)
    }

    /// The numbers of the values directly in a value.
    pub fn parts(&self, of: u32) -> impl Iterator<Item = u32> + 'a {
        self.outline.parts(of as usize).map(|at| at as u32)
    }
}
