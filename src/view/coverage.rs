//! The coverage of the texts by the records: `besluit-coverage-1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::{Reader, known_at, past_in_words, source};
use crate::completeness::Completeness;
use crate::derive::{Coverage, Moment, Projection};
use crate::model::{Day, SourceId};
use crate::wording::Words;

/// The coverage of texts by the records, as `besluit coverage --format json` prints it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CoverageView")]
pub struct View<'a> {
    /// The name of this shape.
    #[schemars(extend("const" = "besluit-coverage-1"))]
    format: &'static str,
    /// The day up to which things count as having happened or been said.
    as_of: Day,
    /// The day from which one looks: what became public later is not known. Absent where that is the same day.
    #[serde(skip_serializing_if = "Option::is_none")]
    known_at: Option<Day>,
    /// How far all records that are shown are anchored.
    #[serde(flatten)]
    completeness: Completeness,
    /// The sources whose text is here, of those that were asked for.
    sources: Vec<SourceItem<'a>>,
}

/// The coverage of the text of one source.
#[derive(Serialize, JsonSchema)]
struct SourceItem<'a> {
    /// The source.
    id: &'a SourceId,
    /// The number of words in the text.
    words: usize,
    /// The number of these words that are evidence.
    anchored: usize,
    /// The number of these words that say nothing to record.
    out_of_scope: usize,
    /// The number of these words that are left.
    uncovered: usize,
    /// The passages that these words stand in, in the order of the text.
    passages: Vec<Passage<'a>>,
}

/// A passage of a text of which nothing is recorded.
#[derive(Serialize, JsonSchema)]
struct Passage<'a> {
    /// The line on which it begins, from 1.
    #[schemars(range(min = 1))]
    line: usize,
    /// The line on which it ends.
    #[schemars(range(min = 1))]
    end_line: usize,
    /// The passage.
    text: &'a str,
}

/// The view of what was computed at a moment.
pub fn view<'a>(
    completeness: Completeness,
    coverages: &'a [Coverage<'a>],
    moment: Moment,
) -> View<'a> {
    let passage = |passage: &'a crate::derive::coverage::Passage| Passage {
        line: passage.line,
        end_line: passage.end_line,
        text: &passage.text,
    };
    let entry = |coverage: &'a Coverage<'a>| SourceItem {
        id: &coverage.source.id,
        words: coverage.words,
        anchored: coverage.anchored,
        out_of_scope: coverage.out_of_scope,
        uncovered: coverage.uncovered(),
        passages: coverage.passages.iter().map(passage).collect(),
    };
    View {
        format: "besluit-coverage-1",
        as_of: Day(moment.at),
        known_at: known_at(moment),
        completeness,
        sources: coverages.iter().map(entry).collect(),
    }
}

/// Writes the view for people: a line for each text, the passages that are left, and how far all records are anchored.
///
/// # Errors
/// If it cannot be written.
pub fn write(
    projection: &Projection,
    view: &View<'_>,
    reader: &Reader<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = reader.words;
    if view.sources.is_empty() {
        writeln!(out, "{}", words.no_text)?;
    }
    for entry in &view.sources {
        let source = source(&projection.shown, entry.id.as_str(), reader);
        let counts = counts(
            words,
            (
                entry.words,
                entry.anchored,
                entry.out_of_scope,
                entry.uncovered,
            ),
        );
        writeln!(
            out,
            "{}",
            reader.paragraph(&format!("{source}: {counts}"), 0)
        )?;
        for passage in &entry.passages {
            let lines = (words.lines)(passage.line, passage.end_line);
            let text = reader.paragraph(passage.text, 4);
            writeln!(out, "  {lines}:\n{text}")?;
        }
    }
    let Completeness {
        evidence,
        sources_with_text,
        sources_without_text,
    } = view.completeness;
    let sources = (words.sources)(sources_with_text, sources_with_text + sources_without_text);
    let anchored = (words.evidence)(evidence.quoted, evidence.by_place);
    let heading = words.evidence_heading.to_lowercase();
    let line = format!("{heading}: {anchored}; {sources}");
    writeln!(out, "{}", reader.paragraph(&line, 0))?;
    match past_in_words(projection, words) {
        Some(moment) => writeln!(out, "{moment}"),
        None => Ok(()),
    }
}

/// The words of a text: how many, how many are evidence, how many say nothing to record, and how many are left.
pub fn counts(
    words: &Words,
    (all, anchored, out_of_scope, uncovered): (usize, usize, usize, usize),
) -> String {
    let share = |part: usize| (part, 100.0 * part as f64 / all.max(1) as f64);
    (words.coverage)(all, share(anchored), share(out_of_scope), uncovered)
}
