//! The positions of actors on a proposal through time. The position of a day is the spell that holds on it, so that whoever asks for a day,
//! for a line through time or for a table gets the same answer.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil;

use super::{CARRY_ON, version_of};
use crate::dataset::Dataset;
use crate::derive::Moment;
use crate::derive::chain::deciders;
use crate::derive::lifecycle::{Lifecycle, Lifecycles};
use crate::derive::spell::{EndedHow, Spell, event_at, id_of, turn};
use crate::derive::time::known_by;
use crate::derive::written::as_written;
use crate::model::{ActorId, Bounds, Date, Decision, DecisionId, Proposal, ProposalId};

/// A position of an actor on a proposal, from one day until another.
#[derive(Clone, Debug)]
pub struct PositionSpell<'a> {
    /// The actor whose position it is: the decider, or one in whose name that spoke on the day of the decision.
    pub actor: &'a ActorId,
    /// The decision that it stands on.
    pub decision: &'a Decision,
    /// The place among the versions of the proposal of the one that it is about.
    pub version: usize,
    /// The date on which a newer version was drawn up, so that the position is about an older text from then on; none if on the last day
    /// of the spell there cannot have been any.
    pub outdated_since: Option<Date>,
    /// Whether its version was the newest one on the last day of the spell; none if the dates leave that open.
    pub is_newest_text: Option<bool>,
    /// From when until when, why, and how it ended.
    pub spell: Spell<'a>,
}

/// The decisions that are an actor's position on a proposal at a moment: those whose decider spoke for it on the day of their first
/// event, whose choice amounts to a position, which stand as announced, taken, in force or executed, and which are about the newest
/// version that such decisions are about. One that carries another on takes its place. More than one is a finding.
pub fn positions<'a>(
    dataset: &'a Dataset,
    proposal: &ProposalId,
    actor: &ActorId,
    moment: Moment,
) -> Vec<&'a Decision> {
    let spells = position_spells(dataset, proposal, Some(actor), moment);
    let standing = spells.iter().filter(|one| one.spell.until.is_none());
    standing.map(|one| one.decision).collect()
}

/// The positions on a proposal up to a moment, as all of that is known at the moment: those of one actor, or of all by their ids; of each
/// actor the oldest first.
pub fn position_spells<'a>(
    dataset: &'a Dataset,
    proposal: &ProposalId,
    actor: Option<&ActorId>,
    moment: Moment,
) -> Vec<PositionSpell<'a>> {
    let mut by_actor: BTreeMap<&ActorId, Vec<Standing<'a>>> = BTreeMap::new();
    for at in dataset.about(proposal) {
        let decision = dataset.decision_at(at);
        let Some(decision) = decision.filter(|one| one.position().is_some()) else {
            continue;
        };
        let mut actors = deciders(dataset, decision, moment.known);
        actors.retain(|one| actor.is_none_or(|actor| actor == *one));
        if actors.is_empty() {
            continue;
        }
        let standings = standings(dataset, at, decision, moment);
        for actor in actors {
            let of_actor = by_actor.entry(actor).or_default();
            of_actor.extend(standings.iter().cloned());
        }
    }
    let proposal = dataset.proposal(proposal);
    let texts = proposal.map_or(Vec::new(), |one| texts(dataset, one, moment));
    let mut all = Vec::new();
    for (actor, standings) in by_actor {
        let mut spells = line(actor, &standings, &texts, moment.at);
        spells.sort_by_key(|one| (one.spell.from, &one.decision.id));
        all.extend(spells);
    }
    all
}

/// A run of days on which a decision stands and is about one version, whatever else is decided.
#[derive(Clone)]
struct Standing<'a> {
    decision: &'a Decision,
    version: usize,
    spell: Spell<'a>,
    /// The day by which its end was public.
    end_known_by: Option<civil::Date>,
}

impl Standing<'_> {
    fn is_on(&self, day: civil::Date) -> bool {
        self.spell.from <= day && self.spell.until.is_none_or(|until| day <= until)
    }

    /// The first day on which it is no more, at the latest.
    fn end(&self) -> Option<civil::Date> {
        self.spell.until?.tomorrow().ok()
    }
}

