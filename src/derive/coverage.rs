//! How much of a text the records cover: which words are anchored, which were declared out of scope, and which are left.

use std::ops::Range;

use crate::dataset::Dataset;
use crate::json::Lines;
use crate::model::Source;
use crate::passage::NormalText;

/// How much of one source the records cover, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage<'a> {
    /// The source.
    pub source: &'a Source,
    /// How many words its text has.
    pub words: usize,
    /// How many of them lie in quotes that are evidence.
    pub anchored: usize,
    /// How many lie in passages that say nothing to record, and in no quote.
    pub out_of_scope: usize,
    /// What is left, passage by passage.
    pub passages: Vec<Passage>,
}

/// A run of words that nothing covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// How many words it has.
    pub words: usize,
    /// The line on which it starts.
    pub line: usize,
    /// The line on which it ends.
    pub end_line: usize,
    /// The words, in the normal view.
    pub text: String,
}

impl Coverage<'_> {
    /// How many words nothing covers.
    pub fn uncovered(&self) -> usize {
        self.words - self.anchored - self.out_of_scope
    }
}

/// Places in the text of a source that the records use: those quoted as evidence, and those declared out of scope.
pub struct Used {
    /// The id of the source.
    pub source: String,
    /// Whether the words are evidence; otherwise they are out of scope.
    pub is_evidence: bool,
    /// Where they stand, in bytes of the normal view.
    pub place: Range<usize>,
}

/// How much of a source with a pinned text the records cover; `None` if its text is not here.
pub fn coverage<'a>(dataset: &Dataset, source: &'a Source, used: &[Used]) -> Option<Coverage<'a>> {
    let text = dataset.text(source)?;
    let of_source = || used.iter().filter(|used| used.source == source.id.as_str());
    let evidence: Vec<_> = of_source()
        .filter(|used| used.is_evidence)
        .map(|used| used.place.clone())
        .collect();
    let any: Vec<_> = of_source().map(|used| used.place.clone()).collect();
    let anchored = text.normal().covered(&evidence);
    let covered = text.normal().covered(&any);
    Some(Coverage {
        source,
        words: text.normal().words().count(),
        anchored,
        out_of_scope: covered - anchored,
        passages: passages(&text.text, text.normal(), &text.normal().uncovered(&any)),
    })
}

/// Words that stand side by side, put together.
fn passages(text: &str, normal: &NormalText, uncovered: &[Range<usize>]) -> Vec<Passage> {
    let lines = Lines::new(text);
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
    let line = |offset| lines.position(text, offset).line;
    runs.into_iter()
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
