//! Where words stand in the text of a source, for those who cite: `besluit-quote-1`.

use std::io::{self, Write};
use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use crate::dataset::PinnedText;
use crate::passage::fragment::{self, Page};
use crate::passage::{
    Difference, Miss, describe, describe_alike, describe_words, miss, word_count,
};
use crate::printable::printable;

/// Where words stand in the text of a source, as `besluit quote --check --format json` prints it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "QuoteView")]
pub struct View<'a> {
    /// The name of this shape.
    #[schemars(extend("const" = "besluit-quote-1"))]
    format: &'static str,
    /// The id of the source.
    source: &'a str,
    /// The words that were asked for, as they were given.
    quote: &'a str,
    /// How they stand there.
    state: State,
    /// The places that the state is about, in the order of the text: one if the words are anchored or differ, two or more if they stand
    /// there several times, else none.
    places: Vec<Place<'a>>,
    /// The reason why the words do not stand there exactly. Only where they differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    /// Which part of the words the passage shares, up to 1. Only where other words differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1))]
    shared: Option<f64>,
    /// What differs, in the order of the text, as far as it can be told; nothing unless the words differ.
    differences: Vec<Part<'a>>,
    /// The reason in words, for people.
    #[serde(skip)]
    told: String,
}

/// How words stand in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// They stand there once, character for character: as a quote in a record they are in order.
    Anchored,
    /// They stand there several times, so that nobody knows which place is meant.
    Ambiguous,
    /// They stand there otherwise, as `places` and `differences` say.
    Differs,
    /// Nothing like them stands there.
    Absent,
    /// The text of the source is not here.
    NoText,
}

/// The reason why words do not stand in a text exactly.
#[derive(Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Reason {
    /// White space, line breaks or the composition of characters differ.
    WhiteSpace,
    /// A line ends within a word in the source.
    LineEnd,
    /// Characters that look alike differ.
    Characters,
    /// They stand there only inside a longer word.
    InsideWord,
    /// Some of the words differ; the passage is the closest one.
    Words,
}

/// A passage of the text.
#[derive(Serialize, JsonSchema)]
struct Place<'a> {
    /// The file of the text, relative to the working directory, with `/` between folders.
    file: &'a str,
    /// The line on which the passage begins, from 1.
    #[schemars(range(min = 1))]
    line: usize,
    /// The column in which it begins, in code points, from 1.
    #[schemars(range(min = 1))]
    column: usize,
    /// The place in the file, in bytes: where it starts, and where the byte after its last stands.
    span: [usize; 2],
    /// The source's own words there, as a quote in a record has to give them.
    quote: &'a str,
    /// The address that opens the page of the source at these words. Absent where the source has no address, or its words cannot be told
    /// apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

/// A part in which the words and the source differ.
#[derive(Serialize, JsonSchema)]
struct Part<'a> {
    /// The reason why it differs.
    reason: Reason,
    /// What the words have; empty if they have nothing there.
    quote: String,
    /// What the source has; empty if it has nothing there.
    source: String,
    /// The place in the file, as of a passage.
    #[serde(flatten)]
    place: PartPlace<'a>,
}

/// The place of a part in the text.
#[derive(Serialize, JsonSchema)]
struct PartPlace<'a> {
    /// The file of the text, relative to the working directory, with `/` between folders.
    file: &'a str,
    /// The line on which the part begins, from 1.
    #[schemars(range(min = 1))]
    line: usize,
    /// The column in which it begins, in code points, from 1.
    #[schemars(range(min = 1))]
    column: usize,
    /// The place in the file, in bytes: where it starts, and where the byte after its last stands.
    span: [usize; 2],
}

/// A text and the path by which people are told of it.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The text.
    pub pinned: &'a PinnedText<'a>,
    /// Its path, relative to the working directory.
    pub path: &'a str,
}

/// The view of words in a source, of which the text is given if it is here.
pub fn view<'a>(source: &'a str, quote: &'a str, text: Option<Shown<'a>>) -> View<'a> {
    let mut view = View {
        format: "besluit-quote-1",
        source,
        quote,
        state: State::NoText,
        places: Vec::new(),
        reason: None,
        shared: None,
        differences: Vec::new(),
        told: String::new(),
    };
    let Some(text) = text else { return view };
    let found = match word_count(quote) {
        0 => Vec::new(),
        _ => text.pinned.text.normal().find(quote),
    };
    match found.len() {
        0 => view.look_for(text),
        1 => view.state = State::Anchored,
        _ => view.state = State::Ambiguous,
    }
    let is_alone = found.len() < 2;
    let places = found.iter().map(|at| place(text, at, is_alone));
    view.places.extend(places);
    view
}

impl<'a> View<'a> {
    /// How the words stand in the text.
    pub fn state(&self) -> State {
        self.state
    }

