//! A dataset in memory: every record read as far as it can be, every pinned text, and the index that links them.
//!
//! What could not be read is kept with the reason, for the rules to report. Nothing here judges.

mod document;
mod index;
mod place;
mod reference;
mod stream;
mod text;

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;
use rayon::prelude::*;

pub use crate::files::{Failure, MAX_RECORD, MAX_TEXT, RawFile, Refusal, read_all};
pub(crate) use document::Quotes;
pub use document::{Document, StreamLine};
pub use index::home;
pub(crate) use index::is_at;
pub(crate) use place::Place;
pub(crate) use reference::references_of;
pub use reference::{Reference, references};
pub use stream::read_lines;
pub use text::{Attachment, SourceText, digest, sha256};

use index::{Index, Relations, index, relations};

use crate::config::{Config, RECORDS};
use crate::model::{
    Actor, ActorId, Decision, DecisionId, Proposal, ProposalId, RECORD_TYPES, Record, Relation,
    Source, SourceId,
};
use crate::schema::Schemas;

/// Records, the texts they quote, and the index over both.
pub struct Dataset {
    /// What the dataset says about itself.
    pub config: Config,
    /// Every file that is to hold a record, in the order of the paths.
    pub documents: Vec<Document>,
    /// Every other file below the records.
    pub attachments: Vec<Attachment>,
    /// Where the record of each type and id stands; of several with one id, the one in its place, else the first.
    index: Index,
    texts: HashMap<String, usize, RandomState>,
    /// Which decisions relate to a decision: by its id, the place of the later document and of the relation in it.
    relations: Relations,
    /// Whether the files belong to no dataset: then they may stand anywhere.
    pub(crate) is_loose: bool,
    /// The ids of all records by type, in the order of [`RECORD_TYPES`], if only a part of them was read.
    pub(crate) all_ids: Option<Vec<Vec<String>>>,
    /// Whether some record that was not read has a date that is none.
    pub(crate) has_wrong_date: bool,
    /// The ids of sources that records rest on which are not to be checked.
    pub(crate) cited: HashSet<String>,
}

impl Dataset {
    /// Reads files into a dataset. Files whose name ends in `.json` are to hold a record each.
    pub fn new(config: Config, files: Vec<RawFile>, schemas: &Schemas) -> Dataset {
        Dataset::read(config, files, schemas, &|| ())
    }

    /// Reads files into a dataset, as [`Dataset::new`], and tells `seen` of each record that was read.
    pub fn read(
        config: Config,
        files: Vec<RawFile>,
        schemas: &Schemas,
        seen: &(dyn Fn() + Sync),
    ) -> Dataset {
        let (records, others): (Vec<_>, Vec<_>) = files
            .into_iter()
            .partition(|file| file.path.ends_with(".json"));
        let documents = records
            .into_par_iter()
            .map(|file| Document::read(file, schemas))
            .inspect(|_| seen())
            .collect();
        let attachments = others.into_par_iter().map(Attachment::read).collect();
        Dataset::assemble(config, documents, attachments)
    }

    /// Puts together what was read one by one.
    pub fn assemble(
        config: Config,
        mut documents: Vec<Document>,
        mut attachments: Vec<Attachment>,
    ) -> Dataset {
        documents.sort_by(|a, b| a.path.cmp(&b.path));
        attachments.sort_by(|a, b| a.path.cmp(&b.path));
        let index = index(&documents);
        let texts = attachments
            .iter()
            .enumerate()
            .map(|(at, file)| (file.path.clone(), at))
            .collect();
        Dataset {
            relations: relations(&documents),
            config,
            documents,
            attachments,
            index,
            texts,
            is_loose: false,
            all_ids: None,
            has_wrong_date: false,
            cited: HashSet::new(),
        }
    }

    /// The dataset with records from elsewhere. Each takes the place of the file of its path, or of the record of its type and id.
    pub fn with(self, incoming: Vec<Document>) -> Dataset {
        let paths: HashSet<&str> = incoming.iter().map(|one| one.path.as_str()).collect();
        let elsewhere = incoming.iter().filter(|one| one.line.is_some());
        let records: HashSet<(&str, &str)> = elsewhere.filter_map(Document::identity).collect();
        let stays = |document: &Document| {
            let is_replaced = document
                .identity()
                .is_some_and(|identity| records.contains(&identity));
            !is_replaced && !paths.contains(document.path.as_str())
        };
        let mut documents = self.documents;
        documents.retain(stays);
        documents.extend(incoming);
        Dataset {
            is_loose: self.is_loose,
            all_ids: self.all_ids,
            has_wrong_date: self.has_wrong_date,
            cited: self.cited,
            ..Dataset::assemble(self.config, documents, self.attachments)
        }
    }

