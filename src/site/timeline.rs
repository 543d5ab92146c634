//! The line of positions as a picture: a lane for each actor, a bar for each position from its first day to its last, and a mark for each
//! version of the text. Every bar leads to its row in the table below, which says the same in words.

use std::fmt::Write as _;

use jiff::civil;

use crate::export::derived::{PositionDerived, ProposalDerived};
use crate::model::{ActorId, Position, Proposal, code};

use super::markup::Escaped;
use super::page::Page;

/// The sign of each position, as the timeline of the terminal has it: colour is never alone.
pub fn sign(position: Position) -> char {
    match position {
        Position::Support => '▲',
        Position::SupportConditional => '△',
        Position::NoPosition => '○',
        Position::NoObjection => '□',
        Position::Abstain => '◐',
        Position::Oppose => '▼',
    }
}

impl Page<'_> {
    /// The signs of the positions, each with what it stands for.
    pub fn signs(&self) -> String {
        let all = [
            Position::Support,
            Position::SupportConditional,
            Position::NoObjection,
            Position::NoPosition,
            Position::Abstain,
            Position::Oppose,
        ];
        let told = all.map(|one| format!("{} {}", sign(one), self.code("position", &one)));
        told.join(" · ") + " ·"
    }
}

/// The number of positions that a page shows at most.
const SHOWN: usize = 100;

/// The positions that a page shows: the last of them, if there are many.
pub fn shown<'a>(derived: &'a ProposalDerived<'a>) -> &'a [PositionDerived<'a>] {
    let positions = &derived.positions;
    &positions[positions.len().saturating_sub(SHOWN)..]
}

/// The name of the row of a position of an actor in the table. Where two contradict each other from one day on, the second has the id of
/// its decision in it too.
pub fn name(
    derived: &ProposalDerived<'_>,
    actor: &ActorId,
    position: &PositionDerived<'_>,
) -> String {
    let day = position.spell.valid_from;
    let of_day = |one: &&PositionDerived<'_>| one.actor == actor && one.spell.valid_from == day;
    let first = derived.positions.iter().find(of_day);
    match first.is_none_or(|first| first.decision == position.decision) {
        true => format!("op_{actor}_{}", day.0),
        false => format!("op_{actor}_{}_{}", day.0, position.decision),
    }
}

/// The positions of one actor, or of several who have the same ones because one speaks for the other.
pub struct Lane<'a> {
    pub actors: Vec<&'a ActorId>,
    pub positions: Vec<&'a PositionDerived<'a>>,
}

/// The positions that a page shows, in lanes.
pub fn lanes<'a>(derived: &'a ProposalDerived<'a>) -> Vec<Lane<'a>> {
    let mut lanes: Vec<Lane<'a>> = Vec::new();
    for one in shown(derived) {
        match lanes.iter_mut().find(|lane| lane.actors[0] == one.actor) {
            Some(lane) => lane.positions.push(one),
            None => lanes.push(Lane {
                actors: vec![one.actor],
                positions: vec![one],
            }),
        }
    }
    let same = |one: &Lane<'_>, other: &Lane<'_>| {
        let key = |one: &PositionDerived<'_>| {
            let spell = &one.spell;
            (
                one.decision.clone(),
                one.position,
                spell.valid_from,
                spell.valid_until,
            )
        };
        let all = |lane: &Lane<'_>| {
            lane.positions
                .iter()
                .map(|one| key(one))
                .collect::<Vec<_>>()
        };
        all(one) == all(other)
    };
    let mut merged: Vec<Lane<'a>> = Vec::new();
    for lane in lanes {
        match merged.iter_mut().find(|other| same(other, &lane)) {
            Some(other) => other.actors.extend(lane.actors),
            None => merged.push(lane),
        }
    }
    merged
}

const WIDTH: f64 = 900.0;
const LEFT: f64 = 8.0;
const LANE: f64 = 58.0;
const TOP: f64 = 34.0;

