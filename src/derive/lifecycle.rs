//! The lifecycle of a decision, and of each of its parts, told from events, relations and provisions.
//!
//! Nothing in view: unknown. Else what ended or interrupted it counts, unless something restored it on that day or later: an annulment
//! before all, then the earliest ending, then an interruption. Else it stands where its events have brought it.

use jiff::civil;

use crate::derive::status::{
    RelationEffect, Stage, Status, effect_on_older, shows_taken, stage_of,
};
use crate::derive::time::Moment;
use crate::index::{EventFact, Index, ProvisionFact, Slice};
use crate::model::{EventType, RelationType};

mod edges;
mod term;
#[cfg(test)]
pub(super) mod tests;
mod turning;
mod turns;

use edges::Edge;
pub use turning::StatusRun;
use turns::{Turn, TurnType, restoring_turn, standing_turns};

/// The decisions of a dataset as they look at a moment. A decision goes by its place in the index.
#[derive(Clone, Copy)]
pub struct Lifecycles<'a> {
    index: &'a Index,
    moment: Moment,
}

/// A part of a decision: a provision, and the place of the record that it stands in.
pub type Part<'a> = (u32, &'a ProvisionFact);

/// An event that had happened and was known.
#[derive(Clone, Copy, Debug)]
struct Seen<'a> {
    /// Its place among the events of the decision.
    at: usize,
    /// The day from which it counts.
    counts_from: civil::Date,
    fact: &'a EventFact,
    /// The stage that it shows, among what is in view, of the parts that it touches.
    stage: Option<Stage>,
}

/// The status of a decision, the stage it reached, and the events that these follow from, each by its decision and its place.
pub struct Lifecycle {
    /// The status of the decision.
    pub status: Status,
    /// The stage that it had reached.
    pub reached: Option<Stage>,
    /// The later decision that undid it.
    pub by: Option<u32>,
    /// The event that brought it as far as it came, and the one that ended, interrupted or restored it.
    pub because: Vec<(u32, usize)>,
}

impl Lifecycle {
    /// True if the decision stands: announced at least, and not undone, ended or suspended.
    pub fn stands(&self) -> bool {
        matches!(self.status, Status::At(stage) if stage.has_outcome())
    }
}

/// The decisions that are being asked about further up: a circle of rulings, which is a finding elsewhere, ends where it closes.
type UnderWay = Vec<u32>;

