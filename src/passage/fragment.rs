//! The text fragment of a quote: what is added to the address of a page so that a browser opens it at the words.
//!
//! By the specification of the WICG (scroll to text fragment) a browser looks for words as a reader would, whatever the case and the
//! accents, and takes the first place. So the words that are given stand once in the pinned text, read in that way; a long quote is
//! given by its first and last words, and one whose words stand elsewhere too by what stands beside it.
//!
//! A footnote mark stands glued to a word in a pinned text (`CSAM-Verordening.1 Deze`), and on a page it may be set apart, hidden or
//! not there. Nothing that is given has one in it or between its words. Nor does it run from one paragraph into the next, which is what
//! a blank line tells: a browser looks for each term within one of them. And a word that a line end breaks in the text is whole on a
//! page, with its hyphen or without: no term has it, but for one that a soft hyphen breaks, of which the word is known.

use std::cmp::Reverse;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::marks::{is_hyphen, parts_paragraphs};
use crate::model::Url;
use crate::passage::NormalText;
use crate::printable::is_ignorable;

mod mark;
#[cfg(test)]
mod tests;

use mark::marks;

/// From how many words on a quote is given by its first and last words.
const LONG: usize = 10;

/// The number of words at either end of a long quote that are tried first.
const ENDS: usize = 4;

/// The largest number of words beside a quote that is tried.
const BESIDE: usize = 8;

/// A pinned text, ready to be looked through as a browser looks through a page.
pub struct Page<'a> {
    /// The text as it stands in its file.
    source: &'a str,
    /// Its normal view.
    text: &'a NormalText,
    /// The text without case and accents.
    plain: String,
}

/// The address that opens a page at a passage of its text, given as bytes of the normal view. `None` if no words of the passage can
/// be told from the rest of the text.
pub fn link(url: &Url, page: &Page<'_>, at: &Range<usize>) -> Option<String> {
    let fragment = page.fragment(at)?;
    let hash = if url.as_str().contains('#') { "" } else { "#" };
    Some(format!("{url}{hash}{fragment}"))
}

