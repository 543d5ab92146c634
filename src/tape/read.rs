//! Reading one record along its schema.

mod pass;

use std::ops::Range;

use super::scan::{space_until, word};
use super::{Content, Element, Form, JsonType, Name, OTHER, Property, Reader, Tape};
use crate::simd::plain_until;

/// The most bytes of a record that is read here: small enough for every bound of the strict reader on what a text may hold.
const MAX_BYTES: usize = 1 << 20;

/// The number of values that may stand inside one another: fewer than the strict reader takes.
const MAX_DEPTH: usize = 60;

impl Reader {
    /// Reads a record into a tape. `false` says nothing but that the record has to be read in another way.
    pub fn read(&self, record: &str, tape: &mut Tape) -> bool {
        tape.elements.clear();
        tape.decoded.clear();
        if record.len() > MAX_BYTES {
            return false;
        }
        let mut reading = Reading {
            reader: self,
            text: record,
            record: record.as_bytes(),
            tape,
            parent: 0,
            depth: 0,
        };
        let start = space_until(reading.record, 0);
        let end = reading.value(self.root, Slot::default(), start);
        end.is_some_and(|end| space_until(record.as_bytes(), end) == record.len())
    }
}

impl Name {
    /// True if it stands at the beginning of some bytes, whose first eight are given if there are as many.
    fn stands(&self, bytes: &[u8], head: Option<u64>) -> bool {
        match head {
            Some(head) if head & self.mask != self.head => false,
            Some(_) if self.written.len() <= 8 => true,
            _ => bytes.starts_with(&self.written),
        }
    }
}

/// The reading of a record. Each of its functions reads a value from a place on, and gives the place after it.
struct Reading<'a> {
    reader: &'a Reader,
    text: &'a str,
    record: &'a [u8],
    tape: &'a mut Tape,
    /// The number of the value whose parts are being read.
    parent: u32,
    depth: usize,
}

/// The position of a value in the value around it; see [`Element`].
#[derive(Clone, Copy)]
pub(super) struct Slot {
    pub key: u8,
    pub member: u8,
    pub nth: u32,
}

impl Default for Slot {
    fn default() -> Slot {
        Slot {
            key: OTHER,
            member: OTHER,
            nth: 0,
        }
    }
}

impl Slot {
    /// An item of a list.
    pub fn item(nth: u32) -> Slot {
        Slot {
            nth,
            ..Slot::default()
        }
    }
}

impl<'a> Reading<'a> {
    fn value(&mut self, shape: usize, slot: Slot, at: usize) -> Option<usize> {
        let reader = self.reader;
        let shape = &reader.shapes[shape];
        let parent = self.parent;
        let element = |kind, start: usize, end: usize| Element {
            start: start as u32,
            end: end as u32,
            next: 0,
            parent,
            nth: slot.nth,
            kind,
            key: slot.key,
            of_type: shape.of_type,
            member: slot.member,
            variant: OTHER,
        };
        match &shape.content {
            Content::Object { members, required } => {
                let number = self.open(element(JsonType::Object, at, at))?;
                let end = self.object(members, *required, at)?;
                Some(self.close(number, end))
            }
            Content::Map { key, value } => {
                let number = self.open(element(JsonType::Object, at, at))?;
                let end = self.map(number, *key, *value, at)?;
                Some(self.close(number, end))
            }
            Content::List { item } => {
                let number = self.open(element(JsonType::List, at, at))?;
                let end = self.list(*item, at)?;
                Some(self.close(number, end))
            }
            Content::Text(form) => {
                let (start, end, after) = self.text(at, Some(form))?;
                self.leaf(element(JsonType::String, start, end));
                Some(after)
            }
            Content::Code(codes) => {
                let rest = self.record.get(at + 1..)?;
                let head = word(rest, 0);
                let is_string = self.record[at] == b'"';
                let stands = |code: &Name| is_string && code.stands(rest, head);
                let place = codes.iter().position(stands)?;
                let end = at + codes[place].written.len();
                self.leaf(Element {
                    variant: place as u8,
                    ..element(JsonType::String, at + 1, end)
                });
                Some(end + 1)
            }
            Content::Truth => {
                let rest = self.record.get(at..)?;
                let words: [&[u8]; 2] = [b"true", b"false"];
                let length = words.into_iter().find(|word| rest.starts_with(word))?.len();
                self.leaf(element(JsonType::Plain, at, at + length));
                Some(at + length)
            }
            Content::Number { least, most } => {
                let end = self.number(at, *least, *most)?;
                self.leaf(element(JsonType::Plain, at, end));
                Some(end)
            }
            Content::Scalar if self.record.get(at) == Some(&b'"') => {
                let (start, end, after) = self.text(at, None)?;
                self.leaf(element(JsonType::String, start, end));
                Some(after)
            }
            Content::Scalar => {
                let end = self.number(at, 0, None)?;
                self.leaf(element(JsonType::Plain, at, end));
                Some(end)
            }
            Content::Anything => self.anything(at),
            Content::Unknown => None,
        }
    }

