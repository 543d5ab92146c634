//! The lines of a file that a finding is about, kept with it, so that a report can show them without the file.

use crate::json::{Lines, Span};

/// The most lines of a span that are kept after its first one: its beginning says which part is meant.
const MAX_LINES: usize = 12;

/// The most bytes of a span that are kept where lines are long: a quote of as many words as one may have.
const MAX_SPAN: usize = 800;

/// The number of bytes of a line that are kept before and after the span, where a line is longer than people read.
const WINDOW: usize = 160;

/// A piece of a file: whole lines around a span, or of long lines a window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The piece; empty if there is nothing to show.
    pub text: String,
    /// The byte of the file at which it begins.
    pub start: usize,
    /// The line of the file in which it begins, from 1.
    pub line: usize,
    /// True if the excerpt begins within its line.
    pub is_cut_before: bool,
    /// True if the excerpt ends within its line.
    pub is_cut_after: bool,
}

impl Excerpt {
    /// The lines around a span of a text, with one line before it and one after it.
    pub(crate) fn new(text: &str, lines: &Lines, span: &Span) -> Excerpt {
        let first = lines.position(text, span.start).line;
        let last = lines.position(text, span.end).line.min(first + MAX_LINES);
        let mut line = first;
        let mut start = lines.start(first);
        let mut end = lines.end(text, last);
        let is_long = span.start - start.min(span.start) > WINDOW
            || end.saturating_sub(span.end.max(start)) > WINDOW
            || end - start > MAX_SPAN + 2 * WINDOW;
        if !is_long {
            // Neighbours help to find the place, if they are no longer than people read.
            let before = first.saturating_sub(1).max(1);
            if lines.end(text, before) - lines.start(before) <= WINDOW {
                line = before;
                start = lines.start(before);
            }
            let after = lines.end(text, last + 1);
            if after - end <= WINDOW {
                end = after;
            }
            return Excerpt {
                text: text[start..end].to_owned(),
                start,
                line,
                is_cut_before: false,
                is_cut_after: false,
            };
        }
        let from = boundary(text, start.max(span.start.saturating_sub(WINDOW)));
        let to = span.end.min(span.start + MAX_SPAN) + WINDOW;
        let to = boundary(text, end.min(to));
        Excerpt {
            text: text[from..to].to_owned(),
            start: from,
            line: first,
            is_cut_before: from > start,
            is_cut_after: to < end,
        }
    }

    /// The part of the excerpt that a span of the file covers, in bytes of the excerpt.
    pub fn local(&self, span: &Span) -> Span {
        let clamp = |at: usize| at.saturating_sub(self.start).min(self.text.len());
        clamp(span.start)..clamp(span.end)
    }
}

/// The nearest place at or before an offset that is not inside a character.
fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, span: Span, line: usize, expected: &str) {
        let excerpt = Excerpt::new(text, &Lines::new(text), &span);
        assert_eq!((excerpt.line, excerpt.text.as_str()), (line, expected));
        let local = excerpt.local(&span);
        assert_eq!(
            &excerpt.text[local.clone()],
            &text[span.start..][..local.len()]
        );
    }

    #[test]
    fn lines_around() {
        check("", 0..0, 1, "");
        check("a", 0..1, 1, "a");
        check("a\nb\nc\nd", 2..3, 1, "a\nb\nc");
        check("a\r\nb\r\nc", 3..4, 1, "a\r\nb\r\nc");
        check("a\nb", 2..3, 1, "a\nb");
        check(&"x\n".repeat(30), 4..60, 2, &"x\n".repeat(15)[..29]);
    }

    #[test]
    fn long_lines_are_windowed() {
        let line = format!("{}needle{}", "é".repeat(1000), "ü".repeat(1000));
        let text = format!("first\n{line}\nlast");
        let at = text.find("needle").expect("it is there");
        let excerpt = Excerpt::new(&text, &Lines::new(&text), &(at..at + 6));
        assert_eq!(excerpt.line, 2);
        assert!(excerpt.is_cut_before && excerpt.is_cut_after);
        assert!(excerpt.text.len() <= 2 * WINDOW + 6);
        assert_eq!(&excerpt.text[excerpt.local(&(at..at + 6))], "needle");
        let huge = Excerpt::new(&text, &Lines::new(&text), &(6..text.len() - 5));
        assert!(!huge.is_cut_before && huge.is_cut_after);
        assert_eq!(huge.text.len(), MAX_SPAN + WINDOW);
        let quote = Excerpt::new(&text, &Lines::new(&text), &(506..506 + MAX_SPAN));
        assert_eq!(quote.local(&(506..506 + MAX_SPAN)).len(), MAX_SPAN);
    }
}
