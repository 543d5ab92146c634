//! The page of a proposal: who stood where through time, its versions and what each changed, and everything that happened.

use askama::Template;

use crate::derive::{TimelineItem, What, timeline};
use crate::export::derived::{OwnDerived, PositionDerived, ProposalDerived};
use crate::export::{Exported, File};
use crate::model::{ActorId, Decision, LocalizedText, Proposal, Quantity, Record, code};

use super::address::{Place, of_part};
use super::cite::{Citation, citation};
use super::list::{Row, newest};
use super::markup::{Link, Links, Said, in_script};
use super::page::{Page, Proof};
use super::parts::{Fact, ProvisionView, escaped};
use super::{Edition, Site, rendered, schema_org, timeline as line, window};

/// The number of things that happened that one page shows; and of decisions and of numbers.
const HAPPENED: usize = 120;
const ROWS: usize = 40;

#[derive(Template)]
#[template(path = "dossier.html")]
struct DossierPage<'a> {
    page: Page<'a>,
    linked: String,
    kind: &'static str,
    is_withdrawn: bool,
    facts: Vec<Fact>,
    picture: String,
    /// The positions of each actor.
    positions: Vec<(Links<'a>, Vec<PositionView<'a>>)>,
    fate: Vec<(Link<'a>, String)>,
    versions: Vec<VersionView<'a>>,
    voting_rules: Vec<(String, String, Vec<Proof<'a>>)>,
    numbers: Vec<(String, Link<'a>)>,
    happened: Vec<Happened<'a>>,
    decisions: Vec<Row<'a>>,
    proofs: Vec<Proof<'a>>,
    citation: Citation<'a>,
}

struct PositionView<'a> {
    /// The names of its row: one for each actor.
    names: Vec<String>,
    code: String,
    title: String,
    sign: char,
    from: String,
    until: String,
    decision: Link<'a>,
    notes: Vec<String>,
}

struct VersionView<'a> {
    id: &'a str,
    date: String,
    by: Option<Link<'a>>,
    document: Option<Link<'a>>,
    provisions: Vec<ProvisionView<'a>>,
    proofs: Vec<Proof<'a>>,
}

struct Happened<'a> {
    date: String,
    kind: String,
    who: Option<Link<'a>>,
    link: Link<'a>,
}

/// The pages of a proposal; nothing if the record is none.
pub fn pages<'a>(
    site: &'a Site<'a>,
    edition: &'a Edition,
    exported: &'a Exported<'a>,
) -> Option<Vec<std::io::Result<File>>> {
    let (Record::Proposal(proposal), OwnDerived::Proposal(derived)) =
        (exported.record, &exported.derived.own)
    else {
        return None;
    };
    let id = proposal.id.as_str();
    let lists = Lists::of(site, proposal);
    let parts = window::parts(&[
        (lists.happened.len(), HAPPENED),
        (lists.decisions.len(), ROWS),
        (lists.numbers.len(), ROWS),
    ]);
    let pages = window::pages(parts, |part| {
        let place = Place::Record("proposal", id).at(part);
        let mut page = Page::new(site, edition, place, "", "");
        page.parts = parts;
        page.title = page.said(&proposal.title).text.to_owned();
        page.about = format!("{} · {}", page.words.dossier, page.title);
        let template = made(page, exported, (proposal, derived), &lists);
        rendered(&template.page, &template)
    });
    Some(pages)
}

/// What there is of a proposal that may be much.
struct Lists<'a> {
    /// What happened about it, the newest first.
    happened: Vec<TimelineItem<'a>>,
    /// The decisions about it, the newest first.
    decisions: Vec<&'a Record>,
    /// The quantities in these decisions: the decision, the part that states it, and its words.
    numbers: Vec<(&'a Decision, &'a Quantity, &'a str, &'a LocalizedText)>,
}

