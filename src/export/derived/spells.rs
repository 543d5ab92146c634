//! Spells, as exports write them: from when until when an answer holds, which event it follows from, and how it ended. They are told up
//! to the newest event of the dataset.

use schemars::JsonSchema;
use serde::Serialize;

use crate::dataset::Dataset;
use crate::derive::chain::{capacity_on, incumbent};
use crate::derive::time::first_day;
use crate::derive::{
    EndedHow, Moment, PositionSpell, Spell, Status, position_spells, provision_states, statuses,
};
use crate::index::Kind;
use crate::model::{
    ActorId, Capacity, Date, DatePrecision, Day, Decision, DecisionId, Position, Proposal,
    VersionId,
};

/// From when until when an answer holds, and why.
#[derive(Serialize, JsonSchema)]
pub struct SpellDerived<'a> {
    /// The first day, at the latest that the source can mean.
    pub valid_from: Day,
    /// The first day, at the earliest that the source can mean.
    pub valid_from_earliest: Day,
    /// How exactly the source gives the first day.
    #[schemars(with = "DatePrecision")]
    pub valid_from_precision: &'static str,
    /// The last day, at the latest that the source can mean. Absent where it still holds at the newest event of the dataset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Day>,
    /// The last day, at the earliest that the source can mean. Absent where it still holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until_earliest: Option<Day>,
    /// How exactly the source gives the day on which it ended. Absent where it still holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<DatePrecision>")]
    pub valid_until_precision: Option<&'static str>,
    /// The event that it follows from, as `decision#event`. Absent where it follows from a day that came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// The later decision that ended it. Absent where it still holds, and where an event of the decision itself ended it, or time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_by: Option<&'a DecisionId>,
    /// How it ended. Absent where it still holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<EndedHow>")]
    pub ended_how: Option<&'static str>,
    /// The day by which it was public that this holds from the first day on. It can lie before that day, and the time between the two is
    /// no delay of publication. Absent where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known_by: Option<Day>,
}

/// The status of a decision, from one day until another.
#[derive(Serialize, JsonSchema)]
pub struct StatusDerived<'a> {
    /// The status.
    #[schemars(with = "Status")]
    pub status: &'static str,
    /// The status on the day before, from which it came to this one. Absent for the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Status>")]
    pub from_status: Option<&'static str>,
    /// From when until when it has it, and why.
    #[serde(flatten)]
    pub spell: SpellDerived<'a>,
}

/// The status of a part of a decision, from one day until another.
#[derive(Serialize, JsonSchema)]
pub struct ProvisionStateDerived<'a> {
    /// The part: a provision of the decision itself, or of the proposal of which it adopts a version; as `record#provision`.
    pub provision: String,
    /// The status of the part.
    #[schemars(with = "Status")]
    pub status: &'static str,
    /// The status on the day before, from which it came to this one. Absent for the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Status>")]
    pub from_status: Option<&'static str>,
    /// From when until when it has it, and why.
    #[serde(flatten)]
    pub spell: SpellDerived<'a>,
}

/// The position of an actor on a proposal, from one day until another.
#[derive(Serialize, JsonSchema)]
pub struct PositionDerived<'a> {
    /// The actor whose position it is: the decider of the decision, or one in whose name that speaks.
    pub actor: &'a ActorId,
    /// The position.
    pub position: Position,
    /// The version of the proposal that it is about. Absent where the proposal has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<&'a VersionId>,
    /// True if that was the newest version on the last of these days, or still is. Absent where the dates leave that open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_newest_text: Option<bool>,
    /// Since when the position has been about an older text, as the source dates the newer version: the position itself went on.
    /// Absent where no newer version can have been drawn up by the last of these days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outdated_since: Option<Date>,
    /// The decision that it stands on.
    pub decision: &'a DecisionId,
    /// The actor who took that decision.
    pub decider: &'a ActorId,
    /// The actor who held the office of the decider on the day of the decision. Absent where no term says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incumbent: Option<&'a ActorId>,
    /// The capacity in which the decision was taken, as it says or as the terms of the office have it. Absent for the ordinary one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Capacity>,
    /// From when until when it holds, and why.
    #[serde(flatten)]
    pub spell: SpellDerived<'a>,
}

