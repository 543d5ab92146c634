//! The outline of a value that was read and held to its schema in another way.

use super::read::Slot;
use super::{Content, Kind, Mark, OTHER, Outline, Reader};
use crate::json::{Node, Value};

impl Reader {
    /// The outline of a value that fits the schema, as [`Reader::read`] makes it of the values that it accepts. Nothing is checked;
    /// a part that the schema does not describe has no type.
    pub fn trace(&self, text: &str, root: &Node) -> Outline {
        let mut trace = Trace {
            reader: self,
            text,
            outline: Outline::default(),
        };
        trace.value(Some(self.root), (0, Slot::default()), root);
        trace.outline
    }
}

struct Trace<'a> {
    reader: &'a Reader,
    text: &'a str,
    outline: Outline,
}

impl Trace<'_> {
    fn value(&mut self, shape: Option<usize>, (parent, slot): (usize, Slot), node: &Node) {
        let shape = shape.map(|shape| &self.reader.shapes[shape]);
        let content = shape.map(|shape| &shape.content);
        let at = self.outline.marks.len();
        let mut mark = Mark {
            start: node.span.start as u32,
            end: node.span.end as u32,
            next: 0,
            parent: parent as u32,
            nth: slot.nth,
            kind: Kind::Plain,
            key: slot.key,
            of_type: shape.map_or(OTHER, |shape| shape.of_type),
            member: slot.member,
            variant: OTHER,
        };
        match &node.value {
            Value::Null | Value::Bool(_) | Value::Number(_) => self.outline.marks.push(mark),
            Value::String(string) => {
                let place = match content {
                    Some(Content::Code(codes)) => codes.iter().position(|code| {
                        code.written.strip_suffix(b"\"") == Some(string.as_bytes())
                    }),
                    _ => None,
                };
                if let Some(place) = place {
                    mark.variant = place as u8;
                }
                self.string(mark, node, string);
            }
            Value::Array(items) => {
                mark.kind = Kind::List;
                self.outline.marks.push(mark);
                let item = match content {
                    Some(Content::List { item }) => Some(*item),
                    _ => None,
                };
                for (nth, node) in items.iter().enumerate() {
                    self.value(item, (at, Slot::item(nth as u32)), node);
                }
            }
            Value::Object(members) => {
                mark.kind = Kind::Object;
                self.outline.marks.push(mark);
                for member in members {
                    match content {
                        Some(Content::Object { members: known, .. }) => {
                            let place = known.iter().position(|one| {
                                one.name.written.strip_suffix(b"\"") == Some(member.key.as_bytes())
                            });
                            let found = place.map(|place| (&known[place], place as u8));
                            let shape = found.map(|(one, _)| one.shape);
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
                            let key_mark = Mark {
                                parent: at as u32,
                                nth: 0,
                                key: OTHER,
                                of_type: OTHER,
                                member: OTHER,
                                variant: OTHER,
                                ..mark
                            };
                            self.string(key_mark, &key, &member.key);
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
        let next = self.outline.marks.len() as u32;
        self.outline.marks[at].next = next;
    }

    /// Marks a string where it is written, or, if it is written with escapes, as it reads.
    fn string(&mut self, mark: Mark, node: &Node, string: &str) {
        let inner = node.span.start + 1..node.span.end.saturating_sub(1);
        let range = if self.text.get(inner.clone()) == Some(string) {
            inner
        } else {
            let start = self.text.len() + self.outline.decoded.len();
            self.outline.decoded.push_str(string);
            start..start + string.len()
        };
        self.outline.marks.push(Mark {
            start: range.start as u32,
            end: range.end as u32,
            next: self.outline.marks.len() as u32 + 1,
            kind: Kind::String,
            ..mark
        });
    }
}
