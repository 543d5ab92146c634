//! A piece of a file as it can be printed: nothing in it works on the terminal, and no row is longer than people read.

use textwrap::core::display_width;

use crate::finding::Excerpt;
use crate::json::Span;
use crate::printable::shown_as;

/// The number of columns in a row.
const WIDTH: usize = 96;

/// The number of columns that a tab takes; the renderer draws it so.
const TAB: usize = 4;

/// An excerpt as it is printed.
pub struct Shown {
    /// The rows.
    pub text: String,
    /// The rows that go on with the line of the one before, which was too long for one row; in order, from 0.
    continued: Vec<usize>,
    /// For each byte of the excerpt, and for its end, where it is in the rows.
    at: Vec<usize>,
}

impl Shown {
    pub fn new(excerpt: &Excerpt) -> Shown {
        let mut shown = Shown {
            text: String::new(),
            continued: Vec::new(),
            at: Vec::new(),
        };
        if excerpt.is_cut_before {
            shown.text.push('…');
        }
        let mut column = shown.text.chars().count();
        let mut row = 0;
        let mut before = '\n';
        for (offset, c) in excerpt.text.char_indices() {
            let rest = &excerpt.text[offset..];
            // As `Lines` has it, a line ends at `\n`, `\r\n` or a lone `\r`.
            if c == '\n' || c == '\r' {
                shown.at.resize(offset + 1, shown.text.len());
                if !rest.starts_with("\r\n") {
                    shown.text.push('\n');
                    row += 1;
                }
                column = 0;
            } else {
                // A word goes to the next row whole, if it is no longer than a row.
                let is_start = before.is_whitespace() && !c.is_whitespace();
                let word = if is_start { word_width(rest) } else { 0 };
                let drawn = drawn(&excerpt.text[..offset], c, rest);
                let width = width(&drawn);
                // A space after the last word that fits ends the row.
                let room = WIDTH + usize::from(c == ' ');
                if column + width > room || (word <= WIDTH && column + word > WIDTH) {
                    shown.text.push('\n');
                    row += 1;
                    shown.continued.push(row);
                    column = 0;
                }
                shown.at.resize(offset + c.len_utf8(), shown.text.len());
                shown.text += &drawn;
                column += width;
            }
            before = c;
        }
        shown.at.push(shown.text.len());
        if excerpt.is_cut_after {
            shown.text.push('…');
        }
        if shown.text.ends_with('\n') {
            // Else the renderer sees no last line.
            shown.text.push(' ');
        }
        shown
    }

    /// The number of lines that end before a row, where it begins one.
    pub fn line(&self, row: usize) -> Option<usize> {
        self.continued
            .binary_search(&row)
            .err()
            .map(|continued| row - continued)
    }

    /// The part of each row that a span of the excerpt covers: at least one. Of an object or array that goes on after its row, the
    /// bracket.
    pub fn rows(&self, span: &Span) -> Vec<Span> {
        let (start, end) = (self.at[span.start], self.at[span.end]);
        let text = &self.text[start..end.max(start)];
        let mut rows = Vec::new();
        if text.starts_with(['{', '[']) && text.contains('\n') {
            rows.push(start..start + 1);
            return rows;
        }
        let mut from = start;
        for row in text.split('\n') {
            let indent = row.len() - row.trim_start().len();
            // The span may begin or end with white space, which is then meant.
            let indent = if from == start { 0 } else { indent };
            let length = if from + row.len() == end {
                row.len()
            } else {
                row.trim_end().len()
            };
            if indent < length {
                rows.push(from + indent..from + length);
            }
            from += row.len() + 1;
        }
        if rows.is_empty() {
            rows.push(start..start);
        }
        rows
    }

