//! Tapes: what a record says and where, read in one pass along its schema, without a tree.
//!
//! A tree of a record costs ten times what its bytes do, and almost every record is in order. A [`Reader`] is compiled from a
//! JSON Schema and **only ever says yes**: what it accepts is strict JSON that fits the schema, and it leaves one [`Element`] for
//! each value that the schema describes. Everything else, be it wrong or merely unusual, it declines without a reason, and the strict reader and the
//! evaluator of schemas have the word. So a shortcut here can cost time, never a finding; `tape/tests.rs` tries to find a
//! counterexample.
//!
//! This part knows JSON and schemas. What a record means is decided elsewhere.

mod compile;
mod form;
mod read;
mod record;
mod scan;
#[cfg(test)]
mod tests;
mod trace;

pub use compile::Names;
pub use form::Form;

use std::ops::Range;

/// No number: of a value without a key, a type or a code.
pub const OTHER: u8 = u8::MAX;

/// Reads records of one type.
#[derive(Debug)]
pub struct Reader {
    /// The keys of objects, by their numbers.
    keys: Vec<Box<str>>,
    /// The types of values, by their numbers.
    types: Vec<Box<str>>,
    /// Every part of the schema, once.
    shapes: Vec<Shape>,
    /// The part that describes the whole record.
    root: usize,
}

impl Reader {
    /// The key of a value that is a member of an object with properties; nothing of another.
    pub fn key(&self, element: &Element) -> &str {
        self.keys
            .get(usize::from(element.key))
            .map_or("", |key| key)
    }

    /// The name of the type of a value, as the schema's definitions are called; nothing if it has none.
    pub fn type_name(&self, element: &Element) -> &str {
        let name = self.types.get(usize::from(element.of_type));
        name.map_or("", |name| name)
    }
}

/// A part of the schema: the type and the content of a value.
#[derive(Debug)]
struct Shape {
    /// The number of the type by which the schema calls it.
    of_type: u8,
    /// The content that the value has to have.
    content: Content,
}

/// The content that the value of a shape has to have.
#[derive(Debug)]
enum Content {
    /// An object with these members and no others.
    Object {
        members: Vec<Property>,
        /// A bit for each member that has to be there.
        required: u64,
    },
    /// An object whose keys are its own, with at least one member.
    Map { key: usize, value: usize },
    /// An array with at least one item.
    List { item: usize },
    /// A string of this form.
    Text(Form),
    /// One of these strings.
    Code(Vec<Name>),
    /// `true` or `false`.
    Truth,
    /// A number of at least 0, or a whole one up to a limit.
    Number { least: u64, most: Option<u64> },
    /// Any string or number.
    Scalar,
    /// Any value at all, of which nothing is said: it is passed over, and has no element.
    Anything,
    /// A part that this reader does not know how to read: it declines every value.
    Unknown,
}

/// A member that an object may have.
#[derive(Debug)]
struct Property {
    name: Name,
    /// The number of the key.
    key: u8,
    /// The shape of the value.
    shape: usize,
}

/// A string that is known beforehand.
#[derive(Debug)]
struct Name {
    /// The string and its closing quotation mark, as it is written.
    written: Box<[u8]>,
    /// The first eight bytes of that, and the mask of those that count.
    head: u64,
    mask: u64,
}

/// The kind of JSON value that an element stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonType {
    /// An object.
    Object,
    /// An array.
    List,
    /// A string.
    String,
    /// A number or a truth value.
    Plain,
}

/// A value of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    /// The position of its first byte; of a string that after the quotation mark. See [`Tape::text`] for strings with escapes.
    pub start: u32,
    /// The byte after its last; of a string that of its closing quotation mark.
    pub end: u32,
    /// The number of the element after it and everything in it.
    pub next: u32,
    /// The number of the value that it is directly in; of the record itself its own.
    pub parent: u32,
    /// Its place among the items, if it is an item of a list.
    pub nth: u32,
    /// The kind of the value.
    pub kind: JsonType,
    /// The number of its key, if it is a member of an object.
    pub key: u8,
    /// The number of its type.
    pub of_type: u8,
    /// The place of its key among the properties of the schema, if it is a member of an object that has properties.
    pub member: u8,
    /// The place of its code in the schema's list, if its type is a list of codes.
    pub variant: u8,
}

/// Every value of one record in the order of the text, the record itself first. Kept from record to record, so that the memory
/// is.
#[derive(Clone, Debug, Default)]
pub struct Tape {
    /// The values.
    pub elements: Vec<Element>,
    /// The strings that are written with escapes, as they read; their elements count from the end of the record on.
    decoded: String,
    /// For each form of which there is a quick test the string that had it last and was not quickly told to.
    last_of_form: Vec<String>,
}

impl Tape {
    /// The string of an element, in the record that was read.
    pub fn text<'a>(&'a self, record: &'a str, element: &Element) -> &'a str {
        self.between(record, element.start..element.end)
    }

    /// The text between two positions as elements count them: in the record, or beyond its end in the decoded strings.
    fn between<'a>(&'a self, record: &'a str, at: Range<u32>) -> &'a str {
        let (start, end) = (at.start as usize, at.end as usize);
        match start.checked_sub(record.len()) {
            Some(start) => &self.decoded[start..end - record.len()],
            None => &record[start..end],
        }
    }

    /// The place of the value of a number, as a JSON Pointer; `reader` is that which made the tape.
    pub fn pointer(&self, record: &str, reader: &Reader, of: usize) -> String {
        let mut way = vec![of];
        while let Some(&at) = way.last().filter(|at| **at != 0) {
            way.push(self.elements[at].parent as usize);
        }
        let mut pointer = String::new();
        for pair in way.windows(2).rev() {
            let (at, element) = (pair[0], &self.elements[pair[0]]);
            pointer.push('/');
            if self.elements[pair[1]].kind == JsonType::List {
                pointer.push_str(&element.nth.to_string());
            } else if element.member != OTHER {
                pointer.push_str(reader.key(element));
            } else {
                // An object with keys of its own: the element of the key is the one before its value.
                let key = self.text(record, &self.elements[at - 1]);
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
        }
        pointer
    }

    /// The numbers of the values directly in the value of a number.
    pub fn parts(&self, of: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.elements[of].next as usize;
        let mut at = of + 1;
        std::iter::from_fn(move || {
            let part = (at < end).then_some(at)?;
            at = self.elements[part].next as usize;
            Some(part)
        })
    }

    /// The numbers of the items of a list that is a member of the object of a number; none if there is no such member.
    pub fn list(&self, of: usize, key: u8) -> impl Iterator<Item = usize> + '_ {
        let list = self.member(of, key);
        list.into_iter().flat_map(|list| self.parts(list))
    }

    /// The number of the member with this key of the object of a number.
    pub fn member(&self, of: usize, key: u8) -> Option<usize> {
        self.parts(of).find(|part| self.elements[*part].key == key)
    }
}
