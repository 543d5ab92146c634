//! The tape of a value that was read and held to its schema in another way.

use super::read::Slot;
use super::{Content, Element, JsonType, OTHER, Reader, Tape};
use crate::json::{Node, Value};

impl Reader {
    /// The tape of a value that fits the schema, as [`Reader::read`] makes it of the values that it accepts. Nothing is checked;
    /// a part that the schema does not describe has no type.
    pub fn trace(&self, text: &str, root: &Node) -> Tape {
        let mut trace = Tracer {
            reader: self,
            text,
            tape: Tape::default(),
        };
        trace.value(Some(self.root), (0, Slot::default()), root);
        trace.tape
    }
}

struct Tracer<'a> {
    reader: &'a Reader,
    text: &'a str,
    tape: Tape,
}

impl Tracer<'_> {
    fn value(&mut self, shape: Option<usize>, (parent, slot): (usize, Slot), node: &Node) {
        let shape = shape.map(|shape| &self.reader.shapes[shape]);
        let content = shape.map(|shape| &shape.content);
        let at = self.tape.elements.len();
        let mut element = Element {
            start: node.span.start as u32,
            end: node.span.end as u32,
            next: 0,
            parent: parent as u32,
            nth: slot.nth,
            kind: JsonType::Plain,
            key: slot.key,
            of_type: shape.map_or(OTHER, |shape| shape.of_type),
            member: slot.member,
            variant: OTHER,
        };
        match &node.value {
            Value::Null | Value::Bool(_) | Value::Number(_) => self.tape.elements.push(element),
            Value::String(string) => {
                let place = match content {
                    Some(Content::Code(codes)) => codes.iter().position(|code| {
                        code.written.strip_suffix(b"\"") == Some(string.as_bytes())
                    }),
                    _ => None,
                };
                if let Some(place) = place {
                    element.variant = place as u8;
                }
                self.string(element, node, string);
            }
            Value::Array(items) => {
                element.kind = JsonType::List;
                self.tape.elements.push(element);
                let item = match content {
                    Some(Content::List { item }) => Some(*item),
                    _ => None,
                };
                for (nth, node) in items.iter().enumerate() {
                    self.value(item, (at, Slot::item(nth as u32)), node);
                }
            }
            Value::Object(members) => {
                element.kind = JsonType::Object;
                self.tape.elements.push(element);
                for member in members {
                    match content {
                        Some(Content::Object { members: known, .. }) => {
                            let place = known.iter().position(|one| {
                                one.name.written.strip_suffix(b"\"") == Some(member.key.as_bytes())
                            });
                            let found = place.map(|place| (&known[place], place as u8));
                            let shape = found.map(|(one, _)| one.shape);
                            let content = shape.map(|shape| &self.reader.shapes[shape].content);
                            if matches!(content, Some(Content::Anything)) {
                                continue;
                            }
                            let slot = found.map(|(one, member)| Slot {
                                key: one.key,
                                member,
                                nth: 0,
                            });
                            let slot = slot.unwrap_or_default();
                            self.value(shape, (at, slot), &member.value);
                        }
                        _ => {
                            let key = Node {
                                span: member.key_span.clone(),
                                value: Value::Null,
                            };
                            let key_element = Element {
                                parent: at as u32,
                                nth: 0,
                                key: OTHER,
                                of_type: OTHER,
                                member: OTHER,
                                variant: OTHER,
                                ..element
                            };
                            self.string(key_element, &key, &member.key);
                            let value = match content {
                                Some(Content::Map { value, .. }) => Some(*value),
                                _ => None,
                            };
                            self.value(value, (at, Slot::default()), &member.value);
                        }
                    }
                }
            }
        }
        let next = self.tape.elements.len() as u32;
        self.tape.elements[at].next = next;
    }

    /// Adds the element of a string: where it is written, or, if it is written with escapes, as it reads.
    fn string(&mut self, element: Element, node: &Node, string: &str) {
        let inner = node.span.start + 1..node.span.end.saturating_sub(1);
        let range = if self.text.get(inner.clone()) == Some(string) {
            inner
        } else {
            let start = self.text.len() + self.tape.decoded.len();
            self.tape.decoded.push_str(string);
            start..start + string.len()
        };
        self.tape.elements.push(Element {
            start: range.start as u32,
            end: range.end as u32,
            next: self.tape.elements.len() as u32 + 1,
            kind: JsonType::String,
            ..element
        });
    }
}
