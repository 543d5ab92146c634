//! The words of a file of a document of OpenDocument.

use super::super::flow::Flow;
use super::super::xml::{Ns, Piece, Start, Xml};
use super::super::{Block, MAX_TEXT, Refused};
use super::lists::Lists;
use super::styles::Styles;

mod drawn;

use drawn::SHAPES;

/// A paragraph that is open.
struct Paragraph {
    /// True if white space that comes next is not printed.
    after_white: bool,
    /// True if its style, or a field in it, says that it is not printed.
    is_hidden: bool,
}

/// A frame that is open.
#[derive(Default)]
struct Frame {
    /// What it shows, if it is left out.
    what: Option<&'static str>,
    name: Option<String>,
    words: Option<String>,
}

/// A row that is open.
struct Row {
    /// How many cells the last one covers beside itself.
    covered: i64,
}

/// A file while it is walked through.
#[derive(Default)]
pub struct Walk {
    /// The styles.
    pub styles: Styles,
    /// Where the words go.
    pub flow: Flow,
    /// The heads and feet of pages, each by what it is.
    pub margins: Vec<(&'static str, String)>,
    /// The number of changes that are tracked.
    pub changes: usize,
    /// True if the file has a body with text.
    pub has_text: bool,
    lists: Lists,
    /// For each element that is open: whether its characters are text.
    is_text: Vec<bool>,
    paragraphs: Vec<Paragraph>,
    /// For each run of words that is open: whether it is hidden.
    spans: Vec<bool>,
    /// The hidden words that are not told yet.
    hidden: String,
    frames: Vec<Frame>,
    /// For each table that is open: true before its first row.
    tables: Vec<bool>,
    rows: Vec<Row>,
    /// For each cell that is open and covered: how many empty ones stand for it.
    covered: Vec<bool>,
    /// For each section that is open: whether it is hidden.
    sections: Vec<bool>,
}

impl Walk {
    /// Walks through a file.
    ///
    /// # Errors
    ///
    /// It is not well-formed, or its text is too large.
    pub fn file(&mut self, xml: &mut Xml<'_>) -> Result<(), Refused> {
        self.styles.begin_file();
        loop {
            match xml.next()? {
                Piece::Start(start) => {
                    let depth = xml.depth();
                    self.is_text.truncate(depth - 1);
                    let around = self.is_text.last().copied().unwrap_or(false);
                    let is_text = match (start.ns, start.name()) {
                        (Ns::Text, "p" | "h" | "ruby-base") => true,
                        (
                            Ns::Text,
                            "note" | "note-body" | "list" | "list-item" | "section" | "ruby",
                        ) => false,
                        (Ns::Draw | Ns::Table | Ns::Office, name) => name == "a" && around,
                        _ => around,
                    };
                    self.is_text.push(is_text);
                    match start.ns {
                        Ns::Text => self.start_text(xml, &start)?,
                        Ns::Table => self.start_table(xml, &start)?,
                        Ns::Draw | Ns::Svg => self.start_drawing(xml, &start)?,
                        Ns::Office | Ns::Style => self.start_frame(xml, &start)?,
                        Ns::Dc | Ns::Meta => xml.skip()?,
                        Ns::Lo if start.name() == "sender-initials" => xml.skip()?,
                        _ => {}
                    }
                }
                Piece::End(ns, name) => self.end(ns, name.as_str())?,
                Piece::Text(text) => {
                    if self.is_text.get(xml.depth().wrapping_sub(1)) == Some(&true) {
                        self.collapsed(&text)?;
                    }
                }
                Piece::Eof => return Ok(()),
            }
        }
    }

