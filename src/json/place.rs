//! From byte offsets to the lines and columns that people and editors count.

/// A place in a text, counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in Unicode code points.
    pub column: usize,
}

/// The positions at which the lines of one text start; built once, asked often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// The byte offset at which each line starts; the first is always 0.
    starts: Vec<usize>,
    /// The number of characters that begin before each [`STEP`]th byte, so that a column in a line of a million characters takes no
    /// more counting than one in a line of ten.
    counts: Vec<usize>,
}

/// The number of bytes between two places whose characters were counted beforehand.
const STEP: usize = 1024;

impl Lines {
    /// Finds the lines of a text. A line ends at `\n`, `\r\n` or a lone `\r`.
    pub fn new(text: &str) -> Lines {
        let bytes = text.as_bytes();
        let breaks = memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain(breaks.map(|at| at + 1));
        let mut count = 0;
        let blocks = bytes.chunks(STEP).map(|block| {
            let before = count;
            count += beginnings(block);
            before
        });
        Lines {
            counts: blocks.collect(),
            starts: starts.collect(),
        }
    }

    /// The place of a byte offset in `text`, which must be the text the lines were
    /// found in. An offset inside a character means that character; one after the
    /// end means the end.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line - 1];
        Position {
            line,
            column: self.characters(text, offset) - self.characters(text, start) + 1,
        }
    }

    /// The byte at which a line begins; a line after the last begins where the last one does.
    pub fn start(&self, line: usize) -> usize {
        let last = self.starts.len();
        self.starts[line.clamp(1, last) - 1]
    }

    /// The byte at which a line ends, its line break not included. A line after the last ends where the text does.
    pub fn end(&self, text: &str, line: usize) -> usize {
        match self.starts.get(line.max(1)) {
            Some(&next) => {
                let start = self.start(line);
                start + text[start..next].trim_end_matches(['\n', '\r']).len()
            }
            None => text.len(),
        }
    }

    /// The number of characters that begin before an offset.
    fn characters(&self, text: &str, offset: usize) -> usize {
        let block = offset / STEP;
        let (from, before) = match self.counts.get(block) {
            Some(before) => (block * STEP, *before),
            // Only the end of a text of whole blocks has none of its own.
            None => (0, 0),
        };
        before + beginnings(&text.as_bytes()[from..offset])
    }
}

/// The number of characters that begin in these bytes of UTF-8: every byte that continues none.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, offset: usize, line: usize, column: usize) {
        let position = Lines::new(text).position(text, offset);
        assert_eq!(position, Position { line, column });
    }

    #[test]
    fn offsets_become_places() {
        check("", 0, 1, 1);
        check("", 9, 1, 1);
        check("ab", 1, 1, 2);
        check("ab", 9, 1, 3);
        check("a\nb", 1, 1, 2);
        check("a\nb", 2, 2, 1);
        check("a\r\nb", 2, 1, 3);
        check("a\r\nb", 3, 2, 1);
        check("a\rb", 2, 2, 1);
        check("\r\r\n\n", 1, 2, 1);
        check("\r\r\n\n", 3, 3, 1);
        check("\r\r\n\n", 4, 4, 1);
        check("é€x", 1, 1, 1);
        check("é€x", 2, 1, 2);
        check("é€x", 4, 1, 2);
        check("é€x", 5, 1, 3);
        check("e\u{301}x", 3, 1, 3);
        let long = "é".repeat(5000);
        check(&long, 9000, 1, 4501);
        check(&long, 10_000, 1, 5001);
        check(&format!("{long}\n{long}"), 10_001 + 2048, 2, 1025);
        check(&"x".repeat(STEP * 2), STEP * 2, 1, STEP * 2 + 1);
    }
}
