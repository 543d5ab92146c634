//! The front page of a language: what this is, the line of positions, what changed last, and what is not known.

use std::collections::HashSet;

use askama::Template;

use crate::derive::completeness;
use crate::export::File;
use crate::model::{Decision, Event};

use super::address::{Place, Section};
use super::markup::{Link, Said, in_script};
use super::page::Page;
use super::unknown::{Gap, gaps};
use super::{Edition, Site, rendered, schema_org, timeline};

/// The number of things that changed last that are shown.
const NEWEST: usize = 8;

#[derive(Template)]
#[template(path = "front.html")]
struct FrontPage<'a> {
    page: Page<'a>,
    linked: String,
    dossiers: Vec<Link<'a>>,
    /// The dossier with the most positions: its picture, and a link to it.
    line: Option<(String, Link<'a>)>,
    newest: Vec<(String, String, Link<'a>, Said<'a>)>,
    /// What is here, counted, with the way to the list of it.
    counts: Vec<(usize, &'static str, String)>,
    period: Option<(String, String)>,
    quoted: u64,
    by_place: u64,
    texts: usize,
    gaps: Vec<Gap<'a>>,
    unknown: String,
    about: String,
}

/// The front page.
pub fn page<'a>(site: &'a Site<'a>, edition: &'a Edition) -> std::io::Result<File> {
    let words = edition.words;
    let page = Page::new(site, edition, Place::Front, site.title, words.front_lead);
    let dataset = site.dataset;
    let rest = completeness(dataset);
    let evidence = rest.evidence;
    let most = site
        .export
        .proposals()
        .max_by_key(|(_, derived)| derived.positions.len());
    let line = most.filter(|(_, derived)| !derived.positions.is_empty());
    let line = line.map(|(proposal, derived)| {
        let link = page.proposal(&proposal.id);
        let picture = timeline::picture(&page, proposal, derived, &link.href);
        (picture, link)
    });
    let counted = |section: Section, number: usize| {
        let to = page.href(&Place::List(section, 0));
        (number, section.title(words), to)
    };
    let of_type = |of: &str| {
        let records = site.export.records.iter().map(|one| one.record);
        records
            .filter(|one| one.record_type() == of && one.state().counts())
            .count()
    };
    let template = FrontPage {
        linked: in_script(&schema_org::of_dataset(&page)),
        dossiers: site
            .export
            .proposals()
            .map(|(one, _)| page.proposal(&one.id))
            .collect(),
        line,
        newest: newest(&page),
        counts: vec![
            counted(Section::Decisions, of_type("decision")),
            counted(Section::Sources, of_type("source")),
            {
                let (number, _, to) = counted(Section::Actors, of_type("actor"));
                (number, words.people_and_bodies, to)
            },
        ],
        period: period(&page),
        quoted: evidence.quoted.into(),
        by_place: evidence.by_place.into(),
        texts: dataset
            .sources()
            .filter(|(_, one)| one.text.is_some())
            .count(),
        gaps: gaps(&page),
        unknown: page.href(&Place::List(Section::Unknown, 0)),
        about: page.href(&Place::List(Section::About, 0)),
        page,
    };
    rendered(&template.page, &template)
}

/// Every event of every decision that counts, the newest last.
fn events<'a>(page: &Page<'a>) -> Vec<(&'a Decision, &'a Event)> {
    let decisions = page.site.dataset.decisions().map(|(_, decision)| decision);
    let decisions = decisions.filter(|decision| decision.record.counts());
    let events =
        decisions.flat_map(|decision| decision.events.iter().map(move |event| (decision, event)));
    let mut events: Vec<_> = events.collect();
    events.sort_by(|(one, event), (other, newer)| {
        let key = |decision: &Decision, event: &Event| (event.date.order(), decision.id.clone());
        key(one, event).cmp(&key(other, newer))
    });
    events
}

fn newest<'a>(page: &Page<'a>) -> Vec<(String, String, Link<'a>, Said<'a>)> {
    let mut seen = HashSet::new();
    let events = events(page).into_iter().rev();
    // Of each decision what happened to it last.
    let newest = events.filter(|(decision, _)| seen.insert(decision.id.as_str()));
    newest
        .take(NEWEST)
        .map(|(decision, event)| {
            let href = page.part("decision", decision.id.as_str(), event.id.as_str());
            let link = Link {
                href,
                said: page.title_said(decision),
            };
            let who = page.site.dataset.actor(&decision.decider.actor);
            let who = who.map_or(
                Said {
                    text: decision.decider.actor.as_str(),
                    lang: None,
                },
                |one| page.said(&one.name),
            );
            (
                page.date(&event.date),
                page.code("event_type", &event.r#type),
                link,
                who,
            )
        })
        .collect()
}

/// The dates of the first and of the last event.
fn period(page: &Page<'_>) -> Option<(String, String)> {
    let events = events(page);
    let (first, last) = (events.first()?, events.last()?);
    Some((page.date(&first.1.date), page.date(&last.1.date)))
}