/// The runs of days on which a decision stands.
fn standings<'a>(
    dataset: &'a Dataset,
    at: u32,
    decision: &'a Decision,
    moment: Moment,
) -> Vec<Standing<'a>> {
    let index = &dataset.index;
    let lifecycles = Lifecycles::new(index, moment);
    let turning = lifecycles.turning(at, None);
    let answer = |lifecycles: &Lifecycles<'_>| {
        let stands = lifecycles.stands(at);
        stands.then(|| version_of(index, at, lifecycles.moment()))
    };
    let mut all: Vec<Standing<'a>> = Vec::new();
    let mut before = None;
    for day in turning.days.range(..=moment.at).copied() {
        let on_day = lifecycles.on(day);
        let now = on_day.of(at);
        let version = answer(&on_day);
        let open = all.last_mut().filter(|one| one.spell.until.is_none());
        if open.as_ref().map(|one| one.version) != version {
            let known_by = on_day.known_since(&turning, answer);
            let turn = turn(&on_day, at, before.as_ref(), &now);
            let is_newer_text = open.is_some() && version.is_some();
            let event = match is_newer_text {
                true => on_day.version(at).map(|(_, event)| (at, event)),
                false => turn.event,
            };
            let because = event_at(dataset, event);
            let began = as_written(dataset, at, None, because, day);
            if let Some(open) = open {
                open.end_known_by = known_by;
                open.spell.until = day.yesterday().ok();
                open.spell.ended = Some(began.clone());
                if is_newer_text {
                    open.spell.ended_how = Some(EndedHow::NewerText);
                } else {
                    let status = |one: &Lifecycle| EndedHow::between(one.status, now.status);
                    open.spell.ended_how = before.as_ref().map(status);
                    open.spell.ended_by = id_of(dataset, turn.by);
                }
            }
            all.extend(version.map(|version| Standing {
                decision,
                version,
                spell: Spell {
                    from: day,
                    until: None,
                    began,
                    ended: None,
                    because,
                    ended_by: None,
                    ended_how: None,
                    known_by,
                },
                end_known_by: None,
            }));
        }
        before = Some(now);
    }
    all
}

/// A version of the proposal: its place, and the days on which it can have been drawn up.
struct Text<'a> {
    place: usize,
    date: &'a Date,
    days: Bounds,
}

/// The versions that can have been drawn up by a moment and were public.
fn texts<'a>(dataset: &Dataset, proposal: &'a Proposal, moment: Moment) -> Vec<Text<'a>> {
    let versions = proposal.versions.iter().enumerate();
    let texts = versions.filter_map(|(place, version)| {
        let date = &version.date;
        let days = date.bounds()?;
        let known_by = known_by(dataset, &version.evidence)?;
        (days.first <= moment.at && known_by <= moment.known).then_some(Text { place, date, days })
    });
    texts.collect()
}

