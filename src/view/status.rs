//! The statuses of the decisions: `besluit-status-1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::{Reader, RelationView, Style, known_at, moment_in_words, relations, source, sources};
use crate::derive::{Effect, Projection, Stage, Status, effects_of, positions, standing};
use crate::model::{
    ActorId, Date, Day, Decision, DecisionId, Event, LocalizedText, NeededTo, OptionResult,
    Position, ProposalId, SourceId,
};

/// The statuses of decisions, as `besluit status --format json` prints them.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StatusView")]
pub struct View<'a> {
    /// The name of this shape.
    #[schemars(extend("const" = "besluit-status-1"))]
    format: &'static str,
    /// The day up to which things count as having happened or been said.
    as_of: Day,
    /// The day from which one looks: what became public later is not known. Absent where that is the same day.
    #[serde(skip_serializing_if = "Option::is_none")]
    known_at: Option<Day>,
    /// The position that was asked for, of an actor on a proposal. Absent unless both were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    position_of: Option<PositionOf<'a>>,
    /// The decisions that were asked for, those that began first before others. Those of which nothing had happened yet, or nothing was
    /// known, are left out.
    decisions: Vec<StatusItem<'a>>,
}

/// The position of an actor on a proposal.
#[derive(Serialize, JsonSchema)]
struct PositionOf<'a> {
    /// The actor.
    actor: &'a ActorId,
    /// The proposal.
    proposal: &'a ProposalId,
    /// The decisions that the position stands on: one, or more where they contradict each other; none where the actor has no position.
    standing_on: Vec<&'a DecisionId>,
}

/// The status of one decision.
#[derive(Serialize, JsonSchema)]
pub struct StatusItem<'a> {
    /// The decision.
    id: &'a DecisionId,
    /// Its title. Before its outcome was reached, a line that says only what is decided about.
    title: &'a LocalizedText,
    /// The status of the decision: what has become of it.
    #[schemars(with = "Status")]
    status: &'static str,
    /// The stage that it had reached, whatever became of it. Absent where it had reached none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Stage>")]
    reached: Option<&'static str>,
    /// Since when it has this status, as the source dates it: the day of the legal effect, where that is what counts. Absent where no
    /// source dates it.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<Date>,
    /// The stand on its proposal that its choice amounts to. Absent before the outcome was reached, and where it amounts to none.
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<Position>,
    /// What the choice amounts to for a text, motion or request. Absent before the decision was taken, and where it amounts to nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<OptionResult>,
    /// The effects of that position in the counts of the bodies that decide about the proposal and that its decider is a member of.
    /// Absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    effects: Vec<BodyEffect<'a>>,
    /// The later decision that superseded, revoked, annulled or suspended it, or set the term that ended it. Absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a DecisionId>,
    /// The events that the status follows from: the one that brought the decision as far as it came, and the one that ended or interrupted
    /// it.
    because: Vec<Because<'a>>,
    /// Its relations to older decisions. Absent where it has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    relations: Vec<RelationView<'a>>,
}

/// The effect of a position in the count of a body.
#[derive(Serialize, JsonSchema)]
struct BodyEffect<'a> {
    /// The body that votes.
    body: &'a ActorId,
    /// What the majority is needed for.
    needed_to: NeededTo,
    /// The effect.
    #[schemars(with = "Effect")]
    effect: &'static str,
}

