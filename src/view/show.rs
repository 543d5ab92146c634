//! One record and what follows from it, as a page: `besluit-show-1`.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::{Reach, known_at, status};
use crate::completeness::EvidenceCounts;
use crate::dataset::{Dataset, Document, references_of};
use crate::derive::anchor::quotes_in;
use crate::derive::digest::digest_of_value;
use crate::derive::{Projection, reporters};
use crate::model::{ActorId, Decision, LocalizedText, ParticipantRole, Record, code};
use crate::passage::fragment;

mod actor;
mod commitments;
mod decision;
mod discrepancies;
mod events;
mod page;
mod part;
mod proposal;
mod provisions;
mod source;
mod statements;
mod votes;

use page::Page;

/// A record, and what follows from it.
#[derive(Serialize)]
pub struct View<'a> {
    format: &'static str,
    as_of: String,
    /// Present if the records are seen from another day.
    #[serde(skip_serializing_if = "Option::is_none")]
    known_at: Option<String>,
    file: &'a str,
    /// The JSON Pointer of the part that was asked for, if it was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    /// The SHA-256 hash of the canonical form of the record as it is shown, without `$schema`.
    digest: String,
    /// What its claims rest on.
    evidence: EvidenceCounts,
    /// The record as it looks at the moment: without what was not known, had not happened or had not been said, and of a decision whose
    /// outcome was not reached without its choice and with a neutral line as title.
    record: Value,
    /// The record that is shown.
    #[serde(skip)]
    own: &'a Record,
    /// Its status, if it is a decision of which something is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<status::StatusItem<'a>>,
    /// The statements that come in somebody else's words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reported: Vec<Reported<'a>>,
    /// The relations of later decisions, known by then, to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    inverse_relations: Vec<Inverse<'a>>,
    /// Other decisions of its kind that were laid before the decider by the same actor: what it is easily confused with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    namesakes: Vec<Namesake<'a>>,
    /// The places in other records that name it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    referenced_by: Vec<Referrer<'a>>,
    /// The places of its quotes in their texts, by the JSON Pointer of each quote in the record.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    quotes: BTreeMap<String, QuotePlace<'a>>,
}

#[derive(Serialize)]
struct Reported<'a> {
    statement: &'a str,
    by: Vec<&'a ActorId>,
}

#[derive(Serialize)]
struct Inverse<'a> {
    r#type: String,
    from: &'a str,
    #[serde(flatten)]
    reach: Reach<'a>,
    title: &'a LocalizedText,
}

/// A decision that another one is easily confused with.
#[derive(Serialize)]
struct Namesake<'a> {
    id: &'a str,
    title: &'a LocalizedText,
}

/// A record that names this one.
#[derive(Serialize)]
struct Referrer<'a> {
    r#type: &'a str,
    id: &'a str,
    pointer: String,
}

/// The place of a quote in its text.
#[derive(Serialize)]
struct QuotePlace<'a> {
    source: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    /// The address that opens the source's page at the words, if it has a page and the words can be told there.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

/// A record as it is shown: with its choice only if that states an outcome that was reached.
fn shown(record: &Record, names_outcome: bool) -> Value {
    let mut value = serde_json::to_value(record).unwrap_or_default();
    if let (false, Some(members)) = (names_outcome, value.as_object_mut()) {
        members.shift_remove("choice");
    }
    value
}

/// The view of a record that a projection shows; `None` if the document holds none.
pub fn view<'a>(projection: &'a Projection, document: &'a Document) -> Option<View<'a>> {
    let dataset = &projection.shown;
    let record = document.record.as_ref()?;
    let (mut status, mut reported, mut inverse_relations, mut namesakes) =
        (None, Vec::new(), Vec::new(), Vec::new());
    let mut names_outcome = true;
    if let Record::Decision(decision) = record {
        names_outcome = projection.names_outcome(decision);
        let entry = status::entry(projection, decision);
        status = Some(entry).filter(|entry| !entry.is_unknown());
        reported = decision
            .statements
            .iter()
            .map(|statement| Reported {
                statement: statement.id.as_str(),
                by: reporters(&projection.known, statement),
            })
            .filter(|reported| !reported.by.is_empty())
            .collect();
        inverse_relations = inverse(dataset, decision);
        namesakes = easily_confused(dataset, decision);
    }
    let shown = shown(record, names_outcome);
    Some(View {
        format: "besluit-show-1",
        as_of: projection.moment.at.to_string(),
        known_at: known_at(projection.moment),
        file: &document.path,
        part: None,
        digest: digest_of_value(shown.clone()).to_string(),
        evidence: document.evidence(),
        record: shown,
        own: record,
        status,
        reported,
        inverse_relations,
        namesakes,
        referenced_by: referrers(dataset, record),
        quotes: places(&projection.known, document),
    })
}

