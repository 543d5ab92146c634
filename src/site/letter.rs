//! The text of a source with its passages marked: cut at each end of each passage, paragraph by paragraph, with what rests on each
//! paragraph below it.

use std::ops::Range;

use crate::dataset::SourceText;
use crate::derive::Purpose;
use crate::model::{OutOfScopeReason, Source};
use crate::passage::view;

use super::claim::ClaimView;
use super::page::Page;
use super::passages::{Passage, page_of, paragraphs_of};

/// A paragraph of a text.
pub struct Paragraph<'a> {
    pub pieces: Vec<Piece<'a>>,
    /// The passages that end in it.
    pub notes: Vec<Note<'a>>,
}

/// A run of letters of which the same is said.
pub struct Piece<'a> {
    /// The names of the passages that begin with it.
    pub begins: Vec<&'a str>,
    /// What is said of it: `c1` to `c3` for the number of passages that it lies in, `scope` for what says nothing to record, `bare` for
    /// words on which nothing rests, and nothing for what is between words.
    pub class: &'static str,
    pub text: &'a str,
    /// The numbers of the passages that end with it.
    pub ends: Vec<usize>,
}

/// What rests on a passage, or why nothing does.
pub struct Note<'a> {
    pub number: usize,
    /// The way to where the passage begins.
    pub href: String,
    pub claims: Vec<ClaimView<'a>>,
    /// The reason why it says nothing to record.
    pub reason: Option<String>,
}

/// A passage with its place in the file of the text, and its number in the letter.
struct Placed<'a> {
    passage: &'a Passage<'a>,
    at: Range<usize>,
    number: usize,
}

/// The paragraphs of the text of a source.
pub fn paragraphs<'a>(
    page: &Page<'a>,
    source: &'a Source,
    text: &'a SourceText,
    passages: &'a [Passage<'a>],
) -> Vec<Paragraph<'a>> {
    let normal = text.normal();
    let mut placed: Vec<_> = passages
        .iter()
        .map(|passage| Placed {
            passage,
            at: normal.source_range(passage.at.clone()),
            number: 0,
        })
        .collect();
    // Numbers rise as one reads: they stand where passages end.
    placed.sort_by_key(|one| (one.at.end, one.at.start));
    for (at, one) in placed.iter_mut().enumerate() {
        one.number = at + 1;
    }
    let covered: Vec<_> = passages.iter().map(|one| one.at.clone()).collect();
    let uncovered = normal.uncovered(&covered).into_iter();
    let bare: Vec<_> = uncovered.map(|word| normal.source_range(word)).collect();
    let whole = &*text.text;
    let mut paragraphs = Vec::new();
    for range in paragraphs_of(whole) {
        if page_of(&range) != page.place.part() {
            continue;
        }
        let here = |one: &&Placed<'_>| one.at.start < range.end && range.start < one.at.end;
        let here: Vec<_> = placed.iter().filter(here).collect();
        let ends_here = |one: &&&Placed<'_>| range.contains(&(one.at.end - 1));
        let notes = here.iter().filter(ends_here);
        paragraphs.push(Paragraph {
            pieces: pieces(whole, &range, &here, &bare),
            notes: notes.map(|one| note(page, source, one)).collect(),
        });
    }
    paragraphs
}

fn pieces<'a>(
    whole: &'a str,
    paragraph: &Range<usize>,
    here: &[&Placed<'a>],
    bare: &[Range<usize>],
) -> Vec<Piece<'a>> {
    let within = |at: usize| at.clamp(paragraph.start, paragraph.end);
    let bare = bare
        .iter()
        .filter(|word| paragraph.start <= word.start && word.end <= paragraph.end);
    let bare: Vec<_> = bare.collect();
    let ends = here
        .iter()
        .flat_map(|one| [within(one.at.start), within(one.at.end)]);
    let words = bare.iter().flat_map(|word| [word.start, word.end]);
    let mut cuts: Vec<_> = ends
        .chain(words)
        .chain([paragraph.start, paragraph.end])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    let mut from = paragraph.start;
    for cut in cuts.windows(2) {
        let (start, end) = (cut[0], cut[1]);
        let covers = |one: &&&Placed<'_>| one.at.start <= start && end <= one.at.end;
        let covering: Vec<_> = here.iter().filter(covers).collect();
        let quoted = covering
            .iter()
            .filter(|one| one.passage.purpose == Purpose::Evidence);
        let class = match (quoted.count(), covering.len()) {
            (0, 0)
                if bare
                    .iter()
                    .any(|word| word.start <= start && end <= word.end) =>
            {
                "bare"
            }
            (0, 0) => "",
            (0, _) => "scope",
            (1, _) => "c1",
            (2, _) => "c2",
            _ => "c3",
        };
        let begins = here.iter().filter(|one| one.at.start == start);
        let ends = here.iter().filter(|one| one.at.end == end);
        let piece = Piece {
            begins: begins.map(|one| one.passage.name.as_str()).collect(),
            class,
            text: &whole[start..end],
            ends: ends.map(|one| one.number).collect(),
        };
        // Words on which nothing rests are one run, with what is between them.
        match pieces.as_mut_slice() {
            [.., before, gap]
                if class == "bare"
                    && gap.class.is_empty()
                    && before.class == "bare"
                    && gap.begins.is_empty() =>
            {
                before.text = &whole[from..end];
                pieces.pop();
                continue;
            }
            [.., before] if class == "bare" && before.class == "bare" => {
                before.text = &whole[from..end];
                continue;
            }
            _ => {}
        }
        if class == "bare" {
            from = start;
        }
        pieces.push(piece);
    }
    pieces
}

fn note<'a>(page: &Page<'a>, source: &'a Source, placed: &Placed<'a>) -> Note<'a> {
    let passage = placed.passage;
    let claims = passage.claims.iter();
    let claims = claims.filter_map(|one| {
        let record = page.site.record(one.record_type, one.id)?;
        Some(page.claim(record, &one.part))
    });
    let reason = match passage.purpose {
        Purpose::Evidence => None,
        Purpose::OutOfScope => {
            reason_of(source, passage).map(|one| page.code("out_of_scope_reason", &one))
        }
    };
    Note {
        number: placed.number,
        href: page.passage(source.id.as_str(), &passage.name),
        claims: claims.collect(),
        reason,
    }
}

/// The reason why a passage says nothing to record.
fn reason_of(source: &Source, passage: &Passage<'_>) -> Option<OutOfScopeReason> {
    let mut declared = source.out_of_scope.iter();
    let one = declared.find(|one| view(one.quote.as_str()) == passage.quote)?;
    Some(one.reason)
}