/// An event that a status follows from.
#[derive(Serialize, JsonSchema)]
struct Because<'a> {
    /// The event, as `decision#event`: it may be one of a later decision.
    event: String,
    /// The date on which it happened.
    date: &'a Date,
    /// The date from which it has legal effect. Absent where the source gives none.
    #[serde(skip_serializing_if = "Option::is_none")]
    effective: Option<&'a Date>,
    /// The sources that show it, in the order of its evidence.
    sources: Vec<&'a SourceId>,
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
        as_of: Day(moment.at),
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
        date: &event.date,
        effective: event.effective.as_ref(),
        sources: sources(&event.evidence),
    };
    StatusItem {
        id: &decision.id,
        title: &decision.title,
        status: standing.status.as_str(),
        reached: standing.reached.map(Stage::as_str),
        since: standing.since,
        position: decision.position().filter(|_| names_outcome),
        result: whole
            .chosen()
            .and_then(|option| option.result)
            .filter(|_| standing.reached >= Some(Stage::Taken)),
        effects: effects_of(known, whole, *moment)
            .into_iter()
            .filter(|_| names_outcome)
            .map(|(rule, effect)| BodyEffect {
                body: &rule.body,
                needed_to: rule.needed_to,
                effect: effect.as_str(),
            })
            .collect(),
        by: standing.by,
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
    reader: &Reader<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    if let Some(of) = &view.position_of {
        let line = position_line(projection, view, of, reader);
        writeln!(out, "{}\n", reader.paragraph(&line, 0))?;
    }
    for entry in &view.decisions {
        let title = entry.title.best(reader.language);
        let title = reader.styled(Style::Bold, title);
        writeln!(out, "{}", reader.paragraph(&headline(entry, reader), 0))?;
        writeln!(out, "{}", reader.paragraph(&title, 2))?;
        for because in &entry.because {
            let own = because.event.strip_prefix(entry.id.as_str());
            let event = own.map_or(because.event.as_str(), |own| &own[1..]);
            let sources = because.sources.iter();
            let sources = sources.map(|id| source(&projection.shown, id.as_str(), reader));
            let sources = sources.collect::<Vec<_>>().join(", ");
            let line = format!("{} {event}: {sources}", because.date);
            writeln!(out, "{}", reader.paragraph(&line, 4))?;
        }
        for relation in &entry.relations {
            writeln!(out, "{}", reader.paragraph(&relation.line(reader), 4))?;
        }
        writeln!(out)?;
    }
    let decisions = (reader.words.decisions)(view.decisions.len());
    let moment = moment_in_words(projection, reader.words);
    writeln!(out, "{decisions} {moment}")
}

/// The position that was asked for, in words: whose on what, which, since when, and the decision that it stands on.
fn position_line(
    projection: &Projection,
    view: &View<'_>,
    of: &PositionOf<'_>,
    reader: &Reader<'_>,
) -> String {
    let (dataset, words) = (&projection.shown, reader.words);
    let actor = dataset.actor(of.actor);
    let actor = actor.map_or(of.actor.as_str(), |actor| actor.name.best(reader.language));
    let proposal = dataset.proposal(of.proposal);
    let proposal = proposal.map_or(of.proposal.as_str(), |one| one.title.best(reader.language));
    let entries = of.standing_on.iter();
    let entries = entries.filter_map(|id| view.decisions.iter().find(|one| one.id == *id));
    let positions: Vec<_> = entries
        .map(|entry| {
            let position = entry.position;
            let position = position.map_or(String::new(), |one| reader.position(one));
            let since = entry.since.as_ref();
            let since = since.map_or(String::new(), |since| format!(" {} {since}", words.since));
            let (status, id) = (reader.status(entry.status), reader.id(entry.id));
            format!("{position}, {status}{since} ({id})")
        })
        .collect();
    let positions = match positions.is_empty() {
        true => words.none_stands.to_owned(),
        false => positions.join(&format!("; {} ", words.and)),
    };
    let moment = moment_in_words(projection, words);
    let position_of = (words.position_of)(actor, proposal);
    format!("{position_of}, {moment}: {positions}")
}

/// The id of a decision, what has become of it, and the position it amounts to, in one line.
pub fn headline(entry: &StatusItem<'_>, reader: &Reader<'_>) -> String {
    let words = reader.words;
    let mut line = format!("{}  {}", reader.id(entry.id), reader.status(entry.status));
    if let Some(by) = entry.by {
        line += &format!(" {} {}", words.by, reader.id(by));
    }
    if let Some(since) = &entry.since {
        line += &format!(" {} {since}", words.since);
    }
    if let Some(reached) = entry.reached.filter(|reached| *reached != entry.status) {
        let stage = words.code_of("stage", reached);
        line += &format!(" ({}: {stage})", words.reached);
    }
    if let Some(result) = &entry.result {
        line += &format!("  {}: {}", words.result, words.code(result));
    }
    if let Some(position) = entry.position {
        line += &format!("  {}: {}", words.position, reader.position(position));
    }
    for BodyEffect {
        body,
        needed_to,
        effect,
    } in &entry.effects
    {
        let needed = match needed_to {
            NeededTo::Adopt => "",
            NeededTo::Reject => words.rejects_by_majority,
        };
        let effect = words.code_of("effect", effect);
        line += &format!(" ({} {body}{needed}: {effect})", words.counts_in);
    }
    line
}
