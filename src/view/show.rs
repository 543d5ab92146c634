//! One record and what follows from it, as a page: `besluit-show-1`.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use serde::Serialize;

use super::{in_language, paragraph, status};
use crate::dataset::{Dataset, Document, references_of};
use crate::derive::anchor::quotes_in;
use crate::derive::time::known_by;
use crate::derive::{Moment, Status, digest, reporters, standing};
use crate::model::{ActorId, Decision, Evidence, LocalizedText, ParticipantRole, Record, code};
use crate::passage::fragment;

mod actor;
mod decision;
mod proposal;
mod provisions;
mod source;

/// A record, and what follows from it.
#[derive(Serialize)]
pub struct View<'a> {
    format: &'static str,
    as_of: String,
    file: &'a str,
    /// The SHA-256 hash of the canonical form of the record, without `$schema`.
    digest: String,
    record: &'a Record,
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

/// The number of characters of a digest that people are shown: enough to tell two contents of one record apart.
const SHORT_DIGEST: usize = "sha256:".len() + 12;

/// The view of a record; `None` if the document holds none.
pub fn view<'a>(dataset: &'a Dataset, document: &'a Document, moment: Moment) -> Option<View<'a>> {
    let record = document.record.as_ref()?;
    let (mut status, mut reported, mut inverse_relations, mut namesakes) =
        (None, Vec::new(), Vec::new(), Vec::new());
    if let Record::Decision(decision) = record {
        let entry = status::entry(dataset, decision, moment);
        status = Some(entry).filter(|entry| !entry.is_unknown());
        reported = decision
            .statements
            .iter()
            .map(|statement| Reported {
                statement: statement.id.as_str(),
                by: reporters(dataset, statement),
            })
            .filter(|reported| !reported.by.is_empty())
            .collect();
        inverse_relations = inverse(dataset, decision, moment);
        namesakes = easily_confused(dataset, decision);
    }
    Some(View {
        format: "besluit-show-1",
        as_of: moment.at.to_string(),
        file: &document.path,
        digest: digest(record),
        record,
        status,
        reported,
        inverse_relations,
        namesakes,
        referenced_by: referrers(dataset, record),
        quotes: places(dataset, document),
    })
}

