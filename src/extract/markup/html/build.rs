//! How the parser builds the tree of a page, within bounds.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ParseOpts, QualName, local_name, ns, parse_document};

use super::attributes::Counter;
use super::tree::{ATTRIBUTES, DOCUMENT, ELEMENTS, Id, NONE, Node, TEXT, Tree, some};
use crate::extract::markup::encoding::Pieces;

/// The most nodes of a page.
const MAX_NODES: usize = 400_000;

/// How deep the elements of a page may stand in one another.
const MAX_DEPTH: u16 = 512;

/// The most bytes of words, white space included, of a page.
const MAX_WORDS: usize = 8 * 1024 * 1024;

/// The most bytes of the attributes that are kept.
const MAX_VALUES: usize = 4 * 1024 * 1024;

/// Reads a page.
///
/// # Errors
///
/// What it has too many of.
pub(super) fn read(pieces: Pieces<'_>) -> Result<Tree, &'static str> {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(Sink::default(), options);
    let mut counter = Counter::default();
    for piece in pieces {
        if !counter.allows(&piece) {
            return Err("a tag of it has more than 1000 attributes");
        }
        parser.process(StrTendril::from_slice(&piece));
        if let Some(over) = parser.tokenizer.sink.sink.over() {
            return Err(over);
        }
    }
    parser.finish()
}

/// An element, as the parser knows it.
#[derive(Debug)]
pub(super) struct Element {
    id: Id,
    name: QualName,
    is_integration_point: bool,
}

type Handle = Rc<Element>;

/// Builds a tree.
pub(super) struct Sink {
    tree: RefCell<Tree>,
    document: Handle,
    over: Cell<Option<&'static str>>,
}

impl Default for Sink {
    fn default() -> Self {
        let sink = Self {
            tree: RefCell::default(),
            document: Rc::new(Element {
                id: DOCUMENT,
                name: QualName::new(None, ns!(), local_name!("")),
                is_integration_point: false,
            }),
            over: Cell::new(None),
        };
        sink.add(0, (0, 0));
        sink
    }
}

impl Sink {
    /// What the page has too many of so far.
    pub(super) fn over(&self) -> Option<&'static str> {
        self.over.get()
    }

    fn add(&self, element: u8, range: (u32, u32)) -> Id {
        let nodes = &mut self.tree.borrow_mut().nodes;
        let id = nodes.len() as Id;
        nodes.push(Node {
            parent: NONE,
            first: NONE,
            last: NONE,
            before: NONE,
            next: NONE,
            range,
            depth: 0,
            element,
        });
        if nodes.len() > MAX_NODES {
            self.over
                .set(Some("it has more than 400000 elements and texts"));
        }
        id
    }

    /// The node of what is to be put below `parent`, before which `before` stands; none if it is added to the text before it.
    fn node(&self, parent: Id, before: Id, child: NodeOrText<Handle>) -> Option<Id> {
        let text = match child {
            NodeOrText::AppendNode(node) => {
                self.detach(node.id);
                return Some(node.id);
            }
            NodeOrText::AppendText(text) => text,
        };
        let range = {
            let mut tree = self.tree.borrow_mut();
            let tree = &mut *tree;
            // What no reader sees is not kept.
            if matches!(tree.name(parent), "script" | "style") {
                return None;
            }
            let start = tree.words.len() as u32;
            tree.words.push_str(&text);
            let end = tree.words.len() as u32;
            if tree.words.len() > MAX_WORDS {
                self.over
                    .set(Some("it has more than 8 MiB of words and white space"));
            }
            if let Some(before) = some(before) {
                let before = &mut tree.nodes[before as usize];
                if before.element == TEXT && before.range.1 == start {
                    before.range.1 = end;
                    return None;
                }
            }
            (start, end)
        };
        Some(self.add(TEXT, range))
    }

    fn detach(&self, id: Id) {
        let nodes = &mut self.tree.borrow_mut().nodes;
        let Node {
            parent,
            before,
            next,
            ..
        } = nodes[id as usize];
        if let Some(parent) = some(parent) {
            match some(before) {
                Some(before) => nodes[before as usize].next = next,
                None => nodes[parent as usize].first = next,
            }
            match some(next) {
                Some(next) => nodes[next as usize].before = before,
                None => nodes[parent as usize].last = before,
            }
        }
        let node = &mut nodes[id as usize];
        (node.parent, node.before, node.next) = (NONE, NONE, NONE);
    }

    /// Puts a node below `parent`, before `next` if there is one.
    fn link(&self, id: Id, parent: Id, next: Id) {
        let nodes = &mut self.tree.borrow_mut().nodes;
        let before = match some(next) {
            Some(next) => std::mem::replace(&mut nodes[next as usize].before, id),
            None => std::mem::replace(&mut nodes[parent as usize].last, id),
        };
        match some(before) {
            Some(before) => nodes[before as usize].next = id,
            None => nodes[parent as usize].first = id,
        }
        let depth = nodes[parent as usize].depth.saturating_add(1);
        if depth > MAX_DEPTH {
            self.over
                .set(Some("its elements stand in one another more than 512 deep"));
        }
        let node = &mut nodes[id as usize];
        (node.parent, node.before, node.next, node.depth) = (parent, before, next, depth);
    }

    /// Keeps the attributes that mean something.
    fn keep(&self, attributes: &[Attribute]) -> (u32, u32) {
        let mut tree = self.tree.borrow_mut();
        let tree = &mut *tree;
        let start = tree.attributes.len() as u32;
        for attribute in attributes {
            let name = &*attribute.name.local;
            let Ok(key) = ATTRIBUTES.binary_search(&name) else {
                continue;
            };
            let begin = tree.values.len() as u32;
            // What is longer says nothing here, such as a picture in its own address.
            let value = if attribute.value.len() > 4096 {
                ""
            } else {
                &*attribute.value
            };
            tree.values.push_str(value);
            tree.attributes
                .push((key as u8, begin, tree.values.len() as u32));
        }
        if tree.values.len() > MAX_VALUES || tree.attributes.len() > 2 * MAX_NODES {
            self.over.set(Some("it has more than 4 MiB of attributes"));
        }
        (start, tree.attributes.len() as u32)
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Result<Tree, &'static str>;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Self::Output {
        match self.over.get() {
            Some(over) => Err(over),
            None => Ok(self.tree.into_inner()),
        }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.document.clone()
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        &target.name
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> Handle {
        let local = &*name.local;
        // A drawing has elements of the same names, which are other ones.
        let is_of_drawing = name.ns == ns!(svg) && local != "svg";
        let element = if is_of_drawing {
            Err(0)
        } else {
            ELEMENTS.binary_search(&local)
        };
        let range = self.keep(&attributes);
        Rc::new(Element {
            id: self.add(element.unwrap_or(0) as u8, range),
            name,
            is_integration_point: flags.mathml_annotation_xml_integration_point,
        })
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.create_element(
            self.document.name.clone(),
            Vec::new(),
            ElementFlags::default(),
        )
    }

    fn create_pi(&self, _: StrTendril, text: StrTendril) -> Handle {
        self.create_comment(text)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let last = self.tree.borrow().nodes[parent.id as usize].last;
        if let Some(id) = self.node(parent.id, last, child) {
            self.link(id, parent.id, NONE);
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        before: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let has_parent = self.tree.borrow().nodes[element.id as usize].parent != NONE;
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let Node { parent, before, .. } = self.tree.borrow().nodes[sibling.id as usize];
        if parent != NONE
            && let Some(id) = self.node(parent, before, child)
        {
            self.link(id, parent, sibling.id);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// What stands in a template stands below it here, as it is not read but told.
    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        let (start, end) = self.tree.borrow().nodes[target.id as usize].range;
        // Two `html` or `body` tags; the attributes of the second one count where the first has none.
        if start == end {
            let range = self.keep(&attributes);
            self.tree.borrow_mut().nodes[target.id as usize].range = range;
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        loop {
            let first = self.tree.borrow().nodes[node.id as usize].first;
            let Some(first) = some(first) else { return };
            self.detach(first);
            self.link(first, parent.id, NONE);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Handle) -> bool {
        handle.is_integration_point
    }
}
