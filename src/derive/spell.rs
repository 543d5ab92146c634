//! Spells: the unbroken runs of days with the same answer, of decisions and of their parts.

use jiff::civil;
use schemars::JsonSchema;

use crate::dataset::Dataset;
use crate::derive::lifecycle::{Lifecycle, Lifecycles, Part, StatusRun};
use crate::derive::status::Status;
use crate::derive::time::Moment;
use crate::derive::written::as_written;
use crate::model::{Date, Decision, DecisionId, Event, RelationType};

/// From when until when an answer holds, why, and how it ended. Only days up to the moment of the view are told.
#[derive(Clone, Debug)]
pub struct Spell<'a> {
    /// The first day, at the latest.
    pub from: civil::Date,
    /// The last day, at the latest; none if it still holds at the moment.
    pub until: Option<civil::Date>,
    /// The date of the first day, as the sources write it.
    pub began: Date,
    /// The date of the first day on which it no longer holds, as the sources write it.
    pub ended: Option<Date>,
    /// The event that the answer follows from, with its decision; none where nobody did anything.
    pub because: Option<(&'a Decision, &'a Event)>,
    /// The later decision that ended it; none where an event of the decision itself did, or time.
    pub ended_by: Option<&'a DecisionId>,
    /// How it ended; none if it still holds.
    pub ended_how: Option<EndedHow>,
    /// The day by which it was public that the answer is this from the first day on.
    pub known_by: Option<civil::Date>,
}

/// How a spell ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum EndedHow {
    /// The decision came further, as from announced to taken.
    Advanced,
    /// The first day of the part came.
    Begun,
    /// What had ended or interrupted it was undone, or is over.
    Restored,
    /// The decision was put out of effect for a time.
    Suspended,
    /// It ended by itself.
    Lapsed,
    /// It was undone as unlawful.
    Annulled,
    /// A later decision with another choice took its place.
    Superseded,
    /// A later decision ended it.
    Revoked,
    /// Whoever laid it before others took it back.
    Withdrawn,
    /// A later provision took its place.
    Replaced,
    /// A later decision with the same position amends it. Of positions only.
    Amended,
    /// A later decision with the same position maintains it. Of positions only.
    Maintained,
    /// A later decision with the same position confirms it. Of positions only.
    Confirmed,
    /// A later decision with the same position corrects it. Of positions only.
    Corrected,
    /// A later decision with the same position carries it out. Of positions only.
    Implemented,
    /// The actor took a position on another version of the text, or took this one over to it. Of positions only.
    NewerText,
}

impl EndedHow {
    /// The way as exports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            EndedHow::Advanced => "advanced",
            EndedHow::Begun => "begun",
            EndedHow::Restored => "restored",
            EndedHow::Suspended => "suspended",
            EndedHow::Lapsed => "lapsed",
            EndedHow::Annulled => "annulled",
            EndedHow::Superseded => "superseded",
            EndedHow::Revoked => "revoked",
            EndedHow::Withdrawn => "withdrawn",
            EndedHow::Replaced => "replaced",
            EndedHow::Amended => "amended",
            EndedHow::Maintained => "maintained",
            EndedHow::Confirmed => "confirmed",
            EndedHow::Corrected => "corrected",
            EndedHow::Implemented => "implemented",
            EndedHow::NewerText => "newer_text",
        }
    }

    /// How a status ended, by the one that followed it.
    pub(crate) fn between(status: Status, next: Status) -> EndedHow {
        match (status, next) {
            (_, Status::Suspended) => EndedHow::Suspended,
            (_, Status::Lapsed) => EndedHow::Lapsed,
            (_, Status::Annulled) => EndedHow::Annulled,
            (_, Status::Superseded) => EndedHow::Superseded,
            (_, Status::Revoked) => EndedHow::Revoked,
            (_, Status::Withdrawn) => EndedHow::Withdrawn,
            (_, Status::Replaced) => EndedHow::Replaced,
            (Status::At(_), _) => EndedHow::Advanced,
            (Status::NotYet, _) => EndedHow::Begun,
            _ => EndedHow::Restored,
        }
    }

    /// How a position ended that a later decision carries on by a relation.
    pub(crate) fn carried_on(by: RelationType) -> EndedHow {
        match by {
            RelationType::Maintains => EndedHow::Maintained,
            RelationType::Confirms => EndedHow::Confirmed,
            RelationType::Corrects => EndedHow::Corrected,
            RelationType::Implements => EndedHow::Implemented,
            _ => EndedHow::Amended,
        }
    }
}

/// The spells of the status of a decision up to a moment, oldest first, as all of that is known at the moment. Of days on which the
/// status was unknown there is none.
pub fn statuses<'a>(
    dataset: &'a Dataset,
    decision: &Decision,
    moment: Moment,
) -> Vec<(Status, Spell<'a>)> {
    let at = dataset.place_of(decision);
    at.map_or(Vec::new(), |at| of_part(dataset, at, None, moment))
}

