//! The places of values of named types in a record, such as every `ActorId` and every `Evidence`.

use std::cmp::Ordering;

use super::{Document, Fits};
use crate::json::{self, Node};
use crate::tape::{Element, JsonType, OTHER};

/// A value in a record that fits its schema. Types and keys go by their numbers in [`crate::schema::vocabulary`].
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    document: &'a Document,
    fits: &'a Fits,
    /// The number of its element.
    at: usize,
}

impl Document {
    /// Every value, and the keys of objects with keys of their own, in the order of the text; none if the document does not fit its
    /// schema.
    pub(crate) fn places(&self) -> impl Iterator<Item = Place<'_>> + Clone {
        self.places_where(|_| true)
    }

    /// The values of one type, such as every `ActorId`.
    pub(crate) fn places_of(
        &self,
        of_type: u8,
    ) -> impl Iterator<Item = Place<'_>> + Clone + use<'_> {
        self.places_where(move |element| element.of_type == of_type)
    }

    /// Every list of more than one item.
    pub(crate) fn lists(&self) -> impl Iterator<Item = Place<'_>> + Clone {
        let lists = self.places_where(|element| element.kind == JsonType::List);
        lists.filter(|list| list.items().nth(1).is_some())
    }

    /// The values under one key, such as every `id`.
    pub(crate) fn places_under(&self, key: u8) -> impl Iterator<Item = Place<'_>> + Clone {
        self.places_where(move |element| element.key == key)
    }

    fn places_where<F: Fn(&Element) -> bool + Clone>(
        &self,
        is_wanted: F,
    ) -> impl Iterator<Item = Place<'_>> + Clone + use<'_, F> {
        let fits = self.fits();
        let elements = fits.map_or(&[][..], |fits| &fits.tape.elements);
        elements
            .iter()
            .enumerate()
            .filter_map(move |(at, element)| {
                let fits = fits.filter(|_| is_wanted(element))?;
                Some(Place {
                    document: self,
                    fits,
                    at,
                })
            })
    }

    /// The value at a JSON Pointer; none if nothing stands there, or the document does not fit its schema.
    pub(crate) fn place(&self, pointer: &str) -> Option<Place<'_>> {
        let root = self.places().next()?;
        if pointer.is_empty() {
            return Some(root);
        }
        let mut segments = pointer.strip_prefix('/')?.split('/');
        segments.try_fold(root, |place, segment| {
            let key = json::unescape(segment)?;
            match place.element().kind {
                JsonType::List => place.item(json::index(&key)?),
                _ => place.get_named(&key),
            }
        })
    }
}

impl<'a> Place<'a> {
    fn element(&self) -> &'a Element {
        &self.fits.tape.elements[self.at]
    }

    fn at(&self, at: usize) -> Place<'a> {
        Place { at, ..*self }
    }

    /// True if the value is of a type.
    pub(crate) fn is(&self, of_type: u8) -> bool {
        self.element().of_type == of_type
    }

    /// The number of its type.
    pub(crate) fn of_type(&self) -> u8 {
        self.element().of_type
    }

    /// The name of its type in Rust and in the schema; nothing if it has none.
    pub(crate) fn type_name(&self) -> &'a str {
        self.fits.reader.type_name(self.element())
    }

    /// True if the value is that of a key in an object with properties.
    pub(crate) fn has_key(&self, key: u8) -> bool {
        self.element().key == key
    }

    /// True if the value is a member of the record itself.
    pub(crate) fn is_outermost(&self) -> bool {
        self.at != 0 && self.element().parent == 0
    }

    /// The number of the key of the record's own member that the value stands in or is.
    pub(crate) fn section(&self) -> u8 {
        let mut element = self.element();
        while element.parent != 0 {
            element = &self.fits.tape.elements[element.parent as usize];
        }
        element.key
    }

    /// The place, as a JSON Pointer.
    pub(crate) fn pointer(&self) -> String {
        let Fits { reader, tape, .. } = self.fits;
        tape.pointer(&self.document.text, reader, self.at)
    }

    /// The value, if it is a string.
    pub(crate) fn as_str(&self) -> Option<&'a str> {
        (self.element().kind == JsonType::String).then(|| self.text())
    }

    /// The value as it is written, if it is a number or a truth value.
    pub(crate) fn as_plain(&self) -> Option<&'a str> {
        (self.element().kind == JsonType::Plain).then(|| self.text())
    }

    fn text(&self) -> &'a str {
        self.fits.tape.text(&self.document.text, self.element())
    }

    /// The member with a key, if the value is an object with properties that has it.
    pub(crate) fn get(&self, key: u8) -> Option<Place<'a>> {
        self.fits.tape.member(self.at, key).map(|at| self.at(at))
    }

    /// The member with a key, if the value is an object that has it.
    pub(crate) fn get_named(&self, key: &str) -> Option<Place<'a>> {
        let mut members = self.members();
        members.find(|(own, _)| *own == key).map(|(_, value)| value)
    }

    /// The item at an index, if the value is a list that has it. Lists have thousands of items, and are asked for each.
    fn item(&self, index: usize) -> Option<Place<'a>> {
        let tape = &self.fits.tape;
        let within = self.at + 1..tape.elements[self.at].next as usize;
        // Every value in the list is an item, or in one.
        let item_of = |mut at: usize| {
            while tape.elements[at].parent as usize != self.at {
                at = tape.elements[at].parent as usize;
            }
            at
        };
        let (mut start, mut end) = (within.start, within.end);
        while start < end {
            let item = item_of((start + end) / 2);
            let element = &tape.elements[item];
            match (element.nth as usize).cmp(&index) {
                Ordering::Equal => return Some(self.at(item)),
                Ordering::Less => start = element.next as usize,
                Ordering::Greater => end = item,
            }
        }
        None
    }

    /// The items, if the value is a list.
    pub(crate) fn items(&self) -> impl Iterator<Item = Place<'a>> + use<'a> {
        let place = *self;
        let is_list = self.element().kind == JsonType::List;
        let parts = is_list.then(|| self.fits.tape.parts(self.at));
        parts.into_iter().flatten().map(move |at| place.at(at))
    }

    /// The members with their keys, if the value is an object.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&'a str, Place<'a>)> + use<'a> {
        let place = *self;
        let is_object = self.element().kind == JsonType::Object;
        let parts = is_object.then(|| self.fits.tape.parts(self.at));
        let mut own_key = None;
        parts.into_iter().flatten().filter_map(move |at| {
            let value = place.at(at);
            if value.element().member != OTHER {
                return Some((value.fits.reader.key(value.element()), value));
            }
            // An object with keys of its own: each is marked before its value.
            match own_key.take() {
                Some(key) => Some((key, value)),
                None => {
                    own_key = Some(value.text());
                    None
                }
            }
        })
    }

    /// The value with its places in the text.
    pub(crate) fn node(&self) -> Option<&'a Node> {
        self.document.root()?.pointer(&self.pointer())
    }
}
