//! Places in a text as editors count them: lines from 0, and in a line the units of UTF-8 or UTF-16.

use lsp_types::{Position, PositionEncodingKind, Range};

use crate::json::{Lines, Span};

/// The units in which an editor counts the characters of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Two for a character beyond the basic plane, else one; what every editor knows.
    Utf16,
}

impl Encoding {
    /// The one of those that an editor knows that takes the least counting.
    pub fn of(known: Option<&[PositionEncodingKind]>) -> Encoding {
        match known.is_some_and(|known| known.contains(&PositionEncodingKind::UTF8)) {
            true => Encoding::Utf8,
            false => Encoding::Utf16,
        }
    }

    /// Its name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn length(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.chars().map(char::len_utf16).sum(),
        }
    }
}

/// A text of which places are asked.
pub struct Places<'a> {
    text: &'a str,
    lines: Lines,
    encoding: Encoding,
}

impl<'a> Places<'a> {
    /// Those of a text.
    pub fn new(text: &'a str, encoding: Encoding) -> Places<'a> {
        Places {
            text,
            lines: Lines::new(text),
            encoding,
        }
    }

    /// The place of a byte. One inside a character means that character; one after the end means the end.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.lines.position(self.text, offset).line;
        let before = &self.text[self.lines.start(line)..offset];
        Position {
            line: number(line - 1),
            character: number(self.encoding.length(before)),
        }
    }

    /// The places of the ends of a range of bytes.
    pub fn range(&self, span: &Span) -> Range {
        Range {
            start: self.position(span.start),
            end: self.position(span.end),
        }
    }

    /// The byte at a place. One after the end of its line means that end, one after the last line the end of the text.
    pub fn offset(&self, position: Position) -> usize {
        let line = position.line as usize + 1;
        let start = self.lines.start(line);
        if self.lines.position(self.text, start).line < line {
            return self.text.len();
        }
        let end = self.lines.end(self.text, line).max(start);
        let mut left = position.character as usize;
        let mut offset = start;
        for letter in self.text[start..end].chars() {
            let units = match self.encoding {
                Encoding::Utf8 => letter.len_utf8(),
                Encoding::Utf16 => letter.len_utf16(),
            };
            if left < units {
                break;
            }
            left -= units;
            offset += letter.len_utf8();
        }
        offset
    }
}

/// A count in the size that the protocol has for it.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_bytes() {
        let text = "a𝄞é\r\n\rb€\n";
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            let places = Places::new(text, encoding);
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                // Between the two halves of a line end there is no place.
                if &text[..offset] != "a𝄞é\r" {
                    assert_eq!(places.offset(places.position(offset)), offset, "{offset}");
                }
            }
            assert_eq!(places.offset(Position::new(0, 99)), 7);
            assert_eq!(places.offset(Position::new(9, 0)), text.len());
        }
        let of = |encoding, offset| Places::new(text, encoding).position(offset);
        assert_eq!(of(Encoding::Utf16, 5), Position::new(0, 3));
        assert_eq!(of(Encoding::Utf8, 5), Position::new(0, 5));
        assert_eq!(of(Encoding::Utf16, 3), Position::new(0, 1));
        assert_eq!(of(Encoding::Utf16, 14), Position::new(2, 2));
        assert_eq!(
            Places::new("", Encoding::Utf8).offset(Position::new(3, 3)),
            0
        );
    }
}
