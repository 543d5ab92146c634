//! The numbers of records, quotes and texts that were checked.

use crate::completeness::Completeness;

/// The numbers of records, quotes and texts that were checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The number of records of each type that could be read, in the order of [`RECORD_TYPES`](crate::model::RECORD_TYPES).
    pub records: Vec<(&'static str, usize)>,
    /// The number of files that are to hold a record, could not be read as one, and were not checked further.
    pub unread: usize,
    /// The number of quotes that stand in their text exactly once, where the text is as it was pinned.
    pub quotes: usize,
    /// The number of quotes from a pinned text that is not here, so that nobody knows whether they stand in it.
    pub unchecked_quotes: usize,
    /// The number of texts that are as they were pinned, of the sources that are selected and of those that the quotes are from.
    pub sources: usize,
    /// What the claims of the records rest on, and how many sources have a text.
    pub completeness: Completeness,
    /// The digest of the dataset, if it was asked for: of all its records, whether or not they are selected. None if one of them could not
    /// be read, or if several datasets were checked.
    pub digest: Option<String>,
}

impl Summary {
    /// Adds what was checked in another dataset.
    pub fn add(&mut self, other: &Summary) {
        let is_first = self.records.is_empty();
        self.digest = other.digest.clone().filter(|_| is_first);
        for (name, count) in &other.records {
            match self.records.iter_mut().find(|(own, _)| own == name) {
                Some((_, own)) => *own += count,
                None => self.records.push((name, *count)),
            }
        }
        self.unread += other.unread;
        self.quotes += other.quotes;
        self.unchecked_quotes += other.unchecked_quotes;
        self.sources += other.sources;
        self.completeness += other.completeness;
    }
}
