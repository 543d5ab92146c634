//! The dataset as linked data: one JSON document, whose meaning `schema/context.jsonld` gives. The target `jsonld` writes it as it is;
//! `turtle` and `nquads` write what it says by that context. So no mapping is written down twice.
//!
//! A record keeps its keys. What it leaves to its place is written out: each part gets an address, references become addresses, evidence
//! becomes a Web Annotation, and relations that RDF knows are also said in its own words.

use std::collections::BTreeSet;
use std::io;

use serde::ser::{Error as _, SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::codes::CodeList;
use super::{Export, Exported};
use crate::model::DecisionId;

pub mod classes;
mod codes;
mod derived;
mod prov;
mod record;

pub use codes::list_address;

/// The address below which those of the records stand, in a dataset that is served at that base.
pub fn addresses(base: &str) -> String {
    format!("{base}id/")
}

/// The JSON-LD context, with the meaning of the keys of the document, as it is committed. The names of the vocabulary and of the codes are
/// those of the model, the same for every dataset, and belong to no host.
pub const CONTEXT: &str = include_str!("../../schema/context.jsonld");

/// A linked document: the context, a node for each of some records with its parts, and one for each of some code lists. Nodes are made
/// one at a time while it is written: all at once would take many times the memory of the records.
pub struct Document<'a> {
    /// The address below which those of the records stand.
    addresses: Option<String>,
    records: &'a [Exported<'a>],
    lists: Vec<CodeList>,
    /// The names of all code lists.
    names: BTreeSet<String>,
    /// True if the context is that of what is in the document only: of a single record the whole would be the most of it.
    is_narrow: bool,
}

/// The number of records in a part of the document: enough for the context to be little of it.
const PART: usize = 64;

impl<'a> Document<'a> {
    /// The document of all records and code lists.
    pub fn new(export: &'a Export<'_>) -> Document<'a> {
        let lists = super::codes::lists();
        Document::of(export, &export.records, &lists, &lists)
    }

    /// The same in parts that say together what the whole says.
    pub fn parts(export: &'a Export<'_>) -> Vec<Document<'a>> {
        let lists = super::codes::lists();
        let records = export.records.chunks(PART);
        let records = records.map(|records| Document::of(export, records, &[], &lists));
        let codes = Document::of(export, &[], &lists, &lists);
        records.chain([codes]).collect()
    }

    /// A document for each record. `here` is the way from where they are to the address below which those of the records stand, for a
    /// dataset that is served nowhere.
    pub fn each(export: &'a Export<'_>, here: &str) -> Vec<Document<'a>> {
        let lists = super::codes::lists();
        let records = export.records.chunks(1);
        let documents = records.map(|record| {
            let document = Document::of(export, record, &[], &lists);
            let addresses = document.addresses.unwrap_or_else(|| here.to_owned());
            Document {
                addresses: Some(addresses),
                is_narrow: true,
                ..document
            }
        });
        documents.collect()
    }

    fn of(
        export: &'a Export<'_>,
        records: &'a [Exported<'a>],
        written: &[CodeList],
        all: &[CodeList],
    ) -> Document<'a> {
        Document {
            addresses: export.base.as_deref().map(addresses),
            records,
            lists: written.to_vec(),
            names: all.iter().map(|list| list.name.clone()).collect(),
            is_narrow: false,
        }
    }

    fn node(&self, exported: &Exported<'_>) -> io::Result<Value> {
        let mut node = record::of(exported, &self.names)?;
        derived::add(&mut node, exported)?;
        prov::add(&mut node, exported.record);
        Ok(Value::Object(node))
    }
}

/// The words that a value is written in: the names of its members, and its texts.
fn words_of(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => words.extend([text.clone()]),
        Value::Array(items) => items.iter().for_each(|item| words_of(item, words)),
        Value::Object(members) => {
            for (name, member) in members {
                words.insert(name.clone());
                words_of(member, words);
            }
        }
        _ => {}
    }
}

/// True if a term of the context is about every document: what begins with `@`, and the prefixes of names.
fn is_common(term: &str, meaning: &Value) -> bool {
    let is_prefix = |text: &str| text.ends_with(['#', '/']);
    term.starts_with('@') || meaning.as_str().is_some_and(is_prefix)
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut context: Map<String, Value> =
            serde_json::from_str(CONTEXT).map_err(S::Error::custom)?;
        if self.is_narrow {
            let mut words = BTreeSet::new();
            for exported in self.records {
                words_of(&self.node(exported).map_err(S::Error::custom)?, &mut words);
            }
            for terms in context.values_mut().filter_map(Value::as_object_mut) {
                terms.retain(|term, meaning| is_common(term, meaning) || words.contains(term));
            }
        }
        let mut document = serializer.serialize_map(None)?;
        for (key, value) in &mut context {
            if let (Some(addresses), Value::Object(terms)) = (&self.addresses, &mut *value) {
                terms.insert("@base".to_owned(), json!(addresses));
            }
            document.serialize_entry(key, value)?;
        }
        document.serialize_entry("@graph", &Graph(self))?;
        document.end()
    }
}

/// The nodes of a document.
struct Graph<'a>(&'a Document<'a>);

impl Serialize for Graph<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Graph(document) = self;
        let mut nodes = serializer.serialize_seq(None)?;
        for exported in document.records {
            let node = document.node(exported).map_err(S::Error::custom)?;
            nodes.serialize_element(&node)?;
        }
        for node in codes::nodes(&document.lists) {
            nodes.serialize_element(&node)?;
        }
        nodes.end()
    }
}

/// The address of a record, below that of all records: ids are unique among the records of a type only.
pub fn address(record_type: &str, id: &str) -> String {
    format!("{record_type}/{id}")
}

/// The address of a part that has an id, of the record with that address.
pub fn part_address(record: &str, id: &str) -> String {
    format!("{record}#{id}")
}

/// The type of the record that a reference to a part of one leads to: what has the form of a decision's id is one.
fn record_type_of(reference: &str, type_name: &str) -> &'static str {
    let record = reference.split('#').next().unwrap_or_default();
    match type_name {
        _ if record.parse::<DecisionId>().is_ok() => "decision",
        "Target" => "source",
        _ => "proposal",
    }
}

/// The address of a code, by the prefix that the context gives it. In SPARQL a `/` could not stand in such a name.
pub fn code_address(list: &str, code: &str) -> String {
    format!("code:{list}.{code}")
}

/// The address of what stands under a key, or at an index, of a record or of a part of it.
pub fn below(address: &str, segment: &str) -> String {
    // Local ids have no `/`, so no such address is that of a part with an id.
    let mark = if address.contains('#') { "" } else { "#" };
    format!("{address}{mark}/{segment}")
}

/// An object with an address and the classes that it belongs to.
fn node(address: &str, classes: &[String]) -> Map<String, Value> {
    let mut node = Map::new();
    node.insert("id".into(), json!(address));
    node.insert("@type".into(), json!(classes));
    node
}

/// The objects of a list of a node, if it has one.
fn parts<'a>(
    node: &'a mut Map<String, Value>,
    key: &str,
) -> impl Iterator<Item = &'a mut Map<String, Value>> {
    let list = node.get_mut(key).and_then(Value::as_array_mut);
    list.into_iter().flatten().filter_map(Value::as_object_mut)
}