impl<'a> Lists<'a> {
    fn of(site: &'a Site<'a>, proposal: &'a Proposal) -> Lists<'a> {
        let about = site.dataset.decisions().filter(|(_, decision)| {
            let reference = decision.proposal.as_ref();
            decision.record.counts() && reference.is_some_and(|one| one.id == proposal.id)
        });
        let mut decisions: Vec<_> = about
            .filter_map(|(_, decision)| site.record("decision", decision.id.as_str()))
            .collect();
        decisions.sort_by_cached_key(|one| (std::cmp::Reverse(newest(one)), one.id()));
        let mut happened = timeline(site.dataset, proposal, None);
        happened.reverse();
        Lists {
            numbers: decisions.iter().flat_map(|one| numbers(one)).collect(),
            happened,
            decisions,
        }
    }
}

fn made<'a>(
    page: Page<'a>,
    exported: &'a Exported<'a>,
    (proposal, derived): (&'a Proposal, &'a ProposalDerived<'a>),
    lists: &Lists<'a>,
) -> DossierPage<'a> {
    let record = exported.record;
    let value = serde_json::to_value(record).unwrap_or_default();
    let identifiers = proposal.identifiers.iter();
    let identifiers: Vec<_> = identifiers.map(|one| escaped(one.value.as_str())).collect();
    let facts =
        [(!identifiers.is_empty()).then(|| (page.words.identifiers, identifiers.join(", ")))];
    let part = page.place.part();
    DossierPage {
        linked: in_script(&schema_org::of_proposal(&page, proposal)),
        kind: page.words.dossier,
        is_withdrawn: !record.state().counts(),
        facts: facts.into_iter().flatten().collect(),
        picture: line::picture(&page, proposal, derived, ""),
        positions: positions(&page, derived),
        fate: derived
            .fate
            .iter()
            .map(|one| {
                let result = page.code("option_result", &one.result);
                let decider = page.actor_name(one.decider);
                let told = format!("{decider}: {result}, {}", page.date(&one.date));
                (page.decision(one.decision), told)
            })
            .collect(),
        versions: versions(&page, record, proposal),
        voting_rules: proposal
            .voting_rules
            .iter()
            .enumerate()
            .map(|(at, one)| {
                let id = of_part(&value, &format!("/voting_rules/{at}/majority"));
                let majority = page.code("majority_rule", &one.majority);
                let needed = page.code("needed_to", &one.needed_to);
                let told = format!("{}: {majority}, {needed}", page.actor(&one.body));
                (id, told, page.proofs(&one.evidence))
            })
            .collect(),
        numbers: window::part_of(&lists.numbers, ROWS, part)
            .iter()
            .map(|(decision, quantity, part, text)| {
                let href = page.part("decision", decision.id.as_str(), part);
                let said = page.said(text);
                (page.quantity(quantity), Link { href, said })
            })
            .collect(),
        happened: window::part_of(&lists.happened, HAPPENED, part)
            .iter()
            .map(|item| happened(&page, proposal, item))
            .collect(),
        decisions: window::part_of(&lists.decisions, ROWS, part)
            .iter()
            .map(|one| page.row(one))
            .collect(),
        proofs: page.proofs(&proposal.evidence),
        citation: citation(&page, exported),
        page,
    }
}

/// The positions of each actor, in the order in which the picture has them.
fn positions<'a>(
    page: &Page<'a>,
    derived: &'a ProposalDerived<'a>,
) -> Vec<(Links<'a>, Vec<PositionView<'a>>)> {
    let lanes = line::lanes(derived).into_iter();
    lanes
        .map(|lane| {
            let positions = lane.positions.iter();
            let positions = positions.map(|one| position(page, derived, &lane.actors, one));
            let positions = positions.collect();
            (page.actors(lane.actors.iter().copied()), positions)
        })
        .collect()
}

