//! The dataset as linked data: one JSON document, whose meaning `schema/context.jsonld` gives. The target `jsonld` writes it as it is;
//! `turtle` and `nquads` write what it says by that context. So no mapping is written down twice.
//!
//! A record keeps its keys. What it leaves to its place is written out: each part gets an address, references become addresses, evidence
//! becomes a Web Annotation, and relations that RDF knows are also said in its own words.

use std::io;

use serde_json::{Map, Value, json};

use super::Export;
use crate::model::DecisionId;

mod classes;
mod codes;
mod derived;
mod prov;
mod record;

/// The prefix of the addresses of records and of their parts. As in the schemas, it is a name, and nothing resolves it.
pub const BASE: &str = "https://besluit.example/id/";

/// The JSON-LD context, with the meaning of the keys of the document, as it is committed.
pub const CONTEXT: &str = include_str!("../../schema/context.jsonld");

/// The document: the context, each record with its parts, and each code list.
///
/// # Errors
/// If a record cannot be written as JSON.
pub fn document(export: &Export<'_>) -> io::Result<Value> {
    let mut document: Value = serde_json::from_str(CONTEXT)?;
    let lists = super::codes::lists();
    let names = lists.iter().map(|list| list.name.clone()).collect();
    let mut nodes = Vec::new();
    for exported in &export.records {
        let mut node = record::of(exported, &names)?;
        derived::add(&mut node, exported)?;
        prov::add(&mut node, exported.record);
        nodes.push(Value::Object(node));
    }
    nodes.extend(codes::nodes(&lists));
    document["@graph"] = Value::Array(nodes);
    Ok(document)
}

/// The address of a record, as it is written below [`BASE`]: ids are unique among the records of a type only.
fn address(record_type: &str, id: &str) -> String {
    format!("{record_type}/{id}")
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
fn code_address(list: &str, code: &str) -> String {
    format!("code:{list}.{code}")
}

/// The address of what stands under a key, or at an index, of a record or of a part of it.
fn below(address: &str, segment: &str) -> String {
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
