//! Which links of a page lead to its notes. A page does not say so: it is told by a link that leads back, or by what the page calls it.

use std::collections::{HashMap, HashSet};

use super::tree::{Id, Tree};

/// The most nodes of a note.
const MAX_NODES: usize = 2000;

/// The most characters of the mark of a note, and of a link that leads back.
const MAX_MARK: usize = 8;

/// What pages call the mark of a note.
const MARKS: [&str; 8] = [
    "footnote-ref",
    "footnoteref",
    "nootnum",
    "noteref",
    "sdfootnoteanc",
    "sdendnoteanc",
    "footnote-reference",
    "doc-noteref",
];

/// What pages call a note.
const NOTES: [&str; 9] = [
    "footnote",
    "endnote",
    "noot",
    "voetnoot",
    "eindnoot",
    "doc-footnote",
    "doc-endnote",
    "MsoFootnoteText",
    "footnotes",
];

/// The notes of a page.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The note to which a link leads.
    pub(super) of: HashMap<Id, Id>,
    /// The notes.
    pub(super) all: HashSet<Id>,
    /// The links in notes that lead back.
    pub(super) backs: HashSet<Id>,
}

impl Notes {
    /// Finds the notes to which these links lead, which stand in the text in this order.
    pub(super) fn find(tree: &Tree, links: &[Id]) -> Self {
        let places = Places::new(tree);
        let mut notes = Self::default();
        let mut backs = HashMap::new();
        for &link in links {
            let mark = mark(tree, link);
            let is_short = (1..=MAX_MARK).contains(&mark.chars().count());
            if !is_short || places.within(link, |id| notes.all.contains(&id)) {
                continue;
            }
            let Some(note) = places
                .target(link)
                .and_then(|target| places.note(link, target))
            else {
                continue;
            };
            let backs = backs.entry(note).or_insert_with(|| places.links(note));
            let block = places.block(link);
            let leads_back = |back: &&Id| {
                places
                    .target(**back)
                    .is_some_and(|target| places.block(target) == block)
            };
            let found: Vec<Id> = backs.iter().filter(leads_back).copied().collect();
            let is_called = tree.has(link, "class", &MARKS)
                || tree.has(link, "role", &MARKS)
                || tree.has(note, "class", &NOTES)
                || tree.has(note, "role", &NOTES);
            // A link of a table of contents leads to a part that may lead back, and is a word.
            if !is_called && (found.is_empty() || !is_sign(&mark)) {
                continue;
            }
            notes.of.insert(link, note);
            notes.all.insert(note);
            notes.backs.extend(found);
        }
        notes
    }
}

/// True for what is printed as the mark of a note: a number, one letter, or signs.
fn is_sign(mark: &str) -> bool {
    let mut letters = mark.chars();
    let first = letters.next();
    let is_number = mark.chars().all(|letter| letter.is_ascii_digit());
    let is_letter = first.is_some_and(char::is_alphabetic) && letters.next().is_none();
    is_number || is_letter || !mark.contains(char::is_alphanumeric)
}

/// The words of a link, without the signs around a mark.
pub(super) fn mark(tree: &Tree, link: Id) -> String {
    let mut mark = String::new();
    for text in tree.below(link, |_| false).filter_map(|id| tree.text(id)) {
        mark.push_str(text.trim());
        if mark.len() > 64 {
            break;
        }
    }
    mark.trim_matches(['[', ']', '(', ')', '.', ' ']).to_owned()
}

/// Where the elements of a page stand.
struct Places<'a> {
    tree: &'a Tree,
    named: HashMap<&'a str, Id>,
    /// The place of each node in the order of the page, and of the last one below it.
    order: Vec<(u32, u32)>,
}

