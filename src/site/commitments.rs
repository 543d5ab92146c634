//! The commitments: those that are open, those that were not kept, and those that were.

use askama::Template;

use crate::export::File;
use crate::model::Record;

use super::address::{Place, Section};
use super::markup::Link;
use super::page::Page;
use super::parts::CommitmentView;
use super::{Edition, Site, rendered, window};

/// The number of commitments in a part of the list.
const PART: usize = 40;

#[derive(Template)]
#[template(path = "commitments.html")]
struct CommitmentsPage<'a> {
    page: Page<'a>,
    /// The commitments by what became of them, each with the record that has it.
    groups: Vec<(&'static str, Vec<(CommitmentView<'a>, Link<'a>)>)>,
}

/// The list of commitments, in parts.
pub fn pages<'a>(site: &'a Site<'a>, edition: &'a Edition) -> Vec<std::io::Result<File>> {
    let words = edition.words;
    let records = site.export.records.iter().map(|one| one.record);
    let records = records.filter(|one| one.state().counts());
    let all = records.flat_map(|record| record.commitments().iter().map(move |one| (record, one)));
    let mut all: Vec<(&Record, _)> = all.collect();
    let state = |one: &crate::model::Commitment| {
        let last = one.events.iter().last();
        match last.map(|event| event.r#type) {
            Some(crate::model::CommitmentEventType::Met) => 2,
            Some(crate::model::CommitmentEventType::NotMet) => 1,
            _ => 0,
        }
    };
    all.sort_by_cached_key(|(record, one)| {
        let last = one
            .events
            .iter()
            .filter_map(|event| event.date.order())
            .max();
        (
            state(one),
            std::cmp::Reverse(last),
            record.id().to_owned(),
            one.id.clone(),
        )
    });
    let parts = window::parts(&[(all.len(), PART)]);
    window::pages(parts, |at| {
        let place = Place::List(Section::Commitments, at);
        let (title, about) = (words.commitments, words.commitments_lead);
        let mut page = Page::new(site, edition, place, title, about);
        page.parts = parts;
        let mut groups: Vec<(&'static str, Vec<_>)> = Vec::new();
        for (record, one) in window::part_of(&all, PART, at) {
            let view = page.commitment(record, one);
            let link = Link {
                href: page.part(record.record_type(), record.id(), one.id.as_str()),
                said: page.said(site.title_of_record(record)),
            };
            match groups.last_mut() {
                Some((title, all)) if *title == view.state_title => all.push((view, link)),
                _ => groups.push((view.state_title, vec![(view, link)])),
            }
        }
        let template = CommitmentsPage { groups, page };
        rendered(&template.page, &template)
    })
}
