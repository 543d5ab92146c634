//! The statuses of the decisions: `besluit-status-1`.

use std::io::{self, Write};

use serde::Serialize;

use super::{RelationView, in_language, paragraph, relations, sources};
use crate::dataset::Dataset;
use crate::derive::{Moment, Stage, Status, effects_of, positions, standing};
use crate::model::{
    ActorId, Date, Decision, DecisionId, Event, LocalizedText, NeededTo, ProposalId, code,
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

/// The view of decisions at a moment. Those of which nothing had happened, or was known, are left out. Where an actor and a proposal
/// are given, the view says as well what is the actor's position on it.
pub fn view<'a>(
    dataset: &'a Dataset,
    decisions: &[&'a Decision],
    position_of: Option<(&'a ActorId, &'a ProposalId)>,
    moment: Moment,
) -> View<'a> {
    let entries = decisions
        .iter()
        .map(|decision| entry(dataset, decision, moment));
    View {
        format: "besluit-status-1",
        as_of: moment.at.to_string(),
        known_at: Some(moment.known)
            .filter(|known| *known != moment.at)
            .map(|known| known.to_string()),
        position_of: position_of.map(|(actor, proposal)| PositionOf {
            actor,
            proposal,
            standing_on: positions(dataset, proposal, actor, moment)
                .into_iter()
                .map(|one| &one.id)
                .collect(),
        }),
        decisions: entries.filter(|entry| !entry.is_unknown()).collect(),
    }
}

/// The entry of one decision.
pub fn entry<'a>(dataset: &'a Dataset, decision: &'a Decision, moment: Moment) -> StatusItem<'a> {
    let standing = standing(dataset, decision, moment);
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
        position: decision.position().map(|position| code(&position)),
        effects: effects_of(dataset, decision, moment)
            .into_iter()
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

/// Writes the view for people: a headline each, what it follows from, and how it relates to older decisions.
///
/// # Errors
/// If it cannot be written.
pub fn write(view: &View<'_>, language: &str, out: &mut dyn Write) -> io::Result<()> {
    for entry in &view.decisions {
        writeln!(out, "{}", headline(entry))?;
        writeln!(out, "{}", paragraph(in_language(entry.title, language), 2))?;
        for because in &entry.because {
            let event = because
                .event
                .strip_prefix(entry.id)
                .map_or(because.event.as_str(), |own| &own[1..]);
            writeln!(
                out,
                "{}",
                paragraph(
                    &format!("{} {event} ({})", because.date, because.sources.join(", ")),
                    4
                )
            )?;
        }
        for relation in &entry.relations {
            writeln!(
                out,
                "    {} {}",
                relation.r#type.replace('_', " "),
                relation.target
            )?;
        }
        writeln!(out)?;
    }
    if let Some(of) = &view.position_of {
        writeln!(
            out,
            "position of {} on {}: {}",
            of.actor,
            of.proposal,
            position_line(view, of)
        )?;
    }
    let seen = view
        .known_at
        .as_ref()
        .map_or(String::new(), |known| format!(", as known on {known}"));
    let number = view.decisions.len();
    writeln!(
        out,
        "{number} decision{} as of {}{seen}",
        if number == 1 { "" } else { "s" },
        view.as_of
    )
}

/// The position that was asked for, and the decisions that it stands on.
fn position_line(view: &View<'_>, of: &PositionOf<'_>) -> String {
    let entries = of
        .standing_on
        .iter()
        .filter_map(|id| view.decisions.iter().find(|entry| entry.id == id.as_str()));
    let positions: Vec<_> = entries
        .map(|entry| {
            format!(
                "{} ({})",
                entry.position.as_deref().unwrap_or_default(),
                entry.id
            )
        })
        .collect();
    if positions.is_empty() {
        "none that stands".to_owned()
    } else {
        positions.join(", and ")
    }
}

/// The id of a decision, what has become of it, and the position it amounts to, in one line.
pub fn headline(entry: &StatusItem<'_>) -> String {
    let mut line = format!("{}  {}", entry.id, entry.status);
    if let Some(by) = entry.by {
        line += &format!(" by {by}");
    }
    if let Some(since) = &entry.since {
        line += &format!(" since {since}");
    }
    if let Some(reached) = entry.reached.filter(|reached| *reached != entry.status) {
        line += &format!(" (reached: {reached})");
    }
    if let Some(position) = &entry.position {
        line += &format!("  position: {position}");
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
        line += &format!(" (counts in {body}{needed}: {effect})");
    }
    line
}
