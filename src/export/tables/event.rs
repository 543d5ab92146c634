//! What happened to decisions, and the votes that led to it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Reference, Rows, Table};
use crate::export::Export;
use crate::export::derived::Day;
use crate::model::{
    Act, ActorId, BallotVote, Date, DecisionId, EventType, LocalId, OptionId, Quantity, TallyUnit,
};
use crate::schema;

/// What belongs to an event names it by decision and id.
const TO_EVENT: Reference = Reference {
    columns: &["decision", "event"],
    table: "events",
    key: &["decision", "id"],
};

pub const EVENTS: Table = Table {
    name: "events",
    key: &["decision", "id"],
    references: &[Reference {
        columns: &["decision", "vote_on"],
        table: "options",
        key: &["decision", "id"],
    }],
    schema: || schema::of::<EventRow<'_>>("events", |_| ()),
    rows: events,
};

/// What happened to a decision, and when.
#[derive(Serialize, JsonSchema)]
struct EventRow<'a> {
    /// The decision.
    decision: &'a DecisionId,
    /// The id of the event within the decision.
    id: &'a LocalId,
    /// What happened.
    r#type: EventType,
    /// When it happened.
    date: &'a Date,
    /// When its legal effect starts. Empty where that is `date`, or where no source names another date.
    effective: Option<&'a Date>,
    /// The next date that the source names. Empty where it names none.
    due: Option<&'a Date>,
    /// Who acted. Empty where that is the decider.
    by: Option<&'a ActorId>,
    /// In whose meeting, or before which court, it happened. Empty where it happened in none, or where none is known.
    body: Option<&'a ActorId>,
    /// What was done to carry the decision out. Empty unless the type is `executed`.
    act: Option<Act>,
    /// The option that a vote in favour meant, where a vote led to it.
    vote_on: Option<&'a OptionId>,
    /// Derived: the day from which it counts, at the latest.
    counts_from: Option<Day>,
    /// Derived: the day by which it was public. Empty where only withheld or unpublished sources show it.
    known_by: Option<Day>,
    /// Where it stands in the record, as a JSON Pointer; its evidence has this as its `claim`.
    place: String,
}

fn events(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (decision, derived) in export.decisions() {
        let events = decision.events.iter().zip(&derived.events);
        for (at, (event, derived)) in events.enumerate() {
            rows.add(&EventRow {
                decision: &decision.id,
                id: &event.id,
                r#type: event.r#type,
                date: &event.date,
                effective: event.effective.as_ref(),
                due: event.due.as_ref(),
                by: event.by.as_ref(),
                body: event.body.as_ref(),
                act: event.act,
                vote_on: event.vote.as_ref().map(|vote| &vote.on),
                counts_from: derived.counts_from,
                known_by: derived.known_by,
                place: format!("/events/{at}"),
            });
        }
    }
}

pub const TALLIES: Table = Table {
    name: "tallies",
    key: &["decision", "place"],
    references: &[TO_EVENT],
    schema: || schema::of::<TallyRow<'_>>("tallies", |_| ()),
    rows: tallies,
};

/// The result of a vote, once for each unit in which votes were counted.
#[derive(Serialize, JsonSchema)]
struct TallyRow<'a> {
    /// The decision.
    decision: &'a DecisionId,
    /// The event that the vote led to.
    event: &'a LocalId,
    /// What was counted.
    unit: TallyUnit,
    /// How many were in favour.
    votes_for: &'a Quantity,
    /// How many were against.
    votes_against: &'a Quantity,
    /// How many abstained. Empty where this is not known.
    votes_abstain: Option<&'a Quantity>,
    /// How many in favour were needed. Empty where no source states it.
    votes_needed: Option<&'a Quantity>,
    /// Where it stands in the record, as a JSON Pointer.
    place: String,
}

fn tallies(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (decision, _) in export.decisions() {
        for (event_at, event) in decision.events.iter().enumerate() {
            let tallies = event.vote.iter().flat_map(|vote| &vote.tallies);
            for (at, tally) in tallies.enumerate() {
                rows.add(&TallyRow {
                    decision: &decision.id,
                    event: &event.id,
                    unit: tally.unit,
                    votes_for: &tally.r#for,
                    votes_against: &tally.against,
                    votes_abstain: tally.abstain.as_ref(),
                    votes_needed: tally.needed.as_ref(),
                    place: format!("/events/{event_at}/vote/tallies/{at}"),
                });
            }
        }
    }
}

pub const BALLOTS: Table = Table {
    name: "ballots",
    key: &["decision", "place"],
    references: &[TO_EVENT],
    schema: || schema::of::<BallotRow<'_>>("ballots", |_| ()),
    rows: ballots,
};

/// How one actor voted, where this was made public; the list of a vote can be partial.
#[derive(Serialize, JsonSchema)]
struct BallotRow<'a> {
    /// The decision.
    decision: &'a DecisionId,
    /// The event that the vote led to.
    event: &'a LocalId,
    /// Who voted.
    actor: &'a ActorId,
    /// What the actor voted.
    vote: BallotVote,
    /// Where it stands in the record, as a JSON Pointer.
    place: String,
}

fn ballots(export: &Export<'_>, rows: &mut Rows<'_>) {
    for (decision, _) in export.decisions() {
        for (event_at, event) in decision.events.iter().enumerate() {
            let cast = event.vote.iter().flat_map(|vote| &vote.cast);
            for (at, ballot) in cast.enumerate() {
                rows.add(&BallotRow {
                    decision: &decision.id,
                    event: &event.id,
                    actor: &ballot.actor,
                    vote: ballot.vote,
                    place: format!("/events/{event_at}/vote/cast/{at}"),
                });
            }
        }
    }
}
