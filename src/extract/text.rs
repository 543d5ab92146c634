//! The text of a document while it is written: blocks, lines and notes.

use std::collections::HashMap;

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph or heading: an empty line stands before it.
    Paragraph,
    /// An item of a list: it follows the item before it on the next line.
    Item,
    /// A row of a table: it follows the row before it on the next line.
    Row,
}

/// A text while it is written. White space is kept as it is given, but for the ends of lines.
#[derive(Clone, Debug, Default)]
pub struct Writing {
    /// The blocks that are done, and the notes.
    text: String,
    /// The block that is being written.
    line: String,
    /// What it is.
    block: Option<Block>,
    /// What the last block that is done is.
    last: Option<Block>,
    /// The words of the notes, in their order.
    notes: Vec<String>,
    /// How many bytes the words of the notes have.
    notes_len: usize,
}

impl Writing {
    /// Ends the block that is being written, and begins another one.
    pub fn begin(&mut self, block: Block) {
        self.end();
        self.block = Some(block);
    }

    /// Ends the block that is being written; one without any words leaves no trace.
    pub fn end(&mut self) {
        let block = self.block.take().unwrap_or(Block::Paragraph);
        let line = std::mem::take(&mut self.line);
        let lines = line.split('\n').map(trim_end);
        let lines: Vec<_> = lines.filter(|line| !line.trim().is_empty()).collect();
        if lines.is_empty() {
            return;
        }
        if let Some(last) = self.last {
            let is_next = last == block && block != Block::Paragraph;
            self.text.push_str(if is_next { "\n" } else { "\n\n" });
        }
        self.text.push_str(&lines.join("\n"));
        self.last = Some(block);
    }

    /// Ends the block that is being written; the next one stands apart from it, as the first item of another list or the first row of
    /// another table does.
    pub fn part(&mut self) {
        self.end();
        self.last = self.last.map(|_| Block::Paragraph);
    }

    /// Adds characters to the block; a line feed among them is a new line of it.
    pub fn push(&mut self, text: &str) {
        self.line.push_str(text);
    }

    /// Adds the mark of a note, and keeps the words of the note for the end. Returns its number, from 1.
    pub fn note(&mut self, words: &str) -> usize {
        let words: Vec<_> = words.split_whitespace_of_text().collect();
        let words = words.join(" ");
        self.notes_len += words.len();
        self.notes.push(words);
        let number = self.notes.len();
        self.line.push_str(&format!("[{number}]"));
        number
    }

    /// How many bytes it has, about.
    pub fn len(&self) -> usize {
        self.text.len() + self.line.len() + self.notes_len
    }

    /// The words alone, as those of a note that stands inside a text.
    pub fn into_words(mut self) -> String {
        self.end();
        self.text
    }

    /// The whole text, and the marks of conversion in it: where notes are referred to, and where they begin.
    pub fn finish(mut self) -> (String, Vec<String>) {
        self.end();
        let mut marks = Vec::new();
        for (at, words) in self.notes.iter().enumerate() {
            let number = at + 1;
            self.text.push_str(if at == 0 { "\n\n" } else { "\n" });
            self.text.push_str(&format!("[{number}: {words}]"));
            marks.push(format!("[{number}]"));
            marks.push(format!("[{number}:"));
        }
        self.text.push('\n');
        // A mark that the document itself has as well cannot be told from it.
        let counts = counts_of_marks(&self.text);
        marks.retain(|mark| counts.get(mark.as_str()) == Some(&1));
        (self.text, marks)
    }
}

/// How often each piece of a text that has the form of a mark stands there. It takes one pass: with a pass for each mark, a text of many
/// notes would take the square of its length.
fn counts_of_marks(text: &str) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for (begin, _) in text.match_indices('[') {
        let after = &text[begin + 1..];
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && after[digits..].starts_with([']', ':']) {
            let mark = &text[begin..begin + digits + 2];
            *counts.entry(mark).or_insert(0) += 1;
        }
    }
    counts
}

/// A line without the white space at its end. A space at which no line breaks is a printed character, and stays.
fn trim_end(line: &str) -> &str {
    line.trim_end_matches([' ', '\t', '\r', '\u{c}'])
}

/// White space that parts words and may be changed: no space at which no line breaks.
trait SplitWhitespace {
    fn split_whitespace_of_text(&self) -> impl Iterator<Item = &str>;
}

impl SplitWhitespace for str {
    fn split_whitespace_of_text(&self) -> impl Iterator<Item = &str> {
        self.split([' ', '\n', '\t', '\r'])
            .filter(|word| !word.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(blocks: &[(Block, &str)]) -> String {
        let mut writing = Writing::default();
        for (block, text) in blocks {
            writing.begin(*block);
            writing.push(text);
        }
        writing.finish().0
    }

    #[test]
    fn a_space_at_which_no_line_breaks_stays() {
        let blocks = [
            (Block::Paragraph, "een\u{a0} \t\ntwee "),
            (Block::Paragraph, " \u{a0} "),
        ];
        assert_eq!(written(&blocks), "een\u{a0}\ntwee\n");
    }

    #[test]
    fn what_follows_another_part_stands_apart() {
        let mut writing = Writing::default();
        writing.part();
        for (block, text) in [(Block::Item, "a"), (Block::Item, "b")] {
            writing.begin(block);
            writing.push(text);
        }
        writing.part();
        writing.begin(Block::Item);
        writing.push("a");
        assert_eq!(writing.finish().0, "a\nb\n\na\n");
    }

    #[test]
    fn marks_that_the_document_has_as_well_are_none() {
        let mut writing = Writing::default();
        writing.push("Zie [2] en [1:3]");
        writing.note("een");
        writing.note("twee");
        writing.push("[]");
        let (text, marks) = writing.finish();
        assert_eq!(text, "Zie [2] en [1:3][1][2][]\n\n[1: een]\n[2: twee]\n");
        assert_eq!(marks, ["[1]", "[2:"]);
    }

    #[test]
    fn many_notes_take_no_more_than_their_number() {
        let mut writing = Writing::default();
        for nth in 1..=200_000 {
            writing.note("x");
            assert!(writing.len() > nth);
        }
        assert_eq!(writing.finish().1.len(), 400_000);
    }
}
