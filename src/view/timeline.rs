//! The line through time: `besluit-timeline-1`.

use std::borrow::Cow;
use std::io::{self, Write};

use jiff::civil;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Reader, RelationView, Style, known_at, past_in_words, relation, sources};
use crate::derive::timeline::{Period, What, by_period, timeline};
use crate::derive::{Projection, Stage, grounds, shows_outcome, stage_of, step};
use crate::model::{
    ActorId, Date, Day, Decision, DecisionId, Event, EventType, LocalizedText, OptionResult,
    Position, Proposal, ProposalId, Relation, RelationType, SourceId, Statement, VersionId, code,
};

/// The timeline of a proposal, as `besluit timeline --format json` prints it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TimelineView")]
pub struct View<'a> {
    /// The name of this shape.
    #[schemars(extend("const" = "besluit-timeline-1"))]
    format: &'static str,
    /// The day up to which things count as having happened or been said.
    as_of: Day,
    /// The day from which one looks: what became public later is not known. Absent where that is the same day.
    #[serde(skip_serializing_if = "Option::is_none")]
    known_at: Option<Day>,
    /// The proposal.
    proposal: &'a ProposalId,
    /// The actor to whom it is narrowed, with whoever speaks in its name. Absent where none was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<&'a ActorId>,
    /// What happened, oldest first.
    entries: Vec<EventItem<'a>>,
}

/// Something that happened: an event of a decision, a version of the proposal, or an event of a commitment.
#[derive(Serialize, JsonSchema)]
struct EventItem<'a> {
    /// The date that counts: of an event that of its legal effect, where it has one.
    date: &'a Date,
    /// The decision that it happened to, or in connection with which the commitment was made. Absent for a version.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<&'a DecisionId>,
    /// The actor who acted: the one that the event or the version names, else the decider; of a commitment, who made it. Absent where
    /// nobody is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<&'a ActorId>,
    /// The type of the event of the decision, such as `taken`; `version`; or the type of the event of the commitment after
    /// `commitment_`, such as `commitment_made`.
    what: String,
    /// The version that it is, or that the decision is about. Absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a VersionId>,
    /// The title of the decision where it first appears, and again where its outcome was reached; before that, a line that says only what
    /// is decided about. Of a commitment, its text. Absent elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Cow<'a, LocalizedText>>,
    /// What the choice amounts to for a text, motion or request, where the event is that it was taken. Absent elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<OptionResult>,
    /// The stage that the event brings the decision to. Absent where it brings it to none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Stage>")]
    status: Option<&'static str>,
    /// The stand on the proposal that the choice amounts to, where the event shows the outcome. Absent elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<Position>,
    /// The relations to older decisions that come with this step of the decision, as far as the sources tell. Absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    relations: Vec<RelationView<'a>>,
    /// The grounds of this step of the decision; of a commitment, what makes it fall due.
    reasons: Vec<&'a LocalizedText>,
    /// The sources that show it, in the order of its evidence.
    sources: Vec<&'a SourceId>,
}