    fn start_text(&mut self, xml: &mut Xml<'_>, start: &Start<'_>) -> Result<(), Refused> {
        let name = start.name();
        match name {
            "p" | "h" => self.start_paragraph(start)?,
            "span" => {
                let style = start.get(Ns::Text, "style-name").unwrap_or_default();
                let around = self.spans.last().copied().unwrap_or(false);
                self.spans
                    .push(around || self.styles.is_hidden(false, &style));
            }
            "s" => {
                let count = start.number(Ns::Text, "c").unwrap_or(1);
                let count = usize::try_from(count).unwrap_or(0).min(MAX_TEXT + 1);
                self.emit(&" ".repeat(count))?;
            }
            "tab" => self.emit("\t")?,
            "line-break" => self.emit("\n")?,
            "list" => {
                let kept = self.lists.begin(start);
                self.flow.grow(kept)?;
            }
            "list-item" | "list-header" => self.lists.begin_item(start),
            "list-style" | "outline-style" => self.styles.read(xml, start)?,
            "note" => self.begin_words(),
            "section" => {
                let is_hidden = start.get(Ns::Text, "display").as_deref() == Some("none");
                self.sections.push(is_hidden);
                if is_hidden {
                    self.flow.words();
                }
            }
            "hidden-text" if start.get(Ns::Text, "is-hidden").as_deref() != Some("false") => {
                let words = start.get(Ns::Text, "string-value").unwrap_or_default();
                xml.skip()?;
                self.flow.leave_out("hidden text", &words)?;
            }
            "hidden-paragraph" if start.get(Ns::Text, "is-hidden").as_deref() == Some("true") => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.is_hidden = true;
                }
            }
            "tracked-changes" => {
                let depth = xml.depth();
                while xml.depth() >= depth {
                    if let Piece::Start(start) = xml.next()? {
                        self.changes += usize::from(
                            start.ns == Ns::Text
                                && matches!(start.name(), "insertion" | "deletion"),
                        );
                    }
                }
            }
            "ruby-text" => {
                let words = xml.words()?;
                self.flow.leave_out("reading aid", &words)?;
            }
            "script" => {
                let words = xml.words()?;
                self.flow.leave_out("script", &words)?;
            }
            // The mark as another program counted it, and what an index is made by.
            "number" | "note-citation" => xml.skip()?,
            _ if name.ends_with("-source") => xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn start_paragraph(&mut self, start: &Start<'_>) -> Result<(), Refused> {
        let style = start.get(Ns::Text, "style-name").unwrap_or_default();
        let is_hidden = self.styles.is_hidden(true, &style);
        self.paragraphs.push(Paragraph {
            after_white: true,
            is_hidden,
        });
        self.flow.paragraph();
        let marked = self.lists.mark(&self.styles, start);
        let block = if marked.is_item && start.name() == "p" {
            Block::Item
        } else {
            Block::Paragraph
        };
        if marked.mark.is_none() {
            self.flow
                .leave_out("mark of an item", "in a form that is not known")?;
        }
        let mark = marked.mark.filter(|mark| !mark.is_empty());
        self.flow.set(block, mark, marked.apart);
        Ok(())
    }

