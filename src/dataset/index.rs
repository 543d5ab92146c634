//! Where records belong, where they stand, and which of them relate to which.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::Document;
use crate::model::Record;

/// Where the record of a type and an id stands.
pub(super) type Index = HashMap<String, HashMap<String, usize, RandomState>, RandomState>;

/// Which decisions relate to a decision, by its id: the place of the later document and of the relation in it.
pub(super) type Relations = HashMap<String, Vec<(usize, usize)>, RandomState>;

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
pub(super) fn resident(path: &str) -> Option<(&'static str, &str)> {
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
pub(super) fn index(documents: &[Document]) -> Index {
    let mut index = Index::default();
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
        if let Some(identity) = document.resident() {
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
pub(super) fn relations(documents: &[Document]) -> Relations {
    let mut relations = Relations::default();
    for (at, document) in documents.iter().enumerate() {
        let Some(Record::Decision(decision)) = &document.record else {
            continue;
        };
        if !decision.record.counts() {
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
