//! The lists of records, newest first, in parts of a bearable length.

use askama::Template;

use crate::derive::shows_outcome;
use crate::export::File;
use crate::model::{Date, Record};

use super::address::{Place, Section};
use super::markup::Link;
use super::page::Page;
use super::{Edition, Site, rendered, window};

/// The number of records in a part of a list.
const PART: usize = 100;

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage<'a> {
    page: Page<'a>,
    number: usize,
    rows: Vec<Row<'a>>,
}

/// A record in a list.
pub struct Row<'a> {
    pub date: Option<String>,
    pub link: Link<'a>,
    /// What it is, whose it is, and what has become of it.
    pub notes: Vec<String>,
}

/// The lists of the records of each type.
pub fn pages<'a>(site: &'a Site<'a>, edition: &'a Edition) -> Vec<std::io::Result<File>> {
    let sections = [
        ("decision", Section::Decisions),
        ("proposal", Section::Dossiers),
        ("source", Section::Sources),
        ("actor", Section::Actors),
    ];
    let lists = sections.into_iter();
    lists
        .flat_map(|(record_type, section)| list(site, edition, record_type, section))
        .collect()
}

fn list<'a>(
    site: &'a Site<'a>,
    edition: &'a Edition,
    record_type: &str,
    section: Section,
) -> Vec<std::io::Result<File>> {
    let records = site.export.records.iter().map(|one| one.record);
    let mut records: Vec<_> = records
        .filter(|one| one.record_type() == record_type && one.state().counts())
        .collect();
    let by_name = |record: &Record| {
        let name = site.title_of_record(record);
        name.best(&edition.tag).to_lowercase()
    };
    match section {
        Section::Actors => records.sort_by_cached_key(|one| (by_name(one), one.id())),
        _ => records.sort_by_cached_key(|one| (std::cmp::Reverse(newest(one)), one.id())),
    }
    let number = records.len();
    let parts = window::parts(&[(number, PART)]);
    window::pages(parts, |at| {
        let title = section.title(edition.words);
        let title = match at {
            0 => title.to_owned(),
            at => format!("{title}, {} {}", edition.words.page, at + 1),
        };
        let place = Place::List(section, at);
        let mut page = Page::new(site, edition, place, title.clone(), title);
        page.parts = parts;
        let rows = window::part_of(&records, PART, at).iter();
        let template = ListPage {
            number,
            rows: rows.map(|record| page.row(record)).collect(),
            page,
        };
        rendered(&template.page, &template)
    })
}

/// The date by which a record is known: of the event that shows the outcome of a decision, else of its first; of the last version of a
/// proposal, and of a source itself.
pub fn newest(record: &Record) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    date_of(record).and_then(Date::order)
}

fn date_of(record: &Record) -> Option<&Date> {
    match record {
        Record::Decision(one) => {
            let mut events = one.events.iter();
            let outcome = events.find(|event| shows_outcome(event.r#type));
            let event = outcome.or_else(|| one.events.iter().next());
            event.map(|event| &event.date)
        }
        Record::Proposal(one) => one.versions.iter().last().map(|version| &version.date),
        Record::Source(one) => Some(&one.date),
        Record::Actor(_) => None,
    }
}

impl<'a> Page<'a> {
    /// A record in a line.
    pub fn row(&self, record: &'a Record) -> Row<'a> {
        let link = Link {
            href: self.href(&Place::Record(record.record_type(), record.id())),
            said: self.said(self.site.title_of_record(record)),
        };
        let mut notes = vec![self.kind_of(record)];
        match record {
            Record::Decision(one) => {
                notes.push(self.actor_name(&one.decider.actor));
                notes.extend(self.status_of(one.id.as_str()));
            }
            Record::Source(one) => {
                notes.extend(one.authors.iter().map(|one| self.actor_name(&one.actor)));
                if one.text.is_some() {
                    notes.push(self.words.letter.to_owned());
                }
            }
            Record::Proposal(_) | Record::Actor(_) => {}
        }
        Row {
            date: date_of(record).map(|date| self.date(date)),
            link,
            notes,
        }
    }

    /// The status of a decision, in words.
    pub fn status_of(&self, id: &str) -> Option<String> {
        let (_, derived) = self.site.decisions.get(id)?;
        Some(self.code("status", derived.status?))
    }
}
