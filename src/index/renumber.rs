//! Facts under other numbers: names and files are numbered in each run by themselves, and once more where the facts of several runs
//! come together.
//!
//! Every fact is taken apart with all of its fields. Who adds one has to say here whether it is a number of something.

mod fact;

use super::facts::{Facts, Slice};
use super::lists::Lists;
use super::roles::Role;

/// The new number of each old one.
pub struct Numbers {
    /// Of names.
    pub names: Vec<u32>,
    /// Of the files that are to hold records.
    pub files: Vec<u32>,
    /// Of the files that hold none.
    pub sidecars: Vec<u32>,
}

/// Facts that no record can have: they name what is not there, or contradict themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("its facts contradict themselves")]
pub struct Unsound;

/// How often the lists that one record has name something by its place in another list of the record.
struct Lengths {
    events: usize,
    shown: usize,
    touched: usize,
}

impl Facts {
    /// Gives every name and file its new number.
    ///
    /// # Errors
    /// If an old number has no new one, or the lists do not belong together.
    pub fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        let Facts {
            entries,
            named,
            evidence,
            quotes,
            declared,
            events,
            dated,
            relations,
            votes,
            voting_rules,
            tallies,
            ballots,
            versions,
            provisions,
            authors,
            marks,
            roles,
            cites,
            terms,
            shown,
            touched,
            titles,
            parts,
            foreign_parts,
            proposal_parts,
            grounds,
            decisions,
            sources,
            actors,
            residents,
            digests,
        } = self;
        let count = entries.len();
        entries
            .iter_mut()
            .try_for_each(|one| one.renumber(numbers))?;
        sorted(named, count, numbers)?;
        sorted(evidence, count, numbers)?;
        all(quotes, count, numbers)?;
        all(declared, count, numbers)?;
        all(events, count, numbers)?;
        all(dated, count, numbers)?;
        all(relations, count, numbers)?;
        all(votes, count, numbers)?;
        all(voting_rules, count, numbers)?;
        // They are looked up by the body.
        voting_rules.sort_each(|one| one.body);
        all(tallies, count, numbers)?;
        all(ballots, count, numbers)?;
        all(versions, count, numbers)?;
        all(provisions, count, numbers)?;
        all(authors, count, numbers)?;
        has(marks.count() == count)?;
        all(roles, count, numbers)?;
        all(cites, count, numbers)?;
        all(terms, count, numbers)?;
        all(shown, count, numbers)?;
        all(touched, count, numbers)?;
        has(titles.count() == count)?;
        sorted(parts, count, numbers)?;
        sorted(foreign_parts, count, numbers)?;
        sorted(proposal_parts, count, numbers)?;
        sorted(grounds, count, numbers)?;
        all(decisions, count, numbers)?;
        all(sources, count, numbers)?;
        all(actors, count, numbers)?;
        for (name, at) in residents {
            renumber(name, &numbers.names)?;
            has((*at as usize) < count)?;
        }
        has(digests.is_empty() || digests.len() == count)?;
        (0..count as u32).try_for_each(|at| self.are_sound(at))
    }

    /// Whether what a record says of places in its own lists is so.
    fn are_sound(&self, at: u32) -> Result<(), Unsound> {
        let lengths = Lengths {
            events: self.events.of(at).len(),
            shown: self.shown.of(at).len(),
            touched: self.touched.of(at).len(),
        };
        let is_shown = |slice: &Slice| slice.is_within(lengths.shown);
        let is_touched = |slice: &Slice| slice.is_within(lengths.touched);
        let mut events = self.events.of(at).iter();
        has(events.all(|one| is_shown(&one.shown) && is_touched(&one.parts)))?;
        let mut relations = self.relations.of(at).iter();
        has(relations.all(|one| is_shown(&one.shown) && is_touched(&one.parts)))?;
        has(self.dated.of(at).iter().all(|one| is_shown(&one.shown)))?;
        has(self
            .provisions
            .of(at)
            .iter()
            .all(|one| is_shown(&one.shown)))?;
        let mut terms = self.terms.of(at).iter();
        has(terms.all(|one| is_shown(&one.shown) && is_shown(&one.end_shown)))?;
        let is_event = |event: u32| (event as usize) < lengths.events;
        has(self.votes.of(at).iter().all(|one| is_event(one.event)))?;
        let (tallies, ballots) = (self.tallies.of(at), self.ballots.of(at));
        has(tallies.iter().all(|one| is_event(one.event)))?;
        has(ballots.iter().all(|one| is_event(one.event)))?;
        has(tallies.is_sorted_by_key(|one| one.event))?;
        has(ballots.is_sorted_by_key(|one| one.event))
    }
}

impl Slice {
    fn is_within(self, length: usize) -> bool {
        self.start <= self.end && self.end as usize <= length
    }
}

/// An error unless it is so.
fn has(is_so: bool) -> Result<(), Unsound> {
    is_so.then_some(()).ok_or(Unsound)
}

fn renumber(number: &mut u32, numbers: &[u32]) -> Result<(), Unsound> {
    *number = *numbers.get(*number as usize).ok_or(Unsound)?;
    Ok(())
}

/// Gives new numbers to all items of lists, of which there are so many.
fn all<T: Renumber>(lists: &mut Lists<T>, count: usize, numbers: &Numbers) -> Result<(), Unsound> {
    has(lists.count() == count)?;
    let mut items = lists.items_mut().iter_mut();
    items.try_for_each(|item| item.renumber(numbers))
}

/// The same for lists whose items stand in the order of their numbers.
fn sorted<T: Renumber + Ord + Copy>(
    lists: &mut Lists<T>,
    count: usize,
    numbers: &Numbers,
) -> Result<(), Unsound> {
    all(lists, count, numbers)?;
    lists.sort_each(|item| *item);
    Ok(())
}

/// Something that has numbers in it.
pub(super) trait Renumber {
    /// Gives new ones.
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound>;
}

/// A bare number is that of a name.
impl Renumber for u32 {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        renumber(self, &numbers.names)
    }
}

impl<T: Renumber> Renumber for Option<T> {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        self.as_mut().map_or(Ok(()), |one| one.renumber(numbers))
    }
}

/// A record and a part of it.
impl Renumber for (u32, u32) {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        self.0.renumber(numbers)?;
        self.1.renumber(numbers)
    }
}

impl Renumber for (Role, u32) {
    fn renumber(&mut self, numbers: &Numbers) -> Result<(), Unsound> {
        self.1.renumber(numbers)
    }
}
