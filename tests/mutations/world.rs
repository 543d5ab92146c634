//! The real dataset, and every value in it that an error can be planted at.

use besluit::bench::{Member, Node, Span, Value, escape, parse};
use besluit::bench::{Reference, references_of};
use besluit::bench::{Shape, of_item, of_member, resolve};
use besluit::dataset::Document;
use besluit::derive::{Purpose, Quote, quotes};
use serde_json::Value as Json;

use crate::support::original::{Original, SCHEMAS};
use crate::support::random::Random;

pub struct World<'a> {
    pub original: &'a Original,
    /// The documents as values with places, in their order.
    trees: &'a [Node],
    /// Every value that a schema describes.
    pub sites: Vec<Site<'a>>,
    /// Every quote of a pinned text.
    pub quotes: Vec<Quote<'a>>,
}

/// A value of a record, and where it stands.
#[derive(Clone)]
pub struct Site<'a> {
    pub document: &'a Document,
    pub pointer: String,
    pub node: &'a Node,
    pub shape: Shape<'a>,
    /// The number among the sites of the value that it stands in; none for a whole record.
    pub parent: Option<usize>,
    /// Its own number in that.
    pub nth: usize,
    /// The member that it is the value of, if it is in an object.
    pub member: Option<&'a Member>,
}

/// The documents of a dataset as values with places, in their order.
pub fn trees(original: &Original) -> Vec<Node> {
    let documents = original.dataset.documents.iter();
    documents.map(|document| tree(document)).collect()
}

/// A document as a value with places.
pub fn tree(document: &Document) -> Node {
    let root = parse(document.text.as_bytes()).root;
    root.expect("the dataset is JSON")
}

impl<'a> World<'a> {
    pub fn new(original: &'a Original, trees: &'a [Node]) -> World<'a> {
        let mut world = World {
            original,
            trees,
            sites: Vec::new(),
            quotes: quotes(&original.dataset),
        };
        for (document, root) in original.dataset.documents.iter().zip(trees) {
            let (record_type, _) = document.identity().expect("the dataset is in order");
            let schema = &SCHEMAS.get(record_type).expect("it has a schema").schema;
            let site = Site {
                document,
                pointer: String::new(),
                node: root,
                shape: resolve(schema, schema),
                parent: None,
                nth: 0,
                member: None,
            };
            world.collect(schema, site);
        }
        world
    }

    fn collect(&mut self, schema: &'a Json, site: Site<'a>) {
        let (parent, node) = (self.sites.len(), site.node);
        self.sites.push(site.clone());
        let below = |nth, segment: &str, node, member, shape| Site {
            pointer: format!("{}/{segment}", site.pointer),
            parent: Some(parent),
            nth,
            node,
            member,
            shape,
            ..site.clone()
        };
        for (nth, item) in node.items().iter().enumerate() {
            if let Some(shape) = of_item(schema, site.shape.schema, nth) {
                self.collect(schema, below(nth, &nth.to_string(), item, None, shape));
            }
        }
        for (nth, member) in node.members().iter().enumerate() {
            if let Some(shape) = of_member(schema, site.shape.schema, &member.key) {
                let key = escape(&member.key);
                self.collect(schema, below(nth, &key, &member.value, Some(member), shape));
            }
        }
    }

    /// A site drawn from those that fit.
    pub fn pick(&self, random: &mut Random, fits: impl Fn(&Site<'a>) -> bool) -> Option<&Site<'a>> {
        let fitting: Vec<_> = self.sites.iter().filter(|site| fits(site)).collect();
        (!fitting.is_empty()).then(|| *random.pick(&fitting))
    }

    /// The site of the value that a site stands in.
    pub fn parent(&self, site: &Site<'a>) -> &Site<'a> {
        &self.sites[site.parent.expect("it stands in something")]
    }

    /// The references that lead to a document from others, and how often it refers to itself.
    pub fn references_to(&self, document: &Document) -> Vec<Reference<'a>> {
        let identity = document.identity();
        self.original
            .dataset
            .documents
            .iter()
            .flat_map(|document| references_of(document))
            .filter(|one| Some((one.record_type, one.id)) == identity)
            .collect()
    }

    /// A quote drawn from those that are evidence.
    pub fn evidence(&self, random: &mut Random) -> &Quote<'a> {
        let evidence = |quote: &&Quote<'a>| quote.purpose == Purpose::Evidence;
        let fitting: Vec<_> = self.quotes.iter().filter(evidence).collect();
        random.pick(&fitting)
    }

    /// A document as a value with places.
    pub fn root(&self, document: &Document) -> &'a Node {
        let mut documents = self.original.dataset.documents.iter();
        let at = documents.position(|one| one.path == document.path);
        &self.trees[at.expect("it is one of them")]
    }

    /// The site at a place.
    pub fn site(&self, document: &Document, pointer: &str) -> Option<&Site<'a>> {
        let mut sites = self.sites.iter();
        sites.find(|site| site.document.path == document.path && site.pointer == pointer)
    }
}

