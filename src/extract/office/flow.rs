//! Where the words of a document go while it is read: paragraphs stand in cells, cells in rows, and boxes of text in paragraphs.

use std::collections::BTreeSet;

use super::{
    Block, Extracted, LeftOut, MAX_TEXT, Refused, Report, Suggestions, Writing, worth_a_look,
};

/// Stands around the number of a note in a text that is not written yet. XML has no such character.
const NOTE: char = '\u{ffff}';

/// About how many bytes a piece takes besides its words, when it has to wait for others.
const PIECE: usize = 32;

/// What is open.
enum Frame {
    /// A paragraph, and the blocks that follow it because they are anchored in it.
    Paragraph {
        block: Block,
        mark: Option<String>,
        apart: bool,
        text: String,
        after: Vec<Piece>,
    },
    /// A row of a table, with the cells that are done.
    Row {
        text: String,
        is_empty: bool,
        apart: bool,
    },
    /// A cell.
    Cell { words: String },
    /// A box of text, with the blocks that are done.
    Box { blocks: Vec<Piece> },
    /// Words that do not stand where they are read: of a note, or of what is left out.
    Words { words: String },
}

/// A block that is done.
struct Piece {
    block: Block,
    apart: bool,
    text: String,
}

/// A text while its document is read.
#[derive(Default)]
pub struct Flow {
    writing: Writing,
    frames: Vec<Frame>,
    notes: Vec<String>,
    report: Report,
    /// The characters that a text may not have and that were found.
    controls: BTreeSet<char>,
    /// How many bytes were taken in.
    size: usize,
}

impl Flow {
    /// Begins a paragraph.
    pub fn paragraph(&mut self) {
        let text = String::new();
        let after = Vec::new();
        let block = Block::Paragraph;
        self.frames.push(Frame::Paragraph {
            block,
            mark: None,
            apart: false,
            text,
            after,
        });
    }

    /// Says what the paragraph is that was begun last, its printed mark, and whether it stands apart from an item before it.
    pub fn set(&mut self, of: Block, mark: Option<String>, stands_apart: bool) {
        if let Some(Frame::Paragraph {
            block,
            mark: its_mark,
            apart,
            ..
        }) = self.frames.last_mut()
        {
            (*block, *its_mark, *apart) = (of, mark, stands_apart);
        }
    }

    /// Begins a row; the first one of a table stands apart from the table before it.
    pub fn row(&mut self, apart: bool) {
        let text = String::new();
        let is_empty = true;
        self.frames.push(Frame::Row {
            text,
            is_empty,
            apart,
        });
    }

    /// Begins a cell.
    pub fn cell(&mut self) {
        self.frames.push(Frame::Cell {
            words: String::new(),
        });
    }

    /// Begins a box of text.
    pub fn text_box(&mut self) {
        self.frames.push(Frame::Box { blocks: Vec::new() });
    }

    /// Begins words that [`Flow::end`] returns.
    pub fn words(&mut self) {
        self.frames.push(Frame::Words {
            words: String::new(),
        });
    }

    /// Adds characters. Those that a text may not have are left out and told.
    ///
    /// # Errors
    ///
    /// There are more of them than a text may have.
    pub fn push(&mut self, text: &str) -> Result<(), Refused> {
        self.grow(text.len())?;
        let kept: String;
        let text = match text.contains(may_not_stand) {
            false => text,
            true => {
                kept = self.without_controls(text);
                &kept
            }
        };
        match self.frames.last_mut() {
            Some(Frame::Paragraph { text: line, .. }) => line.push_str(text),
            Some(Frame::Cell { words } | Frame::Words { words }) => words.push_str(text),
            _ => self.deliver(Block::Paragraph, false, text.to_owned())?,
        }
        Ok(())
    }

