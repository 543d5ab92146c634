//! The passage that shares most words with a quote.

use std::collections::HashMap;
use std::ops::Range;

use super::fold::fold;
use super::normal::NormalText;
use super::words::words;

/// The number of unshared words that may lie between a passage and one more shared word
/// outside it: enough for an omission, too few to stray into the next sentence.
const REACH: usize = 3;

/// The least part of a quote's words that a passage shares with it to be offered as what was meant: half of them. Below that it mostly is
/// another one, which has the same small words.
pub const NEAR: f64 = 0.5;

/// The words of a text, made ready for any number of quotes.
pub(super) struct TextWords {
    /// The byte range of each word in the view.
    places: Vec<Range<usize>>,
    /// For each word its number: that of its first equal.
    numbers: Vec<usize>,
    /// The number of each kind of word.
    by_key: HashMap<String, usize>,
}

impl TextWords {
    pub fn new(text: &NormalText) -> TextWords {
        let places: Vec<Range<usize>> = text.words().collect();
        let mut by_key = HashMap::new();
        let numbers = places.iter().map(|at| {
            let next = by_key.len();
            *by_key.entry(key(text.passage(at))).or_insert(next)
        });
        TextWords {
            numbers: numbers.collect(),
            places,
            by_key,
        }
    }
}

/// The passage closest to a quote, as a byte range of the view, and which part
/// (0 to 1) of the quote's words it shares; none if that is less than [`NEAR`].
///
/// A window as long as the quote, in words, slides over the text; the first one
/// that shares most is taken, and its ends moved to the outermost shared words.
pub(super) fn nearest(text: &TextWords, quote: &str) -> Option<(Range<usize>, f64)> {
    let mut tally = Tally::default();
    for word in words(quote) {
        let next = tally.kinds.len();
        let kind = *tally.kinds.entry(key(&quote[word])).or_insert(next);
        tally.needed.resize(tally.kinds.len(), 0);
        tally.needed[kind] += 1;
    }
    tally.held = vec![0; tally.needed.len()];
    let length: usize = tally.needed.iter().sum();
    let places = &text.places;
    let mut kind_of = vec![None; text.by_key.len()];
    for (key, kind) in &tally.kinds {
        if let Some(&number) = text.by_key.get(key) {
            kind_of[number] = Some(*kind);
        }
    }
    let kinds: Vec<Option<usize>> = text.numbers.iter().map(|number| kind_of[*number]).collect();

    let best = best_window(&mut tally, &kinds, length);
    // A window that has few of them is not what was left something out of.
    if length == 0 || tally.shared * 2 < length {
        return None;
    }
    let mut ends = outermost(&mut tally, &kinds, best);
    let shared = tally.shared as f64 / length as f64;
    if shared < NEAR {
        return None;
    }
    // A word that the passage has elsewhere adds nothing to it, and is its first or last all the same.
    let kind_at = |word: Option<Range<usize>>| tally.kinds.get(&key(&quote[word?])).copied();
    let (first, last) = (kind_at(words(quote).next()), kind_at(words(quote).last()));
    if first.is_some()
        && kinds[ends.start] != first
        && ends.start > 0
        && kinds[ends.start - 1] == first
    {
        ends.start -= 1;
    }
    if last.is_some() && kinds[ends.end - 1] != last && kinds.get(ends.end) == Some(&last) {
        ends.end += 1;
    }
    // Words at the quote's own ends that the text does not have may stand there in another spelling: as many are taken in.
    let is_shared = |word: &Range<usize>| {
        let kind = tally.kinds.get(&key(&quote[word.clone()]));
        kind.is_some_and(|&kind| tally.held[kind] > 0)
    };
    let before = words(quote).take_while(|word| !is_shared(word)).count();
    let after = words(quote)
        .collect::<Vec<_>>()
        .iter()
        .rev()
        .take_while(|word| !is_shared(word))
        .count();
    ends.start = ends.start.saturating_sub(before);
    ends.end = (ends.end + after).min(places.len());
    let at = places[ends.start].start..places[ends.end - 1].end;
    Some((at, shared))
}

/// The numbers of words of each kind that a passage holds and the quote needs.
#[derive(Default)]
struct Tally {
    kinds: HashMap<String, usize>,
    needed: Vec<usize>,
    held: Vec<usize>,
    shared: usize,
}

