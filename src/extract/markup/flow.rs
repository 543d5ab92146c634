//! The text of a form in which white space is no more than what parts words: pages of the web, and XML.

use super::text::{Block, Writing};

/// A text while it is written, in which any run of white space is one space, and none stands at the ends of a line.
#[derive(Debug, Default)]
pub(super) struct Flow {
    writing: Writing,
    /// True if white space stood before what comes next.
    space: bool,
    /// True if something stands in the line.
    has_words: bool,
    /// True if something stands in the block.
    is_begun: bool,
    /// True while all of it is one line, in which blocks have a space between them: a row of a table, or a note.
    is_one_line: bool,
    /// The mark of an item that has no words yet.
    lead: String,
    /// The number of blocks with words.
    blocks: usize,
    /// The number of bytes that were written.
    bytes: usize,
}

impl Flow {
    /// A text that is one line from its beginning to its end.
    pub(super) fn one_line() -> Self {
        Self {
            is_one_line: true,
            ..Self::default()
        }
    }

    /// Begins another block, or in a line that is one, parts what follows from what is before.
    pub(super) fn begin(&mut self, block: Block) {
        if self.is_one_line {
            self.space = true;
            return;
        }
        self.writing.begin(block);
        (self.space, self.has_words, self.is_begun) = (false, false, false);
    }

    /// Begins a part that stands apart from what is before, as the first item of another list does.
    pub(super) fn apart(&mut self) {
        self.begin(Block::Paragraph);
        if !self.is_one_line {
            self.writing.part();
        }
    }

    /// Begins a row of a table, which is one line until [`Flow::end_row`].
    pub(super) fn begin_row(&mut self) {
        self.begin(Block::Row);
        self.is_one_line = true;
    }

    /// Ends the row of a table.
    pub(super) fn end_row(&mut self) {
        self.is_one_line = false;
        self.begin(Block::Paragraph);
    }

    /// Parts two cells of a row.
    pub(super) fn next_cell(&mut self) {
        self.add("\t");
        (self.space, self.has_words) = (false, false);
    }

    /// Adds a mark that stands before the next words, such as the number of an item; after that of the item around it, if that has no
    /// words of its own yet.
    pub(super) fn lead(&mut self, mark: &str) {
        if !self.lead.is_empty() && !mark.is_empty() {
            self.lead.push(' ');
        }
        self.lead.push_str(mark);
    }

    /// Drops the mark of an item that had no words.
    pub(super) fn drop_lead(&mut self) {
        self.lead.clear();
    }

    /// Adds characters, with one space for each run of white space.
    pub(super) fn put(&mut self, text: &str) {
        let is_white = |letter: char| matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(is_white).unwrap_or(rest.len());
            if end > 0 {
                self.open();
                self.add(&rest[..end]);
            }
            rest = &rest[end..];
            let words = rest.find(|letter| !is_white(letter)).unwrap_or(rest.len());
            self.space |= words > 0;
            rest = &rest[words..];
        }
    }

    /// Adds characters as they are; a line feed ends the line.
    pub(super) fn put_exactly(&mut self, text: &str) {
        if self.is_one_line {
            return self.put(text);
        }
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.add("\n");
                self.has_words = false;
            }
            if !line.is_empty() {
                self.open();
                self.add(line);
            }
        }
    }

    /// Ends the line within the block. A line that has no words is the end of the block instead, which is `block`.
    pub(super) fn end_line(&mut self, block: Block) {
        if self.is_one_line {
            self.space = true;
        } else if self.has_words {
            self.add("\n");
            (self.space, self.has_words) = (false, false);
        } else if self.is_begun {
            self.begin(block);
        }
    }

    /// Parts what follows from what is before, as white space does.
    pub(super) fn part(&mut self) {
        self.space = true;
    }

    /// Adds the mark of a note with these words. Returns its number.
    pub(super) fn note(&mut self, words: &str) -> usize {
        self.open();
        self.bytes += words.len() + 64;
        self.writing.note(words)
    }

    /// The number of bytes that were written, about.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// The number of blocks with words.
    pub(super) fn blocks(&self) -> usize {
        self.blocks
    }

    /// The words alone.
    pub(super) fn into_words(self) -> String {
        self.writing.into_words()
    }

    /// What was written.
    pub(super) fn into_writing(self) -> Writing {
        self.writing
    }

    /// Writes what stands before words: the space, and the mark of an item.
    fn open(&mut self) {
        if self.space && self.has_words {
            self.add(" ");
        }
        self.space = false;
        if !self.is_begun {
            self.is_begun = true;
            self.blocks += 1;
        }
        self.has_words = true;
        let lead = std::mem::take(&mut self.lead);
        if !lead.is_empty() {
            self.add(&lead);
            self.add(" ");
        }
    }

    fn add(&mut self, text: &str) {
        self.bytes += text.len();
        self.writing.push(text);
    }
}