fn inverse<'a>(dataset: &'a Dataset, decision: &Decision, moment: Moment) -> Vec<Inverse<'a>> {
    dataset
        .relations_to(&decision.id)
        .filter(|(later, _)| standing(dataset, later, moment).status != Status::Unknown)
        .map(|(later, relation)| Inverse {
            r#type: code(&relation.r#type),
            from: later.id.as_str(),
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
        .flat_map(references_of)
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

/// A page being written for people.
struct Page<'a> {
    moment: Moment,
    /// True if something was left out because it came later.
    left_out: bool,
    dataset: &'a Dataset,
    view: &'a View<'a>,
    language: &'a str,
    out: &'a mut dyn Write,
}

/// Writes the view for people.
///
/// # Errors
/// If it cannot be written.
pub fn write(
    dataset: &Dataset,
    view: &View<'_>,
    moment: Moment,
    language: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page {
        moment,
        left_out: false,
        dataset,
        view,
        language,
        out,
    };
    match view.record {
        Record::Decision(decision) => decision::write(&mut page, decision),
        Record::Proposal(proposal) => proposal::write(&mut page, proposal),
        Record::Source(source) => source::write(&mut page, source),
        Record::Actor(actor) => actor::write(&mut page, actor),
    }
}

impl Page<'_> {
    /// A line of its own, then a paragraph. That a record was withdrawn comes before all it says.
    fn title(&mut self, line: &str, text: &LocalizedText) -> io::Result<()> {
        let state = self.view.record.state();
        let digest = &self.view.digest[..self.view.digest.len().min(SHORT_DIGEST)];
        let (id, revision) = (self.view.record.id(), state.revision.get());
        self.heading("Cite as")?;
        self.paragraph(&format!("{id}, revision {revision}, {digest}"), 2)?;
        if !state.counts() {
            let reason = state.reason.as_ref().map_or("", |reason| self.text(reason));
            self.paragraph(&format!("WITHDRAWN, and counts for nothing: {reason}\n"), 0)?;
        }
        writeln!(
            self.out,
            "{line}\n{}\n",
            paragraph(in_language(text, self.language), 0)
        )
    }

    /// The heading of a part.
    fn heading(&mut self, heading: &str) -> io::Result<()> {
        writeln!(self.out, "\n{heading}")
    }

    /// A label and what it labels.
    fn field(&mut self, label: &str, text: &str) -> io::Result<()> {
        let text = paragraph(text, 16);
        writeln!(self.out, "{label:<16}{}", text.trim_start())
    }

    /// A paragraph, indented by this many columns.
    fn paragraph(&mut self, text: &str, indent: usize) -> io::Result<()> {
        writeln!(self.out, "{}", paragraph(text, indent))
    }

    /// A text in the reader's language.
    fn text<'t>(&self, text: &'t LocalizedText) -> &'t str {
        in_language(text, self.language)
    }

    /// True if sources had said something by the day that the page shows. What is left out is remembered.
    fn was_said(&mut self, evidence: &[Evidence]) -> bool {
        let day = known_by(self.dataset, evidence);
        // What only withheld sources show has no such day, and is no secret of this page.
        let said = day.is_none_or(|day| day <= self.moment.at && day <= self.moment.known);
        self.left_out |= !said;
        said
    }

    /// An actor by name and id.
    fn actor(&self, id: &ActorId) -> String {
        match self.dataset.actor(id) {
            Some(actor) => format!("{} ({id})", self.text(&actor.name)),
            None => id.to_string(),
        }
    }

    /// The evidence of what stands at a pointer: the words and where they stand, or the place that is named.
    fn evidence(&mut self, pointer: &str, evidence: &[Evidence], indent: usize) -> io::Result<()> {
        for (at, one) in evidence.iter().enumerate() {
            match (&one.quote, &one.locator) {
                (Some(quote), _) => {
                    self.paragraph(&format!("“{quote}”"), indent)?;
                    let pointer = format!("{pointer}/evidence/{at}/quote");
                    let found = self.view.quotes.get(pointer.as_str());
                    let place = match found {
                        Some(place) => format!(
                            "{}, {}:{}:{}",
                            one.source, place.file, place.line, place.column
                        ),
                        None => format!("{}, not found", one.source),
                    };
                    self.paragraph(&place, indent + 2)?;
                    // An address is copied or clicked on, so it stays on one line.
                    if let Some(link) = found.and_then(|place| place.link.as_ref()) {
                        writeln!(self.out, "{:1$}{link}", "", indent + 2)?;
                    }
                }
                (None, Some(locator)) => {
                    let confidence = one
                        .confidence
                        .map_or(String::new(), |one| format!(" [{}]", code(&one)));
                    self.paragraph(&format!("{}: {locator}{confidence}", one.source), indent)?;
                }
                (None, None) => {}
            }
        }
        Ok(())
    }

    /// The end of the page: a note if something is left out, the revision and its reason, and the records that name this one.
    fn ending(&mut self) -> io::Result<()> {
        if self.left_out {
            self.heading(&format!(
                "What was said after {} is left out.",
                self.moment.at
            ))?;
        }
        let state = self.view.record.state();
        if let Some(reason) = &state.reason {
            let reason = self.text(reason).to_owned();
            self.heading(&format!("Revision {}", state.revision.get()))?;
            self.paragraph(&reason, 2)?;
        }
        if self.view.referenced_by.is_empty() {
            return Ok(());
        }
        self.heading("Named by")?;
        let mut last = "";
        for referrer in &self.view.referenced_by {
            if referrer.id != last {
                self.paragraph(&format!("{} {}", referrer.r#type, referrer.id), 2)?;
            }
            last = referrer.id;
        }
        Ok(())
    }
}
