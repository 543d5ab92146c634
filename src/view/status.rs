//! The statuses of the decisions: `besluit-status-1`.

use std::io::{self, Write};

use serde::Serialize;

use super::{
    RelationView, in_language, known_at, moment_in_words, paragraph, relations, source, sources,
    words,
};
use crate::counted::count;
use crate::derive::{Projection, Stage, Status, effects_of, positions, standing};
use crate::model::{
    ActorId, Date, Decision, DecisionId, Event, LocalizedText, NeededTo, OptionResult, ProposalId,
    code,
};

/// The statuses of decisions at a moment.
#[derive(Serialize)]
pub struct View<'a> {
    format: &'static str,
    as_of: String,
    /// Present if the records are seen from another day.
    #[serde(skip_serializing_if = "Option::is_none")]
    known_at: Option<String>,
    /// Whose position on what was asked for, and which decisions it stands on: one, or more where they contradict each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    position_of: Option<PositionOf<'a>>,
    decisions: Vec<StatusItem<'a>>,
}

#[derive(Serialize)]
struct PositionOf<'a> {
    actor: &'a ActorId,
    proposal: &'a ProposalId,
    standing_on: Vec<&'a DecisionId>,
}

/// The status of one decision.
#[derive(Serialize)]
pub struct StatusItem<'a> {
    id: &'a str,
    title: &'a LocalizedText,
    /// One of: proposed, announced, approved_in_principle, taken, provisionally_applied, in_force, executed, suspended, lapsed, annulled,
    /// superseded, revoked, withdrawn.
    status: &'static str,
    /// The stage that it had reached, whatever became of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reached: Option<&'static str>,
    /// Since when it has this status, as the source dates it: the day of the legal effect, where that is what counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<String>,
    /// What the choice amounts to for a text, motion or request, once it was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<OptionResult>,
    /// The effects of the position in the counts of the bodies that decide and that its decider is a member of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    effects: Vec<BodyEffect<'a>>,
    /// The later decision that undid it.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a str>,
    /// The events that it follows from: how far it came, and what ended it.
    because: Vec<Because<'a>>,
    /// Its relations to older decisions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    relations: Vec<RelationView<'a>>,
}

#[derive(Serialize)]
struct BodyEffect<'a> {
    body: &'a str,
    needed_to: NeededTo,
    effect: &'static str,
}

#[derive(Serialize)]
struct Because<'a> {
    /// `decision#event`.
    event: String,
    date: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective: Option<&'a str>,
    sources: Vec<&'a str>,
}

impl StatusItem<'_> {
    /// True if nothing of the decision had happened, or was known.
    pub fn is_unknown(&self) -> bool {
        self.status == Status::Unknown.as_str()
    }
}

/// The view of decisions at a moment, those that began first before others. Those of which nothing had happened, or was known, are left
/// out. Where an actor and a proposal are given, the view says as well what is the actor's position on it.
pub fn view<'a>(
    projection: &'a Projection,
    decisions: &[&'a Decision],
    position_of: Option<(&'a ActorId, &'a ProposalId)>,
) -> View<'a> {
    let moment = projection.moment;
    let mut decisions = decisions.to_vec();
    decisions.sort_by_key(|decision| {
        let days = decision.events.iter().filter_map(Event::counts_from);
        (days.min(), &decision.id)
    });
    let entries = decisions.iter().map(|decision| entry(projection, decision));
    View {
        format: "besluit-status-1",
        as_of: moment.at.to_string(),
        known_at: known_at(moment),
        position_of: position_of.map(|(actor, proposal)| PositionOf {
            actor,
            proposal,
            standing_on: positions(&projection.known, proposal, actor, moment)
                .into_iter()
                .map(|one| &one.id)
                .collect(),
        }),
        decisions: entries.filter(|entry| !entry.is_unknown()).collect(),
    }
}