    /// The row before and the row after a place, if there is something in them.
    pub fn neighbours(&self, place: &Span) -> impl Iterator<Item = Span> {
        let before = self.text[..place.start].rfind('\n').map(|end| {
            let start = self.text[..end].rfind('\n');
            start.map_or(0, |at| at + 1)..end
        });
        let after = self.text[place.end..].find('\n').map(|end| {
            let start = place.end + end + 1;
            let length = self.text[start..].find('\n');
            start..length.map_or(self.text.len(), |length| start + length)
        });
        let is_blank = |row: &Span| self.text[row.clone()].trim().is_empty();
        let rows = [before, after].into_iter().flatten();
        rows.filter(move |row| !is_blank(row))
    }
}

/// A character as it is drawn after another one: what is not fit to be printed by its code point.
fn drawn(before: &str, c: char, rest: &str) -> String {
    let shown = shown_as(before, c, rest).filter(|_| c != '\t');
    shown.unwrap_or_else(|| c.to_string())
}

fn width(drawn: &str) -> usize {
    if drawn == "\t" {
        TAB
    } else {
        display_width(drawn)
    }
}

/// The number of columns that the word at the beginning of a text takes; no more than are of interest are counted.
fn word_width(text: &str) -> usize {
    let word = text.char_indices().take_while(|(_, c)| !c.is_whitespace());
    word.take(WIDTH + 1)
        .map(|(at, c)| width(&drawn(&text[..at], c, &text[at..])))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str) -> Excerpt {
        Excerpt {
            text: text.to_owned(),
            line: 1,
            ..Excerpt::default()
        }
    }

    /// Checks the underlined parts of a piece of a text, row by row.
    #[track_caller]
    fn check(text: &str, piece: &str, underlined: &[&str]) {
        let start = text.find(piece).expect("it is there");
        let shown = Shown::new(&excerpt(text));
        let rows = shown.rows(&(start..start + piece.len()));
        let rows: Vec<_> = rows.iter().map(|row| &shown.text[row.clone()]).collect();
        assert_eq!(rows, underlined, "{piece:?} of {text:?}");
    }

    #[test]
    fn what_was_meant_is_underlined() {
        check("a b c", "b", &["b"]);
        check("a\r\nb\rc\nd", "b\rc", &["b", "c"]);
        check("a\u{1b}\u{202e}b", "b", &["b"]);
        check("a\u{200b}b", "\u{200b}", &["\\u{200b}"]);
        check("a\tb", "\t", &["\t"]);
        check("1 {\n  2\n} 3", "{\n  2\n}", &["{"]);
        check("1 { 2 } 3", "{ 2 }", &["{ 2 }"]);
        check("a\n   b  \n\n  c d", "a\n   b  \n\n  c", &["a", "b", "c"]);
        check("a  b", "  ", &["  "]);
        check("a b", "", &[""]);
    }

    #[test]
    fn rows_are_no_longer_than_people_read() {
        let words = "漢字 woord \u{1b} ".repeat(40);
        let text = format!("kort\n{words}{}\nkort", "x".repeat(200));
        let shown = Shown::new(&excerpt(&text));
        let lines: Vec<_> = shown
            .text
            .lines()
            .enumerate()
            .filter_map(|(row, _)| shown.line(row))
            .collect();
        assert_eq!(lines, [0, 1, 2]);
        assert_eq!(shown.line(0), Some(0));
        assert_eq!(shown.line(2), None);
        for row in shown.text.lines() {
            assert!(display_width(row.trim_end()) <= WIDTH, "{row}");
            assert!(!row.starts_with(' '), "{row}");
        }
        let joined = shown.text.replace('\n', "");
        assert_eq!(joined, text.replace('\n', "").replace('\u{1b}', "\\u{1b}"));
        assert!(Shown::new(&excerpt("kort\nkort")).continued.is_empty());
        let cut = Excerpt {
            is_cut_before: true,
            is_cut_after: true,
            ..excerpt("b\nc")
        };
        assert_eq!(Shown::new(&cut).text, "…b\nc…");
    }
}