    /// Adds the mark of a note, with its words.
    ///
    /// # Errors
    ///
    /// As of [`Flow::push`].
    pub fn note(&mut self, words: &str) -> Result<(), Refused> {
        self.grow(words.len() + PIECE)?;
        let in_note = self
            .frames
            .iter()
            .any(|frame| matches!(frame, Frame::Words { .. }));
        let mark = if in_note {
            // Neither form has notes in notes; whoever made one finds its words in the note around it.
            format!(" [{words}]")
        } else {
            self.notes.push(words.replace(NOTE, ""));
            format!("{NOTE}{}{NOTE}", self.notes.len() - 1)
        };
        match self.frames.last_mut() {
            Some(Frame::Paragraph { text, .. }) => text.push_str(&mark),
            Some(Frame::Cell { words } | Frame::Words { words }) => words.push_str(&mark),
            _ => self.deliver(Block::Paragraph, false, mark)?,
        }
        Ok(())
    }

    /// Adds words that were taken out of another paragraph, with the notes in them.
    pub fn give_words(&mut self, given: &str) {
        if let Some(Frame::Paragraph { text, .. }) = self.frames.last_mut() {
            text.push_str(given);
        }
    }

    /// Ends what was begun last, and returns its words if it was begun by [`Flow::words`].
    ///
    /// # Errors
    ///
    /// As of [`Flow::push`].
    pub fn end(&mut self) -> Result<Option<String>, Refused> {
        match self.frames.pop() {
            Some(Frame::Paragraph {
                block,
                mark,
                apart,
                text,
                after,
            }) => {
                self.deliver(block, apart, with_mark(mark, text))?;
                for piece in after {
                    self.deliver(piece.block, piece.apart, piece.text)?;
                }
            }
            Some(Frame::Row { text, apart, .. }) => self.deliver(Block::Row, apart, text)?,
            Some(Frame::Cell { words }) => match self.frames.last_mut() {
                Some(Frame::Row { text, is_empty, .. }) => {
                    if !std::mem::take(is_empty) {
                        text.push('\t');
                    }
                    text.push_str(&words);
                }
                _ => self.deliver(Block::Row, false, words)?,
            },
            Some(Frame::Box { blocks }) => {
                let paragraph = self.frames.iter_mut().rev().find_map(|frame| match frame {
                    Frame::Paragraph { after, .. } => Some(after),
                    _ => None,
                });
                match paragraph {
                    Some(after) => after.extend(blocks),
                    None => {
                        for piece in blocks {
                            self.deliver(piece.block, piece.apart, piece.text)?;
                        }
                    }
                }
            }
            Some(Frame::Words { words }) => return Ok(Some(words)),
            None => {}
        }
        Ok(None)
    }

    /// Says that a part is left out. One without words is none.
    ///
    /// # Errors
    ///
    /// More is left out than a text may have.
    pub fn leave_out(&mut self, what: &'static str, words: &str) -> Result<(), Refused> {
        let words = without_controls(&self.with_notes(words));
        let words: Vec<_> = words.split_ascii_whitespace().collect();
        let words = words.join(" ");
        if !words.is_empty() {
            self.grow(words.len() + PIECE)?;
            self.report.left_out.push(LeftOut { what, words });
        }
        Ok(())
    }

    /// Takes the words of the paragraph or cell that was begun last out of it.
    pub fn take_words(&mut self) -> String {
        match self.frames.last_mut() {
            Some(Frame::Cell { words } | Frame::Paragraph { text: words, .. }) => {
                std::mem::take(words)
            }
            _ => String::new(),
        }
    }

    /// Leaves those words out.
    ///
    /// # Errors
    ///
    /// As of [`Flow::leave_out`].
    pub fn leave_out_words(&mut self, what: &'static str) -> Result<(), Refused> {
        let words = self.take_words();
        self.leave_out(what, &words)
    }

