//! A dataset in memory: every record read as far as it can be, every pinned text, and the index that links them.
//!
//! What could not be read is kept with the reason, for the rules to report. Nothing here judges.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::config::Config;
use crate::files::{RawFile, Refusal};
use crate::json::{self, Fault, Lines, Node, Position};
use crate::model::{
    Actor, ActorId, Decision, DecisionId, Proposal, ProposalId, Record, Relation, Source, SourceId,
    State,
};
use crate::passage::{self, NormalText};
use crate::schema::{Mistake, MistakeKind, RecordSchema, Schemas};

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
    texts: BTreeMap<String, usize>,
    /// Which decisions relate to a decision: by its id, the place of the later document and of the relation in it.
    relations: BTreeMap<String, Vec<(usize, usize)>>,
    /// Whether the files belong to no dataset: then they may stand anywhere.
    pub is_loose: bool,
}

/// Where the record of a type and an id stands.
type Index = BTreeMap<String, BTreeMap<String, usize>>;

/// A file that is to hold a record, read as far as it could be.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its path below the folder of the dataset, with `/` between folders.
    pub path: String,
    /// Its text; where it is not UTF-8, with replacement characters.
    pub text: String,
    /// Where the lines of the text start.
    pub lines: Lines,
    /// Why it was not read at all.
    pub refusal: Option<Refusal>,
    /// What the JSON reader refused.
    pub faults: Vec<Fault>,
    /// The value with its places, if it is JSON.
    pub root: Option<Node>,
    /// Where it departs from its schema.
    pub mistakes: Vec<Mistake>,
    /// The record, if nothing above is wrong.
    pub record: Option<Record>,
    /// Where values of named types stand, such as every `SourceId` and every `Evidence`.
    pub places: Vec<Place>,
}

/// Where a value of a named type stands in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The name of the Rust type, which is also its name in the schema.
    pub type_name: String,
    /// The value's place, as a JSON Pointer.
    pub pointer: String,
}

/// A file that holds no record, such as a pinned text.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Its path, with `/` between folders.
    pub path: String,
    /// The SHA-256 hash of its bytes in hexadecimal, or why it was not read.
    pub sha256: Result<String, Refusal>,
    /// Its text in the normal view, if it is UTF-8.
    pub text: Option<SourceText>,
}

/// A text, and the view of it that quotes are compared with.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// The text as it stands in the file.
    pub text: String,
    /// Its normal view, once somebody has asked for it: a text that nothing quotes is never read that closely.
    normal: OnceLock<NormalText>,
    lines: OnceLock<Lines>,
}

impl SourceText {
    /// The view of the text that quotes are compared with.
    pub fn normal(&self) -> &NormalText {
        self.normal.get_or_init(|| passage::normal(&self.text))
    }

    /// Where a passage of the normal view starts in the file.
    pub fn position(&self, passage: &Range<usize>) -> Position {
        self.lines().position(
            &self.text,
            self.normal().source_range(passage.clone()).start,
        )
    }

