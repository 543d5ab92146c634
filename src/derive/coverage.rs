//! The coverage of a text by the records: the words that are anchored, those declared out of scope, and those that are left; and how far
//! all records are anchored.

use std::collections::HashMap;
use std::ops::Range;

use crate::completeness::{Completeness, EvidenceCounts};
use crate::dataset::{Dataset, SourceText};
use crate::derive::{Purpose, Quote};
use crate::model::{Source, TextPart};

/// The coverage of one source by the records, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage<'a> {
    /// The source.
    pub source: &'a Source,
    /// The number of words in its text.
    pub words: usize,
    /// The number of these words that lie in quotes that are evidence.
    pub anchored: usize,
    /// The number of these words that lie in passages that say nothing to record, and in no quote that is evidence.
    pub out_of_scope: usize,
    /// The passages that are left.
    pub passages: Vec<Passage>,
}

/// A run of words that nothing covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The number of its words.
    pub words: usize,
    /// The line on which it starts.
    pub line: usize,
    /// The line on which it ends.
    pub end_line: usize,
    /// The words, in the normal view.
    pub text: String,
}

impl Coverage<'_> {
    /// The number of words that nothing covers.
    pub fn uncovered(&self) -> usize {
        self.words - self.anchored - self.out_of_scope
    }
}

/// How far the records of a dataset are anchored.
pub fn completeness(dataset: &Dataset) -> Completeness {
    dataset.index.completeness(dataset.index.all())
}

/// What the claims of all records rest on, by the ids of the sources: the same pieces of evidence as in [`completeness`].
pub fn cited(dataset: &Dataset) -> HashMap<&str, EvidenceCounts> {
    let mut cited: HashMap<&str, EvidenceCounts> = HashMap::new();
    let records = dataset.records();
    for (document, _) in records.filter(|(_, record)| record.state().counts()) {
        for (source, has_quote) in document.pieces_of_evidence() {
            cited.entry(source).or_default().add(has_quote);
        }
    }
    cited
}

/// The coverage of a source with a pinned text, by the quotes that the records make of it; `None` if its text is not here,
/// or only an excerpt of it: that was chosen by what is quoted.
/// Quotes of withdrawn records count for nothing.
pub fn coverage<'a>(
    dataset: &Dataset,
    source: &'a Source,
    quotes: &[&Quote<'_>],
) -> Option<Coverage<'a>> {
    let text = dataset.text(source)?;
    let part = source.text.as_ref().and_then(|text| text.part);
    if part == Some(TextPart::Excerpt) {
        return None;
    }
    let counts = |quote: &&&Quote<'_>| {
        quote.source.id == source.id
            && quote
                .document
                .record
                .as_ref()
                .is_some_and(|record| record.state().counts())
    };
    let places = |quote: &&Quote<'_>| quote.found.clone();
    let counting = || quotes.iter().filter(counts);
    let is_evidence = |quote: &&&Quote<'_>| quote.purpose == Purpose::Evidence;
    let evidence: Vec<_> = counting().filter(is_evidence).flat_map(places).collect();
    let any: Vec<_> = counting().flat_map(places).collect();
    let anchored = text.normal().covered(&evidence);
    let covered = text.normal().covered(&any);
    Some(Coverage {
        source,
        words: text.normal().words().count(),
        anchored,
        out_of_scope: covered - anchored,
        passages: passages(text, &text.normal().uncovered(&any)),
    })
}

/// The places of a text that nothing covers of what is covered, all in bytes of the normal view.
pub fn uncovered(text: &SourceText, covered: &[Range<usize>]) -> Vec<Range<usize>> {
    let runs = runs(text, &text.normal().uncovered(covered));
    runs.into_iter().map(|(_, run)| run).collect()
}

/// Words that stand side by side, put together, with the number of them.
fn runs(text: &SourceText, uncovered: &[Range<usize>]) -> Vec<(usize, Range<usize>)> {
    let normal = text.normal();
    let mut runs: Vec<(usize, Range<usize>)> = Vec::new();
    for word in uncovered {
        match runs.last_mut() {
            // Nothing that is a word stands between the two.
            Some((words, run))
                if !normal.view[run.end..word.start].contains(char::is_alphanumeric) =>
            {
                *words += 1;
                run.end = word.end;
            }
            _ => runs.push((1, word.clone())),
        }
    }
    runs
}

/// The passages that words which nothing covers stand in.
fn passages(text: &SourceText, uncovered: &[Range<usize>]) -> Vec<Passage> {
    let normal = text.normal();
    let line = |offset| text.lines().position(&text.text, offset).line;
    runs(text, uncovered)
        .into_iter()
        .map(|(words, run)| {
            let source = normal.source_range(run.clone());
            Passage {
                words,
                line: line(source.start),
                end_line: line(source.end),
                text: normal.passage(&run).to_owned(),
            }
        })
        .collect()
}