impl<'a> Places<'a> {
    fn new(tree: &'a Tree) -> Self {
        let mut named = HashMap::new();
        let mut order = vec![(0, 0); tree.len()];
        let mut open: Vec<Id> = Vec::new();
        let mut at = 0;
        for id in tree.below(super::tree::DOCUMENT, |_| false) {
            while let Some(&last) = open.last()
                && tree.parent(id) != Some(last)
            {
                order[last as usize].1 = at;
                open.pop();
            }
            at += 1;
            order[id as usize].0 = at;
            open.push(id);
            let name = tree.attribute(id, "name").filter(|_| tree.name(id) == "a");
            for name in [tree.attribute(id, "id"), name].into_iter().flatten() {
                named.entry(name).or_insert(id);
            }
        }
        for id in open {
            order[id as usize].1 = at;
        }
        Self { tree, named, order }
    }

    /// The element to which a link leads.
    fn target(&self, link: Id) -> Option<Id> {
        let name = self.tree.attribute(link, "href")?.strip_prefix('#')?;
        self.named.get(name).copied()
    }

    /// The links in an element that lead to the same page and have few words.
    fn links(&self, root: Id) -> Vec<Id> {
        let ids = self.tree.below(root, |_| false);
        let links = ids.filter(|&id| self.tree.name(id) == "a" && self.target(id).is_some());
        links
            .filter(|&id| mark(self.tree, id).chars().count() <= MAX_MARK)
            .collect()
    }

    /// The block in which an element stands, or which it is.
    fn block(&self, id: Id) -> Id {
        let mut ids = std::iter::successors(Some(id), |&id| self.tree.parent(id));
        ids.find(|&id| super::page::is_block(self.tree.name(id)))
            .unwrap_or(id)
    }

    /// The note that begins at the target of a link: the block of the target, or more of them if they are one note.
    fn note(&self, link: Id, target: Id) -> Option<Id> {
        let mut note = self.block(target);
        while let Some(parent) = self.tree.parent(note)
            && matches!(self.tree.name(parent), "div" | "li" | "aside" | "dd")
            && self.is_first(note, parent)
            && self.size(parent) <= MAX_NODES
            && self.is_one_note(parent, target)
        {
            note = parent;
        }
        let is_of_kind = matches!(
            self.tree.name(note),
            "p" | "div" | "li" | "aside" | "dd" | "td"
        );
        let follows = self.order[note as usize].0 > self.order[link as usize].0;
        let is_heading = |id| matches!(self.tree.name(id), "h1" | "h2" | "h3" | "h4");
        let is_fit =
            is_of_kind && follows && self.size(note) <= MAX_NODES && self.begins_with(note, target);
        (is_fit && !self.tree.below(note, |_| false).any(is_heading)).then_some(note)
    }

    /// True if no words stand before an element in a block, but a control of it.
    fn begins_with(&self, block: Id, target: Id) -> bool {
        let is_control = |id| self.tree.has(id, "class", &["note-close"]);
        let before = self
            .tree
            .below(block, is_control)
            .take_while(|&id| id != target);
        let mut texts = before.filter_map(|id| self.tree.text(id));
        texts.all(|text| text.trim().is_empty())
    }

    /// True if no other element of a block that is led to stands in it, as it would in a block of several notes.
    fn is_one_note(&self, block: Id, target: Id) -> bool {
        let ids = self.tree.below(block, |_| false);
        let mut names = ids
            .filter(|&id| id != block && id != target && self.tree.attribute(id, "id").is_some());
        !names.any(|id| matches!(self.tree.name(id), "p" | "li" | "div" | "a"))
    }

    fn is_first(&self, id: Id, parent: Id) -> bool {
        let mut ids = std::iter::successors(self.tree.first(parent), |&id| self.tree.next(id));
        let is_empty = |other: Id| match self.tree.text(other) {
            Some(text) => text.trim().is_empty(),
            None => {
                self.tree.has(other, "class", &["note-close"]) || self.tree.name(other) == "sup"
            }
        };
        ids.find(|&other| other == id || !is_empty(other)) == Some(id)
    }

    fn size(&self, id: Id) -> usize {
        let (start, end) = self.order[id as usize];
        (end - start) as usize
    }

    fn within(&self, id: Id, is_one: impl Fn(Id) -> bool) -> bool {
        std::iter::successors(Some(id), |&id| self.tree.parent(id)).any(is_one)
    }
}