/// The members of a record whose items are parts of it.
const PARTS: [&str; 7] = [
    "options",
    "provisions",
    "events",
    "statements",
    "commitments",
    "discrepancies",
    "versions",
];

impl View<'_> {
    /// The ids of the parts that the record has, each with its place.
    fn places_of_parts(&self) -> Vec<(String, String)> {
        let record = &self.record;
        let mut places = Vec::new();
        for list in PARTS {
            let items = record[list].as_array().into_iter().flatten();
            let ids = items.map(|item| item["id"].as_str().unwrap_or_default().to_owned());
            places.extend(
                ids.enumerate()
                    .map(|(at, id)| (id, format!("/{list}/{at}"))),
            );
        }
        places
    }

    /// The ids of the parts that the record has.
    pub fn parts(&self) -> Vec<String> {
        self.places_of_parts()
            .into_iter()
            .map(|(id, _)| id)
            .collect()
    }

    /// Narrows the view to a part of the record, by its id; false if there is no such part.
    pub fn narrow(&mut self, part: &str) -> bool {
        let places = self.places_of_parts().into_iter();
        let place = places.into_iter().find(|(id, _)| id == part);
        self.part = place.map(|(_, place)| place);
        self.part.is_some()
    }
}

fn inverse<'a>(dataset: &'a Dataset, decision: &Decision) -> Vec<Inverse<'a>> {
    dataset
        .relations_to(&decision.id)
        .map(|(later, relation)| Inverse {
            r#type: code(&relation.r#type),
            from: later.id.as_str(),
            reach: Reach::of(relation),
            title: &later.title,
        })
        .collect()
}

fn easily_confused<'a>(dataset: &'a Dataset, decision: &Decision) -> Vec<Namesake<'a>> {
    let proposers = |decision: &Decision| -> Vec<String> {
        let participants = decision.participants.iter();
        let proposers = participants.filter(|one| one.role == ParticipantRole::Proposer);
        proposers.map(|one| one.actor.to_string()).collect()
    };
    let own = proposers(decision);
    let others = dataset.decisions().map(|(_, other)| other);
    let alike = others.filter(|other| {
        other.id != decision.id && other.kind == decision.kind && other.record.counts()
    });
    alike
        .filter(|other| {
            proposers(other)
                .iter()
                .any(|proposer| own.contains(proposer))
        })
        .map(|other| Namesake {
            id: other.id.as_str(),
            title: &other.title,
        })
        .collect()
}

fn referrers<'a>(dataset: &'a Dataset, record: &Record) -> Vec<Referrer<'a>> {
    let documents = dataset.documents.iter();
    documents
        .flat_map(|document| references_of(document))
        .filter(|reference| {
            reference.record_type == record.record_type() && reference.id == record.id()
        })
        .filter_map(|reference| {
            let (r#type, id) = reference.document.identity()?;
            Some(Referrer {
                r#type,
                id,
                pointer: reference.pointer(),
            })
        })
        .filter(|referrer| (referrer.r#type, referrer.id) != (record.record_type(), record.id()))
        .collect()
}

fn places<'a>(dataset: &'a Dataset, document: &'a Document) -> BTreeMap<String, QuotePlace<'a>> {
    let mut places = BTreeMap::new();
    let mut pages = HashMap::new();
    for quote in quotes_in(dataset, document) {
        let pinning = dataset.document("source", quote.source.id.as_str());
        let file = pinning.and_then(|document| dataset.sidecar(document, quote.source));
        if let (Some(position), Some(file)) = (quote.position(), file) {
            let link = quote.source.url.as_ref().and_then(|url| {
                let page = || fragment::Page::new(&quote.text.text, quote.text.normal());
                let page = pages.entry(&quote.source.id).or_insert_with(page);
                fragment::link(url, page, quote.found.first()?)
            });
            let place = QuotePlace {
                source: quote.source.id.as_str(),
                file: &file.path,
                line: position.line,
                column: position.column,
                link,
            };
            places.insert(quote.pointer, place);
        }
    }
    places
}

/// Writes the view for people.
///
/// # Errors
/// If it cannot be written.
pub fn write(
    projection: &Projection,
    view: &View<'_>,
    language: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page {
        projection,
        view,
        language,
        out,
    };
    let page = &mut page;
    match (&view.part, view.own) {
        (Some(place), record) => part::write(page, record, place),
        (None, Record::Decision(decision)) => decision::write(page, decision),
        (None, Record::Proposal(proposal)) => proposal::write(page, proposal),
        (None, Record::Source(source)) => source::write(page, source),
        (None, Record::Actor(actor)) => actor::write(page, actor),
    }
}
