//! References from one record to a part of another, or of itself, as links that are called by what they lead to.

use crate::model::{Date, Discrepancy, LocalizedText, ProposalId, Reading, Record, VersionId};

use super::address::{self, Place};
use super::markup::{Link, Said};
use super::page::Page;

impl<'a> Page<'a> {
    /// A version of a proposal in words: its id, which is all the name that it has, and its date.
    pub fn version(&self, proposal: &ProposalId, version: &VersionId) -> String {
        let name = version.as_str().replace('-', " ");
        let proposal = self.site.dataset.proposal(proposal);
        let mut versions = proposal.into_iter().flat_map(|one| &one.versions);
        match versions.find(|one| one.id == *version) {
            Some(one) => format!("{name} ({})", self.date(&one.date)),
            None => name,
        }
    }

    /// What sources say of a value on which they differ, in words.
    pub fn reading(&self, discrepancy: &Discrepancy, reading: &Reading) -> String {
        let told = reading.value.to_string();
        let pointer = discrepancy.pointer.as_str();
        let list = match pointer.rsplit('/').next() {
            Some("result") => "option_result",
            Some("type") if pointer.starts_with("/events") => "event_type",
            Some(field) => field,
            None => "",
        };
        match told.parse::<Date>() {
            Ok(date) if date.bounds().is_some() => self.date(&date),
            _ => self.code(list, &told),
        }
    }

    /// A link to what a reference to a part names, such as `eu-com-2022-209#removal` or `#removal`. It is called by its words, if it has
    /// some.
    pub fn reference(&self, own: &'a Record, reference: &'a str) -> Link<'a> {
        let (id, part) = reference.split_once('#').unwrap_or((reference, ""));
        let record = match id {
            "" => Some(own),
            id => self.site.record_of(id),
        };
        let Some(record) = record else {
            return Link {
                href: String::new(),
                said: Said {
                    text: reference,
                    lang: None,
                },
            };
        };
        let text = match part {
            "" => Some(self.site.title_of_record(record)),
            part => words_of(record, part),
        };
        let part = match part {
            "" => address::RECORD,
            part => part,
        };
        Link {
            href: self.part(record.record_type(), record.id(), part),
            said: text.map_or(
                Said {
                    text: reference,
                    lang: None,
                },
                |text| self.said(text),
            ),
        }
    }

    /// The language in the form that Open Graph wants.
    pub fn locale(&self) -> String {
        self.edition.tag.replace('-', "_")
    }

    /// The way to the event that `decision#event` names, and its date, with its decision if that is another one.
    pub fn event_link(&self, reference: &str) -> Option<(String, String)> {
        let (id, part) = reference.split_once('#')?;
        let decision = self.site.record_of(id)?.decision()?;
        let mut events = decision.events.iter();
        let event = events.find(|event| event.id.as_str() == part)?;
        let date = self.date(&event.date);
        let kind = self.code("event_type", &event.r#type);
        let told = match self.place == Place::Record("decision", id) {
            true => format!("{kind}, {date}"),
            false => format!("{}: {kind}, {date}", self.title_said(decision).text),
        };
        Some((self.part("decision", id, part), told))
    }
}

/// The words of a part of a record.
pub fn words_of<'a>(record: &'a Record, part: &str) -> Option<&'a LocalizedText> {
    let commitments = record.commitments().iter();
    let mut commitments = commitments.filter(|one| one.id.as_str() == part);
    if let Some(commitment) = commitments.next() {
        return Some(&commitment.text);
    }
    let provisions = match record {
        Record::Decision(decision) => {
            let mut statements = decision.statements.iter();
            let mut options = decision.options.iter();
            if let Some(statement) = statements.find(|one| one.id.as_str() == part) {
                return Some(&statement.text);
            }
            if let Some(option) = options.find(|one| one.id.as_str() == part) {
                return Some(&option.label);
            }
            &decision.provisions
        }
        Record::Proposal(proposal) => &proposal.provisions,
        _ => return None,
    };
    let mut provisions = provisions.iter();
    let provision = provisions.find(|one| one.id.as_str() == part);
    provision.map(|one| &one.text)
}
