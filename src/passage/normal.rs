//! The normal view of a text, and the way back to the bytes it came from.

use std::iter;
use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::marks::{GROUP_SPACE, breaks_words, line_ends, may_group};
use super::plain::{begins_with_plain_gap, plain};

/// A text in its normal view, with the way back to the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NormalText {
    /// The normal view, as [`normal`] defines it.
    pub view: String,
    /// The origin of the view: one entry for each stretch of it, in order. Nearly all of a text is copied as it stands, so the
    /// way back is far smaller than the text.
    pub(super) stretches: Vec<Stretch>,
    /// The byte offsets of the view at which a line ends in the text and its last word goes on: each behind the hyphen there, in
    /// order.
    pub(super) breaks: Vec<usize>,
}

/// The origin of a part of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Byte offset in the view at which it begins.
    pub view: usize,
    /// Byte range of the original text that made it. Of one that was copied only the start counts.
    pub source: Range<usize>,
    /// True if it is that text byte for byte; else it is one character, made from a whole run of white space or from characters
    /// that compose.
    pub is_copy: bool,
}

/// Reads a text into its normal view, in one pass.
///
/// The view is the text in Unicode NFC, each run of white space made one space
/// and white space at either end dropped. A hyphen (U+002D, U+2010, U+2011)
/// directly before white space that holds one line end takes the next line on
/// to itself: the hyphen stays, the white space goes; so does a soft hyphen
/// (U+00AD). Over a blank line and over the end of a page or paragraph (U+000C,
/// U+2029) no word goes on. A space that does not break, alone between two
/// digits, groups them and is U+00A0. No printed character is ever removed, and
/// the view of a view is the same view.
pub fn normal(text: &str) -> NormalText {
    let mut way = Way::default();
    let view = read(text, &mut way);
    NormalText {
        view,
        stretches: way.stretches,
        breaks: way.breaks,
    }
}

/// The normal view of a text alone, for whoever need not come back.
pub fn view(text: &str) -> String {
    read(text, &mut ())
}

/// Keeps the way back, or does not.
trait Trace {
    /// Keeps that a place of the view and what follows was copied from a range.
    fn copied(&mut self, view: usize, source: Range<usize>);
    /// Keeps that the character at a place of the view was made from a range.
    fn made(&mut self, view: usize, source: Range<usize>);
    /// Keeps that a line ended at a place of the view, and its last word goes on.
    fn joined(&mut self, view: usize);
}

/// The way back from a view.
#[derive(Default)]
struct Way {
    stretches: Vec<Stretch>,
    breaks: Vec<usize>,
}

impl Trace for () {
    fn copied(&mut self, _: usize, _: Range<usize>) {}
    fn made(&mut self, _: usize, _: Range<usize>) {}
    fn joined(&mut self, _: usize) {}
}

impl Trace for Way {
    fn copied(&mut self, view: usize, source: Range<usize>) {
        let goes_on = self.stretches.last().is_some_and(|last| {
            last.is_copy && last.source.start + (view - last.view) == source.start
        });
        if !goes_on {
            self.stretches.push(Stretch {
                view,
                source,
                is_copy: true,
            });
        }
    }

    fn made(&mut self, view: usize, source: Range<usize>) {
        self.stretches.push(Stretch {
            view,
            source,
            is_copy: false,
        });
    }

    fn joined(&mut self, view: usize) {
        self.breaks.push(view);
    }
}

/// A view under way.
struct Making<'a, T> {
    text: &'a str,
    view: String,
    trace: &'a mut T,
}

fn read(text: &str, trace: &mut impl Trace) -> String {
    let mut made = Making {
        text,
        view: String::with_capacity(text.len()),
        trace,
    };
    let mut gap: Option<Gap> = None;
    let mut at = 0;
    while at < text.len() {
        let length = plain(&text.as_bytes()[at..]);
        if length > 0 {
            made.close_gap(&mut gap);
            made.copy(at..at + length);
            at += length;
            continue;
        }
        if begins_with_plain_gap(&text.as_bytes()[at..]) {
            let run = gap.get_or_insert(Gap {
                source: at..at,
                line_ends: 0,
            });
            let is_second = at > 0 && text.as_bytes()[at - 1] == b'\r';
            run.line_ends += usize::from(text.as_bytes()[at] == b'\n' && !is_second);
            at += 1;
            run.source.end = at;
            continue;
        }
        let segment = at..segment_end(text, at);
        at = segment.end;
        for letter in text[segment.clone()].nfc() {
            let is_alone = gap.is_none() && segment.len() == letter.len_utf8();
            if may_group(letter) && is_alone && made.is_between_digits(at) {
                made.push(GROUP_SPACE, segment.clone());
                continue;
            }
            if letter.is_whitespace() {
                let run = gap.get_or_insert_with(|| Gap {
                    source: segment.clone(),
                    line_ends: 0,
                });
                run.source.end = segment.end;
                let before = text[..segment.start].chars().next_back();
                run.line_ends += line_ends(before, letter);
                continue;
            }
            made.close_gap(&mut gap);
            made.push(letter, segment.clone());
        }
    }
    made.view
}

