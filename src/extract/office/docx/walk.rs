//! The words of a part of a document of Word: its text, its notes, its comments, or a head or foot of its pages.

use std::collections::{HashMap, HashSet};

use super::super::flow::Flow;
use super::super::numbering::Counters;
use super::super::xml::{Ns, Piece, Start, Xml};
use super::super::{Block, LeftOut, Refused};
use super::lists::Lists;
use super::styles::{Properties, Styles, properties};

mod drawn;
mod fields;

/// About how many bytes a note takes besides its words.
const NOTE: usize = 64;

/// What the words of a part refer to.
#[derive(Default)]
pub struct Context {
    /// The styles.
    pub styles: Styles,
    /// The lists.
    pub lists: Lists,
    /// The words of the notes, by their kind and their number.
    pub notes: HashMap<(&'static str, i64), String>,
    /// What is left out of the notes.
    pub left_out: Vec<LeftOut>,
}

/// A paragraph that is open.
#[derive(Default)]
struct Paragraph {
    /// True if what it is has been said.
    is_set: bool,
    /// True if its style says that it is not printed.
    is_hidden: bool,
    /// True if it is the large first letter of the next one.
    is_drop_cap: bool,
    /// Its words that are not printed.
    hidden: String,
}

/// A table that is open.
struct Table {
    /// True before its first row.
    is_new: bool,
}

/// A part while it is walked through.
pub struct Walk<'c> {
    context: &'c Context,
    /// Where its words go.
    pub flow: Flow,
    /// The notes or comments that were read, each with its number.
    pub found: Vec<(i64, String)>,
    /// The number of changes that are tracked in it.
    pub changes: usize,
    paragraphs: Vec<Paragraph>,
    /// For each run that is open: whether it is hidden.
    runs: Vec<bool>,
    /// For each field that is open: whether its result has begun.
    fields: Vec<bool>,
    /// The number of fields that are open and whose result has not begun.
    instructing: usize,
    tables: Vec<Table>,
    /// For each cell that is open: whether the one above covers it.
    cells: Vec<bool>,
    /// For each formula that is open: whether it is a line of characters.
    formulas: Vec<bool>,
    /// For each choice of contents that is open: whether one was taken.
    choices: Vec<bool>,
    /// For each change that is open: whether it has content.
    tracked: Vec<bool>,
    /// The numbers of the notes or comments that are open.
    notes: Vec<i64>,
    /// The name of the drawing that was read last.
    drawing: String,
    /// The large first letter that the next paragraph begins with.
    drop_cap: String,
    counters: HashMap<i64, Counters>,
    /// The levels of lists that have begun anew.
    restarted: HashSet<(i64, usize)>,
    /// The kind of the list that the last item of a first level was in.
    last_list: Option<i64>,
}

impl<'c> Walk<'c> {
    /// A walk that has not begun.
    pub fn new(context: &'c Context) -> Self {
        Self {
            context,
            flow: Flow::default(),
            found: Vec::new(),
            changes: 0,
            paragraphs: Vec::new(),
            runs: Vec::new(),
            fields: Vec::new(),
            instructing: 0,
            tables: Vec::new(),
            cells: Vec::new(),
            formulas: Vec::new(),
            choices: Vec::new(),
            tracked: Vec::new(),
            notes: Vec::new(),
            drawing: String::new(),
            drop_cap: String::new(),
            counters: HashMap::new(),
            restarted: HashSet::new(),
            last_list: None,
        }
    }

    /// Walks through a part, whose root has this name.
    ///
    /// # Errors
    ///
    /// It is another part, it is not well-formed, or its text is too large.
    pub fn part(&mut self, xml: &mut Xml<'_>, root: &str) -> Result<(), Refused> {
        loop {
            match xml.next()? {
                Piece::Start(start)
                    if xml.depth() == 1 && (start.ns != Ns::W || start.name() != root) =>
                {
                    return Err(xml.refused("is none of a document of Word"));
                }
                Piece::Start(start) => match start.ns {
                    Ns::W => self.start(xml, &start)?,
                    Ns::Mc => self.start_choice(xml, &start)?,
                    Ns::M => self.start_formula(xml, &start)?,
                    Ns::Drawing | Ns::Vml | Ns::Ole => self.start_drawing(xml, &start)?,
                    _ => {}
                },
                Piece::End(Ns::W, name) => self.end(name.as_str())?,
                Piece::End(Ns::Mc, name) if name.as_str() == "AlternateContent" => {
                    self.choices.pop();
                }
                Piece::End(Ns::M, name) => self.end_formula(name.as_str())?,
                Piece::End(..) | Piece::Text(_) => {}
                Piece::Eof => return Ok(()),
            }
        }
    }

