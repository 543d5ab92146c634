//! Pages of the web.

mod attributes;
mod build;
mod lists;
mod notes;
mod page;
mod tree;

use std::collections::HashMap;

use crate::counted::count;

use super::encoding::{self, Pieces};
use super::finish::{finish, refuse_changes};
use super::flow::Flow;
use super::report::{LeftOut, Report};
use super::text::Block;
use super::{Extracted, Refused};
use lists::List;
use notes::Notes;
use page::{Page, is_block, is_exact, is_silent, metadata, words};
use tree::{DOCUMENT, Id, Tree};

/// Reads a page by the method `html/0`.
///
/// # Errors
///
/// It is too large, its elements stand too deep in one another, or it has no text.
pub fn read(bytes: &[u8]) -> Result<Extracted, Refused> {
    let encoding = encoding::of(bytes);
    let tree = build::read(Pieces::new(bytes, encoding)).map_err(|over| Refused {
        message: over.to_owned(),
        hint: "save the part of the page that is quoted as a page of its own".to_owned(),
    })?;
    let page = Page::new(&tree);
    let mut reader = Reader::new(&page);
    reader.walk(DOCUMENT);
    let notes = Notes::find(&tree, &reader.links);
    if !notes.all.is_empty() {
        reader = Reader::new(&page);
        reader.notes = Some(&notes);
        reader.walk(DOCUMENT);
    }
    let mut report = reader.report;
    report.blocks = reader.flow.blocks();
    report.notes = reader.numbers.len();
    report.suggestions = metadata(&tree).suggestions();
    if encoding != encoding_rs::UTF_8 {
        report
            .remarks
            .push(format!("it was read as {}", encoding.name()));
    }
    if page.scripts > 0 {
        let parts = count(page.scripts, "part");
        report
            .remarks
            .push(format!("not read: {parts} of script or style"));
    }
    let has = |tag: &[u8]| {
        let mut pieces = bytes.windows(tag.len());
        pieces.any(|piece| piece.eq_ignore_ascii_case(tag))
    };
    if has(b"<html") && !has(b"</html") {
        let remark = "its end, `</html>`, is not there: it may be cut off";
        report.remarks.push(remark.to_owned());
    }
    refuse_changes(reader.changes)?;
    finish(reader.flow.into_writing(), report)
}

/// A page while it is read.
struct Reader<'a> {
    page: &'a Page<'a>,
    tree: &'a Tree,
    notes: Option<&'a Notes>,
    flow: Flow,
    report: Report,
    /// The links that lead to the page itself.
    links: Vec<Id>,
    /// The numbers that notes have.
    numbers: HashMap<Id, usize>,
    lists: Vec<List>,
    /// How many items of lists it stands in.
    items: usize,
    /// The number of cells of the row that is read.
    cells: Option<usize>,
    /// How many elements it stands in that keep white space.
    exact: usize,
    /// True where the page has parts that hold the text, and this is none.
    is_outside: bool,
    /// The mark of the note that is read, if it may stand before its words.
    mark: Option<String>,
    /// True if a note is read.
    is_note: bool,
    /// The number of its marks of tracked changes.
    changes: usize,
}

impl<'a> Reader<'a> {
    fn new(page: &'a Page<'a>) -> Self {
        Self {
            page,
            tree: page.tree,
            notes: None,
            flow: Flow::default(),
            report: Report::default(),
            links: Vec::new(),
            numbers: HashMap::new(),
            lists: Vec::new(),
            items: 0,
            cells: None,
            exact: 0,
            is_outside: !page.parts.is_empty(),
            mark: None,
            is_note: false,
            changes: 0,
        }
    }

    /// Reads the nodes below one and itself.
    fn walk(&mut self, root: Id) {
        let mut id = root;
        loop {
            if self.enter(id, id == root) {
                if let Some(first) = self.tree.first(id) {
                    id = first;
                    continue;
                }
                self.leave(id);
            }
            loop {
                if id == root {
                    return;
                }
                if let Some(next) = self.tree.next(id) {
                    id = next;
                    break;
                }
                let Some(parent) = self.tree.parent(id) else {
                    return;
                };
                id = parent;
                self.leave(id);
            }
        }
    }

    /// Reads the beginning of a node. True if what stands below it is to be read.
    fn enter(&mut self, id: Id, is_root: bool) -> bool {
        let tree = self.tree;
        if let Some(text) = tree.text(id) {
            self.text(id, text);
            return false;
        }
        let name = tree.name(id);
        let is_note = self.notes.is_some_and(|notes| notes.all.contains(&id));
        let is_control = self.is_note && tree.has(id, "class", &["note-close"]);
        if is_silent(name) || is_control || is_note && !is_root {
            return false;
        }
        if let Some(what) = self.page.left_out(id) {
            self.tell(what, id);
            return false;
        }
        if self.is_outside {
            if self.page.around.contains(&id) || id == DOCUMENT {
                return true;
            }
            if !self.page.parts.contains(&id) {
                self.tell("part outside the main text", id);
                return false;
            }
            self.is_outside = false;
        }
        self.begin(id, name)
    }

