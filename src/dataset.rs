//! A dataset in memory: every record read as far as it can be, every pinned text, and the index that links them.
//!
//! Content that could not be read is kept with the reason, for the rules to report. Nothing here judges.

mod pinned;
mod text;

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;
use rayon::prelude::*;

pub use crate::document::{Document, Reference, StreamLine, home, references_of};
pub use crate::files::{Failure, MAX_RECORD, MAX_TEXT, RawFile, Refusal, read_all};
pub use pinned::PinnedText;
pub use text::{Sidecar, SourceText, digest, hexadecimal, sha256};

use crate::config::Config;
use crate::index::{Entry, Facts, Index, Kind, Naming, Origin, Texts, Verdict};
use crate::model::{
    Actor, ActorId, Decision, DecisionId, Proposal, ProposalId, Record, Relation, Source, SourceId,
};
use crate::schema::Schemas;

/// Records, the texts they quote, and the index of what the records say.
pub struct Dataset {
    /// The configuration of the dataset.
    pub config: Config,
    /// Every file that is to hold a record, in the order of the paths. What is the same in another dataset is not there twice.
    pub documents: Vec<Arc<Document>>,
    /// Every other file below the records.
    pub sidecars: Arc<Vec<Sidecar>>,
    /// The index of the records; a record has the place of its document.
    pub(crate) index: Index,
    texts: Arc<HashMap<String, usize, RandomState>>,
    /// True if the files belong to no dataset: then they may stand anywhere.
    pub(crate) is_loose: bool,
}

/// No quote is looked for while a dataset is put together.
struct Unread<'a>(&'a HashMap<String, usize, RandomState>);

impl Texts for Unread<'_> {
    fn find(&mut self, _: &str, _: u32, _: &str) -> Verdict {
        Verdict::NoText
    }

    fn file(&self, path: &str) -> Option<u32> {
        self.0.get(path).map(|at| *at as u32)
    }

    fn is_odd(&self, _: &str) -> bool {
        false
    }
}

impl Dataset {
    /// Reads files into a dataset. Files whose name ends in `.json` are to hold a record each.
    pub fn new(config: Config, files: Vec<RawFile>, schemas: &Schemas) -> Dataset {
        let (records, others): (Vec<_>, Vec<_>) = files
            .into_iter()
            .partition(|file| file.path.ends_with(".json"));
        let documents = records
            .into_par_iter()
            .map(|file| Document::read(file, schemas))
            .collect();
        let sidecars = others.into_par_iter().map(Sidecar::read).collect();
        Dataset::assemble::<Document>(config, documents, sidecars)
    }

    /// Puts together what was read one by one.
    pub fn assemble<D: Into<Arc<Document>>>(
        config: Config,
        documents: Vec<D>,
        mut sidecars: Vec<Sidecar>,
    ) -> Dataset {
        let documents = documents.into_iter().map(Into::into);
        let mut documents: Vec<Arc<Document>> = documents.collect();
        documents.sort_by(|a, b| a.path.cmp(&b.path));
        sidecars.sort_by(|a, b| a.path.cmp(&b.path));
        let texts = sidecars
            .iter()
            .enumerate()
            .map(|(at, file)| (file.path.clone(), at))
            .collect();
        Dataset {
            index: index(&documents, &texts),
            config,
            documents,
            sidecars: Arc::new(sidecars),
            texts: Arc::new(texts),
            is_loose: false,
        }
    }

    /// The same dataset with other documents, which are in the order of their paths.
    pub(crate) fn with(&self, documents: Vec<Arc<Document>>) -> Dataset {
        Dataset {
            config: self.config.clone(),
            index: index(&documents, &self.texts),
            documents,
            sidecars: Arc::clone(&self.sidecars),
            texts: Arc::clone(&self.texts),
            is_loose: self.is_loose,
        }
    }

    /// The document of a type and id, whether or not it could be read as a record.
    pub fn document(&self, record_type: &str, id: &str) -> Option<&Document> {
        let at = self.index.find(record_type, id)?;
        Some(&self.documents[at as usize])
    }

    /// The ids of every record of a type, read or not, in order.
    pub fn ids(&self, record_type: &str) -> Vec<&str> {
        let names = self.index.names_of(record_type).into_iter();
        names.map(|name| self.index.names.name(name).1).collect()
    }

    /// The later decisions that relate to a decision, except those that were withdrawn, each with its relation.
    pub fn relations_to(&self, id: &DecisionId) -> impl Iterator<Item = (&Decision, &Relation)> {
        let name = self.index.names.get(Kind::Decision, id.as_str());
        let later = name
            .into_iter()
            .flat_map(|name| self.index.relations_to(name));
        later.filter_map(|(newer, nth)| {
            let decision = self.decision_at(newer)?;
            Some((decision, decision.relations.get(nth as usize)?))
        })
    }