    /// The lines of the file.
    pub fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(&self.text))
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
        }
    }

    /// The document of a type and id, whether or not it could be read as a record.
    pub fn document(&self, record_type: &str, id: &str) -> Option<&Document> {
        let at = self.index.get(record_type)?.get(id)?;
        Some(&self.documents[*at])
    }

    /// The ids of every document of a type.
    pub fn ids(&self, record_type: &str) -> impl Iterator<Item = &str> {
        self.index
            .get(record_type)
            .into_iter()
            .flat_map(|ids| ids.keys().map(String::as_str))
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
        match self.document("decision", id.as_str())?.record.as_ref()? {
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
        match self.document("source", id.as_str())?.record.as_ref()? {
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
        let folder = document
            .path
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
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

impl Document {
    /// Reads a file that is to hold a record, as far as it can be read.
    pub fn read(file: RawFile, schemas: &Schemas) -> Document {
        let mut document = Document {
            path: file.path,
            text: String::new(),
            lines: Lines::new(""),
            refusal: None,
            faults: Vec::new(),
            root: None,
            mistakes: Vec::new(),
            record: None,
            places: Vec::new(),
        };
        let bytes = match file.content {
            Ok(bytes) => bytes,
            Err(refusal) => {
                document.refusal = Some(refusal);
                return document;
            }
        };
        let parsed = json::parse(&bytes);
        document.text = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        document.lines = Lines::new(&document.text);
        document.faults = parsed.faults;
        document.root = parsed.root;
        if let Some(root) = &document.root {
            let value = root.to_value();
            match schemas.of(&value) {
                Err(mistake) => document.mistakes.push(mistake),
                Ok(schema) => {
                    document.mistakes = schema.mistakes(&value);
                    if document.mistakes.is_empty() && document.faults.is_empty() {
                        document.places = places(schema, root);
                        match Record::from_value(value) {
                            Ok(record) => document.record = Some(record),
                            Err(error) => document.mistakes.push(unread(&error)),
                        }
                    }
                }
            }
        }
        document
    }

    /// The type and id that the document claims, if it is JSON that has them.
    pub fn identity(&self) -> Option<(&str, &str)> {
        let root = self.root.as_ref()?;
        Some((root.get("type")?.as_str()?, root.get("id")?.as_str()?))
    }

    /// The places of the values of one type, such as `ActorId`.
    pub fn places_of(&self, type_name: &str) -> impl Iterator<Item = &Place> {
        self.places
            .iter()
            .filter(move |place| place.type_name == type_name)
    }

    /// The value at a place, if it is a string.
    pub fn str_at(&self, pointer: &str) -> Option<&str> {
        self.root.as_ref()?.pointer(pointer)?.as_str()
    }
}

/// Where a record belongs, below the folder of the records.
pub fn home(record_type: &str, id: &str) -> String {
    match record_type {
        "decision" => {
            // The year is the third part of the id: dataset, jurisdiction, year, number.
            let year = id.split('-').nth(2).unwrap_or_default();
            format!("decisions/{year}/{id}.json")
        }
        "source" => format!("sources/{id}/source.json"),
        other => format!("{other}s/{id}.json"),
    }
}

/// The type and id of the record that belongs at a path.
fn resident(path: &str) -> Option<(&'static str, &str)> {
    let mut parts = path.rsplit('/');
    let name = parts.next()?.strip_suffix(".json")?;
    let folder = parts.next()?;
    match (folder, parts.next()) {
        ("actors", _) => Some(("actor", name)),
        ("proposals", _) => Some(("proposal", name)),
        (id, Some("sources")) if name == "source" => Some(("source", id)),
        (_, Some("decisions")) => Some(("decision", name)),
        _ => None,
    }
}

/// Which document is the record of each type and id.
fn index(documents: &[Document]) -> Index {
    let mut index = Index::new();
    let mut add = |at: usize, (record_type, id): (&str, &str)| {
        index
            .entry(record_type.to_owned())
            .or_default()
            .entry(id.to_owned())
            .or_insert(at);
    };
    let claimed = || {
        documents
            .iter()
            .enumerate()
            .filter_map(|(at, one)| Some((at, one, one.identity()?)))
    };
    for (at, document, identity) in claimed() {
        if is_at(&document.path, &home(identity.0, identity.1)) {
            add(at, identity);
        }
    }
    for (at, _, identity) in claimed() {
        add(at, identity);
    }
    // A record that cannot be read is there all the same: what refers to it is not wrong because it is.
    for (at, document) in documents
        .iter()
        .enumerate()
        .filter(|(_, document)| document.record.is_none())
    {
        if let Some(identity) = resident(&document.path) {
            add(at, identity);
        }
    }
    index
}

/// Whether a path ends in another one, between two folders.
pub fn is_at(path: &str, home: &str) -> bool {
    path.strip_suffix(home)
        .is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
}

/// Which decisions relate to which.
fn relations(documents: &[Document]) -> BTreeMap<String, Vec<(usize, usize)>> {
    let mut relations: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for (at, document) in documents.iter().enumerate() {
        let Some(Record::Decision(decision)) = &document.record else {
            continue;
        };
        if decision.record.state == State::Withdrawn {
            continue;
        }
        for (relation_at, relation) in decision.relations.iter().enumerate() {
            relations
                .entry(relation.target.to_string())
                .or_default()
                .push((at, relation_at));
        }
    }
    relations
}

fn places(schema: &RecordSchema, root: &Node) -> Vec<Place> {
    let mut places = Vec::new();
    json::shape::walk(&schema.schema, root, &mut |type_name, pointer, _| {
        if !type_name.is_empty() {
            places.push(Place {
                type_name: type_name.to_owned(),
                pointer: pointer.to_owned(),
            });
        }
    });
    places
}

/// The types refuse what the schema accepts: a fault of this program that a test rules out, reported rather than hidden.
fn unread(error: &serde_json::Error) -> Mistake {
    Mistake {
        kind: MistakeKind::MalformedValue,
        pointer: String::new(),
        at_key: false,
        message: format!("the record cannot be read: {error}"),
        hint: None,
    }
}

impl Attachment {
    /// Reads a file that holds no record.
    pub fn read(file: RawFile) -> Attachment {
        let mut attachment = Attachment {
            path: file.path,
            sha256: Err(Refusal::TooLarge),
            text: None,
        };
        match file.content {
            Err(refusal) => attachment.sha256 = Err(refusal),
            Ok(bytes) => {
                let hash = Sha256::digest(&bytes);
                attachment.sha256 = Ok(hash.iter().map(|byte| format!("{byte:02x}")).collect());
                let text = String::from_utf8(bytes).ok();
                attachment.text = text.map(|text| SourceText {
                    text,
                    normal: OnceLock::new(),
                    lines: OnceLock::new(),
                });
            }
        }
        attachment
    }
}
