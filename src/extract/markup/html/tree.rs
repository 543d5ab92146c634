//! The tree of a page, as the HTML standard builds it: small, bounded, and read without recursion.

use std::sync::LazyLock;

/// The attributes that are kept, in order.
pub(super) static ATTRIBUTES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "alt class content hidden href id lang name open property reversed role src start style type value"
        .split(' ')
        .collect()
});

/// The elements that mean something here, in order. The first one, without a name, stands for all others.
pub(super) static ELEMENTS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    " a address annotation annotation-xml article aside audio blockquote body br button canvas caption center \
     datalist dd del details dialog dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 \
     h4 h5 h6 head header hgroup hr html iframe img input ins legend li link listing main map math menu meta meter nav \
     noembed noframes noscript object ol optgroup option output p picture plaintext pre progress q rb rp rt rtc \
     ruby script search section select style sub summary sup svg table tbody td template textarea tfoot th thead \
     title tr ul video xmp"
        .split(' ')
        .collect()
});

/// A node of a tree, by its place in it. The first one is the document.
pub(super) type Id = u32;

/// No node.
pub(super) const NONE: Id = Id::MAX;

/// The document, which is no element.
pub(super) const DOCUMENT: Id = 0;

#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) parent: Id,
    pub(super) first: Id,
    pub(super) last: Id,
    pub(super) before: Id,
    pub(super) next: Id,
    /// Of a text, where its characters begin and end; of an element, which attributes it has.
    pub(super) range: (u32, u32),
    pub(super) depth: u16,
    /// The element in [`ELEMENTS`]; of a text, [`TEXT`].
    pub(super) element: u8,
}

/// What stands for an element in a text.
pub(super) const TEXT: u8 = u8::MAX;

/// A page.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) words: String,
    /// The attributes that are kept: which, and where its value begins and ends.
    pub(super) attributes: Vec<(u8, u32, u32)>,
    pub(super) values: String,
}

impl Tree {
    /// The name of an element; empty for one that means nothing here, and for a text.
    pub(super) fn name(&self, id: Id) -> &'static str {
        let element = self.nodes[id as usize].element;
        ELEMENTS.get(usize::from(element)).copied().unwrap_or("")
    }

    /// The characters of a text.
    pub(super) fn text(&self, id: Id) -> Option<&str> {
        let node = &self.nodes[id as usize];
        let (start, end) = node.range;
        (node.element == TEXT).then(|| &self.words[start as usize..end as usize])
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let node = &self.nodes[id as usize];
        if node.element == TEXT {
            return None;
        }
        let (start, end) = node.range;
        let mut attributes = self.attributes[start as usize..end as usize].iter();
        let (_, start, end) = attributes.find(|(key, ..)| ATTRIBUTES[usize::from(*key)] == name)?;
        Some(&self.values[*start as usize..*end as usize])
    }

    /// True if one of the words of an attribute is one of these.
    pub(super) fn has(&self, id: Id, name: &str, words: &[&str]) -> bool {
        let value = self.attribute(id, name).unwrap_or("");
        value
            .split_ascii_whitespace()
            .any(|word| words.contains(&word))
    }

    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        some(self.nodes[id as usize].parent)
    }

    pub(super) fn first(&self, id: Id) -> Option<Id> {
        some(self.nodes[id as usize].first)
    }

    pub(super) fn next(&self, id: Id) -> Option<Id> {
        some(self.nodes[id as usize].next)
    }

    /// The nodes below one and itself, in their order, without those below one for which `skips` is true.
    pub(super) fn below(&self, root: Id, skips: impl Fn(Id) -> bool) -> impl Iterator<Item = Id> {
        let mut next = Some(root);
        std::iter::from_fn(move || {
            let id = next?;
            let first = self.first(id).filter(|_| !skips(id));
            next = first.or_else(|| self.after(id, root));
            Some(id)
        })
    }

    /// The node that follows all those below one.
    fn after(&self, mut id: Id, root: Id) -> Option<Id> {
        while id != root {
            if let Some(next) = self.next(id) {
                return Some(next);
            }
            id = self.parent(id)?;
        }
        None
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }
}

/// A node, unless there is none.
pub(super) fn some(id: Id) -> Option<Id> {
    (id != NONE).then_some(id)
}