/// The first window that shares most; the tally is left on that window.
fn best_window(tally: &mut Tally, kinds: &[Option<usize>], length: usize) -> Range<usize> {
    let length = length.min(kinds.len());
    kinds[..length].iter().for_each(|kind| add(tally, *kind));
    let mut best = (tally.shared, 0);
    for start in 1..=kinds.len() - length {
        remove(tally, kinds[start - 1]);
        add(tally, kinds[start + length - 1]);
        if tally.shared > best.0 {
            best = (tally.shared, start);
        }
    }
    let window = best.1..best.1 + length;
    tally.held.fill(0);
    tally.shared = 0;
    kinds[window.clone()].iter().for_each(|k| add(tally, *k));
    window
}

/// Moves the ends of a window of shared words: in past words that add nothing,
/// then out to words the quote has besides, if they are within reach.
fn outermost(tally: &mut Tally, kinds: &[Option<usize>], window: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = window;
    while start < end && spare(tally, kinds[start]) {
        remove(tally, kinds[start]);
        start += 1;
    }
    while start < end && spare(tally, kinds[end - 1]) {
        end -= 1;
        remove(tally, kinds[end]);
    }
    let right = |tally: &Tally, end: usize| {
        (end..kinds.len())
            .take(REACH + 1)
            .find(|&at| wanted(tally, kinds[at]))
    };
    while let Some(at) = right(tally, end) {
        kinds[end..=at].iter().for_each(|kind| add(tally, *kind));
        end = at + 1;
    }
    let left = |tally: &Tally, start: usize| {
        (0..start)
            .rev()
            .take(REACH + 1)
            .find(|&at| wanted(tally, kinds[at]))
    };
    while let Some(at) = left(tally, start) {
        kinds[at..start].iter().for_each(|kind| add(tally, *kind));
        start = at;
    }
    start..end
}

fn add(tally: &mut Tally, kind: Option<usize>) {
    let Some(kind) = kind else { return };
    tally.shared += usize::from(tally.held[kind] < tally.needed[kind]);
    tally.held[kind] += 1;
}

fn remove(tally: &mut Tally, kind: Option<usize>) {
    let Some(kind) = kind else { return };
    tally.held[kind] -= 1;
    tally.shared -= usize::from(tally.held[kind] < tally.needed[kind]);
}

/// True if the passage shares as much without this word.
fn spare(tally: &Tally, kind: Option<usize>) -> bool {
    kind.is_none_or(|kind| tally.held[kind] > tally.needed[kind])
}

/// True if the passage would share more with this word.
fn wanted(tally: &Tally, kind: Option<usize>) -> bool {
    kind.is_some_and(|kind| tally.held[kind] < tally.needed[kind])
}

/// A word for comparison: look-alikes folded, punctuation at its ends left off, and hyphens between its letters too, as a line end
/// may have put them there.
pub(super) fn key(word: &str) -> String {
    let letters = fold(word).letters;
    let is_letter = |at: Option<usize>| {
        let letter = at.and_then(|at| letters.get(at));
        letter.is_some_and(|letter| letter.is_alphabetic())
    };
    let joins = |at: usize| is_letter(at.checked_sub(1)) && is_letter(Some(at + 1));
    let kept = letters.iter().enumerate();
    let kept = kept.filter(|(at, letter)| **letter != '-' || !joins(*at));
    let word: String = kept.map(|(_, letter)| letter).collect();
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passage::normal;

    #[test]
    fn passages() {
        let text = normal(
            "Cybersecurity is slechts één facet van de discussie. Andere perspectieven zoals \
             privacy, grondrechten en opsporing hebben ook meegewogen.",
        );
        for (quote, near) in [
            // A word changed, left out, put in, and moved.
            (
                "slechts één deel van de discussie",
                Some("slechts één facet van de discussie."),
            ),
            (
                "Andere perspectieven zoals opsporing hebben ook meegewogen",
                Some(
                    "Andere perspectieven zoals privacy, grondrechten en opsporing hebben ook \
                     meegewogen.",
                ),
            ),
            (
                "één enkel facet van de discussie",
                Some("één facet van de discussie."),
            ),
            (
                "opsporing, privacy en grondrechten",
                Some("privacy, grondrechten en opsporing"),
            ),
            ("van de brief aan uw Kamer", None),
            ("– …", None),
        ] {
            let found = nearest(&TextWords::new(&text), quote);
            let found = found.as_ref().map(|(at, _)| text.passage(at));
            assert_eq!(found, near, "{quote}");
        }
        assert_eq!(nearest(&TextWords::new(&normal("")), "discussie"), None);
        let near = |quote| nearest(&TextWords::new(&text), quote).map(|(_, shared)| shared);
        assert_eq!(near("slechts één deel van daar"), Some(0.6));
        assert_eq!(near("slechts één deel daarvan"), Some(NEAR));
        assert_eq!(near("slechts een onderdeel daarvan"), None);
    }
}