impl<'a> Lifecycles<'a> {
    /// The decisions as they look at a moment.
    pub fn new(index: &'a Index, moment: Moment) -> Lifecycles<'a> {
        Lifecycles { index, moment }
    }

    /// The moment from which they are seen.
    pub fn moment(&self) -> Moment {
        self.moment
    }

    /// The lifecycle of a decision.
    pub fn of(&self, decision: u32) -> Lifecycle {
        self.judge(decision, None, &mut Vec::new())
    }

    /// The lifecycle of a part of a decision.
    pub fn of_part(&self, decision: u32, part: Part<'_>) -> Lifecycle {
        self.judge(decision, Some(part), &mut Vec::new())
    }

    /// The event in view by which a decision came to a stage or beyond it, and the day from which that counts.
    pub fn reached_by(&self, decision: u32, stage: Stage) -> Option<(usize, civil::Date)> {
        let view = self.view(decision);
        let mut events = view.iter();
        let event = events.find(|event| stage_in(event) >= Some(stage))?;
        Some((event.at, event.counts_from))
    }

    /// True if a decision stands: announced at least, and not undone, ended or suspended.
    pub fn stands(&self, decision: u32) -> bool {
        self.of(decision).stands()
    }

    /// The event that names the next date of a decision, and its last day: the latest of the events in view. One that passed without
    /// the decision being carried out, as an event says, is no longer next.
    pub fn due(&self, decision: u32) -> Option<(usize, Option<civil::Date>)> {
        let mut events = self.index.facts.events.of(decision).iter();
        if events.all(|event| event.due.is_none()) {
            return None;
        }
        let view = self.view(decision);
        let passed = view
            .iter()
            .rposition(|event| event.fact.what == EventType::NotExecuted);
        let open = &view[passed.map_or(0, |at| at + 1)..];
        let dues = open
            .iter()
            .filter_map(|event| Some((event.at, event.fact.due?)));
        dues.max_by_key(|(_, day)| *day)
    }

    /// The version of its proposal that a decision is about, by the latest of the events in view that name one, and the place of that.
    pub fn version(&self, decision: u32) -> Option<(u32, usize)> {
        let mut events = self.index.facts.events.of(decision).iter();
        if events.all(|event| event.version.is_none()) {
            return None;
        }
        let view = self.view(decision);
        view.iter()
            .filter_map(|event| Some((event.fact.version?, event.at)))
            .next_back()
    }

    fn judge(&self, decision: u32, part: Option<Part<'_>>, under_way: &mut UnderWay) -> Lifecycle {
        let mut view = self.view(decision);
        if let Some((record, fact)) = part {
            if !self.is_known(record, fact.shown) {
                view.clear();
            } else if fact.effective.is_some_and(|day| day <= self.moment.at)
                && reached(&view) < Some(Stage::Taken)
            {
                // A correction reaches back, and leaves no day without a value.
                view = self.with_hindsight().view(decision);
            }
        }
        // One article in force makes the whole so; of a part only what touches it counts.
        let is_touching =
            |event: &&Seen<'_>| part.is_none() || self.touches(decision, event.fact.parts, part);
        let stage = |event: &Seen<'_>| match part {
            None => stage_in(event),
            Some(_) => event.stage,
        };
        let reached = view.iter().filter(is_touching).filter_map(stage).max();
        let mut touching = view.iter().filter(is_touching);
        let reaching = touching.find(|event| reached.is_some() && stage(event) == reached);
        let reaching = reaching.map(|event| (decision, event.at));
        let at = |status, by, turn: Option<Turn>| Lifecycle {
            status,
            reached,
            by,
            because: reaching
                .into_iter()
                .chain(turn.and_then(|turn| turn.event))
                .collect(),
        };
        if view.is_empty() {
            return at(Status::Unknown, None, None);
        }
        under_way.push(decision);
        let turns = self.turns(decision, part, &view, under_way);
        under_way.pop();
        let left = standing_turns(&turns);
        let annulments = || {
            left.iter()
                .filter(|turn| turn.what == TurnType::Ends(Status::Annulled))
        };
        if let Some(first) = annulments().min_by_key(|turn| turn.day) {
            // The ruling is the one that did it; the decision's own event says when.
            let by = annulments().filter_map(|turn| turn.by).next();
            let own = annulments().find(|turn| turn.by.is_none());
            return at(Status::Annulled, by, Some(*own.unwrap_or(first)));
        }
        let endings = left.iter().filter_map(|turn| match turn.what {
            TurnType::Ends(status) => Some((turn, status)),
            _ => None,
        });
        let order = |(turn, status): &(&Turn, Status)| {
            (turn.day, rank(*status), turn.by.map(|by| self.index.id(by)))
        };
        if let Some((turn, status)) = endings.min_by_key(order) {
            return at(status, turn.by, Some(*turn));
        }
        let interruption = left.iter().filter(|turn| turn.what == TurnType::Interrupts);
        if let Some(turn) = interruption.max_by_key(|turn| turn.day) {
            return at(Status::Suspended, turn.by, Some(*turn));
        }
        let is_ahead = |(_, fact): Part<'_>| fact.effective.is_some_and(|day| day > self.moment.at);
        if part.is_some_and(is_ahead) {
            return at(Status::NotYet, None, None);
        }
        let restored = restoring_turn(&turns);
        at(reached.map_or(Status::Unknown, Status::At), None, restored)
    }