    fn start_frame(&mut self, xml: &mut Xml<'_>, start: &Start<'_>) -> Result<(), Refused> {
        match (start.ns, start.name()) {
            (Ns::Office, "styles") => self.styles.begin_sheet(true),
            (Ns::Office, "automatic-styles") => self.styles.begin_sheet(false),
            (Ns::Office, "text") => self.has_text = true,
            (Ns::Office, "annotation") => self.begin_words(),
            (
                Ns::Office,
                "forms" | "scripts" | "settings" | "font-face-decls" | "binary-data"
                | "event-listeners",
            ) => xml.skip()?,
            (Ns::Style, "style" | "default-style") => self.styles.read(xml, start)?,
            (Ns::Style, name) if name.starts_with("header") || name.starts_with("footer") => {
                // Their styles have names that begin like this as well, and no words.
                self.begin_words();
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, ns: Ns, name: &str) -> Result<(), Refused> {
        match (ns, name) {
            (Ns::Text, "p" | "h") => {
                self.tell_hidden()?;
                if self
                    .paragraphs
                    .pop()
                    .is_some_and(|paragraph| paragraph.is_hidden)
                {
                    self.flow.leave_out_words("hidden text")?;
                }
                self.flow.end()?;
            }
            (Ns::Text, "span") => {
                self.spans.pop();
            }
            (Ns::Text, "list") => self.lists.end(),
            (Ns::Text, "note") => {
                let words = self.end_words()?;
                if self.spans.last() == Some(&true) {
                    return self.flow.leave_out("hidden text", &words);
                }
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.after_white = false;
                }
                self.flow.note(&words)?;
            }
            (Ns::Text, "section") if self.sections.pop() == Some(true) => {
                let words = self.flow.end()?.unwrap_or_default();
                self.flow.leave_out("hidden text", &words)?;
            }
            (Ns::Table, "table") => {
                self.tables.pop();
            }
            (Ns::Table, "table-row") => {
                self.rows.pop();
                self.flow.end()?;
            }
            (Ns::Table, "table-cell") => {
                self.flow.end()?;
            }
            (Ns::Table, "covered-table-cell") => {
                let words = self.flow.end()?.unwrap_or_default();
                self.flow.leave_out("covered cell", &words)?;
                if self.covered.pop() == Some(false) {
                    self.flow.cell();
                    self.flow.end()?;
                }
            }
            (Ns::Draw, "frame") => {
                if let Some((what, frame)) = self
                    .frames
                    .pop()
                    .and_then(|frame| Some((frame.what?, frame)))
                {
                    let words = frame.words.or(frame.name);
                    self.flow
                        .leave_out(what, words.as_deref().unwrap_or("without a name"))?;
                }
            }
            (Ns::Draw, name) if name == "text-box" || SHAPES.contains(&name) => {
                self.lists.end_place();
                self.flow.end()?;
            }
            (Ns::Office, "annotation") => {
                let words = self.end_words()?;
                self.flow.leave_out("comment", &words)?;
            }
            (Ns::Style, name) if name.starts_with("header") || name.starts_with("footer") => {
                let what = if name.starts_with("header") {
                    "head of pages"
                } else {
                    "foot of pages"
                };
                let words = self.end_words()?;
                let margin = (what, words);
                // Masters of pages repeat those of others; all are compared only with those that are near.
                if !self
                    .margins
                    .iter()
                    .rev()
                    .take(16)
                    .any(|other| *other == margin)
                {
                    self.flow
                        .grow(margin.1.len() + size_of::<(&str, String)>())?;
                    self.margins.push(margin);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn begin_box(&mut self) {
        self.lists.begin_place();
        self.flow.text_box();
    }

    fn begin_words(&mut self) {
        self.lists.begin_place();
        self.flow.words();
    }

    fn end_words(&mut self) -> Result<String, Refused> {
        self.lists.end_place();
        Ok(self.flow.end()?.unwrap_or_default())
    }

    /// Adds characters in which any run of white space is one space.
    fn collapsed(&mut self, text: &str) -> Result<(), Refused> {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return Ok(());
        };
        let mut collapsed = String::with_capacity(text.len());
        let mut after_white = paragraph.after_white;
        for letter in text.chars() {
            let is_white = matches!(letter, ' ' | '\t' | '\n' | '\r');
            match is_white {
                false => collapsed.push(letter),
                true if !after_white => collapsed.push(' '),
                true => {}
            }
            after_white = is_white;
        }
        if collapsed.is_empty() {
            return Ok(());
        }
        self.emit(&collapsed)?;
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.after_white = after_white;
        }
        Ok(())
    }

    /// Adds characters as they are.
    fn emit(&mut self, text: &str) -> Result<(), Refused> {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.after_white = false;
        }
        if self.spans.last() == Some(&true) {
            self.hidden.push_str(text);
            return self.flow.grow(text.len());
        }
        self.flow.push(text)
    }

    fn tell_hidden(&mut self) -> Result<(), Refused> {
        let hidden = std::mem::take(&mut self.hidden);
        self.flow.leave_out("hidden text", &hidden)
    }
}
