//! What is not known: the gaps of the dataset, counted, each with the way to where it is.

use std::io;

use askama::Template;

use crate::derive::completeness;
use crate::export::File;
use crate::model::{Availability, CommitmentEventType, Record};

use super::address::{Place, Section};
use super::markup::{Link, Said};
use super::page::Page;
use super::{Edition, Site, rendered, window};

/// The number of places of each gap that one page shows.
const SHOWN: usize = 50;

/// A kind of gap.
pub struct Gap<'a> {
    /// The name of its place on the page.
    pub name: &'static str,
    pub title: &'static str,
    pub about: Option<&'static str>,
    pub number: usize,
    /// Where it is, and what is to be said of it.
    pub places: Vec<(Link<'a>, Option<String>)>,
}

#[derive(Template)]
#[template(path = "unknown.html")]
struct UnknownPage<'a> {
    page: Page<'a>,
    quoted: u64,
    by_place: u64,
    gaps: Vec<Gap<'a>>,
}

/// The pages of what is not known.
pub fn pages<'a>(site: &'a Site<'a>, edition: &'a Edition) -> Vec<io::Result<File>> {
    let words = edition.words;
    let page_at = |part: usize| {
        let place = Place::List(Section::Unknown, part);
        Page::new(site, edition, place, words.unknown, words.unknown_lead)
    };
    let lengths = gaps(&page_at(0)).into_iter();
    let lengths: Vec<_> = lengths.map(|gap| (gap.places.len(), SHOWN)).collect();
    let parts = window::parts(&lengths);
    let evidence = completeness(site.dataset).evidence;
    window::pages(parts, |part| {
        let mut page = page_at(part);
        page.parts = parts;
        let mut gaps = gaps(&page);
        for gap in &mut gaps {
            let from = (part * SHOWN).min(gap.places.len());
            gap.places = gap.places.drain(from..).take(SHOWN).collect();
        }
        gaps.retain(|gap| part == 0 || !gap.places.is_empty());
        let template = UnknownPage {
            quoted: evidence.quoted.into(),
            by_place: evidence.by_place.into(),
            gaps,
            page,
        };
        rendered(&template.page, &template)
    })
}

/// Every kind of gap.
pub fn gaps<'a>(page: &Page<'a>) -> Vec<Gap<'a>> {
    let words = page.words;
    let gap = |name, title, about, places: Vec<(Link<'a>, Option<String>)>| Gap {
        name,
        title,
        about,
        number: places.len(),
        places,
    };
    vec![
        gap("differ", words.sources_differ, None, differing(page)),
        gap("open", words.open_commitments, None, open(page)),
        gap(
            "no-result",
            words.without_result,
            Some(words.without_result_lead),
            without_result(page),
        ),
        gap(
            "no-reason",
            words.without_reasons,
            None,
            without_reasons(page),
        ),
        gap(
            "unseen",
            words.unseen_sources,
            Some(words.unseen_sources_lead),
            unseen(page),
        ),
        gap("uncovered", words.uncovered_words, None, uncovered(page)),
    ]
}

fn records<'a>(page: &Page<'a>) -> impl Iterator<Item = &'a Record> {
    let records = page.site.export.records.iter().map(|one| one.record);
    records.filter(|one| one.state().counts())
}

fn differing<'a>(page: &Page<'a>) -> Vec<(Link<'a>, Option<String>)> {
    let decisions = records(page).filter_map(Record::decision);
    let all = decisions.flat_map(|decision| {
        decision
            .discrepancies
            .iter()
            .map(move |one| (decision, one))
    });
    all.map(|(decision, one)| {
        let href = page.part("decision", decision.id.as_str(), one.id.as_str());
        let readings = one
            .readings
            .iter()
            .map(|reading| page.reading(one, reading));
        let readings = readings.collect::<Vec<_>>().join(" / ");
        (
            Link {
                href,
                said: page.said(&one.reason),
            },
            Some(readings),
        )
    })
    .collect()
}

fn open<'a>(page: &Page<'a>) -> Vec<(Link<'a>, Option<String>)> {
    let all =
        records(page).flat_map(|record| record.commitments().iter().map(move |one| (record, one)));
    let is_open = |one: &crate::model::Commitment| {
        let last = one.events.iter().last();
        !last.is_some_and(|event| event.r#type == CommitmentEventType::Met)
    };
    let open = all.filter(|(_, one)| is_open(one));
    open.map(|(record, one)| {
        let href = page.part(record.record_type(), record.id(), one.id.as_str());
        let due = one
            .due
            .as_ref()
            .map(|date| format!("{}: {}", page.words.due, page.date(date)));
        (
            Link {
                href,
                said: page.said(&one.text),
            },
            due,
        )
    })
    .collect()
}

fn without_result<'a>(page: &Page<'a>) -> Vec<(Link<'a>, Option<String>)> {
    let moment = page.site.export.moment.map(|moment| moment.at);
    let decisions = page.site.export.decisions();
    let waiting = decisions.filter(|(_, derived)| {
        let due = derived.due.and_then(|date| date.bounds());
        let is_past = due.is_some_and(|due| moment.is_some_and(|day| due.last < day));
        derived.status == Some("proposed") || (is_past && derived.status == Some("announced"))
    });
    let told = waiting.map(|(decision, derived)| {
        let due = derived.due.map(|date| page.date(date));
        (page.decision(&decision.id), due)
    });
    told.collect()
}

fn without_reasons<'a>(page: &Page<'a>) -> Vec<(Link<'a>, Option<String>)> {
    let decisions = records(page).filter_map(Record::decision);
    let silent = decisions.filter(|decision| decision.statements.is_empty());
    silent
        .map(|decision| (page.decision(&decision.id), None))
        .collect()
}

fn unseen<'a>(page: &Page<'a>) -> Vec<(Link<'a>, Option<String>)> {
    let sources = page.site.dataset.sources().map(|(_, source)| source);
    let hidden =
        sources.filter(|one| one.record.counts() && one.availability != Availability::Public);
    hidden
        .map(|one| {
            (
                page.source(&one.id),
                Some(page.code("availability", &one.availability)),
            )
        })
        .collect()
}

fn uncovered<'a>(page: &Page<'a>) -> Vec<(Link<'a>, Option<String>)> {
    let sources = page.site.export.sources();
    let left = sources.filter_map(|(source, derived)| {
        let counts = derived.coverage?;
        (counts.uncovered > 0).then_some((source, counts))
    });
    left.map(|(source, counts)| {
        let href = page.part("source", source.id.as_str(), "_letter");
        let said: Said<'a> = page.said(&source.title);
        let told = format!("{} / {}", counts.uncovered, counts.words);
        (Link { href, said }, Some(told))
    })
    .collect()
}
