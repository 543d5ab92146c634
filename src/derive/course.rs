//! What becomes of a decision, told from events and relations alone: the same for records in memory and for what is kept of records
//! that are not.

use crate::derive::status::{Stage, Status, stage_of};
use crate::model::{EventType, RelationType};

/// What is asked of decisions, as they look at a moment.
pub trait Lives {
    /// A decision.
    type Decision: Copy;
    /// Its id, by which it is told from others.
    type Name: Ord;
    /// A day.
    type Day: Copy + Ord;

    /// The id of a decision.
    fn name(&self, decision: Self::Decision) -> Self::Name;

    /// The events of a decision that had happened and were known, oldest first; none of a withdrawn record.
    fn view(&self, decision: Self::Decision) -> Vec<Seen<Self::Day>>;

    /// The later decisions that relate to a decision, and how, as far as this was known; none that was withdrawn.
    fn later(&self, decision: Self::Decision) -> Vec<(RelationType, Self::Decision)>;
}

/// An event that had happened and was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen<Day> {
    /// Its place among the events of the decision.
    pub at: usize,
    /// What happened.
    pub what: EventType,
    /// The day from which it counts.
    pub counts_from: Day,
    /// The last day of the next date that it names; none of a date that no calendar has.
    pub due: Option<Option<Day>>,
}

/// What became of a decision, and what it follows from: events by their decision and place.
pub struct Course<Decision> {
    /// What has become of it.
    pub status: Status,
    /// How far it had come.
    pub reached: Option<Stage>,
    /// The later decision that undid it.
    pub by: Option<Decision>,
    /// The event that brought it as far as it came, and the one that ended or interrupted it.
    pub because: Vec<(Decision, usize)>,
}

/// What became of a decision: the first of these that fits. Nothing in view: unknown. Annulled. Revoked or superseded by a later
/// decision that has itself come far enough. Lapsed. Suspended, if that came after the last resumption. Else the stage reached.
pub fn course<L: Lives>(lives: &L, decision: L::Decision) -> Course<L::Decision> {
    let view = lives.view(decision);
    let reached = reached(&view);
    let reaching = view.iter().find(|event| stage_of(event.what) == reached);
    let reaching = reaching
        .filter(|_| reached.is_some())
        .map(|event| (decision, event.at));
    let at = |status, by, ending: Option<(L::Decision, usize)>| Course {
        status,
        reached,
        by,
        because: reaching.into_iter().chain(ending).collect(),
    };
    let own = |event: &Seen<L::Day>| Some((decision, event.at));
    if let Some((by, ending)) = annulment(lives, decision, &mut Vec::new()) {
        return at(Status::Annulled, by, Some(ending));
    }
    for (relation, status) in [
        (RelationType::Revokes, Status::Revoked),
        (RelationType::Supersedes, Status::Superseded),
    ] {
        if let Some((by, event)) = undoing(lives, decision, relation, &mut Vec::new()) {
            return at(status, Some(by), Some((by, event.at)));
        }
    }
    if let Some(event) = last_of(&view, &[EventType::Lapsed]) {
        return at(Status::Lapsed, None, own(event));
    }
    let interruption = last_of(&view, &[EventType::Suspended, EventType::Resumed]);
    if let Some(event) = interruption.filter(|event| event.what == EventType::Suspended) {
        return at(Status::Suspended, None, own(event));
    }
    at(reached.map_or(Status::Unknown, Status::At), None, None)
}

/// The event that names the next date of a decision: the latest of the events in view. One that passed without the decision being
/// carried out, as an event says, is no longer next.
pub fn due<Day: Copy + Ord>(view: &[Seen<Day>]) -> Option<&Seen<Day>> {
    let passed = view
        .iter()
        .rposition(|event| event.what == EventType::NotExecuted);
    let open = &view[passed.map_or(0, |at| at + 1)..];
    let dues = open.iter().filter(|event| event.due.is_some());
    dues.max_by_key(|event| event.due)
}

fn reached<Day>(view: &[Seen<Day>]) -> Option<Stage> {
    view.iter().filter_map(|event| stage_of(event.what)).max()
}

fn last_of<'v, Day>(view: &'v [Seen<Day>], types: &[EventType]) -> Option<&'v Seen<Day>> {
    view.iter().rfind(|event| types.contains(&event.what))
}

/// Who annulled a decision, if it was another one, and by which event.
type Annulment<Decision> = (Option<Decision>, (Decision, usize));

/// The ruling or event that annulled a decision. `under_way` are the decisions that are being asked about further up: a circle of
/// rulings, which is a finding elsewhere, ends where it closes.
fn annulment<L: Lives>(
    lives: &L,
    decision: L::Decision,
    under_way: &mut Vec<L::Name>,
) -> Option<Annulment<L::Decision>> {
    let view = lives.view(decision);
    let own = last_of(&view, &[EventType::Annulled]).map(|event| (decision, event.at));
    match undoing(lives, decision, RelationType::Annuls, under_way) {
        Some((by, event)) => Some((Some(by), own.unwrap_or((by, event.at)))),
        None => own.map(|own| (None, own)),
    }
}

/// The first later decision that undid this one by a relation, and the event by which it did. An announcement is enough to take the
/// place of another announcement; what was taken is only undone by what is itself taken, and what is in force by what is itself in
/// force. A court undoes by its ruling, whatever stage the other one has reached. A later decision that is itself annulled gives
/// the place back.
fn undoing<L: Lives>(
    lives: &L,
    decision: L::Decision,
    relation_type: RelationType,
    under_way: &mut Vec<L::Name>,
) -> Option<(L::Decision, Seen<L::Day>)> {
    let view = lives.view(decision);
    let name = lives.name(decision);
    if view.is_empty() || under_way.contains(&name) {
        return None;
    }
    let needed = if relation_type == RelationType::Annuls {
        Stage::Taken
    } else if last_of(&view, &[EventType::EnteredIntoForce]).is_some() {
        Stage::InForce
    } else if reached(&view) >= Some(Stage::Taken) {
        Stage::Taken
    } else {
        Stage::Announced
    };
    under_way.push(name);
    let mut undone: Vec<(L::Decision, Seen<L::Day>)> = Vec::new();
    for (relation, later) in lives.later(decision) {
        if relation != relation_type {
            continue;
        }
        let enough = |event: &Seen<L::Day>| stage_of(event.what) >= Some(needed);
        let Some(event) = lives.view(later).into_iter().find(enough) else {
            continue;
        };
        if annulment(lives, later, under_way).is_none() {
            undone.push((later, event));
        }
    }
    under_way.pop();
    undone
        .into_iter()
        .min_by_key(|(later, event)| (event.counts_from, lives.name(*later)))
}
