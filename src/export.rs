//! The dataset in the forms that its consumers already use. A target is one file here and one line in [`TARGETS`]; none of them
//! checks or derives anything: what follows from the records is computed once, by [`Export::new`].
//!
//! Exports know no clock but the dataset's own: what has become of a decision is told as of the newest event. So the same dataset
//! gives the same bytes on every day and machine. Withdrawn records are exported with their state, and no status follows from them.

use std::collections::{BTreeSet, HashMap};
use std::io;

use rayon::prelude::*;
use serde_json::Value;

use crate::dataset::{Dataset, Document};
use crate::derive::time::newest;
use crate::derive::{Digest, Moment, Quote, cited, digest_of_all};
use crate::model::{Actor, Decision, Language, Proposal, RECORD_TYPES, Record, Source};
use crate::schema::vocabulary::of_type;

pub mod codelists;
pub mod codes;
pub mod columnar;
pub mod csv;
pub mod derived;
pub mod description;
pub mod jsonld;
pub mod linked;
pub mod ndjson;
#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(feature = "rdf")]
pub mod rdf;
pub mod relational;
#[cfg(feature = "sqlite")]
pub mod sqlite;
pub mod tables;

use derived::{
    ActorDerived, DecisionDerived, Derived, OwnDerived, ProposalDerived, SourceDerived, derive,
    pages,
};

/// A form in which a dataset can be exported.
pub struct Target {
    /// Its name on the command line, and that of its folder among all exports.
    pub name: &'static str,
    /// Its description, in one line.
    pub about: &'static str,
    /// The media type of its files, by IANA or by custom.
    pub media_type: &'static str,
    /// True if it has no place for an address that is relative.
    pub needs_base: bool,
    /// Its files, and what makes them.
    pub files: Files,
}