    /// Adds what stands there instead.
    fn look_for(&mut self, text: Shown<'a>) {
        let miss = match word_count(self.quote) {
            0 => Miss::Nothing,
            _ => miss(text.pinned.text.normal(), self.quote),
        };
        let Some(at) = passage_of(&miss) else {
            self.state = State::Absent;
            return;
        };
        self.state = State::Differs;
        self.places.push(place(text, at, true));
        let reason = match &miss {
            Miss::NotNormal { .. } => Reason::WhiteSpace,
            Miss::LookAlike { differences, .. } if differences.is_empty() => Reason::LineEnd,
            Miss::LookAlike { .. } => Reason::Characters,
            Miss::InsideWord { .. } => Reason::InsideWord,
            Miss::Near { .. } | Miss::Nothing => Reason::Words,
        };
        self.reason = Some(reason);
        let (differences, broken): (&[Difference], &[Difference]) = match &miss {
            Miss::NotNormal { difference, .. } => (std::slice::from_ref(difference), &[]),
            Miss::LookAlike {
                differences,
                broken,
                ..
            } => (differences, broken),
            Miss::Near {
                shared,
                differences,
                ..
            } => {
                self.shared = Some(*shared);
                (differences, &[])
            }
            Miss::InsideWord { .. } | Miss::Nothing => (&[], &[]),
        };
        let differences = differences.iter().map(|one| (reason, one));
        let broken = broken.iter().map(|one| (Reason::LineEnd, one));
        let mut all: Vec<_> = differences.chain(broken).collect();
        all.sort_by_key(|(_, one)| one.source_at.start);
        let parts = all.into_iter().map(|(reason, difference)| Part {
            reason,
            quote: difference.quote.clone(),
            source: difference.source.clone(),
            place: part_place(text, &difference.source_at),
        });
        self.differences = parts.collect();
        self.told = reason_of(&miss);
    }
}

/// The passage that is offered in the place of words that were not found, as bytes of the view.
pub fn passage_of(miss: &Miss) -> Option<&Range<usize>> {
    match miss {
        Miss::NotNormal { at, .. }
        | Miss::LookAlike { at, .. }
        | Miss::InsideWord { at }
        | Miss::Near { at, .. } => Some(at),
        Miss::Nothing => None,
    }
}

/// Says why words do not stand in a text exactly.
pub fn reason_of(miss: &Miss) -> String {
    match miss {
        Miss::NotNormal { difference, .. } => format!(
            "white space or the composition of characters differs: {}",
            describe(difference)
        ),
        Miss::InsideWord { .. } => "it stands there only inside a longer word".to_owned(),
        Miss::LookAlike {
            differences,
            broken,
            ..
        } => describe_alike(differences, broken),
        Miss::Near {
            shared,
            differences,
            ..
        } => {
            let told = describe_words(differences).map(|told| format!("; {told}"));
            format!(
                "this is the closest passage, with {:.0}% of the words{}",
                shared * 100.0,
                told.unwrap_or_default()
            )
        }
        Miss::Nothing => "nothing like it stands there".to_owned(),
    }
}

fn place<'a>(text: Shown<'a>, at: &Range<usize>, is_alone: bool) -> Place<'a> {
    let PartPlace {
        file,
        line,
        column,
        span,
    } = part_place(text, at);
    let source = text.pinned.text;
    let url = text.pinned.source.and_then(|source| source.url.as_ref());
    let link = url.filter(|_| is_alone).and_then(|url| {
        let page = Page::new(&source.text, source.normal());
        fragment::link(url, &page, at)
    });
    Place {
        file,
        line,
        column,
        span,
        quote: source.normal().passage(at),
        link,
    }
}

fn part_place<'a>(text: Shown<'a>, at: &Range<usize>) -> PartPlace<'a> {
    let source = text.pinned.text;
    let position = source.position(at);
    let span = source.normal().source_range(at.clone());
    PartPlace {
        file: text.path,
        line: position.line,
        column: position.column,
        span: [span.start, span.end],
    }
}

/// Writes the view for people.
///
/// # Errors
/// If it cannot be written.
pub fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let said = match view.state {
        State::Anchored => "anchored",
        State::Ambiguous => "it stands there several times: quote more words",
        State::Differs => &view.told,
        State::Absent => "nothing like it stands there",
        State::NoText => "its text is not here",
    };
    // Each is one line, whatever is in it.
    let mut tell = |line: String| writeln!(out, "{}", printable(&line));
    if view.places.is_empty() {
        tell(format!("{}: {said}", view.source))?;
    }
    for place in &view.places {
        let Place {
            file, line, column, ..
        } = place;
        tell(format!("{file}:{line}:{column}: {}: {said}", view.source))?;
        if view.state == State::Differs {
            tell(format!("it has: {}", place.quote))?;
        }
        if let Some(link) = &place.link {
            tell(link.clone())?;
        }
    }
    Ok(())
}