    /// The text and its report.
    ///
    /// # Errors
    ///
    /// The text is larger than a text may be.
    pub fn finish(mut self, suggestions: Suggestions) -> Result<Extracted, Refused> {
        while !self.frames.is_empty() {
            self.end()?;
        }
        for letter in std::mem::take(&mut self.controls) {
            self.leave_out("control character", &format!("U+{:04X}", u32::from(letter)))?;
        }
        let (text, marks) = self.writing.finish();
        if text.len() > MAX_TEXT {
            return Err(too_large());
        }
        let characters = worth_a_look(&text);
        let report = Report {
            marks,
            characters,
            suggestions,
            ..self.report
        };
        Ok(Extracted { text, report })
    }

    /// A block goes where it stands: into the cell, the box, the note or the text.
    fn deliver(&mut self, block: Block, apart: bool, text: String) -> Result<(), Refused> {
        if text.trim().is_empty() {
            return Ok(());
        }
        for frame in self.frames.iter_mut().rev() {
            match frame {
                Frame::Cell { words } | Frame::Words { words } => {
                    let parts = text
                        .split([' ', '\t', '\n'])
                        .filter(|part| !part.is_empty());
                    for part in parts {
                        if !words.is_empty() {
                            words.push(' ');
                        }
                        words.push_str(part);
                    }
                    return Ok(());
                }
                Frame::Box { blocks } => {
                    blocks.push(Piece { block, apart, text });
                    return self.grow(PIECE);
                }
                Frame::Paragraph { .. } | Frame::Row { .. } => {}
            }
        }
        self.write(block, apart, &text);
        Ok(())
    }

    /// Writes a block, with the notes that are referred to in it.
    fn write(&mut self, block: Block, apart: bool, text: &str) {
        if apart {
            self.writing.part();
        }
        self.report.blocks += 1;
        self.writing.begin(block);
        let text = if block == Block::Row {
            text
        } else {
            text.trim_start_matches([' ', '\t', '\n'])
        };
        for (nth, part) in text.split(NOTE).enumerate() {
            if nth % 2 == 0 {
                self.writing.push(part);
            } else if let Some(words) = part.parse().ok().and_then(|at: usize| self.notes.get(at)) {
                self.report.notes = self.writing.note(words);
            }
        }
        self.writing.end();
    }

    /// Words in which the notes stand where they are referred to.
    fn with_notes(&self, text: &str) -> String {
        let parts = text.split(NOTE).enumerate();
        let parts = parts.map(|(nth, part)| {
            match part.parse().ok().and_then(|at: usize| self.notes.get(at)) {
                Some(words) if nth % 2 == 1 => format!(" [{words}]"),
                _ => part.to_owned(),
            }
        });
        parts.collect()
    }

    /// Counts bytes that are kept until the end.
    ///
    /// # Errors
    ///
    /// As of [`Flow::push`].
    pub fn grow(&mut self, bytes: usize) -> Result<(), Refused> {
        self.size += bytes;
        if self.size > MAX_TEXT {
            Err(too_large())
        } else {
            Ok(())
        }
    }

    fn without_controls(&mut self, text: &str) -> String {
        let controls = text.chars().filter(|letter| may_not_stand(*letter));
        self.controls.extend(controls);
        without_controls(text)
    }
}

/// True for a character that a text which is pinned may not have, or that XML does not have.
fn may_not_stand(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\t' | '\n'))
        || matches!(letter, '\u{fffe}' | '\u{ffff}')
}

/// Words without the characters that a text may not have.
pub fn without_controls(words: &str) -> String {
    words.replace(may_not_stand, "")
}

/// An item with its mark. An item without words has none.
fn with_mark(mark: Option<String>, text: String) -> String {
    match mark {
        Some(mark) if !text.trim().is_empty() => {
            format!("{mark} {}", text.trim_start_matches([' ', '\t', '\n']))
        }
        _ => text,
    }
}

fn too_large() -> Refused {
    let message = "its text, with what is left out of it, is larger than 4 MiB".to_owned();
    let hint = "split it, and read its parts".to_owned();
    Refused { message, hint }
}
