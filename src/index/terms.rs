//! Which terms of actors run on a day, found without looking through all of them: an actor can have thousands, and thousands of decisions
//! ask for them.

use jiff::civil;

use super::{Index, Slice, TermFact};
use crate::model::TermRole;

/// The first day of a term, as [`TermFact::start`] has it: what nobody names comes before all days.
type Start = Option<Option<civil::Date>>;

/// The terms of actors in order, by their places. None of a withdrawn record.
#[derive(Default)]
pub(super) struct Terms {
    /// Those of each actor: the place of that, the office, the role, the start, and the place among the terms of the actor.
    by_actor: Vec<(u32, u32, TermRole, Start, u32)>,
    /// Those in each office and role: the start, the name and the place of the actor, and the place among its terms.
    by_office: Vec<(u32, TermRole, Start, u32, u32, u32)>,
}

impl Terms {
    /// The terms of all actors of an index.
    pub(super) fn new(index: &Index) -> Terms {
        let mut terms = Terms::default();
        for at in index.all() {
            let entry = index.entry(at);
            let is_it = |name: &u32| index.read(*name) == Some(at);
            let Some(name) = entry.name.filter(is_it).filter(|_| !entry.is_withdrawn) else {
                continue;
            };
            for (nth, term) in (0..).zip(index.facts.terms.of(at)) {
                let TermFact {
                    office,
                    role,
                    start,
                    ..
                } = *term;
                terms.by_actor.push((at, office, role, start, nth));
                terms.by_office.push((office, role, start, name, at, nth));
            }
        }
        terms.by_actor.sort_unstable();
        terms.by_office.sort_unstable();
        terms
    }

    /// About how many bytes of memory they take.
    pub(super) fn bytes(&self) -> usize {
        size_of_val(&self.by_actor[..]) + size_of_val(&self.by_office[..])
    }
}

impl Index {
    /// The terms of an actor that run on a day, in their order, as far as they were known on another: each with the place of the actor.
    pub fn terms_on(
        &self,
        actor: u32,
        day: civil::Date,
        known: civil::Date,
    ) -> Vec<(u32, &TermFact)> {
        let Some(at) = self.read(actor) else {
            return Vec::new();
        };
        let terms = &self.terms.by_actor;
        let first = terms.partition_point(|(one, ..)| *one < at);
        let end = first + terms[first..].partition_point(|(one, ..)| *one == at);
        let mut own = &terms[first..end];
        let mut running: Vec<u32> = Vec::new();
        while let Some((_, office, role, ..)) = own.first() {
            let end = own.partition_point(|one| (one.1, one.2) <= (*office, *role));
            let (in_office, others) = own.split_at(end);
            own = others;
            let begun = in_office.partition_point(|one| one.3 <= Some(Some(day)));
            let mut latest = None;
            for (.., start, nth) in in_office[..begun].iter().rev() {
                // A later term of the same actor in the same office ends an earlier one.
                if latest.is_some_and(|latest| latest > start) {
                    break;
                }
                let term = &self.facts.terms.of(at)[*nth as usize];
                if self.has_begun(at, term, day, known) {
                    latest = Some(start);
                    running.extend((!self.has_ended(at, term, day, known)).then_some(*nth));
                }
            }
        }
        running.sort_unstable();
        let terms = self.facts.terms.of(at);
        running
            .into_iter()
            .map(|nth| (at, &terms[nth as usize]))
            .collect()
    }

    /// The term by which an office is held on a day, as far as that was known on another, and the place of the actor. The later start of
    /// the same actor ends the earlier one; of several actors it is the one who came last.
    pub fn holder(
        &self,
        office: u32,
        day: civil::Date,
        known: civil::Date,
    ) -> Option<(u32, &TermFact)> {
        let role = TermRole::Holder;
        let terms = &self.terms.by_office;
        let first = terms.partition_point(|one| (one.0, one.1) < (office, role));
        let end =
            terms.partition_point(|one| (one.0, one.1, one.2) <= (office, role, Some(Some(day))));
        let held = terms[first..end].iter().rev().filter(|(.., at, nth)| {
            let term = &self.facts.terms.of(*at)[*nth as usize];
            self.has_begun(*at, term, day, known) && !self.has_ended(*at, term, day, known)
        });
        let mut held = held.filter(|(.., at, nth)| !self.is_followed(*at, *nth, day, known));
        let (.., at, nth) = held.next()?;
        Some((*at, &self.facts.terms.of(*at)[*nth as usize]))
    }

    /// True if a later term of the same actor in the same office has begun.
    fn is_followed(&self, at: u32, nth: u32, day: civil::Date, known: civil::Date) -> bool {
        let terms = self.facts.terms.of(at);
        let TermFact {
            office,
            role,
            start,
            ..
        } = terms[nth as usize];
        let sorted = &self.terms.by_actor;
        let until = |start: Start| {
            sorted.partition_point(|one| (one.0, one.1, one.2, one.3) <= (at, office, role, start))
        };
        let (first, end) = (until(start), until(Some(Some(day))));
        let later = sorted.get(first..end).unwrap_or_default().iter().rev();
        let mut later = later.map(|(.., nth)| &terms[*nth as usize]);
        later.any(|term| self.has_begun(at, term, day, known))
    }

    /// True if a term has begun on a day. Of a start that nobody names it is only known that it was before.
    fn has_begun(&self, at: u32, term: &TermFact, day: civil::Date, known: civil::Date) -> bool {
        let begins = |start: Option<civil::Date>| start.is_some_and(|start| start <= day);
        term.start.is_none_or(begins) && self.is_known(at, term.shown, known)
    }

    fn has_ended(&self, at: u32, term: &TermFact, day: civil::Date, known: civil::Date) -> bool {
        term.ended.is_some_and(|end| end <= day) && self.is_known(at, term.end_shown, known)
    }

    /// True if what some sources show was known on a day. Who asks of the last day of the calendar takes what is recorded, whoever knew it
    /// and whether or not its sources can be read.
    fn is_known(&self, at: u32, shown: Slice, known: civil::Date) -> bool {
        let public = || self.known_by(self.shown(at, shown));
        known == civil::Date::MAX || public().is_some_and(|public| public <= known)
    }
}