    /// The places of the decisions about a proposal.
    pub(crate) fn about(&self, proposal: &ProposalId) -> impl Iterator<Item = u32> {
        let name = self.index.names.get(Kind::Proposal, proposal.as_str());
        name.into_iter().flat_map(|name| self.index.about(name))
    }

    /// The decision at a place, if there is one.
    pub(crate) fn decision_at(&self, at: u32) -> Option<&Decision> {
        self.documents[at as usize].record.as_ref()?.decision()
    }

    /// The place of a decision of this dataset; of several with one id its own. That of another one is the place of its id.
    pub(crate) fn place_of(&self, decision: &Decision) -> Option<u32> {
        let is_it = |at: u32| {
            self.decision_at(at)
                .is_some_and(|one| std::ptr::eq(one, decision))
        };
        let chosen = self.index.find("decision", decision.id.as_str())?;
        if is_it(chosen) {
            return Some(chosen);
        }
        Some(self.index.all().find(|at| is_it(*at)).unwrap_or(chosen))
    }

    /// Every document that could be read, with its record.
    pub fn records(&self) -> impl Iterator<Item = (&Document, &Record)> {
        let documents = self.documents.iter();
        documents.filter_map(|document| Some((&**document, document.record.as_ref()?)))
    }

    /// Every decision that could be read, with its document.
    pub fn decisions(&self) -> impl Iterator<Item = (&Document, &Decision)> {
        let documents = self.documents.iter();
        documents.filter_map(|document| Some((&**document, document.decision()?)))
    }

    /// Every source that could be read, with its document.
    pub fn sources(&self) -> impl Iterator<Item = (&Document, &Source)> {
        let documents = self.documents.iter();
        documents.filter_map(|document| Some((&**document, document.source()?)))
    }

    /// The decision with that id.
    pub fn decision(&self, id: &DecisionId) -> Option<&Decision> {
        self.decision_of(id.as_str())
    }

    /// The decision whose id is written so.
    pub fn decision_of(&self, id: &str) -> Option<&Decision> {
        self.document("decision", id)?.record.as_ref()?.decision()
    }

    /// The proposal with that id.
    pub fn proposal(&self, id: &ProposalId) -> Option<&Proposal> {
        self.document("proposal", id.as_str())?
            .record
            .as_ref()?
            .proposal()
    }

    /// The source with that id.
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.source_of(id.as_str())
    }

    /// The source whose id is written so.
    pub fn source_of(&self, id: &str) -> Option<&Source> {
        self.document("source", id)?.record.as_ref()?.source()
    }

    /// The actor with that id.
    pub fn actor(&self, id: &ActorId) -> Option<&Actor> {
        self.document("actor", id.as_str())?
            .record
            .as_ref()?
            .actor()
    }

    /// The file that a source pins as its text, beside the document of the source.
    pub fn sidecar(&self, document: &Document, source: &Source) -> Option<&Sidecar> {
        let path = document.beside(source, source.text.as_ref()?.path.as_str());
        Some(&self.sidecars[*self.texts.get(&path)?])
    }

    /// The pinned text of a source, if it is here and can be read.
    pub fn text(&self, source: &Source) -> Option<&SourceText> {
        let document = self.document("source", source.id.as_str())?;
        self.sidecar(document, source)?.text.as_ref()
    }
}

/// The number of records that are gathered on one thread at a time.
const BATCH: usize = 256;

/// The index over documents.
fn index(documents: &[Arc<Document>], texts: &HashMap<String, usize, RandomState>) -> Index {
    let naming = Naming::default();
    let gather = |(nth, documents): (usize, &[Arc<Document>])| {
        let mut facts = Facts::default();
        for (at, document) in documents.iter().enumerate() {
            let origin = Origin {
                file: (nth * BATCH + at) as u32,
                ..Origin::default()
            };
            let told = Entry {
                origin,
                ..Entry::default()
            };
            facts.add(&naming, document, &mut Unread(texts), told);
        }
        facts
    };
    let batches: Vec<Facts> = if documents.len() < BATCH {
        vec![gather((0, documents))]
    } else {
        let batches = documents.par_chunks(BATCH).enumerate();
        batches.map(gather).collect()
    };
    let mut facts = Facts::default();
    batches.into_iter().for_each(|batch| facts.append(batch));
    Index::new(naming, facts, documents.iter().map(|one| one.path.as_str()))
}