/// The picture of the positions on a proposal, as SVG. `to` is the way to the page with the table; empty if that is the same page.
pub fn picture(
    page: &Page<'_>,
    proposal: &Proposal,
    derived: &ProposalDerived<'_>,
    to: &str,
) -> String {
    let positions: Vec<_> = shown(derived).iter().collect();
    let Some(span) = span(page, &positions) else {
        return String::new();
    };
    let lanes = lanes(derived);
    let height = TOP + LANE * lanes.len() as f64 + 30.0;
    let mut svg = String::new();
    let title = format!(
        "{}: {}",
        page.words.line_of_positions,
        page.said(&proposal.title).text
    );
    let _ = write!(
        svg,
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"group\" aria-label=\"{}\" class=\"line\">",
        Escaped(&title)
    );
    years(&mut svg, &span, height);
    versions(&mut svg, page, proposal, &span, height);
    for (at, lane) in lanes.iter().enumerate() {
        let y = TOP + LANE * at as f64;
        let names = lane.actors.iter().map(|id| page.actor_name(id));
        let name = names.collect::<Vec<_>>().join(" · ");
        let _ = write!(
            svg,
            "<text x=\"{LEFT}\" y=\"{}\" class=\"lane\">{}</text>",
            y + 14.0,
            Escaped(&name)
        );
        for one in &lane.positions {
            bar(&mut svg, page, (derived, one), &span, y + 20.0, to);
        }
    }
    svg.push_str("</svg>");
    svg
}

/// The days from the first to the last that the picture shows.
struct Span {
    first: civil::Date,
    last: civil::Date,
}

impl Span {
    /// Where a day stands.
    fn x(&self, day: civil::Date) -> f64 {
        let days = |from: civil::Date, to: civil::Date| f64::from((to - from).get_days());
        let share = days(self.first, day) / days(self.first, self.last).max(1.0);
        (LEFT + share * (WIDTH - 2.0 * LEFT)).clamp(LEFT, WIDTH - LEFT)
    }
}

fn span(page: &Page<'_>, positions: &[&PositionDerived<'_>]) -> Option<Span> {
    let first = positions.iter().map(|one| one.spell.valid_from.0).min()?;
    let ends = positions
        .iter()
        .filter_map(|one| one.spell.valid_until.map(|day| day.0));
    let starts = positions.iter().map(|one| one.spell.valid_from.0);
    let moment = page.site.export.moment.map(|moment| moment.at);
    let last = ends.chain(starts).chain(moment).max()?;
    Some(Span { first, last })
}

/// The first day of each year, with its number.
fn years(svg: &mut String, span: &Span, height: f64) {
    let mut year = span.first.year() + 1;
    while let Ok(day) = civil::Date::new(year, 1, 1)
        && day <= span.last
    {
        let x = span.x(day);
        let _ = write!(
            svg,
            "<path d=\"M{x:.1} 18V{:.1}\" class=\"year\"/><text x=\"{:.1}\" y=\"{:.1}\" class=\"year\">{year}</text>",
            height - 22.0,
            x + 4.0,
            height - 8.0
        );
        year += 1;
    }
}

/// A mark for each version of the text.
fn versions(svg: &mut String, page: &Page<'_>, proposal: &Proposal, span: &Span, height: f64) {
    for version in &proposal.versions {
        let Some(bounds) = version.date.bounds() else {
            continue;
        };
        if bounds.last < span.first || span.last < bounds.last {
            continue;
        }
        let x = span.x(bounds.last);
        let title = format!(
            "{} {}, {}",
            page.words.version,
            version.id,
            page.date(&version.date)
        );
        let _ = write!(
            svg,
            "<g class=\"version\"><title>{}</title><path d=\"M{x:.1} 2l6 6-6 6-6-6z\"/><path d=\"M{x:.1} 14V{:.1}\"/></g>",
            Escaped(&title),
            height - 22.0
        );
    }
}

fn bar(
    svg: &mut String,
    page: &Page<'_>,
    (derived, one): (&ProposalDerived<'_>, &PositionDerived<'_>),
    span: &Span,
    y: f64,
    to: &str,
) {
    let spell = &one.spell;
    let from = span.x(spell.valid_from.0);
    let until = span.x(spell.valid_until.map_or(span.last, |day| day.0));
    let width = (until - from).max(4.0);
    let position = page.code("position", &one.position);
    let last = spell.valid_until.as_ref();
    let last = last.map_or(page.words.still.to_owned(), |day| page.day(day));
    let title = format!("{position}: {} – {last}", page.day(&spell.valid_from));
    let _ = write!(
        svg,
        "<a href=\"{to}#{}\" class=\"bar {}\"><title>{}</title><rect x=\"{from:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"26\"/>",
        name(derived, one.actor, one),
        code(&one.position),
        Escaped(&title)
    );
    // A letter takes some seven units.
    let label = format!("{} {position}", sign(one.position));
    let fits = width > 7.4 * label.chars().count() as f64 + 10.0;
    let shown = match (fits, width > 16.0) {
        (true, _) => label,
        (false, true) => sign(one.position).to_string(),
        (false, false) => String::new(),
    };
    if !shown.is_empty() {
        let _ = write!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            from + 5.0,
            y + 18.0,
            Escaped(&shown)
        );
    }
    svg.push_str("</a>");
}
