//! The exact search for a quote, and where a word begins and ends.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::fold::is_invisible;
use super::normal::NormalText;

impl NormalText {
    /// Every place where the quote stands in the view exactly, between word
    /// boundaries: overlapping places too, in order, as byte ranges of the view.
    /// An empty quote stands nowhere. Time grows with text plus quote.
    pub fn find(&self, quote: &str) -> Vec<Range<usize>> {
        let ends = visible_ends(quote);
        occurrences(self.view.as_bytes(), quote.as_bytes())
            .into_iter()
            .map(|start| start..start + quote.len())
            .filter(|at| at_boundaries(&self.view, at, ends))
            .collect()
    }
}

/// The start of every occurrence of `needle`, overlapping ones too (Knuth,
/// Morris and Pratt: a text that repeats itself costs no more than another).
pub(super) fn occurrences<T: PartialEq>(haystack: &[T], needle: &[T]) -> Vec<usize> {
    let mut found = Vec::new();
    if needle.is_empty() || needle.len() > haystack.len() {
        return found;
    }
    let borders = borders(needle);
    let mut matched = 0;
    for (at, item) in haystack.iter().enumerate() {
        matched = advance(needle, &borders, matched, item);
        if matched == needle.len() {
            found.push(at + 1 - matched);
        }
    }
    found
}

/// The first and last character of a passage that print something. A passage is
/// asked for them once, not at every place it occurs.
pub(super) fn visible_ends(passage: &str) -> Option<(char, char)> {
    let visible = |letter: &char| !is_invisible(*letter);
    Some((
        passage.chars().find(visible)?,
        passage.chars().rfind(visible)?,
    ))
}

/// Whether a range of a view, with its visible ends, cuts no word in two.
///
/// A range beginning with a letter or digit must not follow one, nor a combining
/// mark; likewise at its end. Characters that print nothing are looked through:
/// a soft hyphen does not make two words of one.
pub(super) fn at_boundaries(view: &str, at: &Range<usize>, ends: Option<(char, char)>) -> bool {
    let (before, after) = (&view[..at.start], &view[at.end..]);
    // A mark belongs to the character before it, whatever that is.
    if after.starts_with(is_combining_mark) {
        return false;
    }
    let Some((first, last)) = ends else {
        return true;
    };
    // Neighbours are sought only beside a visible letter. So a run of invisible
    // characters is walked once from each end, however many matches there are.
    let visible = |letter: &char| !is_invisible(*letter);
    let cut_before =
        is_word_letter(first) && before.chars().rfind(visible).is_some_and(is_word_letter);
    let cut_after = is_word_letter(last) && after.chars().find(visible).is_some_and(is_word_letter);
    !cut_before && !cut_after
}

/// A range of a view widened to the ends of the words it cuts into.
pub(super) fn whole_words(view: &str, at: &Range<usize>) -> Range<usize> {
    let part = |letter: char| is_word_letter(letter) || is_invisible(letter);
    let start = view[..at.start].trim_end_matches(part).len();
    let rest = view[at.end..].trim_start_matches(part).len();
    start..view.len() - rest
}

fn is_word_letter(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter)
}

/// For each beginning of the needle, how much of the needle's start it ends with.
fn borders<T: PartialEq>(needle: &[T]) -> Vec<usize> {
    let mut borders = vec![0];
    for item in &needle[1..] {
        let matched = borders[borders.len() - 1];
        borders.push(advance(needle, &borders, matched, item));
    }
    borders
}

/// How much of the needle's start is matched once one more item was read.
fn advance<T: PartialEq>(needle: &[T], borders: &[usize], mut matched: usize, item: &T) -> usize {
    // Only what has borders can be matched further; past that, fall back.
    while matched == needle.len() || (matched > 0 && needle[matched] != *item) {
        matched = borders[matched - 1];
    }
    matched + usize::from(needle[matched] == *item)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passage::normal;

    #[test]
    fn places() {
        for (text, quote, starts) in [
            ("niet onmogelijk maken", "mogelijk maken", &[][..]),
            ("niet mogelijk maken", "mogelijk maken", &[5]),
            ("mogelijk makende", "mogelijk maken", &[]),
            ("a a a b", "a a", &[0, 2]),
            ("aaaa", "aa", &[]),
            ("----", "--", &[0, 1, 2]),
            ("nr. 908.", "nr. 908", &[0]),
            ("nr. 9081", "nr. 908", &[]),
            ("(privacy, grondrechten)", "(privacy,", &[0]),
            ("CSAM-Verordening.1 Deze", "CSAM-Verordening.", &[0]),
            ("on\u{ad}mogelijk maken", "mogelijk maken", &[]),
            ("on\u{ad}mogelijk maken", "\u{ad}mogelijk maken", &[]),
            ("x\u{302}a", "a", &[]),
            ("x\u{302}", "x", &[]),
            ("slechts één facet", "één", &[8]),
            ("detectie", "", &[]),
            ("kort", "langer dan de tekst", &[]),
        ] {
            let found = normal(text).find(quote);
            let found: Vec<usize> = found.iter().map(|at| at.start).collect();
            assert_eq!(found, starts, "{quote:?} in {text:?}");
        }
    }

    #[test]
    fn occurrences_overlap() {
        assert_eq!(occurrences(b"abababa", b"aba"), [0, 2, 4]);
        assert_eq!(occurrences(b"aabaaabaaac", b"aabaaac"), [4]);
        assert!(occurrences(b"ab", b"").is_empty());
    }

    #[test]
    fn widened() {
        let view = "(onmogelijk maken),";
        let at = view.find("mogelijk").unwrap();
        assert_eq!(&view[whole_words(view, &(at..at + 13))], "onmogelijk maken");
    }
}
