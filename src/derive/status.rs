//! What had become of a decision by a given day, as far as it was known by then.

use schemars::JsonSchema;

use crate::dataset::Dataset;
use crate::derive::time::{Moment, counting_date, counts_from, in_view, known_by};
use crate::model::{Date, Decision, DecisionId, Event, EventType, RelationType};

/// How far a decision has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Stage {
    /// It is before those who decide.
    Proposed,
    /// The decider has made known that it will decide so.
    Announced,
    /// It was decided.
    Taken,
    /// It has legal force.
    InForce,
    /// It was carried out.
    Executed,
}

/// What has become of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Status {
    /// Nothing of it had happened, or nothing was known.
    Unknown,
    /// It is out of effect for a time.
    Suspended,
    /// It ended by itself.
    Lapsed,
    /// It was undone as unlawful.
    Annulled,
    /// A later decision with another choice has taken its place.
    Superseded,
    /// A later decision ended it.
    Revoked,
    /// It stands where its events have brought it.
    #[schemars(untagged)]
    At(Stage),
}

impl Stage {
    /// The stage as records and reports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Proposed => "proposed",
            Stage::Announced => "announced",
            Stage::Taken => "taken",
            Stage::InForce => "in_force",
            Stage::Executed => "executed",
        }
    }
}

impl Status {
    /// The status as records and reports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Unknown => "unknown",
            Status::At(stage) => stage.as_str(),
            Status::Suspended => "suspended",
            Status::Lapsed => "lapsed",
            Status::Annulled => "annulled",
            Status::Superseded => "superseded",
            Status::Revoked => "revoked",
        }
    }
}

/// The status of a decision, and what it follows from.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing<'a> {
    /// What has become of it.
    pub status: Status,
    /// How far it had come; `None` where nothing of it is in view.
    pub reached: Option<Stage>,
    /// The later decision that superseded or revoked it.
    pub by: Option<&'a DecisionId>,
    /// The events that it follows from, each with the decision that it belongs to: the one that brought it as far as it came, and
    /// the one that ended or interrupted it, its own or the later decision's.
    pub because: Vec<(&'a Decision, &'a Event)>,
}

impl<'a> Standing<'a> {
    /// Since when it has this status, as the source dates it: the day of the legal effect, where that is what counts.
    pub fn since(&self) -> Option<&'a Date> {
        self.because.last().map(|(_, event)| counting_date(event))
    }
}

/// The stage that an event brings a decision to, if it brings it to one.
pub fn stage_of(event: EventType) -> Option<Stage> {
    match event {
        // What is put off was on the table; nobody has announced how it will be decided.
        EventType::Proposed | EventType::Postponed => Some(Stage::Proposed),
        EventType::Announced | EventType::Reaffirmed | EventType::NotExecuted => {
            Some(Stage::Announced)
        }
        // What is before a court, or out of effect for a time, was decided.
        EventType::Taken
        | EventType::Published
        | EventType::Challenged
        | EventType::Upheld
        | EventType::Suspended
        | EventType::Resumed => Some(Stage::Taken),
        EventType::EnteredIntoForce => Some(Stage::InForce),
        EventType::Executed => Some(Stage::Executed),
        EventType::Lapsed | EventType::Annulled => None,
    }
}