impl NormalText {
    /// The byte range of the original text that made a range of the view.
    ///
    /// A range that cuts through a character is widened to the whole of it. An
    /// empty range, or one past the end of the view, gives an empty range.
    pub fn source_range(&self, view_range: Range<usize>) -> Range<usize> {
        let start = self.origin(view_range.start).start;
        if view_range.is_empty() || view_range.start >= self.view.len() {
            return start..start;
        }
        start..self.origin(view_range.end.min(self.view.len()) - 1).end
    }

    /// The bytes of the original text that made the character which holds a byte of the view; of the last one, if the view ends
    /// before it.
    fn origin(&self, view_byte: usize) -> Range<usize> {
        let mut at = view_byte.min(self.view.len().saturating_sub(1));
        while !self.view.is_char_boundary(at) {
            at -= 1;
        }
        // The stretch that holds a byte is the last one beginning at or before it.
        let next = self.stretches.partition_point(|one| one.view <= at);
        match self.stretches.get(next.saturating_sub(1)) {
            None => 0..0,
            Some(one) if one.is_copy => {
                let length = self.view[at..].chars().next().map_or(0, char::len_utf8);
                let start = one.source.start + (at - one.view);
                start..start + length
            }
            Some(one) => one.source.clone(),
        }
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
    line_ends: usize,
}

impl<T: Trace> Making<'_, T> {
    /// Writes the space that a run of white space became, if it became one.
    fn close_gap(&mut self, gap: &mut Option<Gap>) {
        let Some(run) = gap.take() else { return };
        if run.line_ends == 1 && self.view.ends_with(breaks_words) {
            self.trace.joined(self.view.len());
        } else if !self.view.is_empty() {
            self.push(' ', run.source);
        }
    }

    /// True if a digit was written last, and one comes next.
    fn is_between_digits(&self, next: usize) -> bool {
        self.view.ends_with(char::is_numeric) && self.text[next..].starts_with(char::is_numeric)
    }

    /// Adds a character that a range of the text became.
    fn push(&mut self, letter: char, source: Range<usize>) {
        let mut bytes = [0; 4];
        if self.text[source.clone()] == *letter.encode_utf8(&mut bytes) {
            return self.copy(source);
        }
        self.trace.made(self.view.len(), source);
        self.view.push(letter);
    }

    /// Adds a range of the text as it stands.
    fn copy(&mut self, source: Range<usize>) {
        self.trace.copied(self.view.len(), source.clone());
        self.view.push_str(&self.text[source]);
    }
}

/// The end of the segment that begins at a place. Segments are cut where NFC cannot reach across, so that every composed
/// character can be traced to the few bytes that made it.
fn segment_end(text: &str, start: usize) -> usize {
    let mut letters = text[start..].char_indices().skip(1);
    let next = letters.find(|(_, letter)| starts_segment(*letter));
    next.map_or(text.len(), |(length, _)| start + length)
}

pub(super) fn starts_segment(letter: char) -> bool {
    letter.is_ascii()
        || canonical_combining_class(letter) == 0
            && is_nfc_quick(iter::once(letter)) == IsNormalized::Yes
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
                "end\u{2010}\u{b}to\u{2011}\u{2028}end",
                "end\u{2010}to\u{2011}end",
            ),
            ("week-\n\neinde", "week- einde"),
            ("week-\r\n \r\neinde", "week- einde"),
            ("week-\r\reinde", "week- einde"),
            ("week-\u{c}einde", "week- einde"),
            ("week-\n\u{c}einde", "week- einde"),
            ("week-\u{2029}einde", "week- einde"),
            ("week\u{ad}\n\neinde", "week\u{ad} einde"),
            ("2024 \n- 2025 –\n2026", "2024 - 2025 – 2026"),
            ("mee-\n", "mee-"),
            ("-\n\u{301}", "-\u{301}"),
            ("e\u{301}e\u{301}n\u{2000}facet", "één facet"),
            ("a\u{301}\u{323}", "ạ\u{301}"),
            ("q\u{301}\u{316}", "q\u{316}\u{301}"),
            ("Richtlĳn ﬁche…", "Richtlĳn ﬁche…"),
            ("soft\u{ad}\nhyphen", "soft\u{ad}hyphen"),
            ("soft\u{ad} hyphen", "soft\u{ad} hyphen"),
            (
                "10\u{2009}000\u{202f}000 kronen",
                "10\u{a0}000\u{a0}000 kronen",
            ),
            ("10 \u{a0}000, § \u{a0}5", "10 000, § 5"),
        ] {
            assert_eq!(normal(text).view, view, "{text:?}");
            assert!(super::view(view) == *view, "{view:?}");
            assert_eq!(super::view(text) == *text, text == view, "{text:?}");
        }
    }

    #[test]
    fn line_ends_in_words() {
        let read = normal("zee- en land\u{ad}\r\ndier in het week-\n  einde, mee-\n\nna-\n");
        let broken: Vec<_> = read
            .breaks
            .iter()
            .map(|at| read.view.split_at(*at))
            .collect();
        assert!(broken[0].0.ends_with("land\u{ad}") && broken[0].1.starts_with("dier"));
        assert!(broken[1].0.ends_with("week-") && broken[1].1.starts_with("einde"));
        assert_eq!(broken.len(), 2);
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
