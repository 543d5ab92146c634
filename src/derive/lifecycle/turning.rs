//! The days on which what has become of a decision can turn, and the spells between them: the unbroken runs of days with one status.
//!
//! Only the decision's own days matter, and those of the decisions that do something to it, and so on. Asking on every day of the
//! dataset would take time that grows with the square of its size.

use std::collections::BTreeSet;

use jiff::civil;

use super::{Lifecycle, Lifecycles, Part};
use crate::derive::status::{Status, effect_on_older};
use crate::derive::time::Moment;
use crate::index::Slice;
use crate::model::RelationType;

/// The days on which an answer about a decision, or about a part of it, can turn.
#[derive(Default)]
pub struct Turning {
    /// The days on which something happens or takes effect.
    pub days: BTreeSet<civil::Date>,
    /// The days on which something of it becomes known. What is judged with hindsight turns on the others as well.
    known: BTreeSet<civil::Date>,
}

/// An unbroken run of days on which a decision, or a part of it, has the same status.
pub struct StatusRun {
    /// The first day.
    pub from: civil::Date,
    /// The last day; none of the run that goes on at the moment.
    pub until: Option<civil::Date>,
    /// The lifecycle on the first day.
    pub lifecycle: Lifecycle,
}

impl<'a> Lifecycles<'a> {
    /// The same decisions on another day, as all of that is known at the moment.
    pub fn on(&self, at: civil::Date) -> Lifecycles<'a> {
        let moment = Moment { at, ..self.moment };
        Lifecycles { moment, ..*self }
    }

    /// The runs of days up to the moment on which a decision, or a part of it, had one status, oldest first. There is none of days on
    /// which that was unknown.
    pub fn runs(&self, decision: u32, part: Option<Part<'_>>) -> Vec<StatusRun> {
        let mut runs: Vec<StatusRun> = Vec::new();
        for day in self
            .turning(decision, part)
            .days
            .range(..=self.moment.at)
            .copied()
        {
            let lifecycle = self.on(day).judge(decision, part, &mut Vec::new());
            if let Some(last) = runs.last_mut() {
                if last.lifecycle.status == lifecycle.status {
                    continue;
                }
                last.until = day.yesterday().ok();
            }
            runs.push(StatusRun {
                from: day,
                until: None,
                lifecycle,
            });
        }
        runs.retain(|run| run.lifecycle.status != Status::Unknown);
        runs
    }

    /// The day since which an answer about the day of the moment has been known: the first from which on it was the same, as far as
    /// things were known, as it is now.
    pub fn known_since<A: PartialEq>(
        &self,
        turning: &Turning,
        answer: impl Fn(&Lifecycles<'a>) -> A,
    ) -> Option<civil::Date> {
        let as_known = |known: civil::Date| {
            let moment = Moment {
                known,
                ..self.moment
            };
            answer(&Lifecycles { moment, ..*self })
        };
        let now = as_known(self.moment.known);
        let days = turning.known.union(&turning.days);
        let days: Vec<_> = days.filter(|day| **day <= self.moment.known).collect();
        let run = days.into_iter().rev();
        run.take_while(|day| as_known(**day) == now).last().copied()
    }

    /// The days on which an answer about a decision, or about a part of it, can turn: those of its own events and terms, and of the
    /// decisions that do something to it, and so on.
    pub fn turning(&self, decision: u32, part: Option<Part<'_>>) -> Turning {
        let mut turning = Turning::default();
        if let Some((record, fact)) = part {
            turning.days.extend(fact.effective);
            turning.days.extend(after(fact.until));
            self.add_known(record, fact.shown, &mut turning);
            let name = self.index.entry(decision).name;
            let newer = name
                .into_iter()
                .flat_map(|name| self.index.replacing(name, fact.name));
            for (newer, nth) in newer {
                let later = &self.index.facts.provisions.of(newer)[nth as usize];
                turning.days.extend(later.effective);
                self.add_known(newer, later.shown, &mut turning);
                self.add(newer, false, &mut turning);
            }
        }
        self.add(decision, true, &mut turning);
        turning
    }

    /// Adds the days of a decision. Of one that only does something to another it matters when it came how far, and whether it is
    /// annulled; of the first one, and of one that interrupts, everything.
    fn add(&self, decision: u32, is_whole: bool, turning: &mut Turning) {
        let (mut open, mut seen) = (vec![(decision, is_whole)], BTreeSet::new());
        while let Some((decision, is_whole)) = open.pop() {
            if !seen.insert((decision, is_whole)) {
                continue;
            }
            for event in self.index.facts.events.of(decision) {
                turning.days.extend(event.counts_from);
                turning.days.extend(after(event.until));
                self.add_known(decision, event.shown, turning);
            }
            let name = self.index.entry(decision).name;
            let later = name
                .into_iter()
                .flat_map(|name| self.index.relations_to(name));
            for (newer, nth) in later {
                let relation = &self.index.facts.relations.of(newer)[nth as usize];
                let matters = match relation.what {
                    RelationType::Annuls | RelationType::Reinstates => true,
                    what => is_whole && effect_on_older(what).is_some(),
                };
                if matters {
                    turning.days.extend(relation.effective);
                    turning.days.extend(after(relation.until));
                    self.add_known(newer, relation.shown, turning);
                    open.push((newer, relation.what == RelationType::Suspends));
                }
            }
        }
    }

    fn add_known(&self, record: u32, shown: Slice, turning: &mut Turning) {
        let sources = self.index.shown(record, shown);
        turning.known.extend(self.index.known_by(sources));
    }
}

fn after(day: Option<civil::Date>) -> Option<civil::Date> {
    day.and_then(|day| day.tomorrow().ok())
}