/// The status of a decision at a moment: the first of these that fits. Nothing in view: unknown. Annulled. Revoked or
/// superseded by a later decision that has itself come far enough. Lapsed. Suspended, if that came after the last resumption.
/// Else the stage reached.
pub fn standing<'a>(dataset: &'a Dataset, decision: &'a Decision, moment: Moment) -> Standing<'a> {
    let view = view(dataset, decision, moment);
    let reached = reached(&view);
    let reaching = view
        .iter()
        .copied()
        .find(|event| stage_of(event.r#type) == reached);
    let reaching = reaching
        .filter(|_| reached.is_some())
        .map(|event| (decision, event));
    let at = |status, by, ending: Option<(&'a Decision, &'a Event)>| Standing {
        status,
        reached,
        by,
        because: reaching.into_iter().chain(ending).collect(),
    };
    let own = |event| Some((decision, event));
    if let Some((by, ending)) = annulment(dataset, decision, moment, &mut Vec::new()) {
        return at(Status::Annulled, by.map(|by| &by.id), Some(ending));
    }
    for (relation, status) in [
        (RelationType::Revokes, Status::Revoked),
        (RelationType::Supersedes, Status::Superseded),
    ] {
        if let Some((by, event)) = undoing(dataset, decision, relation, moment, &mut Vec::new()) {
            return at(status, Some(&by.id), Some((by, event)));
        }
    }
    if let Some(event) = last_of(&view, &[EventType::Lapsed]) {
        return at(Status::Lapsed, None, own(event));
    }
    let interruption = last_of(&view, &[EventType::Suspended, EventType::Resumed]);
    if let Some(event) = interruption.filter(|event| event.r#type == EventType::Suspended) {
        return at(Status::Suspended, None, own(event));
    }
    at(reached.map_or(Status::Unknown, Status::At), None, None)
}

/// The next date that the sources name for a decision: the latest `due` of the events in view. One that passed without the
/// decision being carried out, as an event says, is no longer next.
pub fn due<'a>(dataset: &Dataset, decision: &'a Decision, moment: Moment) -> Option<&'a Date> {
    let view = view(dataset, decision, moment);
    let passed = view
        .iter()
        .rposition(|event| event.r#type == EventType::NotExecuted);
    let open = &view[passed.map_or(0, |at| at + 1)..];
    let dues = open.iter().filter_map(|event| event.due.as_ref());
    dues.max_by_key(|due| due.bounds().map(|bounds| bounds.last))
}

/// The events that had happened and were known, oldest first; none of a withdrawn record.
fn view<'a>(dataset: &Dataset, decision: &'a Decision, moment: Moment) -> Vec<&'a Event> {
    if !decision.record.counts() {
        return Vec::new();
    }
    let mut view: Vec<_> = decision
        .events
        .iter()
        .filter(|event| in_view(dataset, event, moment))
        .collect();
    view.sort_by_key(|event| counts_from(event));
    view
}

fn reached(view: &[&Event]) -> Option<Stage> {
    view.iter().filter_map(|event| stage_of(event.r#type)).max()
}

fn last_of<'a>(view: &[&'a Event], types: &[EventType]) -> Option<&'a Event> {
    view.iter()
        .copied()
        .rfind(|event| types.contains(&event.r#type))
}

/// The ruling or event that annulled a decision. `under_way` are the decisions that are being asked about further up: a circle of
/// rulings, which is a finding elsewhere, ends where it closes.
fn annulment<'a>(
    dataset: &'a Dataset,
    decision: &'a Decision,
    moment: Moment,
    under_way: &mut Vec<&'a DecisionId>,
) -> Option<(Option<&'a Decision>, (&'a Decision, &'a Event))> {
    let view = view(dataset, decision, moment);
    let own = last_of(&view, &[EventType::Annulled]).map(|event| (decision, event));
    match undoing(dataset, decision, RelationType::Annuls, moment, under_way) {
        Some((by, event)) => Some((Some(by), own.unwrap_or((by, event)))),
        None => own.map(|own| (None, own)),
    }
}

/// The first later decision that undid this one by a relation, and the event by which it did. An announcement is enough to take the
/// place of another announcement; what was taken is only undone by what is itself taken, and what is in force by what is itself in
/// force. A court undoes by its ruling, whatever stage the other one has reached. A later decision that is itself annulled gives
/// the place back.
fn undoing<'a>(
    dataset: &'a Dataset,
    decision: &'a Decision,
    relation_type: RelationType,
    moment: Moment,
    under_way: &mut Vec<&'a DecisionId>,
) -> Option<(&'a Decision, &'a Event)> {
    let view_here = view(dataset, decision, moment);
    if view_here.is_empty() || under_way.contains(&&decision.id) {
        return None;
    }
    let needed = if relation_type == RelationType::Annuls {
        Stage::Taken
    } else if last_of(&view_here, &[EventType::EnteredIntoForce]).is_some() {
        Stage::InForce
    } else if reached(&view_here) >= Some(Stage::Taken) {
        Stage::Taken
    } else {
        Stage::Announced
    };
    under_way.push(&decision.id);
    let mut undone: Vec<(&Decision, &Event)> = Vec::new();
    for (later, relation) in dataset.relations_to(&decision.id) {
        let is_known = known_by(dataset, &relation.evidence).is_some_and(|day| day <= moment.known);
        if relation.r#type != relation_type || !is_known {
            continue;
        }
        let enough = |event: &&Event| stage_of(event.r#type) >= Some(needed);
        let Some(event) = view(dataset, later, moment).into_iter().find(enough) else {
            continue;
        };
        if annulment(dataset, later, moment, under_way).is_none() {
            undone.push((later, event));
        }
    }
    under_way.pop();
    undone
        .into_iter()
        .min_by_key(|(later, event)| (counts_from(event), &later.id))
}
