//! The words of a text, and which of them a set of passages covers.

use std::ops::Range;

use super::marks::GROUP_SPACE;
use super::normal::NormalText;

/// The number of words of a text, as it stands. A word is a run without white
/// space that holds at least one letter or digit. Give a normal view or a quote
/// from one: only there is a word broken off at a hyphen whole again.
pub fn word_count(text: &str) -> usize {
    words(text).count()
}

impl NormalText {
    /// The byte ranges of the view's words, in order, punctuation included.
    pub fn words(&self) -> impl Iterator<Item = Range<usize>> {
        words(&self.view)
    }

    /// The number of words that the ranges cover, as [`NormalText::uncovered`] has it.
    pub fn covered(&self, ranges: &[Range<usize>]) -> usize {
        self.words().count() - self.uncovered(ranges).len()
    }

    /// The words the ranges do not cover, as byte ranges of the view, in order.
    ///
    /// A word is covered when each of its letters and digits lies in some range.
    /// The ranges are byte ranges of the view, in any order; they may overlap.
    pub fn uncovered(&self, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
        let ranges = merged(ranges);
        let mut next = ranges.iter().peekable();
        let mut bare = Vec::new();
        for word in self.words() {
            let mut whole = true;
            for (at, letter) in self.view[word.clone()].char_indices() {
                if !letter.is_alphanumeric() {
                    continue;
                }
                let start = word.start + at;
                let end = start + letter.len_utf8();
                // Letters come in order, so a range that ended is done with.
                while next.next_if(|range| range.end < end).is_some() {}
                whole &= next.peek().is_some_and(|range| range.start <= start);
            }
            if !whole {
                bare.push(word);
            }
        }
        bare
    }
}

/// The byte ranges of a text's words.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = 0;
    let parts = |letter: char| letter.is_whitespace() && letter != GROUP_SPACE;
    text.split(parts).filter_map(move |run| {
        // The pieces of a split lie one separator apart.
        let start = rest;
        let end = start + run.len();
        rest = end + text[end..].chars().next().map_or(0, char::len_utf8);
        run.contains(char::is_alphanumeric).then_some(start..end)
    })
}

/// The same bytes as ranges in order that neither touch nor overlap.
fn merged(ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut sorted: Vec<Range<usize>> = ranges.to_vec();
    sorted.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(sorted.len());
    for range in sorted {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passage::normal;

    #[test]
    fn counts() {
        for (text, count) in [
            ("", 0),
            (" – … -- ", 0),
            ("voorstellen te ondersteunen die: [2:", 5),
            ("(privacy, grondrechten, opsporing) – 17a", 4),
            ("10\u{a0}000 versleutelde omgevingen", 3),
        ] {
            assert_eq!(word_count(text), count, "{text:?}");
            assert_eq!(normal(text).words().count(), count, "{text:?}");
        }
    }

    #[test]
    fn coverage() {
        let read = normal("(privacy, grondrechten, één) – 17a.");
        for (ranges, left) in [
            (&[][..], "(privacy, grondrechten, één) 17a."),
            (&[1..8, 10..22], "één) 17a."),
            (&[10..22, 1..8], "één) 17a."),
            (&[1..7, 10..15, 15..22], "(privacy, één) 17a."),
            (&[10..22, 12..14], "(privacy, één) 17a."),
            (&[24..28, 27..28], "(privacy, grondrechten, één) 17a."),
            (&[24..29, 0..9], "grondrechten, 17a."),
            (&[0..99, 5..6], ""),
        ] {
            let bare = read.uncovered(ranges);
            assert_eq!(read.covered(ranges), 4 - bare.len(), "{ranges:?}");
            let bare: Vec<&str> = bare.iter().map(|at| read.passage(at)).collect();
            assert_eq!(bare.join(" "), left, "{ranges:?}");
        }
    }
}