    fn leaf(&mut self, element: Element) {
        let next = self.tape.elements.len() as u32 + 1;
        self.tape.elements.push(Element { next, ..element });
    }

    fn open(&mut self, element: Element) -> Option<usize> {
        self.depth += 1;
        let number = self.tape.elements.len();
        self.parent = number as u32;
        self.tape.elements.push(element);
        (self.depth <= MAX_DEPTH).then_some(number)
    }

    fn close(&mut self, number: usize, end: usize) -> usize {
        self.depth -= 1;
        let next = self.tape.elements.len() as u32;
        let element = &mut self.tape.elements[number];
        element.next = next;
        element.end = end as u32;
        self.parent = element.parent;
        end
    }

    /// The place after a byte and the white space behind it, if the byte stands there.
    fn eat(&self, at: usize, byte: u8) -> Option<usize> {
        (self.record.get(at) == Some(&byte)).then(|| space_until(self.record, at + 1))
    }

    fn object(&mut self, members: &[Property], required: u64, at: usize) -> Option<usize> {
        let mut at = self.eat(at, b'{')?;
        let (mut seen, mut next) = (0u64, 0);
        loop {
            let (number, end) = self.key(members, next, at)?;
            // A key that is there twice is for the strict reader to report.
            if seen & (1 << number) != 0 {
                return None;
            }
            seen |= 1 << number;
            next = number + 1;
            let member = &members[number];
            let slot = Slot {
                key: member.key,
                member: number as u8,
                nth: 0,
            };
            let colon = space_until(self.record, end);
            let start = self.eat(colon, b':')?;
            let end = self.value(member.shape, slot, start)?;
            at = space_until(self.record, end);
            match self.eat(at, b',') {
                Some(next) => at = next,
                None => break,
            }
        }
        let is_closed = self.record.get(at) == Some(&b'}');
        (is_closed && seen & required == required).then_some(at + 1)
    }

    /// The member whose key stands at a place, and the place after it. Most records have their keys in the order of the schema.
    fn key(&self, members: &[Property], next: usize, at: usize) -> Option<(usize, usize)> {
        if self.record.get(at) != Some(&b'"') {
            return None;
        }
        let head = word(self.record, at + 1);
        let rest = &self.record[at + 1..];
        let mut number = next;
        // From the next one on to the last, and then from the first one on.
        for _ in 0..members.len() {
            if number >= members.len() {
                number = 0;
            }
            let name = &members[number].name;
            if name.stands(rest, head) {
                return Some((number, at + 1 + name.written.len()));
            }
            number += 1;
        }
        None
    }

    fn map(&mut self, number: usize, key: usize, value: usize, at: usize) -> Option<usize> {
        let Content::Text(form) = &self.reader.shapes[key].content else {
            return None;
        };
        let mut at = self.eat(at, b'{')?;
        loop {
            // The key has an element of its own, as a value has, and the value comes next.
            let (start, end, after) = self.text(at, Some(form))?;
            if self.is_known(number + 1, 2, start..end) {
                return None;
            }
            self.own_key(start..end);
            let colon = space_until(self.record, after);
            let start = self.eat(colon, b':')?;
            let end = self.value(value, Slot::default(), start)?;
            at = space_until(self.record, end);
            match self.eat(at, b',') {
                Some(next) => at = next,
                None => break,
            }
        }
        (self.record.get(at) == Some(&b'}')).then_some(at + 1)
    }

