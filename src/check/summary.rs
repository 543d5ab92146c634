//! What was checked, in numbers.

use std::collections::BTreeSet;

use super::Context;
use crate::dataset::Document;
use crate::derive::Purpose;
use crate::model::{RECORD_TYPES, Source, SourceId};

/// What was checked, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many records of each type could be read, in the order of [`RECORD_TYPES`].
    pub records: Vec<(&'static str, usize)>,
    /// How many quotes stand in their text exactly once, where the text is as it was pinned.
    pub quotes: usize,
    /// How many texts are as they were pinned, of the sources that are selected and of those that the quotes are from.
    pub sources: usize,
}

impl Summary {
    /// Adds what was checked in another dataset.
    pub fn add(&mut self, other: &Summary) {
        for (name, count) in &other.records {
            match self.records.iter_mut().find(|(own, _)| own == name) {
                Some((_, own)) => *own += count,
                None => self.records.push((name, *count)),
            }
        }
        self.quotes += other.quotes;
        self.sources += other.sources;
    }
}

/// Counts what was checked among the files that are selected by their path.
pub fn summary(context: &Context<'_>, selected: &dyn Fn(&str) -> bool) -> Summary {
    let dataset = context.dataset;
    let of_type = |name: &str| {
        let records = dataset
            .records()
            .filter(|(document, _)| selected(&document.path));
        records
            .filter(|(_, record)| record.record_type() == name)
            .count()
    };
    let is_pinned = |document: &Document, source: &Source| {
        let pinned = source.text.as_ref().map(|text| text.sha256.as_str());
        let file = dataset
            .attachment(document, source)
            .and_then(|file| file.sha256.as_deref().ok());
        pinned.is_some() && pinned == file
    };
    let pinned: BTreeSet<&SourceId> = dataset
        .sources()
        .filter(|(document, source)| is_pinned(document, source))
        .map(|(_, source)| &source.id)
        .collect();
    let quotes: Vec<_> = context
        .quotes
        .iter()
        .filter(|quote| quote.purpose == Purpose::Evidence && quote.found.len() == 1)
        .filter(|quote| selected(&quote.document.path) && pinned.contains(&quote.source.id))
        .collect();
    let is_used = |id: &SourceId| {
        let document = dataset.document("source", id.as_str());
        document.is_some_and(|document| selected(&document.path))
            || quotes.iter().any(|quote| quote.source.id == *id)
    };
    Summary {
        records: RECORD_TYPES
            .into_iter()
            .map(|name| (name, of_type(name)))
            .collect(),
        quotes: quotes.len(),
        sources: pinned.into_iter().filter(|id| is_used(id)).count(),
    }
}