    fn start(&mut self, xml: &mut Xml<'_>, start: &Start<'_>) -> Result<(), Refused> {
        let in_run = !self.runs.is_empty();
        match start.name() {
            "p" => {
                self.paragraphs.push(Paragraph::default());
                self.flow.paragraph();
            }
            "pPr" => {
                let read = properties(xml)?;
                self.changes += read.changes;
                self.set(&read)?;
            }
            "r" => self.start_run(),
            "rPr" => {
                let read = properties(xml)?;
                self.changes += read.changes;
                let by_style = read
                    .style
                    .as_deref()
                    .map(|style| self.context.styles.is_hidden(Some(style)));
                if let Some((run, is_hidden)) =
                    self.runs.last_mut().zip(read.is_hidden.or(by_style))
                {
                    *run = is_hidden;
                }
            }
            "t" => {
                let preserves = xml.preserves();
                let words = xml.words()?.replace('\n', " ");
                self.emit(if preserves {
                    &words
                } else {
                    words.trim_matches([' ', '\t'])
                })?;
            }
            "tab" | "ptab" if in_run => self.emit("\t")?,
            // The end of a page or column parts words as well.
            "br" | "cr" if in_run => self.emit("\n")?,
            "noBreakHyphen" => self.emit("\u{2011}")?,
            "softHyphen" => self.emit("\u{ad}")?,
            "sym" => self.symbol(start)?,
            "fldChar" => {
                self.field(&start.get(Ns::W, "fldCharType").unwrap_or_default());
                self.form_field(xml)?;
            }
            "footnoteReference" => self.note("footnote", start)?,
            "endnoteReference" => self.note("endnote", start)?,
            "footnote" | "endnote" | "comment" => match start.get(Ns::W, "type").as_deref() {
                None | Some("normal") => {
                    self.flow.grow(NOTE)?;
                    self.notes.push(start.number(Ns::W, "id").unwrap_or(-1));
                    self.flow.words();
                }
                Some(_) => xml.skip()?,
            },
            "txbxContent" => self.flow.text_box(),
            "tbl" => self.tables.push(Table { is_new: true }),
            "tr" => {
                let is_new = self
                    .tables
                    .last_mut()
                    .is_some_and(|table| std::mem::take(&mut table.is_new));
                self.flow.row(is_new);
            }
            "tc" => {
                self.cells.push(false);
                self.flow.cell();
            }
            "vMerge" => {
                let begins = start.get(Ns::W, "val").as_deref() == Some("restart");
                if let Some(is_covered) = self.cells.last_mut() {
                    *is_covered = !begins;
                }
            }
            "trPr" => self.changes += properties(xml)?.changes,
            "cellIns" | "cellDel" | "cellMerge" => self.changes += 1,
            "ins" | "del" | "moveFrom" | "moveTo" => self.tracked.push(false),
            "altChunk" | "subDoc" => {
                let name = start.get(Ns::R, "id").unwrap_or_default();
                self.flow.leave_out("embedded document", &name)?;
            }
            "rt" => {
                let words = xml.words()?;
                self.flow.leave_out("reading aid", &words)?;
            }
            "delText" | "instrText" | "delInstrText" | "sdtPr" | "sdtEndPr" | "sectPr"
            | "tblPr" | "tblPrEx" | "tblGrid" | "smartTagPr" | "customXmlPr" | "rubyPr"
            | "fldData" | "tcPrChange" => xml.skip()?,
            "drawing" | "pict" | "object" => self.drawing.clear(),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Refused> {
        match name {
            "p" => {
                self.set_if_not()?;
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.flow.leave_out("hidden text", &paragraph.hidden)?;
                    if paragraph.is_drop_cap {
                        self.drop_cap = self.flow.take_words();
                    }
                }
                self.flow.end()?;
            }
            "r" => {
                self.runs.pop();
            }
            "footnote" | "endnote" | "comment" => {
                if let Some((id, words)) = self.notes.pop().zip(self.flow.end()?) {
                    self.found.push((id, words));
                }
            }
            "txbxContent" | "tr" => {
                self.flow.end()?;
            }
            "tbl" => {
                self.tables.pop();
            }
            "tc" => {
                if self.cells.pop() == Some(true) {
                    self.flow.leave_out_words("covered cell")?;
                }
                self.flow.end()?;
            }
            "ins" | "del" | "moveFrom" | "moveTo" => {
                self.changes += usize::from(self.tracked.pop() == Some(true));
            }
            _ => {}
        }
        Ok(())
    }

    fn start_run(&mut self) {
        let is_hidden = self
            .paragraphs
            .last()
            .is_some_and(|paragraph| paragraph.is_hidden);
        self.runs.push(is_hidden);
        if let Some(has_content) = self.tracked.last_mut() {
            *has_content = true;
        }
    }

    /// Adds characters of a run, where they are printed.
    fn emit(&mut self, text: &str) -> Result<(), Refused> {
        self.set_if_not()?;
        if self.instructing > 0 {
            return self.flow.leave_out("instruction of a field", text);
        }
        match self.paragraphs.last_mut() {
            Some(paragraph) if self.runs.last() == Some(&true) => {
                paragraph.hidden.push_str(text);
                self.flow.grow(text.len())
            }
            _ => self.flow.push(text),
        }
    }

    fn note(&mut self, kind: &'static str, start: &Start<'_>) -> Result<(), Refused> {
        self.set_if_not()?;
        let id = start.number(Ns::W, "id").unwrap_or(-1);
        match self.context.notes.get(&(kind, id)) {
            Some(words) => self.flow.note(words),
            None => self
                .flow
                .leave_out("note that is not in the document", &format!("{kind} {id}")),
        }
    }

    fn set_if_not(&mut self) -> Result<(), Refused> {
        match self.paragraphs.last() {
            Some(paragraph) if !paragraph.is_set => self.set(&Properties::default()),
            _ => Ok(()),
        }
    }

    /// Says what the paragraph is, with its mark if it has one.
    fn set(&mut self, read: &Properties) -> Result<(), Refused> {
        let styles = &self.context.styles;
        let style = read.style.as_deref();
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return Ok(());
        };
        paragraph.is_set = true;
        paragraph.is_hidden = styles.is_hidden(style);
        paragraph.is_drop_cap = read.is_drop_cap;
        self.flow.give_words(&std::mem::take(&mut self.drop_cap));
        let is_heading = read.is_heading.unwrap_or_else(|| styles.is_heading(style));
        let list = read.list.or_else(|| styles.list(style));
        let list = list.filter(|list| *list != 0);
        let found = list.and_then(|list| Some((list, self.context.lists.find(list, styles)?)));
        let Some((list, found)) = found else {
            self.last_list = None;
            return Ok(());
        };
        let by_style = styles.level(style, &found.levels);
        let level = read.level.or(by_style).unwrap_or(0);
        let counters = self.counters.entry(found.kind).or_default();
        if found.restarts.contains(&level) && self.restarted.insert((list, level)) {
            counters.reset(level);
        }
        counters.advance(&found.levels, level);
        let mark = counters.mark(&found.levels, level);
        let apart = level == 0 && self.last_list.is_some_and(|last| last != found.kind);
        if level == 0 {
            self.last_list = Some(found.kind);
        }
        if mark.is_none() {
            self.flow
                .leave_out("mark of an item", "in a form that is not known")?;
        }
        let mark = mark.filter(|mark| !mark.is_empty());
        let block = if is_heading {
            Block::Paragraph
        } else {
            Block::Item
        };
        self.flow.set(block, mark, apart);
        Ok(())
    }
}