    /// Adds the element of a key of an object whose keys are its own.
    fn own_key(&mut self, key: Range<usize>) {
        self.leaf(Element {
            start: key.start as u32,
            end: key.end as u32,
            next: 0,
            parent: self.parent,
            nth: 0,
            kind: JsonType::String,
            key: OTHER,
            // A key is no value, and has no type.
            of_type: OTHER,
            member: OTHER,
            variant: OTHER,
        });
    }

    /// True if a key is among those whose elements begin at a number, each `step` after the one before. Few objects have more than some
    /// members; one that has is read in another way, because looking through all keys for each would take the square of their number.
    fn is_known(&self, from: usize, step: usize, key: Range<usize>) -> bool {
        let elements = &self.tape.elements[from..];
        let key = self
            .tape
            .between(self.text, key.start as u32..key.end as u32);
        let is_key = |element: &Element| self.tape.text(self.text, element) == key;
        elements.len() > 64 || elements.iter().step_by(step).any(is_key)
    }

    fn list(&mut self, item: usize, at: usize) -> Option<usize> {
        let mut at = self.eat(at, b'[')?;
        for nth in 0.. {
            let end = self.value(item, Slot::item(nth), at)?;
            at = space_until(self.record, end);
            match self.eat(at, b',') {
                Some(next) => at = next,
                None => break,
            }
        }
        (self.record.get(at) == Some(&b']')).then_some(at + 1)
    }

    /// A string: the places of its first byte, as elements count it, and of its last, and the place after it.
    fn text(&mut self, at: usize, form: Option<&Form>) -> Option<(usize, usize, usize)> {
        if self.record.get(at) != Some(&b'"') {
            return None;
        }
        let start = at + 1;
        if let Some(end) = form.and_then(|form| form.quickly(self.record, start)) {
            return Some((start, end, end + 1));
        }
        let (end, is_escaped) = string_end(self.record, start)?;
        let written = self.text.get(at..=end)?;
        if !is_escaped {
            self.has_form(form, &written[1..written.len() - 1])?;
            return Some((start, end, end + 1));
        }
        let string: String = serde_json::from_str(written).ok()?;
        let decoded = &mut self.tape.decoded;
        let start = decoded.len();
        decoded.push_str(&string);
        // Quick tests look for the end of a string.
        decoded.push('"');
        let whole = Some(start + string.len());
        let is_quick = form.is_some_and(|form| form.quickly(decoded.as_bytes(), start) == whole);
        decoded.pop();
        if !is_quick {
            self.has_form(form, &string)?;
        }
        let begin = self.record.len() + start;
        Some((begin, begin + string.len(), end + 1))
    }

    /// Nothing, unless a string does not have a form. Many records have the same string where the quick test is not sure.
    fn has_form(&mut self, form: Option<&Form>, string: &str) -> Option<()> {
        let Some(form) = form else {
            return Some(());
        };
        let Some(number) = form.number() else {
            return form.fits(string).then_some(());
        };
        let last = &mut self.tape.last_of_form;
        if last.len() <= number {
            last.resize(number + 1, String::new());
        }
        if last[number] == string && !string.is_empty() {
            return Some(());
        }
        form.fits(string)
            .then(|| string.clone_into(&mut last[number]))
    }

    /// The place after a number, written without sign and exponent, in its range.
    fn number(&self, at: usize, least: u64, most: Option<u64>) -> Option<usize> {
        let digits = |at: usize| {
            self.record[at.min(self.record.len())..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count()
        };
        let count = digits(at);
        let end = at + count;
        if !(1..=15).contains(&count) || (count > 1 && self.record[at] == b'0') {
            return None;
        }
        let value = self.record[at..end]
            .iter()
            .fold(0, |value, digit| value * 10 + u64::from(digit - b'0'));
        if value < least || most.is_some_and(|most| value > most) {
            return None;
        }
        if most.is_none() && self.record.get(end) == Some(&b'.') {
            let count = digits(end + 1);
            return (1..=15).contains(&count).then_some(end + 1 + count);
        }
        Some(end)
    }
}

/// The place of the closing quotation mark of a string that begins at a place, and whether it has escapes.
fn string_end(record: &[u8], mut at: usize) -> Option<(usize, bool)> {
    let mut is_escaped = false;
    loop {
        at = plain_until(record, at);
        match *record.get(at)? {
            b'"' => return Some((at, is_escaped)),
            b'\\' => {
                is_escaped = true;
                at += 2;
            }
            0x7f.. => at += 1,
            _ => return None,
        }
    }
}