/// The view of everything that happened about a proposal, which is one that the projection shows.
pub fn view<'a>(
    projection: &'a Projection,
    proposal: &'a Proposal,
    actor: Option<&'a ActorId>,
) -> View<'a> {
    let dataset = &projection.shown;
    let entries = timeline(dataset, proposal, actor)
        .into_iter()
        .map(|entry| match entry.what {
            What::Version(version) => EventItem {
                date: entry.date,
                decision: None,
                actor: version.by.as_ref(),
                what: "version".to_owned(),
                version: Some(&version.id),
                title: None,
                result: None,
                status: None,
                position: None,
                relations: Vec::new(),
                reasons: Vec::new(),
                sources: sources(&version.evidence),
            },
            What::Commitment {
                decision,
                commitment,
                event,
            } => EventItem {
                date: entry.date,
                decision: Some(&decision.id),
                actor: Some(&commitment.by),
                what: format!("commitment_{}", code(&event.r#type)),
                version: None,
                title: Some(Cow::Borrowed(&commitment.text)),
                result: None,
                status: None,
                position: None,
                relations: Vec::new(),
                reasons: commitment.trigger.iter().collect(),
                sources: sources(&event.evidence),
            },
            What::Event {
                decision,
                event,
                is_first,
            } => of_event(projection, decision, event, is_first),
        });
    View {
        format: "besluit-timeline-1",
        as_of: Day(projection.moment.at),
        known_at: known_at(projection.moment),
        proposal: &proposal.id,
        actor,
        entries: entries.collect(),
    }
}

/// What happened to a decision. Its title stands where it first appears, and again where the outcome that it states was reached.
fn of_event<'a>(
    projection: &'a Projection,
    decision: &'a Decision,
    event: &'a Event,
    is_first: bool,
) -> EventItem<'a> {
    let stage = stage_of(event.r#type);
    let is_outcome = shows_outcome(event.r#type);
    let mut earlier = decision.events.iter().take_while(|one| one.id != event.id);
    let is_reached = is_outcome && !earlier.any(|one| shows_outcome(one.r#type));
    let title = match is_outcome {
        true => (is_first || is_reached).then_some(Cow::Borrowed(&decision.title)),
        false => projection
            .neutral_title(decision)
            .filter(|_| is_first)
            .map(Cow::Owned),
    };
    let whole = projection.known.decision(&decision.id).unwrap_or(decision);
    let is_shown = |ground: &&Statement| decision.statements.iter().any(|one| one.id == ground.id);
    let reasons = grounds(&projection.known, whole, event);
    let is_of_step = |one: &&Relation| {
        let step = step(&projection.known, whole, None, &one.evidence);
        step.is_some_and(|step| step.id == event.id)
    };
    let reference = decision.proposal.as_ref();
    let version = reference.and_then(|one| one.version.as_ref());
    EventItem {
        date: event.counting_date(),
        decision: Some(&decision.id),
        actor: Some(event.by.as_ref().unwrap_or(&decision.decider.actor)),
        what: code(&event.r#type),
        version,
        title,
        result: decision
            .chosen()
            .and_then(|option| option.result)
            .filter(|_| event.r#type == EventType::Taken),
        status: stage.map(Stage::as_str),
        position: decision.position().filter(|_| is_outcome),
        relations: decision
            .relations
            .iter()
            .filter(is_of_step)
            .map(relation)
            .collect(),
        reasons: reasons
            .into_iter()
            .filter(is_shown)
            .map(|ground| &ground.text)
            .collect(),
        sources: sources(&event.evidence),
    }
}

/// The maximum number of reasons of a decision that are shown; the page of the decision has them all.
const MAX_REASONS: usize = 3;

/// The width of the dates, with the room after them, and of the indent of the lines that follow the first.
const DATES: usize = 22;

/// What the name of an event of a commitment begins with.
const COMMITMENT: &str = "commitment_";

/// The number of characters of a title that are repeated.
const SHORT: usize = 40;

/// The sign of each position.
const SIGNS: [(Position, char); 6] = [
    (Position::Support, '▲'),
    (Position::SupportConditional, '△'),
    (Position::NoPosition, '○'),
    (Position::NoObjection, '□'),
    (Position::Abstain, '◐'),
    (Position::Oppose, '▼'),
];

fn sign(position: Position) -> char {
    let mut signs = SIGNS.iter();
    let found = signs.find(|(one, _)| *one == position);
    found.map_or('?', |(_, sign)| *sign)
}

/// Writes the view for people: a band of positions through the months, if there is an actor whose positions it can show, and below
/// it what happened, with the grounds of each step.
///
/// # Errors
/// If it cannot be written.
pub fn write(
    projection: &Projection,
    proposal: &Proposal,
    view: &View<'_>,
    reader: &Reader<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = reader.words;
    let title = reader.styled(Style::Bold, proposal.title.best(reader.language));
    writeln!(out, "{}\n", reader.paragraph(&title, 0))?;
    if let Some(actor) = view.actor {
        band(projection, proposal, actor, (view, reader), out)?;
    }
    let mut last = "";
    for entry in &view.entries {
        let date = Some(entry.date.as_str()).filter(|date| *date != last);
        let date = date.unwrap_or_default();
        last = entry.date.as_str();
        let line = what_happened(projection, entry, reader);
        let room = reader.width.saturating_sub(DATES + 2);
        for (at, line) in reader.wrapped(&line, 0, room).lines().enumerate() {
            let (date, indent) = if at == 0 { (date, "") } else { ("", "  ") };
            writeln!(out, "{date:<DATES$}{indent}{line}")?;
        }
        if entry.what.starts_with(COMMITMENT) {
            continue;
        }
        for reason in entry.reasons.iter().take(MAX_REASONS) {
            let reason = format!("{}: {}", words.because, reason.best(reader.language));
            writeln!(out, "{}", reader.paragraph(&reason, DATES + 4))?;
        }
        if let (Some(more), Some(id)) = (
            entry.reasons.len().checked_sub(MAX_REASONS + 1),
            entry.decision,
        ) {
            let flags = moment_flags(projection);
            writeln!(out, "{:26}{}", "", (words.more)(more + 1))?;
            writeln!(out, "{:26}besluit show {id}{flags}", "")?;
        }
        for relation in entry
            .relations
            .iter()
            .filter(|relation| relation.r#type != RelationType::ConstrainedBy)
        {
            let line = relation.line(reader);
            writeln!(out, "{}", reader.paragraph(&line, DATES + 4))?;
        }
    }
    if let Some(moment) = past_in_words(projection, words) {
        writeln!(out, "{moment}")?;
    }
    Ok(())
}

/// The line of an entry: what happened, to which decision.
fn what_happened(projection: &Projection, entry: &EventItem<'_>, reader: &Reader<'_>) -> String {
    let words = reader.words;
    let text = |text: &LocalizedText| text.best(reader.language).to_owned();
    if let (Some(id), Some(promise), Some(what)) = (
        entry.decision,
        entry.title.as_deref(),
        entry.what.strip_prefix(COMMITMENT),
    ) {
        let due = entry.reasons.iter();
        let due: String = due.map(|trigger| format!(" {}", text(trigger))).collect();
        let what = words.code_of("commitment_event_type", what);
        let (promise, id) = (text(promise), reader.id(id));
        return format!("  {} {what}: {promise}{due} [{id}]", words.promise);
    }
    let mut what = words.code_of("event_type", &entry.what);
    if let Some(result) = entry.result {
        what += &format!(", {}", words.code(&result));
    }
    match (entry.decision, entry.title.as_deref()) {
        (None, _) => {
            let by = entry.actor.map_or(String::new(), |actor| {
                format!(", {} {}", words.by, reader.id(actor))
            });
            let version = entry.version.map_or("", |version| version.as_str());
            format!("┄ {}: {version}{by}", words.new_version)
        }
        (Some(id), Some(title)) => {
            let sign = entry.position.map_or('·', sign);
            let (title, id) = (reader.styled(Style::Bold, &text(title)), reader.id(id));
            format!("{sign} {title} [{what}, {id}]")
        }
        (Some(id), None) => {
            let title = short(projection, id, reader.language);
            format!("  {what} [{}: {title}]", reader.id(id))
        }
    }
}

/// The flags by which another view looks from the same moment.
fn moment_flags(projection: &Projection) -> String {
    let Projection { moment, today, .. } = projection;
    let flags = [("as-of", moment.at), ("known-at", moment.known)].into_iter();
    let flags = flags.filter(|(_, day)| day < today);
    flags
        .map(|(name, day)| format!(" --{name} {day}"))
        .collect()
}

/// The beginning of the title of a decision.
fn short(projection: &Projection, id: &DecisionId, language: &str) -> String {
    let decision = projection.shown.decision(id);
    let title = decision.map_or("", |decision| decision.title.best(language));
    match title.char_indices().nth(SHORT) {
        None => title.to_owned(),
        Some((end, _)) => {
            let words = title[..end]
                .rsplit_once(' ')
                .map_or(&title[..end], |(words, _)| words);
            format!("{words} …")
        }
    }
}

/// A column for each month, or for more of them where the line is long, a row for each position: a mark where it was held.
fn band(
    projection: &Projection,
    proposal: &Proposal,
    actor: &ActorId,
    (view, reader): (&View<'_>, &Reader<'_>),
    out: &mut dyn Write,
) -> io::Result<()> {
    let date = |entry: &EventItem<'_>| entry.date.bounds();
    let bounds = || view.entries.iter().filter_map(date);
    let first = bounds().map(|days| days.first).min();
    let last = bounds().map(|days| days.last).max();
    let (Some(first), Some(last)) = (first, last) else {
        return Ok(());
    };
    // What stood after the last event stands to the day that is looked at.
    let last = last.max(projection.moment.at.min(projection.today));
    let stand = reader.words.stand;
    let names = SIGNS.iter().map(|(one, _)| stand(*one).chars().count());
    let indent = names.max().unwrap_or_default() + 4;
    let room = reader.width.saturating_sub(indent);
    let period = Period::fitting((first, last), room);
    let columns = by_period(
        &projection.known,
        proposal,
        actor,
        (first, last, period),
        projection.moment.known,
    );
    let each = (reader.words.period)(period.months());
    let legend = (reader.words.band)(actor.as_str(), &each);
    writeln!(out, "{}", reader.paragraph(&legend, 0))?;
    let starts = columns.iter().map(|(start, _)| *start);
    let years = years(starts, room);
    writeln!(out, "{:indent$}{years}", "")?;
    for (position, sign) in SIGNS {
        let row: String = columns
            .iter()
            .map(|(_, positions)| match positions.contains(&position) {
                true => '█',
                false => ' ',
            })
            .collect();
        if row.contains('█') {
            let label = format!("  {sign} {}", stand(position));
            let row = reader.in_colour_of(position, row.trim_end());
            writeln!(out, "{label:indent$}{}", reader.painted(&row))?;
        }
    }
    writeln!(out)
}

/// The years above their columns: each at the one that its first day lies in, if there is room for it.
fn years(starts: impl Iterator<Item = civil::Date>, room: usize) -> String {
    let starts: Vec<civil::Date> = starts.collect();
    let is_new = |at: usize| at == 0 || starts[at].year() != starts[at - 1].year();
    let mut marks = String::new();
    for at in (0..starts.len()).filter(|at| is_new(*at)) {
        // The first year gives way to the next one, whose first day is more worth seeing.
        let next = (at + 1..starts.len()).find(|next| is_new(*next));
        let is_free = at == 0 && next.is_none_or(|next| next > 4) || at > 0 && at > marks.len();
        if is_free && at + 4 <= room {
            marks = format!("{marks:<at$}{}", starts[at].year());
        }
    }
    marks
}