    /// The document of a type and id, whether or not it could be read as a record.
    pub fn document(&self, record_type: &str, id: &str) -> Option<&Document> {
        let at = self.index.get(record_type)?.get(id)?;
        Some(&self.documents[*at])
    }

    /// The ids of every record of a type, read or not, in order.
    pub fn ids(&self, record_type: &str) -> impl Iterator<Item = &str> {
        let all = self.all_ids_of(record_type);
        let read = self.index.get(record_type).filter(|_| all.is_none());
        let mut read: Vec<&String> = read.into_iter().flat_map(|ids| ids.keys()).collect();
        read.sort_unstable();
        all.into_iter().flatten().chain(read).map(String::as_str)
    }

    /// Whether there is a record of a type and id, read or not.
    pub fn has(&self, record_type: &str, id: &str) -> bool {
        let is_it = |one: &String| one.as_str().cmp(id);
        let all = self.all_ids_of(record_type);
        all.is_some_and(|ids| ids.binary_search_by(is_it).is_ok())
            || self.document(record_type, id).is_some()
    }

    fn all_ids_of(&self, record_type: &str) -> Option<&Vec<String>> {
        let at = RECORD_TYPES.iter().position(|one| *one == record_type)?;
        self.all_ids.as_ref()?.get(at)
    }

    /// What later decisions say of a decision, except those that were withdrawn.
    pub fn relations_to(&self, id: &DecisionId) -> impl Iterator<Item = (&Decision, &Relation)> {
        let places = self.relations.get(id.as_str()).into_iter().flatten();
        places.filter_map(
            |(document, relation)| match &self.documents[*document].record {
                Some(Record::Decision(decision)) => {
                    Some((&**decision, &decision.relations[*relation]))
                }
                _ => None,
            },
        )
    }

    /// Every document that could be read, with its record.
    pub fn records(&self) -> impl Iterator<Item = (&Document, &Record)> {
        self.documents
            .iter()
            .filter_map(|document| Some((document, document.record.as_ref()?)))
    }

    /// Every decision that could be read, with its document.
    pub fn decisions(&self) -> impl Iterator<Item = (&Document, &Decision)> {
        self.records()
            .filter_map(|(document, record)| match record {
                Record::Decision(decision) => Some((document, &**decision)),
                _ => None,
            })
    }

    /// Every source that could be read, with its document.
    pub fn sources(&self) -> impl Iterator<Item = (&Document, &Source)> {
        self.records()
            .filter_map(|(document, record)| match record {
                Record::Source(source) => Some((document, &**source)),
                _ => None,
            })
    }

    /// The decision with that id.
    pub fn decision(&self, id: &DecisionId) -> Option<&Decision> {
        self.decision_of(id.as_str())
    }

    /// The decision whose id is written so.
    pub fn decision_of(&self, id: &str) -> Option<&Decision> {
        match self.document("decision", id)?.record.as_ref()? {
            Record::Decision(decision) => Some(decision),
            _ => None,
        }
    }

    /// The proposal with that id.
    pub fn proposal(&self, id: &ProposalId) -> Option<&Proposal> {
        match self.document("proposal", id.as_str())?.record.as_ref()? {
            Record::Proposal(proposal) => Some(proposal),
            _ => None,
        }
    }

    /// The source with that id.
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.source_of(id.as_str())
    }

    /// The source whose id is written so.
    pub fn source_of(&self, id: &str) -> Option<&Source> {
        match self.document("source", id)?.record.as_ref()? {
            Record::Source(source) => Some(source),
            _ => None,
        }
    }

    /// The actor with that id.
    pub fn actor(&self, id: &ActorId) -> Option<&Actor> {
        match self.document("actor", id.as_str())?.record.as_ref()? {
            Record::Actor(actor) => Some(actor),
            _ => None,
        }
    }

    /// The file that a source pins as its text, beside the document of the source.
    pub fn attachment(&self, document: &Document, source: &Source) -> Option<&Attachment> {
        // A record from elsewhere has its text where it would have it at home.
        let home = format!("{RECORDS}/{}", home("source", source.id.as_str()));
        let path = match document.line {
            Some(_) => &home,
            None => &document.path,
        };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = source.text.as_ref()?.path.as_str();
        let path = if folder.is_empty() {
            name.to_owned()
        } else {
            format!("{folder}/{name}")
        };
        Some(&self.attachments[*self.texts.get(&path)?])
    }

    /// The pinned text of a source, if it is here and can be read.
    pub fn text(&self, source: &Source) -> Option<&SourceText> {
        let document = self.document("source", source.id.as_str())?;
        self.attachment(document, source)?.text.as_ref()
    }
}
