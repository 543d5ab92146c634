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
use crate::model::{ActorId, Decision, DecisionId, Proposal, ProposalId};

/// A position of an actor on a proposal, from one day until another.
#[derive(Clone, Debug)]
pub struct PositionSpell<'a> {
    /// The actor whose position it is: the decider, or one in whose name that spoke on the day of the decision.
    pub actor: &'a ActorId,
    /// The decision that it stands on.
    pub decision: &'a Decision,
    /// The place among the versions of the proposal of the one that it is about.
    pub version: usize,
    /// True if no newer version had been drawn up; the same on each day of the spell.
    pub is_newest_text: bool,
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
        let mut spells = line(actor, &standings, &texts);
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

    /// The first day on which it is no more.
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
            let mut event = turn.event;
            if let Some(open) = open {
                open.end_known_by = known_by;
                open.spell.until = day.yesterday().ok();
                if version.is_some() {
                    event = on_day.version(at).map(|(_, event)| (at, event));
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
                    because: event_at(dataset, event),
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

/// A version of the proposal: its place, the day on which it was drawn up at the latest, and the one by which it was public.
struct Text {
    place: usize,
    day: civil::Date,
    known_by: civil::Date,
}

/// The versions that were drawn up and public at a moment.
fn texts(dataset: &Dataset, proposal: &Proposal, moment: Moment) -> Vec<Text> {
    let versions = proposal.versions.iter().enumerate();
    let texts = versions.filter_map(|(place, version)| {
        Some(Text {
            place,
            day: version.date.last_day()?,
            known_by: known_by(dataset, &version.evidence)?,
        })
    });
    texts
        .filter(|text| text.day <= moment.at && text.known_by <= moment.known)
        .collect()
}

/// The positions of an actor, of what stands in its name.
fn line<'a>(
    actor: &'a ActorId,
    standings: &[Standing<'a>],
    texts: &[Text],
) -> Vec<PositionSpell<'a>> {
    let begin = standings.iter().map(|one| one.spell.from);
    let end = standings.iter().filter_map(Standing::end);
    let mut days: BTreeSet<civil::Date> = begin.chain(end).collect();
    days.extend(texts.iter().map(|text| text.day));
    let mut spells: Vec<PositionSpell<'a>> = Vec::new();
    // Which positions were held on the day before, and the spell of each.
    let mut open: BTreeMap<(usize, bool), usize> = BTreeMap::new();
    for day in days {
        let held = held_on(day, standings, texts);
        let mut going_on = BTreeMap::new();
        for (nth, is_newest_text) in &held {
            let key = (*nth, *is_newest_text);
            let spell = open.remove(&key).unwrap_or_else(|| {
                let standing = &standings[*nth];
                let mut spell = Spell {
                    from: day,
                    until: None,
                    ended_by: None,
                    ended_how: None,
                    ..standing.spell.clone()
                };
                if standing.spell.from != day {
                    spell.known_by = spell.known_by.max(known_of(day, standings, texts));
                }
                spells.push(PositionSpell {
                    actor,
                    decision: standing.decision,
                    version: standing.version,
                    is_newest_text: *is_newest_text,
                    spell,
                });
                spells.len() - 1
            });
            going_on.insert(key, spell);
        }
        for ((nth, _), spell) in open {
            let (how, by) = ending(day, &standings[nth], &held, standings);
            let spell = &mut spells[spell].spell;
            spell.until = day.yesterday().ok();
            (spell.ended_how, spell.ended_by) = (how, by);
        }
        open = going_on;
    }
    spells
}

/// The positions that an actor holds on a day, of what stands in its name: those on the newest version, without those that another one
/// carries on. Each is its place, and whether its version is the newest text.
fn held_on(day: civil::Date, standings: &[Standing<'_>], texts: &[Text]) -> Vec<(usize, bool)> {
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
    let drawn_up = texts.iter().filter(|text| text.day <= day);
    let is_newest_text = drawn_up.map(|text| text.place).max() <= newest;
    on_newest
        .filter(|(_, one)| !carried_on.contains(&one.decision.id))
        .map(|(nth, _)| (*nth, is_newest_text))
        .collect()
}

/// How a position ended that an actor held on the day before, and by which decision.
fn ending<'a>(
    day: civil::Date,
    standing: &Standing<'a>,
    held: &[(usize, bool)],
    standings: &[Standing<'a>],
) -> (Option<EndedHow>, Option<&'a DecisionId>) {
    if standing.end() == Some(day) {
        return (standing.spell.ended_how, standing.spell.ended_by);
    }
    let mut now = held.iter().map(|(nth, _)| &standings[*nth]);
    if let Some(newer) = now.find(|one| one.version > standing.version) {
        return (Some(EndedHow::NewerText), Some(&newer.decision.id));
    }
    let mut others = standings.iter().filter(|one| one.is_on(day));
    let carrying = others.find_map(|other| {
        let mut relations = other.decision.relations.iter();
        let carries = relations.find(|relation| {
            relation.target == standing.decision.id && CARRY_ON.contains(&relation.r#type)
        });
        Some((EndedHow::carried_on(carries?.r#type), &other.decision.id))
    });
    match carrying {
        Some((how, by)) => (Some(how), Some(by)),
        None => (Some(EndedHow::Outdated), None),
    }
}

/// The day by which it was public what happened on a day to others than the position that is held since: the end of what had its place,
/// or a new version.
fn known_of(day: civil::Date, standings: &[Standing<'_>], texts: &[Text]) -> Option<civil::Date> {
    let versions = texts.iter().filter(|text| text.day == day);
    let ends = standings.iter().filter(|one| one.end() == Some(day));
    let ends = ends.filter_map(|one| one.end_known_by);
    versions.map(|text| text.known_by).chain(ends).max()
}
