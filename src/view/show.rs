//! One record and what follows from it, as a page: `besluit-show-1`.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{Reach, Reader, known_at, status};
use crate::completeness::EvidenceCounts;
use crate::dataset::{Dataset, Document, references_of};
use crate::derive::anchor::quotes_in;
use crate::derive::digest::digest_of_value;
use crate::derive::{Projection, reporters};
use crate::model::{
    ActorId, Day, Decision, DecisionId, LocalId, LocalizedText, ParticipantRole, Record,
    RelationType, SourceId,
};
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
mod shown;
mod source;
mod statements;
mod votes;

use page::Page;
use shown::{ShownRecord, shown};

/// A record and what follows from it, as `besluit show --format json` prints it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ShowView")]
pub struct View<'a> {
    /// The name of this shape.
    #[schemars(extend("const" = "besluit-show-1"))]
    format: &'static str,
    /// The day up to which things count as having happened or been said.
    as_of: Day,
    /// The day from which one looks: what became public later is not known. Absent where that is the same day.
    #[serde(skip_serializing_if = "Option::is_none")]
    known_at: Option<Day>,
    /// The file of the record, relative to the working directory, with `/` between folders.
    file: &'a str,
    /// The place in the record of the part that was asked for, as a JSON Pointer. Absent where the whole record was.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    /// The digest of the record as it is shown: the SHA-256 hash of its canonical form (RFC 8785) without `$schema`.
    #[schemars(regex(pattern = "^sha256:[0-9a-f]{64}$"))]
    digest: String,
    /// What its claims rest on: how many pieces of evidence quote their source, and how many only name a place in it.
    evidence: EvidenceCounts,
    /// The record as it looks at the moment: without what was not known, had not happened or had not been said. A decision whose outcome
    /// was not reached has no `choice`, and as its title a line that says only what is decided about.
    #[schemars(with = "ShownRecord")]
    record: Value,
    /// The record that is shown.
    #[serde(skip)]
    own: &'a Record,
    /// Its status. Absent unless it is a decision of which something is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<status::StatusItem<'a>>,
    /// Its statements that come in the words of others than their holders. Absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    reported: Vec<Reported<'a>>,
    /// The relations that later decisions state to it. Absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    inverse_relations: Vec<Inverse<'a>>,
    /// The decisions that it is easily confused with: of the same kind, and laid before the decider by the same actor. Absent where there
    /// are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    namesakes: Vec<Namesake<'a>>,
    /// The places in other records that name it. Absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    referenced_by: Vec<Referrer<'a>>,
    /// The places of its quotes in the texts that they are from, by the place of each quote in the record, as a JSON Pointer. Absent where
    /// there are none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    quotes: BTreeMap<String, QuotePlace<'a>>,
}

/// A statement that comes in the words of others than its holder.
#[derive(Serialize, JsonSchema)]
struct Reported<'a> {
    /// The id of the statement within the decision.
    statement: &'a LocalId,
    /// Those in whose words it comes.
    by: Vec<&'a ActorId>,
}

/// The relation that a later decision states to this one.
#[derive(Serialize, JsonSchema)]
struct Inverse<'a> {
    /// The type of the relation: what the later decision does to this one.
    r#type: RelationType,
    /// The later decision.
    from: &'a DecisionId,
    #[serde(flatten)]
    reach: Reach<'a>,
    /// The title of the later decision.
    title: &'a LocalizedText,
}

/// A decision that another one is easily confused with.
#[derive(Serialize, JsonSchema)]
struct Namesake<'a> {
    /// The decision.
    id: &'a DecisionId,
    /// Its title.
    title: &'a LocalizedText,
}

/// A place in another record that names this one.
#[derive(Serialize, JsonSchema)]
struct Referrer<'a> {
    /// The type of the other record.
    r#type: &'a str,
    /// The id of the other record.
    id: &'a str,
    /// The place in the other record, as a JSON Pointer.
    pointer: String,
}

/// The place of a quote in the text that it is from.
#[derive(Serialize, JsonSchema)]
struct QuotePlace<'a> {
    /// The source that is quoted.
    source: &'a SourceId,
    /// The file of its text, relative to the working directory, with `/` between folders.
    file: &'a str,
    /// The line on which the quote begins, from 1.
    #[schemars(range(min = 1))]
    line: usize,
    /// The column in which it begins, in code points, from 1.
    #[schemars(range(min = 1))]
    column: usize,
    /// The address that opens the page of the source at these words. Absent where the source has no address, or its words cannot be told
    /// apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
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
                statement: &statement.id,
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
        as_of: Day(projection.moment.at),
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
            r#type: relation.r#type,
            from: &later.id,
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
            id: &other.id,
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
                source: &quote.source.id,
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
    reader: &Reader<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page {
        projection,
        view,
        reader,
        words: reader.words,
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