impl<'a> SpellDerived<'a> {
    fn of(spell: &Spell<'a>) -> SpellDerived<'a> {
        let because = spell.because;
        let (began, ended) = (spell.began.bounds(), spell.ended.as_ref());
        let last = ended.and_then(|date| date.bounds()?.first.yesterday().ok());
        SpellDerived {
            valid_from: Day(spell.from),
            valid_from_earliest: Day(began.map_or(spell.from, |days| days.first)),
            valid_from_precision: spell.began.precision().as_str(),
            valid_until: spell.until.map(Day),
            valid_until_earliest: last.or(spell.until).map(Day),
            valid_until_precision: ended.map(|date| date.precision().as_str()),
            because: because.map(|(decision, event)| format!("{}#{}", decision.id, event.id)),
            ended_by: spell.ended_by,
            ended_how: spell.ended_how.map(EndedHow::as_str),
            known_by: spell.known_by.map(Day),
        }
    }
}

pub fn of_decision<'a>(
    dataset: &'a Dataset,
    decision: &Decision,
    moment: Moment,
) -> Vec<StatusDerived<'a>> {
    let spells = statuses(dataset, decision, moment);
    let spells = with_the_one_before(&spells);
    spells
        .map(|(from_status, status, spell)| StatusDerived {
            status,
            from_status,
            spell,
        })
        .collect()
}

pub fn of_parts<'a>(
    dataset: &'a Dataset,
    decision: &Decision,
    moment: Moment,
) -> Vec<ProvisionStateDerived<'a>> {
    let parts = provision_states(dataset, decision, moment).into_iter();
    let states = parts.flat_map(|part| {
        let provision = format!("{}#{}", part.record, part.part);
        let spells = with_the_one_before(&part.spells);
        let states = spells.map(|(from_status, status, spell)| ProvisionStateDerived {
            provision: provision.clone(),
            status,
            from_status,
            spell,
        });
        states.collect::<Vec<_>>()
    });
    states.collect()
}

/// Each spell with its status and the one before.
fn with_the_one_before<'s, 'a>(
    spells: &'s [(Status, Spell<'a>)],
) -> impl Iterator<Item = (Option<&'static str>, &'static str, SpellDerived<'a>)> + use<'s, 'a> {
    let before = spells.iter().map(|(status, _)| Some(status.as_str()));
    let before = std::iter::once(None).chain(before);
    let spells = spells.iter().zip(before);
    spells.map(|((status, spell), before)| (before, status.as_str(), SpellDerived::of(spell)))
}

pub fn of_proposal<'a>(
    dataset: &'a Dataset,
    proposal: &'a Proposal,
    moment: Moment,
) -> Vec<PositionDerived<'a>> {
    let index = &dataset.index;
    let position = |one: PositionSpell<'a>| {
        let decider = &one.decision.decider;
        let day = first_day(one.decision);
        let office = index.names.get(Kind::Actor, decider.actor.as_str());
        let by_term = || capacity_on(index, office?, day?).flatten();
        let on_day = day.map(|at| Moment { at, ..moment });
        Some(PositionDerived {
            actor: one.actor,
            position: one.decision.position()?,
            version: proposal.versions.get(one.version).map(|one| &one.id),
            is_newest_text: one.is_newest_text,
            outdated_since: one.outdated_since,
            decision: &one.decision.id,
            decider: &decider.actor,
            incumbent: on_day.and_then(|moment| incumbent(dataset, &decider.actor, moment)),
            capacity: decider.capacity.or_else(by_term),
            spell: SpellDerived::of(&one.spell),
        })
    };
    let spells = position_spells(dataset, &proposal.id, None, moment).into_iter();
    spells.filter_map(position).collect()
}
