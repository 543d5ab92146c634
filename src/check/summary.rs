//! What was checked, in numbers.

use super::Context;
use crate::derive::Purpose;
use crate::model::RECORD_TYPES;

/// What was checked, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many records of each type could be read, in the order of [`RECORD_TYPES`].
    pub records: Vec<(&'static str, usize)>,
    /// How many quotes stand in their text exactly once.
    pub quotes: usize,
    /// How many sources have their text here, as it was pinned.
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
    let quotes = context.quotes.iter().filter(|quote| {
        quote.purpose == Purpose::Evidence
            && quote.found.len() == 1
            && selected(&quote.document.path)
    });
    let pinned = dataset.sources().filter(|(document, source)| {
        let pinned = source.text.as_ref().map(|text| text.sha256.as_str());
        let file = dataset
            .attachment(document, source)
            .and_then(|file| file.sha256.as_deref().ok());
        selected(&document.path) && pinned.is_some() && pinned == file
    });
    Summary {
        records: RECORD_TYPES
            .into_iter()
            .map(|name| (name, of_type(name)))
            .collect(),
        quotes: quotes.count(),
        sources: pinned.count(),
    }
}