/// The entry of one decision, as the projection shows it.
pub fn entry<'a>(projection: &'a Projection, decision: &'a Decision) -> StatusItem<'a> {
    let Projection { known, moment, .. } = projection;
    // What follows, follows from all that is known of it.
    let whole = known.decision(&decision.id).unwrap_or(decision);
    let standing = standing(known, whole, *moment);
    let names_outcome = projection.names_outcome(decision);
    let because = |(decision, event): (&'a Decision, &'a Event)| Because {
        event: format!("{}#{}", decision.id, event.id),
        date: event.date.as_str(),
        effective: event.effective.as_ref().map(|date| date.as_str()),
        sources: sources(&event.evidence),
    };
    StatusItem {
        id: decision.id.as_str(),
        title: &decision.title,
        status: standing.status.as_str(),
        reached: standing.reached.map(Stage::as_str),
        since: standing.since,
        position: decision
            .position()
            .filter(|_| names_outcome)
            .map(|position| code(&position)),
        result: whole
            .chosen()
            .and_then(|option| option.result)
            .filter(|_| standing.reached >= Some(Stage::Taken)),
        effects: effects_of(known, whole, *moment)
            .into_iter()
            .filter(|_| names_outcome)
            .map(|(rule, effect)| BodyEffect {
                body: rule.body.as_str(),
                needed_to: rule.needed_to,
                effect: effect.as_str(),
            })
            .collect(),
        by: standing.by.map(|id| id.as_str()),
        because: standing.because.iter().copied().map(because).collect(),
        relations: relations(decision),
    }
}

/// Writes the view for people: first the position that was asked for, then of each decision a headline, what it follows from, and how it
/// relates to older decisions.
///
/// # Errors
/// If it cannot be written.
pub fn write(
    projection: &Projection,
    view: &View<'_>,
    language: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    if let Some(of) = &view.position_of {
        let line = position_line(projection, view, of, language);
        writeln!(out, "{}\n", paragraph(&line, 0))?;
    }
    for entry in &view.decisions {
        writeln!(out, "{}", paragraph(&headline(entry), 0))?;
        writeln!(out, "{}", paragraph(in_language(entry.title, language), 2))?;
        for because in &entry.because {
            let own = because.event.strip_prefix(entry.id);
            let event = own.map_or(because.event.as_str(), |own| &own[1..]);
            let sources = because.sources.iter();
            let sources = sources.map(|id| source(&projection.shown, id, language));
            let sources = sources.collect::<Vec<_>>().join(", ");
            let line = format!("{} {event}: {sources}", because.date);
            writeln!(out, "{}", paragraph(&line, 4))?;
        }
        for relation in &entry.relations {
            writeln!(out, "{}", paragraph(&relation.line(), 4))?;
        }
        writeln!(out)?;
    }
    let number = view.decisions.len();
    let moment = moment_in_words(projection);
    writeln!(out, "{} {moment}", count(number, "decision"))
}

/// The position that was asked for, in words: whose on what, which, since when, and the decision that it stands on.
fn position_line(
    projection: &Projection,
    view: &View<'_>,
    of: &PositionOf<'_>,
    language: &str,
) -> String {
    let dataset = &projection.shown;
    let actor = dataset.actor(of.actor);
    let actor = actor.map_or(of.actor.as_str(), |actor| {
        in_language(&actor.name, language)
    });
    let proposal = dataset.proposal(of.proposal);
    let proposal = proposal.map_or(of.proposal.as_str(), |one| {
        in_language(&one.title, language)
    });
    let entries = of.standing_on.iter();
    let entries = entries.filter_map(|id| view.decisions.iter().find(|one| one.id == id.as_str()));
    let positions: Vec<_> = entries
        .map(|entry| {
            let position = words(entry.position.as_deref().unwrap_or_default());
            let since = entry.since.as_ref();
            let since = since.map_or(String::new(), |since| format!(" since {since}"));
            format!("{position}, {}{since} ({})", words(entry.status), entry.id)
        })
        .collect();
    let positions = match positions.is_empty() {
        true => "none that stands".to_owned(),
        false => positions.join("; and "),
    };
    let moment = moment_in_words(projection);
    format!("Position of {actor} on {proposal}, {moment}: {positions}")
}

/// The id of a decision, what has become of it, and the position it amounts to, in one line.
pub fn headline(entry: &StatusItem<'_>) -> String {
    let mut line = format!("{}  {}", entry.id, words(entry.status));
    if let Some(by) = entry.by {
        line += &format!(" by {by}");
    }
    if let Some(since) = &entry.since {
        line += &format!(" since {since}");
    }
    if let Some(reached) = entry.reached.filter(|reached| *reached != entry.status) {
        line += &format!(" (reached: {})", words(reached));
    }
    if let Some(result) = &entry.result {
        line += &format!("  result: {}", words(result));
    }
    if let Some(position) = &entry.position {
        line += &format!("  position: {}", words(position));
    }
    for BodyEffect {
        body,
        needed_to,
        effect,
    } in &entry.effects
    {
        let needed = match needed_to {
            NeededTo::Adopt => "",
            NeededTo::Reject => ", which needs a majority to reject",
        };
        line += &format!(" (counts in {body}{needed}: {})", words(effect));
    }
    line
}
