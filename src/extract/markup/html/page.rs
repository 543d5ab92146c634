//! The parts of a page: what holds its text, what is there for the look or for use, and what says something of it.

use std::collections::HashSet;

use super::lists::property;
use super::tree::{DOCUMENT, Id, Tree};
use crate::extract::markup::flow::Flow;
use crate::extract::markup::metadata::Metadata;

/// True for the elements that a browser prints as blocks.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}

/// What a page says of itself.
pub(super) fn metadata(tree: &Tree) -> Metadata {
    let mut metadata = Metadata::default();
    for id in tree.below(DOCUMENT, |_| false) {
        match tree.name(id) {
            "html" => metadata.add("lang", tree.attribute(id, "lang").unwrap_or("")),
            "title" => metadata.add("title", &words(tree, id, |_| false)),
            "meta" => {
                let name = tree
                    .attribute(id, "name")
                    .or_else(|| tree.attribute(id, "property"));
                let value = tree.attribute(id, "content");
                metadata.add(name.unwrap_or(""), value.unwrap_or(""));
            }
            _ => {}
        }
    }
    metadata
}

/// The words below a node, as one line.
pub(super) fn words(tree: &Tree, root: Id, skips: impl Fn(Id) -> bool) -> String {
    let mut flow = Flow::one_line();
    for id in tree.below(root, &skips) {
        if skips(id) {
            continue;
        }
        match tree.text(id) {
            Some(text) => flow.put(text),
            None if is_block(tree.name(id)) || tree.name(id) == "br" => flow.part(),
            None => {}
        }
    }
    flow.into_words()
}

/// What is to be known of a page before it is read.
pub(super) struct Page<'a> {
    pub(super) tree: &'a Tree,
    /// The elements that hold the text, if the page says so.
    pub(super) parts: HashSet<Id>,
    /// The elements in which those stand.
    pub(super) around: HashSet<Id>,
    /// The tables that are there for the look of the page only.
    grids: HashSet<Id>,
    /// The number of scripts and styles.
    pub(super) scripts: usize,
}

impl<'a> Page<'a> {
    /// Looks through a page.
    pub(super) fn new(tree: &'a Tree) -> Self {
        let mut page = Self {
            tree,
            parts: HashSet::new(),
            around: HashSet::new(),
            grids: HashSet::new(),
            scripts: 0,
        };
        let (mut mains, mut articles) = (Vec::new(), Vec::new());
        for id in tree.below(DOCUMENT, |id| hidden(tree, id).is_some()) {
            match tree.name(id) {
                "main" => mains.push(id),
                _ if tree.has(id, "role", &["main"]) => mains.push(id),
                "article" => articles.push(id),
                "table" => page.add_table(id),
                "script" | "style" => page.scripts += 1,
                _ => {}
            }
        }
        mains.retain(|&id| page.has_words(id));
        articles.retain(|&id| page.has_words(id));
        for id in if mains.is_empty() { articles } else { mains } {
            if !page.ancestors(id).any(|id| page.parts.contains(&id)) {
                page.parts.insert(id);
                let new: Vec<_> = page
                    .ancestors(id)
                    .take_while(|id| !page.around.contains(id))
                    .collect();
                page.around.extend(new);
            }
        }
        page
    }

    /// The elements in which one stands, from the inner one on.
    pub(super) fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(self.tree.parent(id), |&id| self.tree.parent(id))
    }

    fn has_words(&self, id: Id) -> bool {
        let mut texts = self.tree.below(id, |id| hidden(self.tree, id).is_some());
        texts.any(|id| {
            self.tree
                .text(id)
                .is_some_and(|text| !text.trim().is_empty())
        })
    }

    /// A table in which another one stands is there for the look, as its cells would be lines of lines.
    fn add_table(&mut self, table: Id) {
        if self.tree.has(table, "role", &["presentation", "none"]) {
            self.grids.insert(table);
        }
        let outer = self
            .ancestors(table)
            .find(|&id| self.tree.name(id) == "table");
        self.grids.extend(outer);
    }

    /// True if a row of a table is one line: the table is none that is there for the look.
    pub(super) fn is_row(&self, row: Id) -> bool {
        let table = self
            .ancestors(row)
            .find(|&id| self.tree.name(id) == "table");
        table.is_some_and(|table| !self.grids.contains(&table))
    }

    /// What a part of a page is that is not read; none if it is read.
    pub(super) fn left_out(&self, id: Id) -> Option<&'static str> {
        let tree = self.tree;
        let is_of_page = || {
            let is_part = |id| {
                matches!(tree.name(id), "main" | "article" | "section")
                    || tree.has(id, "role", &["main"])
            };
            !self.ancestors(id).any(is_part)
        };
        Some(match tree.name(id) {
            "nav" => "navigation",
            _ if tree.has(id, "role", &["navigation"]) => "navigation",
            // The title of a document may stand in it.
            "header"
                if is_of_page() && !tree.below(id, |_| false).any(|id| tree.name(id) == "h1") =>
            {
                "head of the page"
            }
            "footer" if is_of_page() => "foot of the page",
            "button" | "datalist" | "input" | "meter" | "optgroup" | "option" | "output"
            | "progress" | "select" | "textarea" => "form control",
            "audio" | "canvas" | "embed" | "frame" | "iframe" | "noembed" | "noframes"
            | "object" | "video" => "embedded part",
            "svg" => "drawing",
            "noscript" => "part without scripts",
            "template" => "template",
            _ => return hidden(tree, id),
        })
    }
}

/// What an element is that a browser does not show.
fn hidden(tree: &Tree, id: Id) -> Option<&'static str> {
    let is_dialog = tree.name(id) == "dialog" && tree.attribute(id, "open").is_none();
    let is_hidden = is_dialog
        || tree.attribute(id, "hidden").is_some()
        || property(tree, id, "display").is_some_and(|value| value == "none")
        || property(tree, id, "visibility").is_some_and(|value| value == "hidden");
    is_hidden.then_some("hidden part")
}

/// True for what has no words for a reader.
pub(super) fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "annotation"
            | "annotation-xml"
            | "head"
            | "link"
            | "meta"
            | "rp"
            | "script"
            | "style"
            | "title"
    )
}

/// True for the elements that keep white space.
pub(super) fn is_exact(name: &str) -> bool {
    matches!(name, "listing" | "plaintext" | "pre" | "xmp")
}