fn position<'a>(
    page: &Page<'a>,
    derived: &ProposalDerived<'_>,
    actors: &[&'a ActorId],
    one: &'a PositionDerived<'a>,
) -> PositionView<'a> {
    let words = page.words;
    let spell = &one.spell;
    let notes = [
        (one.decider != one.actor)
            .then(|| format!("{} {}", words.decider, page.actor(one.decider))),
        one.incumbent
            .map(|id| format!("{} {}", words.incumbent, page.actor(id))),
        one.capacity
            .map(|one| escaped(&page.code("capacity", &one))),
        one.outdated_since
            .as_ref()
            .map(|date| format!("{} {}", words.older_text, escaped(&page.date(date)))),
        spell.ended_how.map(|how| {
            let by = spell
                .ended_by
                .map(|id| format!(" {} {}", words.by, page.decision(id)));
            format!(
                "{}{}",
                escaped(&page.code("ended_how", how)),
                by.unwrap_or_default()
            )
        }),
        spell
            .known_by
            .as_ref()
            .map(|day| format!("{} {}", words.public_since, page.day(day))),
    ];
    PositionView {
        names: actors
            .iter()
            .map(|id| line::name(derived, id, one))
            .collect(),
        code: code(&one.position),
        title: page.code("position", &one.position),
        sign: line::sign(one.position),
        from: page.day(&spell.valid_from),
        until: spell
            .valid_until
            .as_ref()
            .map_or(words.still.to_owned(), |day| page.day(day)),
        decision: page.decision(one.decision),
        notes: notes.into_iter().flatten().collect(),
    }
}

/// The versions of a proposal, the newest first, with what each provides or changes.
fn versions<'a>(
    page: &Page<'a>,
    record: &'a Record,
    proposal: &'a Proposal,
) -> Vec<VersionView<'a>> {
    let versions = proposal.versions.iter().map(|version| {
        let own = proposal.provisions.iter();
        let own = own.filter(|one| one.version.as_ref() == Some(&version.id));
        VersionView {
            id: version.id.as_str(),
            date: page.date(&version.date),
            by: version.by.as_ref().map(|id| page.actor(id)),
            document: version.document.as_ref().map(|id| page.source(id)),
            provisions: own.map(|one| page.provision(record, one)).collect(),
            proofs: page.proofs(&version.evidence),
        }
    });
    let mut versions: Vec<_> = versions.collect();
    versions.reverse();
    versions
}

/// The quantities in a decision: the decision, the part that states it, and its words.
fn numbers(record: &Record) -> Vec<(&Decision, &Quantity, &str, &LocalizedText)> {
    let Some(decision) = record.decision() else {
        return Vec::new();
    };
    let statements = decision.statements.iter();
    let statements = statements
        .filter_map(|one| Some((decision, one.quantity.as_ref()?, one.id.as_str(), &one.text)));
    let provisions = decision.provisions.iter();
    let provisions = provisions
        .filter_map(|one| Some((decision, one.quantity.as_ref()?, one.id.as_str(), &one.text)));
    statements.chain(provisions).collect()
}

/// One thing that happened.
fn happened<'a>(page: &Page<'a>, proposal: &'a Proposal, item: &TimelineItem<'a>) -> Happened<'a> {
    let (kind, who, link) = match item.what {
        What::Version(version) => {
            let href = page.part("proposal", proposal.id.as_str(), version.id.as_str());
            let said = Said {
                text: version.id.as_str(),
                lang: None,
            };
            let kind = page.words.version.to_owned();
            (kind, version.by.as_ref(), Link { href, said })
        }
        What::Event {
            decision, event, ..
        } => {
            let kind = page.code("event_type", &event.r#type);
            let href = page.part("decision", decision.id.as_str(), event.id.as_str());
            let said = page.title_said(decision);
            let who = event.by.as_ref().unwrap_or(&decision.decider.actor);
            (kind, Some(who), Link { href, said })
        }
        What::Commitment {
            decision,
            commitment,
            event,
        } => {
            let kind = page.code("commitment_event_type", &event.r#type);
            let kind = format!("{}: {kind}", page.words.commitment);
            let href = page.part("decision", decision.id.as_str(), event.id.as_str());
            let said = page.said(&commitment.text);
            (kind, Some(&commitment.by), Link { href, said })
        }
    };
    Happened {
        date: page.date(item.date),
        kind,
        who: who.map(|id| page.actor(id)),
        link,
    }
}
