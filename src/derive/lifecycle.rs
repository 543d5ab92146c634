//! The lifecycle of a decision, told from events and relations.

use crate::derive::status::{Stage, Status, stage_of};
use crate::derive::time::Moment;
use crate::index::{EventFact, Index, Shown};
use crate::model::{EventType, RelationType};
use jiff::civil;

/// The decisions of a dataset as they look at a moment. A decision goes by its place in the index.
#[derive(Clone, Copy)]
pub struct Lifecycles<'a> {
    index: &'a Index,
    moment: Moment,
}

/// An event that had happened and was known.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// Its place among the events of the decision.
    pub at: usize,
    /// The day from which it counts.
    counts_from: civil::Date,
    fact: &'a EventFact,
}

/// The status of a decision, the stage it reached, and the events that these follow from, each by its decision and its place.
pub struct Lifecycle {
    /// The status of the decision.
    pub status: Status,
    /// The stage that it had reached.
    pub reached: Option<Stage>,
    /// The later decision that undid it.
    pub by: Option<u32>,
    /// The event that brought it as far as it came, and the one that ended or interrupted it.
    pub because: Vec<(u32, usize)>,
}

/// The annulment of a decision: the decision that annulled it, if it was another one, and the event by which it did.
type Annulment = (Option<u32>, (u32, usize));

impl<'a> Lifecycles<'a> {
    /// The decisions as they look at a moment.
    pub fn new(index: &'a Index, moment: Moment) -> Lifecycles<'a> {
        Lifecycles { index, moment }
    }

    /// The lifecycle of a decision. Its status is the first of these that fits. Nothing in view: unknown. Annulled. Revoked or
    /// superseded by a later decision that has itself come far enough. Lapsed. Suspended, if that came after the last resumption.
    /// Else the stage reached.
    pub fn of(&self, decision: u32) -> Lifecycle {
        let view = self.view(decision);
        let reached = reached(&view);
        let reaching = view
            .iter()
            .find(|event| stage_of(event.fact.what) == reached);
        let reaching = reaching
            .filter(|_| reached.is_some())
            .map(|event| (decision, event.at));
        let at = |status, by, ending: Option<(u32, usize)>| Lifecycle {
            status,
            reached,
            by,
            because: reaching.into_iter().chain(ending).collect(),
        };
        let own = |event: &Seen<'_>| Some((decision, event.at));
        if let Some((by, ending)) = self.annulment(decision, &mut Vec::new()) {
            return at(Status::Annulled, by, Some(ending));
        }
        for (relation, status) in [
            (RelationType::Revokes, Status::Revoked),
            (RelationType::Supersedes, Status::Superseded),
        ] {
            if let Some((by, event)) = self.undoing(decision, relation, &mut Vec::new()) {
                return at(status, Some(by), Some((by, event.at)));
            }
        }
        if let Some(event) = last_of(&view, &[EventType::Lapsed]) {
            return at(Status::Lapsed, None, own(event));
        }
        let interruption = last_of(&view, &[EventType::Suspended, EventType::Resumed]);
        if let Some(event) = interruption.filter(|event| event.fact.what == EventType::Suspended) {
            return at(Status::Suspended, None, own(event));
        }
        at(reached.map_or(Status::Unknown, Status::At), None, None)
    }

    /// True if a decision stands: announced at least, and not undone, ended or suspended.
    pub fn stands(&self, decision: u32) -> bool {
        matches!(self.of(decision).status, Status::At(stage) if stage >= Stage::Announced)
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
            })
        };
        let mut view: Vec<_> = events.filter_map(seen).collect();
        view.sort_by_key(|event| event.counts_from);
        view
    }

    /// The later decisions that relate to a decision in one way, as far as this was known; none that was withdrawn.
    fn later(&self, decision: u32, relation: RelationType) -> impl Iterator<Item = u32> + use<'a> {
        let lifecycles = *self;
        let name = self.index.entry(decision).name;
        let later = name
            .into_iter()
            .flat_map(|name| lifecycles.index.relations_to(name));
        later.filter_map(move |(newer, nth)| {
            let fact = lifecycles.index.facts.relations.of(newer)[nth as usize];
            let is_it = fact.what == relation && lifecycles.is_known(newer, fact.shown);
            is_it.then_some(newer)
        })
    }

    /// True if what the sources show was known.
    fn is_known(&self, decision: u32, shown: Shown) -> bool {
        let known = self.index.known_by(self.index.shown(decision, shown));
        known.is_some_and(|day| day <= self.moment.known)
    }

    /// The ruling or event that annulled a decision. `under_way` are the decisions that are being asked about further up: a circle of
    /// rulings, which is a finding elsewhere, ends where it closes.
    fn annulment(&self, decision: u32, under_way: &mut Vec<Option<u32>>) -> Option<Annulment> {
        let view = self.view(decision);
        let own = last_of(&view, &[EventType::Annulled]).map(|event| (decision, event.at));
        match self.undoing(decision, RelationType::Annuls, under_way) {
            Some((by, event)) => Some((Some(by), own.unwrap_or((by, event.at)))),
            None => own.map(|own| (None, own)),
        }
    }

    /// The first later decision that undid this one by a relation, and the event by which it did. An announcement is enough to take
    /// the place of another announcement; what was taken is only undone by what is itself taken, and what is in force by what is
    /// itself in force. A court undoes by its ruling, whatever stage the other one has reached. A later decision that is itself
    /// annulled gives the place back.
    fn undoing(
        &self,
        decision: u32,
        relation: RelationType,
        under_way: &mut Vec<Option<u32>>,
    ) -> Option<(u32, Seen<'a>)> {
        let view = self.view(decision);
        let name = self.index.entry(decision).name;
        if view.is_empty() || under_way.contains(&name) {
            return None;
        }
        let needed = if relation == RelationType::Annuls {
            Stage::Taken
        } else if last_of(&view, &[EventType::EnteredIntoForce]).is_some() {
            Stage::InForce
        } else if reached(&view) >= Some(Stage::Taken) {
            Stage::Taken
        } else {
            Stage::Announced
        };
        under_way.push(name);
        let mut undone: Vec<(u32, Seen<'a>)> = Vec::new();
        for later in self.later(decision, relation) {
            let enough = |event: &Seen<'_>| stage_of(event.fact.what) >= Some(needed);
            let Some(event) = self.view(later).into_iter().find(enough) else {
                continue;
            };
            if self.annulment(later, under_way).is_none() {
                undone.push((later, event));
            }
        }
        under_way.pop();
        undone
            .into_iter()
            .min_by_key(|(later, event)| (event.counts_from, self.index.id(*later)))
    }
}

fn reached(view: &[Seen<'_>]) -> Option<Stage> {
    let stages = view.iter().filter_map(|event| stage_of(event.fact.what));
    stages.max()
}

fn last_of<'v, 'a>(view: &'v [Seen<'a>], types: &[EventType]) -> Option<&'v Seen<'a>> {
    view.iter().rfind(|event| types.contains(&event.fact.what))
}