/// The date on which the first version newer than another was drawn up, of those that can have been by a day. Of two whose dates overlap
/// either can be the first.
fn outdated_since(version: usize, texts: &[Text<'_>], day: civil::Date) -> Option<Date> {
    let is_newer = |text: &&Text<'_>| text.place > version && text.days.first <= day;
    let newer = || texts.iter().filter(is_newer);
    let first = newer().map(|text| text.days.first).min()?;
    let last = newer().map(|text| text.days.last).min()?;
    let written = newer().find(|text| text.days == Bounds { first, last });
    Some(written.map_or_else(|| Date::of_days(first, last), |text| text.date.clone()))
}

/// The positions of an actor, of what stands in its name, up to a day.
fn line<'a>(
    actor: &'a ActorId,
    standings: &[Standing<'a>],
    texts: &[Text<'_>],
    last: civil::Date,
) -> Vec<PositionSpell<'a>> {
    let begin = standings.iter().map(|one| one.spell.from);
    let end = standings.iter().filter_map(Standing::end);
    let days: BTreeSet<civil::Date> = begin.chain(end).collect();
    let mut spells: Vec<PositionSpell<'a>> = Vec::new();
    // Which positions were held on the day before, and the spell of each.
    let mut open: BTreeMap<usize, usize> = BTreeMap::new();
    for day in days {
        let held = held_on(day, standings);
        let mut going_on = BTreeMap::new();
        for nth in &held {
            let spell = open.remove(nth).unwrap_or_else(|| {
                let standing = &standings[*nth];
                let mut spell = Spell {
                    from: day,
                    until: None,
                    ended: None,
                    ended_by: None,
                    ended_how: None,
                    ..standing.spell.clone()
                };
                if standing.spell.from != day {
                    // What had its place ended.
                    let ended = || standings.iter().filter(|one| one.end() == Some(day));
                    let known_by = ended().filter_map(|one| one.end_known_by).max();
                    spell.known_by = spell.known_by.max(known_by);
                    let date = ended().find_map(|one| one.spell.ended.as_ref());
                    spell.began = date.unwrap_or(&spell.began).clone();
                }
                spells.push(PositionSpell {
                    actor,
                    decision: standing.decision,
                    version: standing.version,
                    outdated_since: None,
                    is_newest_text: None,
                    spell,
                });
                spells.len() - 1
            });
            going_on.insert(*nth, spell);
        }
        for (nth, spell) in open {
            let end = ending(day, &standings[nth], &held, standings);
            let spell = &mut spells[spell].spell;
            spell.until = day.yesterday().ok();
            spell.ended = end.date.cloned();
            (spell.ended_how, spell.ended_by) = (end.how, end.by);
        }
        open = going_on;
    }
    for one in &mut spells {
        let last = one.spell.until.unwrap_or(last);
        one.outdated_since = outdated_since(one.version, texts, last);
        one.is_newest_text = match &one.outdated_since {
            None => Some(true),
            Some(date) => (date.last_day() <= Some(last)).then_some(false),
        };
    }
    spells
}

/// The positions that an actor holds on a day, of what stands in its name: those on the newest version, without those that another one
/// carries on. Each goes by its place.
fn held_on(day: civil::Date, standings: &[Standing<'_>]) -> Vec<usize> {
    let all = standings.iter().enumerate();
    let standing: Vec<_> = all.filter(|(_, one)| one.is_on(day)).collect();
    let newest = standing.iter().map(|(_, one)| one.version).max();
    let on_newest = standing
        .iter()
        .filter(|(_, one)| Some(one.version) == newest);
    let carried_on: BTreeSet<&DecisionId> = on_newest
        .clone()
        .flat_map(|(_, one)| &one.decision.relations)
        .filter(|relation| CARRY_ON.contains(&relation.r#type))
        .map(|relation| &relation.target)
        .collect();
    on_newest
        .filter(|(_, one)| !carried_on.contains(&one.decision.id))
        .map(|(nth, _)| *nth)
        .collect()
}

/// How a position ended, by which decision, and when, as the sources write it.
struct Ending<'s, 'a> {
    how: Option<EndedHow>,
    by: Option<&'a DecisionId>,
    date: Option<&'s Date>,
}

/// The ending of a position that an actor held on the day before.
fn ending<'s, 'a>(
    day: civil::Date,
    standing: &'s Standing<'a>,
    held: &[usize],
    standings: &'s [Standing<'a>],
) -> Ending<'s, 'a> {
    if standing.end() == Some(day) {
        return Ending {
            how: standing.spell.ended_how,
            by: standing.spell.ended_by,
            date: standing.spell.ended.as_ref(),
        };
    }
    // Else another one began on that day: on a newer version, or one that carries it on.
    let begun = standings.iter().enumerate();
    let begun = begun.filter(|(_, one)| one.spell.from == day);
    let newer = begun
        .clone()
        .filter(|(_, one)| one.version > standing.version);
    let newer = newer.max_by_key(|(nth, _)| held.contains(nth));
    let newer = newer.map(|(_, one)| (EndedHow::NewerText, one));
    let carries = |(_, other): (usize, &'s Standing<'a>)| {
        let mut relations = other.decision.relations.iter();
        let carries = relations.find(|relation| {
            relation.target == standing.decision.id && CARRY_ON.contains(&relation.r#type)
        });
        Some((EndedHow::carried_on(carries?.r#type), other))
    };
    let other = newer.or_else(|| begun.clone().find_map(carries));
    Ending {
        how: other.map(|(how, _)| how),
        by: other.map(|(_, one)| &one.decision.id),
        date: other.map(|(_, one)| &one.spell.began),
    }
}