    fn begin(&mut self, id: Id, name: &str) -> bool {
        match name {
            "a" => return self.link(id),
            "br" => self.flow.end_line(self.block()),
            "img" => self.picture(id),
            "del" | "ins" => self.changes += 1,
            "q" => self.flow.put("“"),
            "rt" => self.flow.put("("),
            // A list beside another one follows it: converters cut one into several.
            "ul" | "ol" | "menu" | "dir" => {
                self.flow.begin(self.block());
                self.lists.push(List::new(self.tree, id));
            }
            "li" => {
                self.items += 1;
                self.flow.begin(Block::Item);
                if let Some(list) = self.lists.last_mut() {
                    let mark = list.mark(self.tree.attribute(id, "value"));
                    self.flow.lead(&mark);
                }
            }
            "dt" | "dd" => self.flow.begin(Block::Item),
            "tr" if !self.is_note && self.page.is_row(id) => {
                self.flow.begin_row();
                self.cells = Some(0);
            }
            "td" | "th" if self.cells.is_some() => {
                if self.cells > Some(0) {
                    self.flow.next_cell();
                }
                self.cells = self.cells.map(|cells| cells + 1);
            }
            "table" if self.items == 0 => self.flow.apart(),
            _ if is_block(name) => {
                self.flow.begin(self.block());
                self.exact += usize::from(is_exact(name));
            }
            _ => {}
        }
        true
    }

    fn leave(&mut self, id: Id) {
        if self.is_outside {
            return;
        }
        let name = self.tree.name(id);
        match name {
            "q" => self.flow.put("”"),
            "rt" => self.flow.put(")"),
            "ul" | "ol" | "menu" | "dir" => {
                self.lists.pop();
                self.flow.begin(self.block());
            }
            "li" => {
                self.items = self.items.saturating_sub(1);
                self.flow.drop_lead();
                self.flow.begin(self.block());
            }
            "tr" if self.cells.is_some() => {
                self.cells = None;
                self.flow.end_row();
            }
            "td" | "th" if self.cells.is_some() => {}
            _ if is_block(name) => {
                self.exact = self.exact.saturating_sub(usize::from(is_exact(name)));
                self.flow.begin(self.block());
            }
            _ => {}
        }
        self.is_outside = self.page.parts.contains(&id);
    }

    /// What a block is here.
    fn block(&self) -> Block {
        if self.items > 0 {
            Block::Item
        } else {
            Block::Paragraph
        }
    }

    fn text(&mut self, id: Id, text: &str) {
        let is_mark = self.mark.take_if(|_| !text.trim().is_empty());
        if is_mark.is_some_and(|mark| mark == text.trim()) {
            return;
        }
        if self.is_outside {
            self.tell("part outside the main text", id);
        } else if self.exact > 0 {
            self.flow.put_exactly(text);
        } else {
            self.flow.put(text);
        }
    }

    fn link(&mut self, id: Id) -> bool {
        if self
            .tree
            .attribute(id, "href")
            .is_some_and(|href| href.starts_with('#'))
        {
            self.links.push(id);
        }
        let Some(notes) = self.notes else { return true };
        if self.is_note {
            return !notes.backs.contains(&id);
        }
        let Some(&note) = notes.of.get(&id) else {
            return true;
        };
        if let Some(number) = self.numbers.get(&note) {
            self.flow.put(&format!("[{number}]"));
        } else {
            let words = self.note(id, note, notes);
            let number = self.flow.note(&words);
            self.numbers.insert(note, number);
        }
        false
    }

    /// The words of a note, without its mark and the links that lead back.
    fn note(&mut self, link: Id, note: Id, notes: &'a Notes) -> String {
        let mut reader = Reader::new(self.page);
        reader.flow = Flow::one_line();
        reader.notes = Some(notes);
        reader.is_note = true;
        reader.is_outside = false;
        reader.mark = Some(notes::mark(self.tree, link));
        reader.walk(note);
        self.report.left_out.append(&mut reader.report.left_out);
        reader.flow.into_words()
    }

    fn picture(&mut self, id: Id) {
        let alternative = self.tree.attribute(id, "alt");
        let source = self.tree.attribute(id, "src").unwrap_or("");
        let source = if source.starts_with("data:") {
            ""
        } else {
            source
        };
        let name = source
            .split(['?', '#'])
            .next()
            .and_then(|path| path.rsplit('/').next());
        let words = alternative.unwrap_or(name.unwrap_or("")).trim();
        // A picture that says it has no words is there for the look.
        if alternative.is_none() || !words.is_empty() {
            self.report.left_out.push(LeftOut {
                what: "picture",
                words: words.to_owned(),
            });
        }
    }

    fn tell(&mut self, what: &'static str, id: Id) {
        let is_note = |id: Id| self.notes.is_some_and(|notes| notes.all.contains(&id));
        let words = words(self.tree, id, |id| {
            is_silent(self.tree.name(id)) || is_note(id)
        });
        if !words.is_empty() {
            self.report.left_out.push(LeftOut { what, words });
        }
    }
}

#[cfg(test)]
mod tests;