impl<'a> Site<'a> {
    pub fn text(&self) -> &'a str {
        &self.document.text
    }

    pub fn span(&self) -> Span {
        self.node.span.clone()
    }

    pub fn str(&self) -> Option<&'a str> {
        self.node.as_str()
    }

    pub fn key(&self) -> Option<&'a str> {
        self.member.map(|member| member.key.as_str())
    }

    pub fn is_object(&self) -> bool {
        matches!(self.node.value, Value::Object(_))
    }

    pub fn is_list(&self) -> bool {
        matches!(self.node.value, Value::Array(_))
    }

    pub fn is_number(&self) -> bool {
        matches!(self.node.value, Value::Number(_))
    }

    /// The number of values in it.
    pub fn len(&self) -> usize {
        self.node.items().len() + self.node.members().len()
    }

    /// The names of the fields that it can have, if it is an object of fields.
    pub fn fields(&self) -> Vec<&'a str> {
        let fields = self.shape.schema["properties"].as_object().into_iter();
        fields.flatten().map(|(name, _)| name.as_str()).collect()
    }

    /// True if it must have that field.
    pub fn needs(&self, field: &str) -> bool {
        let required = self.shape.schema["required"].as_array();
        required.is_some_and(|required| required.iter().any(|one| one == field))
    }

    /// The codes that it can have, if it is a code.
    pub fn codes(&self) -> Vec<&'a str> {
        let several = self.shape.schema["oneOf"].as_array().into_iter().flatten();
        let several = several.filter_map(|one| one["const"].as_str());
        let one = self.shape.schema["const"].as_str();
        several.chain(one).collect()
    }

    /// The end of what comes before it in the object or list, and with that the bytes to take out for it to be gone.
    pub fn whole(&self, parent: &Site) -> Span {
        let ends = |nth: usize| match &parent.node.value {
            Value::Array(items) => items.get(nth).map(|item| item.span.clone()),
            Value::Object(members) => members
                .get(nth)
                .map(|one| one.key_span.start..one.value.span.end),
            _ => None,
        };
        let own = ends(self.nth).expect("it is there");
        match (self.nth.checked_sub(1).and_then(ends), ends(self.nth + 1)) {
            (Some(before), _) => before.end..own.end,
            (None, Some(after)) => own.start..after.start,
            (None, None) => parent.node.span.start + 1..parent.node.span.end - 1,
        }
    }

    /// The white space before it on its line.
    pub fn indent(&self) -> &'a str {
        let start = self
            .member
            .map_or(self.node.span.start, |one| one.key_span.start);
        let line = self.text()[..start].rfind('\n').map_or(0, |at| at + 1);
        &self.text()[line..start]
    }

    /// The position at which the next value in the same object or list begins, if there is one.
    pub fn next(&self, parent: &Site) -> Option<usize> {
        let item = parent.node.items().get(self.nth + 1);
        let member = parent.node.members().get(self.nth + 1);
        item.map(|item| item.span.start)
            .or_else(|| member.map(|member| member.key_span.start))
    }
}
