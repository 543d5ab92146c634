//! The exact search for a quote, and where a word begins and ends.

use std::ops::Range;

use memchr::memmem;
use unicode_normalization::char::is_combining_mark;

use super::marks::{GROUP_SPACE, is_hyphen};
use super::normal::NormalText;
use crate::printable::is_ignorable;

impl NormalText {
    /// Every place where the quote stands in the view exactly, between word
    /// boundaries: overlapping places too, in order, as byte ranges of the view.
    /// An empty quote stands nowhere. Time grows with text plus quote.
    pub fn find(&self, quote: &str) -> Vec<Range<usize>> {
        places(&self.view, quote).collect()
    }
}

/// Every place where a quote stands in a view between word boundaries, in order.
pub fn places(view: &str, quote: &str) -> impl Iterator<Item = Range<usize>> {
    let starts = starts(view.as_bytes(), quote.as_bytes()).into_iter();
    let ranges = starts.map(move |start| start..start + quote.len());
    ranges.filter(|at| at_boundaries(view, at))
}

/// The number of occurrences that are searched for in the way that is fastest where there are few.
const FEW: usize = 16;

/// The start of every occurrence of `needle`, as [`occurrences`]. Most quotes stand in their text once, and the search for the next
/// byte that could begin one is fast; only a text that repeats itself is read item by item.
fn starts(haystack: &[u8], needle: &[u8]) -> Vec<usize> {
    let mut found = Vec::new();
    if needle.is_empty() {
        return found;
    }
    let finder = memmem::Finder::new(needle);
    let mut from = 0;
    while found.len() < FEW {
        let Some(at) = finder.find(&haystack[from..]) else {
            return found;
        };
        found.push(from + at);
        from += at + 1;
    }
    let rest = occurrences(&haystack[from..], needle);
    found.extend(rest.into_iter().map(|at| from + at));
    found
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

/// The number of characters beside a boundary among which those that print nothing are skipped: more than any text has there.
const LOOK_THROUGH: usize = 32;

/// True if a range of a view cuts no word and no number in two, at neither end.
///
/// Combining marks belong to the character before them, characters that print nothing are looked through, and a hyphen with a
/// letter or digit on either side joins: `bindend` does not stand in `niet-bindend`. A number is one word with its sign and the
/// marks between its digits: neither `5` nor `1` stands in `1,5`, and `5` not in `−5`.
pub(super) fn at_boundaries(view: &str, at: &Range<usize>) -> bool {
    // Nearly every quote begins with a plain character and has a space, or punctuation that stands in no word and no number, beside
    // it; that is told at once.
    let bytes = view.as_bytes();
    let is_between =
        |byte: &u8| *byte == b' ' || (byte.is_ascii_punctuation() && !b"-+.,'".contains(byte));
    let parts = |byte: Option<&u8>| byte.is_none_or(is_between);
    let before = at.start.checked_sub(1).map(|before| &bytes[before]);
    let is_plain = bytes.get(at.start).is_some_and(u8::is_ascii);
    if is_plain && parts(before) && parts(bytes.get(at.end)) {
        return true;
    }
    let cuts_mark = |at: usize| {
        view[at..].starts_with(is_combining_mark) && !(at == 0 || view[..at].ends_with(' '))
    };
    let cuts = |at: usize| cuts_mark(at) || inside_word(view, at);
    !cuts(at.start) && !cuts(at.end)
}

/// True if a position in a view lies within a word or a number.
fn inside_word(view: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (
        visible(view[..at].chars().rev()),
        visible(view[at..].chars()),
    ) else {
        return true;
    };
    let ([Some(left), left2], [Some(right), right2]) = (before, after) else {
        return false;
    };
    let digit = |letter: Option<char>| letter.is_some_and(char::is_numeric);
    let word = |letter: Option<char>| letter.is_some_and(is_word_letter);
    let opens = left2.is_none_or(|one| one.is_whitespace() || "([{".contains(one));
    match (is_word_letter(left), is_word_letter(right)) {
        (true, true) => true,
        (false, true) if is_hyphen(left) && word(left2) => true,
        (true, false) if is_hyphen(right) && word(right2) => true,
        (false, true) if right.is_numeric() => {
            (is_number_mark(left) && digit(left2)) || (is_sign(left) && opens)
        }
        (true, false) => left.is_numeric() && is_number_mark(right) && digit(right2),
        _ => false,
    }
}

/// The first two characters that print something, or nothing if too many that print nothing come before: then nobody can tell
/// where a word ends, and it ends nowhere.
fn visible(letters: impl Iterator<Item = char>) -> Option<[Option<char>; 2]> {
    let mut found = [None; 2];
    let mut passed = 0;
    for letter in letters {
        if is_ignorable(letter) {
            passed += 1;
            if passed > LOOK_THROUGH {
                return found[0].map(|_| found);
            }
        } else if found[0].is_none() {
            found[0] = Some(letter);
        } else {
            found[1] = Some(letter);
            break;
        }
    }
    Some(found)
}

/// True for what groups the digits of a number or parts off its fraction. A plain space does not.
pub(super) fn is_number_mark(letter: char) -> bool {
    matches!(letter, '.' | ',' | '\'' | '’' | GROUP_SPACE)
}

fn is_sign(letter: char) -> bool {
    matches!(letter, '+' | '-' | '−' | '±')
}

/// A range of a view widened to the ends of the words and numbers it cuts into.
pub(super) fn whole_words(view: &str, at: &Range<usize>) -> Range<usize> {
    let part = |letter: char| is_word_letter(letter) || is_hyphen(letter) || is_ignorable(letter);
    let mut start = view[..at.start].trim_end_matches(part).len();
    // A sign or a mark between digits belongs to the number.
    while inside_word(view, start)
        && let Some(mark) = view[..start].chars().next_back()
    {
        start = view[..start - mark.len_utf8()].trim_end_matches(part).len();
    }
    let end = |from: usize| view.len() - view[from..].trim_start_matches(part).len();
    let mut last = end(at.end);
    while inside_word(view, last)
        && let Some(mark) = view[last..].chars().next()
    {
        last = end(last + mark.len_utf8());
    }
    start..last
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

/// The number of items at the needle's start that are matched once one more item was read.
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
            ("een niet-bindend advies", "bindend advies", &[]),
            ("een niet-bindend advies", "niet-bindend", &[4]),
            ("end-to-end encryptie", "end", &[]),
            ("de CSAM-verordening", "CSAM-", &[]),
            ("de CSAM-verordening", "-verordening", &[]),
            ("verwijder- en blokkering", "verwijder-", &[0]),
            ("verwijder- en blokkering", "verwijder", &[0]),
            ("bevelen - en meer", "en meer", &[10]),
            ("slechts één facet", "één", &[8]),
            ("on\u{ad}\nmogelijk maken", "mogelijk maken", &[]),
            (
                &format!("on{}mogelijk", "\u{ad}".repeat(99)),
                "mogelijk",
                &[],
            ),
            ("on\u{180e}mogelijk", "mogelijk", &[]),
            ("on\u{e0061}mogelijk", "mogelijk", &[]),
            ("on\u{1}mogelijk", "mogelijk", &[]),
            ("(\u{301}een", "\u{301}een", &[]),
            ("1,5 procent", "5 procent", &[]),
            ("1,5 procent", "1", &[]),
            ("10.000 kronen", "000 kronen", &[]),
            ("10\u{a0}000 kronen", "000 kronen", &[]),
            ("10\u{202f}000 kronen", "10\u{a0}000 kronen", &[0]),
            ("10 000 kronen", "000 kronen", &[3]),
            ("10’000 frank", "000 frank", &[]),
            ("−5 graden", "5 graden", &[]),
            ("(-5 graden)", "5 graden", &[]),
            ("van +5 graden", "+5 graden", &[4]),
            ("in 2024, 5 landen", "5 landen", &[9]),
            ("artikel 5.1", "artikel 5", &[]),
            ("artikel 5. Dat", "artikel 5", &[0]),
            ("het jaar ’24", "24", &[12]),
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
        let (text, quote) = ("ab".repeat(100) + "a", "ababa");
        let (text, quote) = (text.as_bytes(), quote.as_bytes());
        assert_eq!(starts(text, quote), occurrences(text, quote));
        assert_eq!(starts(text, quote).len(), 99);
        assert!(starts(b"ab", b"").is_empty() && starts(b"", b"a").is_empty());
    }

    #[test]
    fn widened() {
        let view = "(onmogelijk maken),";
        let at = view.find("mogelijk").unwrap();
        assert_eq!(&view[whole_words(view, &(at..at + 13))], "onmogelijk maken");
        for (view, part, whole) in [
            ("van 1,5 procent", "5 procent", "1,5 procent"),
            ("van 10.000,50 euro", "000", "10.000,50"),
            ("(−5 graden)", "5 graden", "−5 graden"),
            ("een niet-bindend advies", "bindend", "niet-bindend"),
        ] {
            let at = view.find(part).unwrap();
            assert_eq!(&view[whole_words(view, &(at..at + part.len()))], whole);
        }
    }
}
