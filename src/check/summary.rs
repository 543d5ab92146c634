//! What was checked, in numbers.

use std::collections::{BTreeSet, HashSet};

use rayon::prelude::*;

use super::{Context, FEW};
use crate::dataset::{Dataset, Document, Place, Quotes};
use crate::derive::Purpose;
use crate::model::{RECORD_TYPES, Source, SourceId};
use crate::schema::vocabulary::{key, of_type};

/// What was checked, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many records of each type could be read, in the order of [`RECORD_TYPES`].
    pub records: Vec<(&'static str, usize)>,
    /// How many files that are to hold a record could not be read as one, and were not checked further.
    pub unread: usize,
    /// How many quotes stand in their text exactly once, where the text is as it was pinned.
    pub quotes: usize,
    /// How many quotes are from a pinned text that is not here, so that nobody knows whether they stand in it.
    pub unchecked_quotes: usize,
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
        self.unread += other.unread;
        self.quotes += other.quotes;
        self.unchecked_quotes += other.unchecked_quotes;
        self.sources += other.sources;
    }
}

/// Counts what was checked among the files that are selected by their path.
pub fn summary(context: &Context<'_>, selected: &dyn Fn(&str) -> bool) -> Summary {
    let (mut summary, sources) = tally(context, selected);
    summary.sources = sources.len();
    summary
}

/// The same but for the sources, and the ids of those whose texts are as they were pinned: of those that are selected and of those
/// that the quotes are from. Documents that were only read for the checks of others are left out, and so are quotes that were counted.
pub fn tally(
    context: &Context<'_>,
    selected: &dyn Fn(&str) -> bool,
) -> (Summary, BTreeSet<String>) {
    let counts = |document: &Document| selected(&document.path) && !document.is_aside;
    let dataset = context.dataset;
    let documents = dataset.documents.iter();
    let counted: Vec<&Document> = documents.filter(|document| counts(document)).collect();
    let of_type = |name: &str| {
        let records = counted.iter().filter_map(|one| one.record.as_ref());
        records
            .filter(|record| record.record_type() == name)
            .count()
    };
    let is_pinned = |document: &Document, source: &Source| {
        let pinned = source.text.as_ref().map(|text| text.sha256.as_str());
        let file = dataset
            .attachment(document, source)
            .and_then(|file| file.sha256.as_deref().ok());
        pinned.is_some() && pinned == file
    };
    let pinned: HashSet<&SourceId> = dataset
        .sources()
        .filter(|(document, source)| is_pinned(document, source))
        .map(|(_, source)| &source.id)
        .collect();
    let quotes: Vec<_> = context
        .quotes
        .iter()
        .filter(|quote| quote.purpose == Purpose::Evidence && quote.found.len() == 1)
        .filter(|quote| quote.document.quotes == Quotes::Open)
        .filter(|quote| counts(quote.document) && pinned.contains(&quote.source.id))
        .collect();
    let quoted: HashSet<&SourceId> = quotes.iter().map(|quote| &quote.source.id).collect();
    let is_used = |id: &SourceId| {
        let document = dataset.document("source", id.as_str());
        document.is_some_and(counts) || quoted.contains(id)
    };
    let summary = Summary {
        records: RECORD_TYPES
            .into_iter()
            .map(|name| (name, of_type(name)))
            .collect(),
        unread: counted.iter().filter(|one| one.record.is_none()).count(),
        quotes: quotes.len(),
        unchecked_quotes: unchecked_quotes(dataset, &counted),
        sources: 0,
    };
    let used = pinned.into_iter().filter(|id| is_used(id));
    (summary, used.map(ToString::to_string).collect())
}

/// How many quotes there are whose source pins a text that is not here.
fn unchecked_quotes(dataset: &Dataset, counted: &[&Document]) -> usize {
    let is_unchecked = |evidence: Place<'_>| {
        evidence.get(key::QUOTE)?;
        match dataset.source_of(evidence.get(key::SOURCE)?.as_str()?) {
            // Whether a source that is not here has a text is not known; a quote says that it has.
            None => Some(()),
            Some(source) => (source.text.is_some() && dataset.text(source).is_none()).then_some(()),
        }
    };
    let of = |document: &&Document| match document.quotes {
        Quotes::Open => {
            let evidence = document.places_of(of_type::EVIDENCE);
            evidence.filter_map(is_unchecked).count()
        }
        Quotes::Quoting | Quotes::Done => 0,
    };
    if counted.len() < FEW {
        counted.iter().map(of).sum()
    } else {
        counted.par_iter().map(of).sum()
    }
}