    /// Everything that ends, interrupts or restores a decision, or a part of it.
    fn turns(
        &self,
        decision: u32,
        part: Option<Part<'_>>,
        view: &[Seen<'_>],
        under_way: &mut UnderWay,
    ) -> Vec<Turn> {
        let mut turns = Vec::new();
        for event in view
            .iter()
            .filter(|event| self.touches(decision, event.fact.parts, part))
        {
            let what = match event.fact.what {
                EventType::Lapsed => TurnType::Ends(Status::Lapsed),
                EventType::Withdrawn => TurnType::Ends(Status::Withdrawn),
                EventType::Annulled => TurnType::Ends(Status::Annulled),
                EventType::Suspended if !self.is_past(event.fact.until) => TurnType::Interrupts,
                EventType::Resumed => TurnType::Resumes,
                _ => continue,
            };
            turns.push(Turn {
                day: event.counts_from,
                what,
                by: None,
                event: Some((decision, event.at)),
            });
        }
        let edges = self.edges(decision, part, view, under_way);
        for edge in &edges {
            let what = match effect_on_older(edge.what) {
                Some(RelationEffect::Ends(status)) => TurnType::Ends(status),
                Some(RelationEffect::Restores) => TurnType::Restores,
                Some(RelationEffect::Interrupts) => TurnType::Interrupts,
                Some(RelationEffect::Moves) | None => continue,
            };
            turns.push(Turn {
                day: edge.day,
                what,
                by: Some(edge.by),
                event: Some(edge.event),
            });
        }
        turns.extend(self.end_of_term(decision, part, view, &edges));
        if let Some(part) = part {
            turns.extend(self.replacements(decision, part, view, under_way));
        }
        turns
    }

    /// The same decisions, as they look when all that is known has happened.
    fn with_hindsight(&self) -> Lifecycles<'a> {
        let Moment { at, known } = self.moment;
        Lifecycles {
            index: self.index,
            moment: Moment {
                at: at.max(known),
                known,
            },
        }
    }

    /// True if a later decision is itself annulled.
    fn is_annulled(&self, decision: u32, under_way: &mut UnderWay) -> bool {
        if under_way.contains(&decision) {
            return false;
        }
        let annuls = |(newer, nth): (u32, u32)| {
            self.index.facts.relations.of(newer)[nth as usize].what == RelationType::Annuls
        };
        let name = self.index.entry(decision).name;
        let mut later = name
            .into_iter()
            .flat_map(|name| self.index.relations_to(name));
        let mut own = self.index.facts.events.of(decision).iter();
        let may_be = own.any(|event| event.what == EventType::Annulled) || later.any(annuls);
        may_be && self.judge(decision, None, under_way).status == Status::Annulled
    }

    /// True if a later decision stands, so that what it interrupts stays interrupted.
    fn is_upright(&self, decision: u32, under_way: &mut UnderWay) -> bool {
        under_way.contains(&decision)
            || matches!(self.judge(decision, None, under_way).status, Status::At(_))
    }

    /// True if what names these parts touches a part; without one, if it touches the whole.
    fn touches(&self, record: u32, parts: Slice, part: Option<Part<'_>>) -> bool {
        let parts = self.index.touched(record, parts);
        parts.is_empty() || part.is_some_and(|(_, fact)| parts.contains(&fact.name))
    }

    fn is_past(&self, until: Option<civil::Date>) -> bool {
        until.is_some_and(|day| day < self.moment.at)
    }

    /// The events of a decision that had happened and were known, oldest first; none of a withdrawn record.
    fn view(&self, decision: u32) -> Vec<Seen<'a>> {
        if self.index.entry(decision).is_withdrawn {
            return Vec::new();
        }
        let events = self.index.facts.events.of(decision).iter().enumerate();
        let seen = |(at, fact): (usize, &'a EventFact)| {
            let counts_from = fact.counts_from.filter(|day| *day <= self.moment.at)?;
            self.is_known(decision, fact.shown).then_some(Seen {
                at,
                counts_from,
                fact,
                stage: stage_of(fact.what),
            })
        };
        let mut view: Vec<_> = events.filter_map(seen).collect();
        if view.iter().all(|event| event.stage.is_none()) {
            for event in &mut view {
                event.stage = shows_taken(event.fact.what).then_some(Stage::Taken);
            }
        }
        view.sort_by_key(|event| event.counts_from);
        view
    }

    /// True if what the sources show was known.
    fn is_known(&self, record: u32, shown: Slice) -> bool {
        let known = self.index.known_by(self.index.shown(record, shown));
        known.is_some_and(|day| day <= self.moment.known)
    }
}

/// The order in which endings of one day count.
fn rank(status: Status) -> u8 {
    match status {
        Status::Revoked => 0,
        Status::Superseded => 1,
        Status::Replaced => 2,
        Status::Lapsed => 3,
        _ => 4,
    }
}

/// The stage that an event in view shows.
fn stage_in(event: &Seen<'_>) -> Option<Stage> {
    // What was carried out in part was decided as a whole, and not carried out as a whole.
    if event.fact.what == EventType::Executed && !event.fact.parts.is_empty() {
        return Some(Stage::Taken);
    }
    event.stage
}

fn reached(view: &[Seen<'_>]) -> Option<Stage> {
    view.iter().filter_map(stage_in).max()
}