/// The state of a part of a decision through time.
pub struct PartSpells<'a> {
    /// The record that the part stands in: the decision itself, or the proposal of which it adopts a version.
    pub record: &'a str,
    /// The id of the part there.
    pub part: &'a str,
    /// The spells of its status, as of a decision.
    pub spells: Vec<(Status, Spell<'a>)>,
}

/// The spells of the status of each part of a decision.
pub fn provision_states<'a>(
    dataset: &'a Dataset,
    decision: &Decision,
    moment: Moment,
) -> Vec<PartSpells<'a>> {
    let index = &dataset.index;
    let at = dataset.place_of(decision);
    let parts = at
        .into_iter()
        .flat_map(|at| index.parts(at).map(move |part| (at, part)));
    parts
        .map(|(at, part)| PartSpells {
            record: index.id(part.0),
            part: index.names.name(part.1.name).1,
            spells: of_part(dataset, at, Some(part), moment),
        })
        .collect()
}

fn of_part<'a>(
    dataset: &'a Dataset,
    decision: u32,
    part: Option<Part<'_>>,
    moment: Moment,
) -> Vec<(Status, Spell<'a>)> {
    let lifecycles = Lifecycles::new(&dataset.index, moment);
    let turning = lifecycles.turning(decision, part);
    let runs = lifecycles.runs(decision, part);
    let turns = (0..runs.len()).map(|nth| turn_of(&lifecycles, decision, &runs, nth));
    let turns: Vec<Turn> = turns.collect();
    let began = |nth: usize| {
        let because = event_at(dataset, turns[nth].event);
        as_written(dataset, decision, part, because, runs[nth].from)
    };
    let spell = |(nth, run): (usize, &StatusRun)| {
        let status = run.lifecycle.status;
        let next = runs.get(nth + 1);
        let as_known = |lifecycles: &Lifecycles<'_>| match part {
            None => lifecycles.of(decision).status,
            Some(part) => lifecycles.of_part(decision, part).status,
        };
        let spell = Spell {
            from: run.from,
            until: run.until,
            began: began(nth),
            ended: next.map(|_| began(nth + 1)),
            because: event_at(dataset, turns[nth].event),
            ended_by: id_of(dataset, turns.get(nth + 1).and_then(|next| next.by)),
            ended_how: next.map(|next| EndedHow::between(status, next.lifecycle.status)),
            known_by: lifecycles.on(run.from).known_since(&turning, as_known),
        };
        (status, spell)
    };
    runs.iter().enumerate().map(spell).collect()
}

/// Since when a decision, or a part of it, has had the status that it has at the moment, as the sources write it.
pub(crate) fn since(
    dataset: &Dataset,
    lifecycles: &Lifecycles<'_>,
    decision: u32,
    part: Option<Part<'_>>,
) -> Option<Date> {
    let runs = lifecycles.runs(decision, part);
    let last = runs.last().filter(|run| run.until.is_none())?;
    let because = turn_of(lifecycles, decision, &runs, runs.len() - 1).event;
    let because = event_at(dataset, because);
    Some(as_written(dataset, decision, part, because, last.from))
}

/// What brought a decision into the status of a run, of all its runs.
fn turn_of(lifecycles: &Lifecycles<'_>, decision: u32, runs: &[StatusRun], nth: usize) -> Turn {
    let run = &runs[nth];
    let before = nth.checked_sub(1).map(|before| &runs[before].lifecycle);
    turn(&lifecycles.on(run.from), decision, before, &run.lifecycle)
}

/// What brought a decision into a status.
pub(crate) struct Turn {
    /// The event that the status follows from, by its decision and its place.
    pub event: Option<(u32, usize)>,
    /// The later decision that did it.
    pub by: Option<u32>,
}

/// What brought a decision from what had become of it before to what has become of it now, on the day of the moment. What holds again
/// because the ruling against it fell follows from what became of that ruling.
pub(crate) fn turn(
    lifecycles: &Lifecycles<'_>,
    decision: u32,
    before: Option<&Lifecycle>,
    now: &Lifecycle,
) -> Turn {
    let event = now.because.last().copied();
    let by = now.by.or(event.map(|(by, _)| by));
    let by = by.filter(|by| *by != decision);
    let ruling = before.and_then(|before| before.by);
    if let Some(ruling) = ruling.filter(|_| by.is_none()) {
        let fallen = lifecycles.of(ruling);
        if !matches!(fallen.status, Status::At(_)) {
            return Turn {
                event: fallen.because.last().copied(),
                by: fallen.by.or(Some(ruling)),
            };
        }
    }
    Turn { event, by }
}

/// An event, with its decision.
pub(crate) fn event_at(
    dataset: &Dataset,
    event: Option<(u32, usize)>,
) -> Option<(&Decision, &Event)> {
    let (decision, event) = event?;
    let decision = dataset.decision_at(decision)?;
    Some((decision, decision.events.get(event)?))
}

/// The id of a decision.
pub(crate) fn id_of(dataset: &Dataset, decision: Option<u32>) -> Option<&DecisionId> {
    Some(&dataset.decision_at(decision?)?.id)
}