/// The files of a target, by the function that makes them. It fails if the form has no room for what is to be written.
pub enum Files {
    /// One file, which can be written as a stream as well.
    One(fn(&Export<'_>) -> io::Result<File>),
    /// Several files.
    Several(fn(&Export<'_>) -> io::Result<Vec<File>>),
}

impl Target {
    /// True if an export has the addresses that it needs.
    pub fn has_addresses(&self, export: &Export<'_>) -> bool {
        export.base.is_some() || !self.needs_base
    }

    /// Makes its files.
    ///
    /// # Errors
    /// If the form has no room for what is to be written, or needs a base and the export has none.
    pub fn files(&self, export: &Export<'_>) -> io::Result<Vec<File>> {
        if !self.has_addresses(export) {
            let error = format!("{} needs a base of addresses, and there is none", self.name);
            return Err(io::Error::new(io::ErrorKind::InvalidInput, error));
        }
        match self.files {
            Files::One(make) => Ok(vec![make(export)?]),
            Files::Several(make) => make(export),
        }
    }
}

/// Every form, in the order in which they are listed and written.
pub const TARGETS: &[Target] = &[
    ndjson::TARGET,
    csv::TARGET,
    codelists::TARGET,
    jsonld::TARGET,
    #[cfg(feature = "rdf")]
    rdf::TURTLE,
    #[cfg(feature = "rdf")]
    rdf::NQUADS,
    #[cfg(feature = "sqlite")]
    sqlite::TARGET,
    #[cfg(feature = "parquet")]
    parquet::TARGET,
];

/// The forms that this build leaves out, because they are much to compile, each with the feature that adds it.
pub const LEFT_OUT: &[(&str, &str)] = &[
    #[cfg(not(feature = "rdf"))]
    ("turtle", "rdf"),
    #[cfg(not(feature = "rdf"))]
    ("nquads", "rdf"),
    #[cfg(not(feature = "sqlite"))]
    ("sqlite", "sqlite"),
    #[cfg(not(feature = "parquet"))]
    ("parquet", "parquet"),
];

/// A file of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path below the folder of its target, with `/` between folders.
    pub path: String,
    /// Its contents.
    pub bytes: Vec<u8>,
}

/// The rules that no dataset may allow to be broken if it is to be exported: the keys of the tables rest on them.
pub const KEY_RULES: [&str; 3] = ["dangling-reference", "duplicate-id", "said-twice"];

/// The contents of an export: the records of a dataset, and the values derived from them.
pub struct Export<'a> {
    /// The dataset.
    pub dataset: &'a Dataset,
    /// The moment of its newest event; `None` if nothing happened in it.
    pub moment: Option<Moment>,
    /// The languages of its texts: those that it requires, then any other that a text has, in the order of the alphabet.
    pub languages: Vec<Language>,
    /// The base of addresses: that of the dataset, if it has one.
    pub base: Option<String>,
    /// Every record, by type in the order of [`RECORD_TYPES`], then by id.
    pub records: Vec<Exported<'a>>,
    /// How tables of text are written.
    pub dialect: csv::Dialect,
    /// The schema that the columns of the tables follow from.
    schema: Value,
}

/// A record, and what follows from it.
pub struct Exported<'a> {
    /// The document that holds it.
    pub document: &'a Document,
    /// The record.
    pub record: &'a Record,
    /// The values derived from it.
    pub derived: Derived<'a>,
}

impl<'a> Export<'a> {
    /// Computes what follows from the records of a dataset. `quotes` are all its quotes, and where they stand.
    pub fn new(dataset: &'a Dataset, quotes: &'a [Quote<'a>]) -> Export<'a> {
        let moment = newest(dataset);
        let mut by_file: HashMap<&str, Vec<&Quote<'_>>> = HashMap::new();
        let mut by_source: HashMap<&str, Vec<&Quote<'_>>> = HashMap::new();
        for quote in quotes {
            let file = by_file.entry(&quote.document.path).or_default();
            file.push(quote);
            let source = by_source.entry(quote.source.id.as_str()).or_default();
            source.push(quote);
        }
        let pages = pages(&by_source);
        let cited = cited(dataset);
        let of = |map: &HashMap<&str, Vec<&'a Quote<'a>>>, key: &str| {
            map.get(key).cloned().unwrap_or_default()
        };
        let mut records: Vec<_> = dataset.records().collect();
        let order = |record: &Record| {
            RECORD_TYPES
                .iter()
                .position(|name| *name == record.record_type())
        };
        records.sort_by_key(|(_, record)| (order(record), record.id()));
        let records = records
            .into_par_iter()
            .map(|(document, record)| Exported {
                document,
                record,
                derived: derive(
                    dataset,
                    (document, record),
                    moment,
                    &of(&by_file, &document.path),
                    &of(&by_source, record.id()),
                    cited.get(record.id()).copied().unwrap_or_default(),
                    &pages,
                ),
            })
            .collect();
        Export {
            dataset,
            moment,
            languages: languages(dataset),
            base: dataset.config.base.clone(),
            records,
            dialect: csv::RFC_4180,
            schema: tables::schema(),
        }
    }

    /// The digest of the dataset.
    pub fn digest(&self) -> Digest {
        let records = self.records.iter();
        let digests = records.map(|one| {
            (
                one.record.record_type(),
                one.record.id(),
                one.derived.digest(),
            )
        });
        digest_of_all(digests.collect())
    }

    /// Every decision.
    pub fn decisions(&self) -> impl Iterator<Item = (&'a Decision, &DecisionDerived<'a>)> {
        self.records
            .iter()
            .filter_map(|one| match (one.record, &one.derived.own) {
                (Record::Decision(record), OwnDerived::Decision(own)) => Some((&**record, &**own)),
                _ => None,
            })
    }

    /// Every proposal.
    pub fn proposals(&self) -> impl Iterator<Item = (&'a Proposal, &ProposalDerived<'a>)> {
        self.records
            .iter()
            .filter_map(|one| match (one.record, &one.derived.own) {
                (Record::Proposal(record), OwnDerived::Proposal(own)) => Some((&**record, own)),
                _ => None,
            })
    }

    /// Every source.
    pub fn sources(&self) -> impl Iterator<Item = (&'a Source, &SourceDerived<'a>)> {
        self.records
            .iter()
            .filter_map(|one| match (one.record, &one.derived.own) {
                (Record::Source(record), OwnDerived::Source(own)) => Some((&**record, own)),
                _ => None,
            })
    }

    /// Every actor.
    pub fn actors(&self) -> impl Iterator<Item = (&'a Actor, &ActorDerived<'a>)> {
        self.records
            .iter()
            .filter_map(|one| match (one.record, &one.derived.own) {
                (Record::Actor(record), OwnDerived::Actor(own)) => Some((&**record, own)),
                _ => None,
            })
    }
}

/// The languages of the texts of a dataset, those that it requires first.
fn languages(dataset: &Dataset) -> Vec<Language> {
    let required = &dataset.config.languages;
    let found: BTreeSet<&str> = dataset
        .records()
        .flat_map(|(document, _)| {
            let texts = document.places_of(of_type::LOCALIZED_TEXT);
            texts.flat_map(|place| place.members())
        })
        .map(|(language, _)| language)
        .collect();
    let others = found.into_iter().filter_map(|tag| tag.parse().ok());
    let others = others.filter(|language| !required.contains(language));
    required.iter().cloned().chain(others).collect()
}
