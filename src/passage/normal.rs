//! The normal view of a text, and the way back to the bytes it came from.

use std::iter;
use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text in its normal view, with the way back to the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NormalText {
    /// The normal view, as [`normal`] defines it.
    pub view: String,
    /// One entry for each character of the view, in order.
    pub(super) pieces: Vec<Piece>,
}

/// Where one character of a view came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Byte offset in the view at which the character begins.
    pub view: usize,
    /// Byte range of the original text that made it: one character, the
    /// characters composed with it, or a whole run of white space.
    pub source: Range<usize>,
}

/// Reads a text into its normal view, in one pass.
///
/// The view is the text in Unicode NFC, each run of white space made one space
/// and white space at either end dropped. A hyphen (U+002D, U+2010, U+2011)
/// directly before white space that holds a line break takes the next line on
/// to itself: the hyphen stays, the white space goes. No printed character is
/// ever removed, and the view of a view is the same view.
pub fn normal(text: &str) -> NormalText {
    let mut made = NormalText {
        view: String::with_capacity(text.len()),
        pieces: Vec::with_capacity(text.len()),
    };
    let mut gap: Option<Gap> = None;
    for segment in segments(text) {
        for letter in text[segment.clone()].nfc() {
            if letter.is_whitespace() {
                let run = gap.get_or_insert_with(|| Gap {
                    source: segment.clone(),
                    has_break: false,
                });
                run.source.end = segment.end;
                run.has_break |= is_line_break(letter);
                continue;
            }
            if let Some(run) = gap.take() {
                let joins = run.has_break && made.view.ends_with(is_hyphen);
                if !made.view.is_empty() && !joins {
                    push(&mut made, ' ', run.source);
                }
            }
            push(&mut made, letter, segment.clone());
        }
    }
    made
}

/// Whether a quote is its own normal view, so that it can stand in one.
pub fn is_normal(quote: &str) -> bool {
    normal(quote).view == quote
}

impl NormalText {
    /// The byte range of the original text that made a range of the view.
    ///
    /// A range that cuts through a character is widened to the whole of it. An
    /// empty range, or one past the end of the view, gives an empty range.
    pub fn source_range(&self, view_range: Range<usize>) -> Range<usize> {
        // The piece that holds a byte is the last one beginning at or before it.
        let last = self.pieces.partition_point(|p| p.view < view_range.end);
        let first = self.pieces.partition_point(|p| p.view <= view_range.start);
        let first = first.saturating_sub(1);
        let start = self.pieces.get(first).map_or(0, |p| p.source.start);
        if view_range.is_empty() || view_range.start >= self.view.len() {
            return start..start;
        }
        start..self.pieces[last - 1].source.end
    }

    /// A passage in the source's own characters, as a quote would have to give
    /// it. Empty if the range is not one of whole characters of the view.
    pub fn passage(&self, at: &Range<usize>) -> &str {
        self.view.get(at.clone()).unwrap_or_default()
    }
}

/// A run of white space that was read but not yet written.
struct Gap {
    source: Range<usize>,
    has_break: bool,
}

fn push(made: &mut NormalText, letter: char, source: Range<usize>) {
    let view = made.view.len();
    made.pieces.push(Piece { view, source });
    made.view.push(letter);
}

/// Cuts a text where NFC cannot reach across, so that every composed character
/// can be traced to the few bytes that made it.
fn segments(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut starts = text
        .char_indices()
        .filter(|&(at, letter)| at == 0 || starts_segment(letter))
        .map(|(at, _)| at)
        .chain(iter::once(text.len()))
        .peekable();
    iter::from_fn(move || {
        let start = starts.next()?;
        Some(start..*starts.peek()?)
    })
}

fn starts_segment(letter: char) -> bool {
    letter.is_ascii()
        || canonical_combining_class(letter) == 0
            && is_nfc_quick(iter::once(letter)) == IsNormalized::Yes
}

pub(super) fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}

/// The characters after which Unicode makes a new line mandatory; the form feed
/// among them ends a page.
fn is_line_break(letter: char) -> bool {
    matches!(
        letter,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views() {
        for (text, view) in [
            ("", ""),
            (" \r\n\u{a0} ", ""),
            (" Tot  slot \r\nCybersecurity ", "Tot slot Cybersecurity"),
            ("de CSAM-\nverordening", "de CSAM-verordening"),
            ("de CSAM- \r\n verordening", "de CSAM-verordening"),
            ("verwijder- en blokkering", "verwijder- en blokkering"),
            (
                "end\u{2010}\u{c}to\u{2011}\u{2028}end",
                "end\u{2010}to\u{2011}end",
            ),
            ("2024 \n- 2025 –\n2026", "2024 - 2025 – 2026"),
            ("mee-\n", "mee-"),
            ("-\n\u{301}", "-\u{301}"),
            ("e\u{301}e\u{301}n\u{2000}facet", "één facet"),
            ("a\u{301}\u{323}", "ạ\u{301}"),
            ("q\u{301}\u{316}", "q\u{316}\u{301}"),
            ("Richtlĳn ﬁche…", "Richtlĳn ﬁche…"),
            ("soft\u{ad}\nhyphen", "soft\u{ad} hyphen"),
        ] {
            assert_eq!(normal(text).view, view, "{text:?}");
            assert!(is_normal(view), "{view:?}");
            assert_eq!(is_normal(text), text == view, "{text:?}");
        }
    }

    #[test]
    fn the_way_back() {
        let text = " slechts  e\u{301}e\u{301}n\r\nfacet van de CSAM-\r\nverordening";
        let read = normal(text);
        for (quote, source) in [
            ("één", "e\u{301}e\u{301}n"),
            ("slechts één facet", "slechts  e\u{301}e\u{301}n\r\nfacet"),
            ("CSAM-", "CSAM-"),
            ("CSAM-verordening", "CSAM-\r\nverordening"),
            ("é", "e\u{301}"),
            (" ", "  "),
        ] {
            let at = read.view.find(quote).unwrap();
            let back = read.source_range(at..at + quote.len());
            assert_eq!(&text[back], source);
        }
        let end = read.view.len();
        for empty in [0..0, end..end, end + 5..end + 9] {
            assert!(read.source_range(empty).is_empty());
        }
        assert_eq!(read.source_range(end - 1..end + 9).end, text.len());
        assert_eq!(normal("").source_range(0..4), 0..0);
    }
}
