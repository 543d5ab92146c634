//! The line through time: what happened about a proposal, by whom, and why.

use jiff::civil;

use crate::dataset::Dataset;
use crate::derive::time::{counting_date, in_view};
use crate::derive::{Moment, chain, position, positions};
use crate::model::{
    ActorId, Date, Decision, Event, LocalizedText, Position, Proposal, StatementType, Version,
};

/// One thing that happened.
pub struct Entry<'a> {
    /// When, as the source dates it.
    pub date: &'a Date,
    /// What.
    pub what: What<'a>,
}

/// What can happen about a proposal.
pub enum What<'a> {
    /// It got a new version.
    Version(&'a Version),
    /// Something happened to a decision about it.
    Event {
        /// The decision.
        decision: &'a Decision,
        /// What happened to it.
        event: &'a Event,
        /// Whether nothing of the decision had happened before.
        is_first: bool,
    },
}

/// Everything that happened about a proposal and was known, oldest first: its versions, and the events of the decisions about it.
///
/// With an actor, only decisions of who speaks in its name, and those that they carry out, decline, take the place of or are bound
/// by: what moved the actor.
pub fn timeline<'a>(
    dataset: &'a Dataset,
    proposal: &'a Proposal,
    actor: Option<&ActorId>,
    moment: Moment,
) -> Vec<Entry<'a>> {
    let counting = |decision: &&Decision| decision.record.counts();
    let all: Vec<_> = dataset
        .decisions()
        .map(|(_, decision)| decision)
        .filter(counting)
        .collect();
    let is_about = |decision: &Decision| {
        decision
            .proposal
            .as_ref()
            .is_some_and(|one| one.id == proposal.id)
    };
    let is_of = |decision: &Decision| {
        actor.is_none_or(|actor| chain(dataset, &decision.decider.actor).contains(&actor))
    };
    let own: Vec<_> = all
        .iter()
        .copied()
        .filter(|decision| is_about(decision) && is_of(decision))
        .collect();
    let moves = |decision: &Decision| {
        own.iter().any(|own| {
            own.relations
                .iter()
                .any(|relation| relation.target == decision.id)
        })
    };
    let mut entries: Vec<Entry<'a>> = proposal
        .versions
        .iter()
        .filter(|version| {
            version
                .date
                .bounds()
                .is_some_and(|bounds| bounds.last <= moment.at)
        })
        .map(|version| Entry {
            date: &version.date,
            what: What::Version(version),
        })
        .collect();
    for decision in all
        .iter()
        .copied()
        .filter(|decision| own.iter().any(|one| one.id == decision.id) || moves(decision))
    {
        let view = decision
            .events
            .iter()
            .filter(|event| in_view(dataset, event, moment));
        for (at, event) in view.enumerate() {
            let what = What::Event {
                decision,
                event,
                is_first: at == 0,
            };
            entries.push(Entry {
                date: counting_date(event),
                what,
            });
        }
    }
    entries.sort_by_key(|entry| {
        let bounds = entry.date.bounds();
        let id = match &entry.what {
            What::Version(_) => "",
            What::Event { decision, .. } => decision.id.as_str(),
        };
        (
            bounds.map(|bounds| bounds.last),
            bounds.map(|bounds| bounds.first),
            id,
        )
    });
    entries
}

/// The reasons that the decider itself gave, those first that the source ties to an option.
pub fn grounds(decision: &Decision) -> Vec<&LocalizedText> {
    let grounds = decision
        .statements
        .iter()
        .filter(|statement| statement.r#type == StatementType::Ground);
    let (tied, others): (Vec<_>, Vec<_>) = grounds.partition(|ground| ground.bearing.is_some());
    tied.into_iter()
        .chain(others)
        .map(|ground| &ground.text)
        .collect()
}

/// What stood as an actor's position on a proposal at the end of each month from one day to another.
pub fn by_month(
    dataset: &Dataset,
    proposal: &Proposal,
    actor: &ActorId,
    from: civil::Date,
    to: civil::Date,
    known: civil::Date,
) -> Vec<(civil::Date, Vec<Position>)> {
    let mut months = Vec::new();
    let mut month = from.first_of_month();
    while month <= to {
        let end = month.last_of_month();
        let standing = positions(dataset, &proposal.id, actor, Moment { at: end, known });
        months.push((month, standing.into_iter().filter_map(position).collect()));
        match end.tomorrow() {
            Ok(next) => month = next,
            Err(_) => break,
        }
    }
    months
}