impl<'a> Page<'a> {
    /// Makes a text and its normal view ready. Takes time that grows with the text: do it once for all quotes from it.
    pub fn new(source: &'a str, text: &'a NormalText) -> Page<'a> {
        Page {
            source,
            text,
            plain: plain(&text.view),
        }
    }

    /// The fragment that leads to a passage, `:~:text=…`, without the `#` before it.
    pub fn fragment(&self, at: &Range<usize>) -> Option<String> {
        let words = words(&self.text.view, at.clone());
        let mut pieces: Vec<_> = words
            .split(|word| self.has_mark(word))
            .filter(|piece| piece.iter().any(|word| self.is_told(word)))
            .collect();
        let mut terms = match pieces.as_slice() {
            [whole] if whole.len() == words.len() => {
                self.terms(whole).or_else(|| self.terms_in_context(whole))
            }
            _ => self.terms_of_longest(&mut pieces),
        };
        if terms.is_none() {
            let goes_on =
                |one: &Range<usize>, next: &Range<usize>| !self.is_break(one.end..next.start);
            let paragraphs = pieces.into_iter().flat_map(|piece| piece.chunk_by(goes_on));
            terms = self.terms_of_longest(&mut paragraphs.collect::<Vec<_>>());
        }
        Some(format!(":~:text={}", terms?))
    }

    /// The words of the longest piece that has some by which it is found.
    fn terms_of_longest(&self, pieces: &mut [&[Range<usize>]]) -> Option<String> {
        pieces.sort_by_key(|piece| Reverse(piece.len()));
        pieces.iter().find_map(|piece| self.terms(piece))
    }

    /// Words that stand once, as they are or by their first and last words.
    fn terms(&self, words: &[Range<usize>]) -> Option<String> {
        let whole = span(words)?;
        if words.len() >= LONG {
            let lengths = ENDS..=words.len() / 2;
            let first = lengths.clone().map(|n| span(&words[..n]));
            let last = lengths.map(|n| span(&words[words.len() - n..]));
            let first = first.flatten().find(|first| self.stands_once(first));
            let last = last.flatten().find(|last| self.stands_once(last));
            if let (Some(first), Some(last)) = (first, last) {
                return Some(format!("{},{}", self.encoded(&first), self.encoded(&last)));
            }
        }
        self.stands_once(&whole).then(|| self.encoded(&whole))
    }

    /// Words that stand more than once, with as few words before or after them as tell this place from the others.
    fn terms_in_context(&self, words: &[Range<usize>]) -> Option<String> {
        let whole = span(words)?;
        let term = self.encoded(&whole);
        for n in 1..=BESIDE {
            let (before, after) = (self.before(whole.start, n), self.after(whole.end, n));
            if let Some(before) = &before
                && self.stands_once(&(before.start..whole.end))
            {
                return Some(format!("{}-,{term}", self.encoded(before)));
            }
            if let Some(after) = &after
                && self.stands_once(&(whole.start..after.end))
            {
                return Some(format!("{term},-{}", self.encoded(after)));
            }
            if let (Some(before), Some(after)) = (before, after)
                && self.stands_once(&(before.start..after.end))
            {
                let (before, after) = (self.encoded(&before), self.encoded(&after));
                return Some(format!("{before}-,{term},-{after}"));
            }
        }
        None
    }

    /// The words directly before a place, if there are so many without a mark.
    fn before(&self, place: usize, number: usize) -> Option<Range<usize>> {
        let words = words(&self.text.view, 0..place);
        let beside = &words[words.len().checked_sub(number)?..];
        self.without_mark(beside)
    }

    /// The words directly after a place, if there are so many without a mark.
    fn after(&self, place: usize, number: usize) -> Option<Range<usize>> {
        let words = words(&self.text.view, place..self.text.view.len());
        self.without_mark(words.get(..number)?)
    }

    fn without_mark(&self, words: &[Range<usize>]) -> Option<Range<usize>> {
        let has_mark = words.iter().any(|word| self.has_mark(word));
        span(words).filter(|_| !has_mark)
    }

    /// True if a browser finds a passage, and in one place only. Browsers differ on where words end, so a part of a word counts.
    fn stands_once(&self, at: &Range<usize>) -> bool {
        let passage = self.text.passage(at);
        let mut spaces = passage
            .match_indices(' ')
            .map(|(space, _)| at.start + space);
        if spaces.any(|space| self.is_break(space..space + 1)) {
            return false;
        }
        let words = plain(passage);
        let Some(first) = self.plain.find(&words) else {
            return false;
        };
        let rest = self.plain[first..].chars().next().map_or(0, char::len_utf8);
        !self.plain[first + rest..].contains(&words)
    }

    /// True if one paragraph ends and the next begins in the space between two words: if it was a blank line, or ended a page.
    fn is_break(&self, space: Range<usize>) -> bool {
        parts_paragraphs(&self.source[self.text.source_range(space)])
    }

    /// True if a word has a letter or digit.
    fn is_told(&self, word: &Range<usize>) -> bool {
        self.text.passage(word).contains(char::is_alphanumeric)
    }

    /// True if there is a footnote mark in a word, or in the part of one that a passage begins or ends with; or if nobody can tell which
    /// hyphen in it a page has.
    fn has_mark(&self, word: &Range<usize>) -> bool {
        if self.is_broken(word) {
            return true;
        }
        let view = &self.text.view;
        // What stands before a part of a word decides whether digits are glued to it.
        let start = view[..word.start].rfind(' ').map_or(0, |at| at + 1);
        let rest = &view[word.start..];
        let end = word.start + rest.find(' ').unwrap_or(rest.len());
        let marks = marks(&view[start..end]);
        marks
            .iter()
            .any(|mark| start + mark.start < word.end && word.start < start + mark.end)
    }

    /// True if a line ends within a word, behind a hyphen that may belong to it or not. Between digits it does.
    fn is_broken(&self, word: &Range<usize>) -> bool {
        let (view, breaks) = (&self.text.view, &self.text.breaks);
        let from = breaks.partition_point(|place| *place <= word.start);
        let mut within = breaks[from..].iter().take_while(|place| **place < word.end);
        within.any(|&place| {
            let before = view[..place].trim_end_matches(is_hyphen);
            let are_digits =
                before.ends_with(char::is_numeric) && view[place..].starts_with(char::is_numeric);
            before.len() < place && !are_digits
        })
    }

    /// A passage as a term of a fragment, without what prints nothing: whatever could mean something in an address or a fragment is percent-encoded.
    fn encoded(&self, at: &Range<usize>) -> String {
        let mut encoded = String::new();
        let words = self.text.passage(at);
        let words: String = words.chars().filter(|one| !is_ignorable(*one)).collect();
        for byte in words.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'~' => {
                    encoded.push(char::from(byte));
                }
                _ => encoded.push_str(&format!("%{byte:02X}")),
            }
        }
        encoded
    }
}

/// The runs without a space in a part of a view.
fn words(view: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let mut start = part.start;
    let runs = view.get(part).unwrap_or_default().split(' ');
    let words = runs.map(|run| {
        let word = start..start + run.len();
        start = word.end + 1;
        word
    });
    words.filter(|word| !word.is_empty()).collect()
}

/// From the first to the last of some words.
fn span(words: &[Range<usize>]) -> Option<Range<usize>> {
    Some(words.first()?.start..words.last()?.end)
}

/// A text as a browser compares it: without case, accents, variants of a letter and what prints nothing. Hyphens are left out as well:
/// where a line ends behind one, a page has the word with it or without.
fn plain(text: &str) -> String {
    text.nfkd()
        .filter(|&one| !is_combining_mark(one) && !is_ignorable(one) && !is_hyphen(one))
        .flat_map(char::to_lowercase)
        .collect()
}
