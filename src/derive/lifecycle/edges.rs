//! What later decisions do to a decision or a part of it: by relations, and by provisions that take the place of older ones.

use jiff::civil;

use super::{Lifecycles, Part, Seen, Turn, TurnType, UnderWay, reached, stage_in};
use crate::derive::status::{RelationEffect, Stage, Status, effect_on_older};
use crate::model::{EventType, RelationType};

/// A relation from a later decision that works on an older one.
#[derive(Clone, Copy)]
pub(super) struct Edge {
    /// The day from which it works.
    pub day: civil::Date,
    pub what: RelationType,
    pub by: u32,
    /// The event by which the later decision had come far enough.
    pub event: (u32, usize),
    /// The last day that the relation sets.
    pub until: Option<civil::Date>,
}

impl<'a> Lifecycles<'a> {
    /// The later provisions that have taken the place of a part, and the end of its own days.
    pub(super) fn replacements(
        &self,
        decision: u32,
        (_, fact): Part<'_>,
        view: &[Seen<'_>],
        under_way: &mut UnderWay,
    ) -> Vec<Turn> {
        let mut turns = Vec::new();
        if let Some(day) = fact.until.and_then(|day| day.tomorrow().ok())
            && day <= self.moment.at
        {
            turns.push(Turn {
                day,
                what: TurnType::Ends(Status::Lapsed),
                by: None,
                event: None,
            });
        }
        let Some(name) = self.index.entry(decision).name else {
            return turns;
        };
        let needed = needed(RelationType::Amends, standing(view));
        for (newer, nth) in self.index.replacing(name, fact.name) {
            let later = &self.index.facts.provisions.of(newer)[nth as usize];
            if !self.is_known(newer, later.shown) {
                continue;
            }
            if let Some((day, event)) = self.works(newer, needed, later.effective, under_way) {
                turns.push(Turn {
                    day,
                    what: TurnType::Ends(Status::Replaced),
                    by: Some(newer).filter(|newer| *newer != decision),
                    event: Some((newer, event)),
                });
            }
        }
        turns
    }

    /// The relations from later decisions that work on a decision, or a part of it, at the moment.
    pub(super) fn edges(
        &self,
        decision: u32,
        part: Option<Part<'_>>,
        view: &[Seen<'_>],
        under_way: &mut UnderWay,
    ) -> Vec<Edge> {
        let mut edges = Vec::new();
        let standing = standing(view);
        let name = self.index.entry(decision).name;
        let later = name
            .into_iter()
            .flat_map(|name| self.index.relations_to(name));
        for (newer, nth) in later {
            let fact = self.index.facts.relations.of(newer)[nth as usize];
            let Some(effect) = effect_on_older(fact.what) else {
                continue;
            };
            if !self.is_known(newer, fact.shown) || !self.touches(newer, fact.parts, part) {
                continue;
            }
            let needed = needed(fact.what, standing);
            let Some((day, event)) = self.works(newer, needed, fact.effective, under_way) else {
                continue;
            };
            if effect == RelationEffect::Interrupts
                && (self.is_past(fact.until) || !self.is_upright(newer, under_way))
            {
                continue;
            }
            edges.push(Edge {
                day,
                what: fact.what,
                by: newer,
                event: (newer, event),
                until: fact.until,
            });
        }
        edges
    }

    /// The day from which what a later decision does works, and the event by which that decision had come as far as it has to; nothing
    /// if it does not work yet, or if it is annulled itself. An announcement is enough to take the place of another announcement; what
    /// was taken is only undone by what is itself taken, and what is in force by what is itself in force. Where it reaches back to a
    /// day before it was made, it is judged with hindsight.
    fn works(
        &self,
        later: u32,
        needed: Stage,
        effective: Option<civil::Date>,
        under_way: &mut UnderWay,
    ) -> Option<(civil::Date, usize)> {
        let needed = match effective {
            Some(_) => needed.min(Stage::Taken),
            None => needed,
        };
        let reaching = |view: &[Seen<'a>]| {
            let enough = |event: &&Seen<'_>| stage_in(event) >= Some(needed);
            view.iter().find(enough).copied()
        };
        let (seen_from, event) = match reaching(&self.view(later)) {
            Some(event) => (*self, event),
            None => {
                effective.filter(|day| *day <= self.moment.at)?;
                let hindsight = self.with_hindsight();
                (hindsight, reaching(&hindsight.view(later))?)
            }
        };
        let day = effective.unwrap_or(event.counts_from);
        let works = day <= self.moment.at && !seen_from.is_annulled(later, under_way);
        works.then_some((day, event.at))
    }
}

/// The stage that a later decision has to reach, so that a relation works on a decision that stands there.
fn needed(relation: RelationType, standing: Stage) -> Stage {
    match relation {
        RelationType::Annuls | RelationType::Suspends | RelationType::Reinstates => Stage::Taken,
        _ => standing,
    }
}

/// Where a decision with these events in view stands: in force, taken, or no more than announced.
fn standing(view: &[Seen<'_>]) -> Stage {
    let is_in_force = |event: &Seen<'_>| {
        let types = [EventType::EnteredIntoForce, EventType::ProvisionallyApplied];
        types.contains(&event.fact.what)
    };
    if view.iter().any(is_in_force) {
        Stage::InForce
    } else if reached(view) >= Some(Stage::Taken) {
        Stage::Taken
    } else {
        Stage::Announced
    }
}
