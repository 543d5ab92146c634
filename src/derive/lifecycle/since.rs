//! Since when a decision has its status: the first day of the unbroken run of days on which it had the same.

use std::collections::BTreeSet;

use jiff::civil;

use super::{Lifecycles, Part};
use crate::derive::status::Status;
use crate::derive::time::Moment;

impl Lifecycles<'_> {
    /// The first day of the run of days up to the moment on which a decision, or a part of it, had the status that it has, as all of that
    /// is known at the moment.
    pub fn since(&self, decision: u32, part: Option<Part<'_>>) -> Option<civil::Date> {
        let status_on = |at: civil::Date| {
            let moment = Moment { at, ..self.moment };
            let lifecycles = Lifecycles { moment, ..*self };
            lifecycles.judge(decision, part, &mut Vec::new()).status
        };
        let status = status_on(self.moment.at);
        let days = self.turning_days(decision, part);
        let run = days.range(..=self.moment.at).rev();
        let run = run.take_while(|day| status_on(**day) == status);
        run.last().copied().filter(|_| status != Status::Unknown)
    }

    /// The days on which the status of a decision, or of a part of it, can change: those of its own events and terms, and of the
    /// decisions that do something to it, and so on.
    pub fn turning_days(&self, decision: u32, part: Option<Part<'_>>) -> BTreeSet<civil::Date> {
        let mut days = BTreeSet::new();
        if let Some((_, fact)) = part {
            days.extend(fact.effective);
            days.extend(fact.until.and_then(|day| day.tomorrow().ok()));
            let name = self.index.entry(decision).name;
            let newer = name
                .into_iter()
                .flat_map(|name| self.index.replacing(name, fact.name));
            for (newer, nth) in newer {
                days.extend(self.index.facts.provisions.of(newer)[nth as usize].effective);
                self.add_days(newer, &mut days);
            }
        }
        self.add_days(decision, &mut days);
        days
    }

    fn add_days(&self, decision: u32, days: &mut BTreeSet<civil::Date>) {
        let (mut open, mut seen) = (vec![decision], BTreeSet::new());
        while let Some(decision) = open.pop() {
            if !seen.insert(decision) {
                continue;
            }
            let after = |day: Option<civil::Date>| day.and_then(|day| day.tomorrow().ok());
            for event in self.index.facts.events.of(decision) {
                days.extend(event.counts_from);
                days.extend(after(event.until));
            }
            let name = self.index.entry(decision).name;
            let later = name
                .into_iter()
                .flat_map(|name| self.index.relations_to(name));
            for (newer, nth) in later {
                let relation = &self.index.facts.relations.of(newer)[nth as usize];
                days.extend(relation.effective);
                days.extend(after(relation.until));
                open.push(newer);
            }
        }
    }
}
