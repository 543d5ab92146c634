//! The differences between a published value and the one of today.
//!
//! Fields are compared by name, and things in lists by their id; what has none is recognised by its single values, so that neither
//! its place in the list nor evidence that was added to it makes a difference.

use std::collections::{HashMap, HashSet, VecDeque};

use super::moved::Moved;
use super::value::{canonical, canonical_without, cut, id, shown, values};
use super::{Difference, Kind};
use crate::dataset::Document;
use crate::json::shape::Shapes;
use crate::json::{Member, Node, Value, escape};
use crate::schema::ViolationKind;

/// The fields that may change at any time: they say how the record is written, or announce a change.
const FREE: [&str; 3] = ["/$schema", "/schema_version", "/record/revision"];

/// The outcome of a comparison.
pub struct Compared {
    /// Everything that is not as it was published.
    pub found: Vec<Difference>,
    /// True if something that the record claims was added to a list. That is how a record grows, and no difference.
    pub claims_more: bool,
}

/// Compares a record with what was published, both given by their values, which `shapes` describe as far as they fit it.
pub fn compare(published: &Document, (was, now): (&Node, &Node), shapes: &Shapes) -> Compared {
    let violations = published.violations.iter();
    let unknown = violations
        .clone()
        .filter(|violation| violation.kind == ViolationKind::UnknownField);
    let missing = violations.filter_map(|violation| {
        Some((
            &*violation.pointer,
            violation.missing.as_ref()?.name.as_str(),
        ))
    });
    let mut comparison = Comparison {
        was_root: was,
        now_root: now,
        was_types: types(shapes, was),
        now_types: types(shapes, now),
        unknown: unknown.map(|violation| &*violation.pointer).collect(),
        missing: missing.collect(),
        moved: Moved::default(),
        pointers: Vec::new(),
        found: Vec::new(),
        claims_more: false,
    };
    comparison.value((was, ""), (now, ""));
    comparison.pointers();
    Compared {
        found: comparison.found,
        claims_more: comparison.claims_more,
    }
}

/// The name of the type of each value that has one, by its place; of a record that does not fit its schema too.
fn types<'a>(shapes: &'a Shapes, root: &'a Node) -> HashMap<String, &'a str> {
    let mut types = HashMap::new();
    shapes.walk(root, &mut |type_name, pointer, _| {
        if !type_name.is_empty() {
            types.insert(pointer.to_owned(), type_name);
        }
    });
    types
}

/// A value and its place.
type Placed<'a, 'b> = (&'a Node, &'b str);

struct Comparison<'a> {
    was_root: &'a Node,
    now_root: &'a Node,
    was_types: HashMap<String, &'a str>,
    now_types: HashMap<String, &'a str>,
    /// The fields of the published record that the model of today does not know.
    unknown: HashSet<&'a str>,
    /// The fields that the model of today asks for and the published record lacks: the object, and the name.
    missing: HashSet<(&'a str, &'a str)>,
    /// The places where the items of its lists, and fields under another name, stand now.
    moved: Moved,
    /// The pointers into the record, each with its place now. What they mean shows when everything else has been found again.
    pointers: Vec<(&'a Node, &'a Node, String)>,
    found: Vec<Difference>,
    claims_more: bool,
}

impl<'a> Comparison<'a> {
    fn value(&mut self, was: Placed<'a, '_>, now: Placed<'a, '_>) {
        let type_name = self.now_types.get(now.1).copied();
        match (&was.0.value, &now.0.value) {
            _ if FREE.contains(&was.1) => {}
            (Value::Object(_), Value::Object(_)) if type_name == Some("LocalizedText") => {
                self.text(was, now);
            }
            (Value::Object(_), Value::Object(_)) => self.object(was, now),
            (Value::Array(_), Value::Array(_)) => self.list(was, now.0.items(), now.1),
            (Value::String(_), Value::String(_)) if type_name == Some("Pointer") => {
                self.pointers.push((was.0, now.0, now.1.to_owned()));
            }
            _ if canonical(was.0) == canonical(now.0) => {}
            _ => {
                let message = format!("{} was published as {}", self.name(now.1), shown(was.0));
                self.report(was.1, now.1, message);
            }
        }
    }

    /// A pointer means the thing, not the place: the same thing may stand elsewhere by now, and another one in its place.
    fn pointers(&mut self) {
        for (was, now, at) in std::mem::take(&mut self.pointers) {
            let from = was.as_str().unwrap_or_default();
            let meant = self.moved.now(self.was_root, from);
            if meant.as_deref() == now.as_str() {
                continue;
            }
            let became = match meant {
                Some(meant) if meant == from => String::new(),
                Some(meant) => format!(", which is {} now", cut(&meant)),
                None => ", and what that was is gone".to_owned(),
            };
            let message = format!("{} was published as {}{became}", self.name(&at), cut(from));
            self.report("", &at, message);
        }
    }

    /// A text by language: a translation may be added.
    fn text(&mut self, was: Placed<'a, '_>, now: Placed<'a, '_>) {
        let mut languages = was.0.members().iter();
        let reads = |key: &str| now.0.get(key).and_then(Node::as_str);
        let other = languages.find(|member| reads(&member.key) != member.value.as_str());
        if let Some(member) = other {
            let place = format!("{}/{}", now.1, escape(&member.key));
            let message = format!(
                "{} was published as {}",
                self.name(now.1),
                shown(&member.value)
            );
            self.add(Kind::Wording, &place, message);
        }
    }

    fn object(&mut self, was: Placed<'a, '_>, now: Placed<'a, '_>) {
        let below = |at: &str, member: &Member| format!("{at}/{}", escape(&member.key));
        let mut renamed = HashSet::new();
        for member in was.0.members() {
            let (was_at, now_at) = (below(was.1, member), below(now.1, member));
            let placed = (&member.value, was_at.as_str());
            match (now.0.get(&member.key), &member.value.value) {
                (Some(value), _) => self.value(placed, (value, &now_at)),
                (None, _) if FREE.contains(&was_at.as_str()) => {}
                (None, value) => {
                    // A field that the model of today calls otherwise is there by its new name.
                    let heir = self.unknown.contains(was_at.as_str()).then(|| {
                        let mut others = now.0.members().iter();
                        let says = canonical(&member.value);
                        others.find(|other| {
                            was.0.get(&other.key).is_none() && canonical(&other.value) == says
                        })
                    });
                    if let Some(heir) = heir.flatten() {
                        renamed.insert(heir.key.as_str());
                        let heir_at = below(now.1, heir);
                        self.moved.insert(&was_at, &heir_at);
                        self.value(placed, (&heir.value, &heir_at));
                    } else if matches!(value, Value::Array(_)) {
                        self.list(placed, &[], &now_at);
                    } else {
                        let published = shown(&member.value);
                        let message = format!(
                            "{} was published as {published}, and is gone",
                            self.name(&now_at)
                        );
                        self.report(&was_at, &now_at, message);
                    }
                }
            }
        }
        for member in now.0.members() {
            let now_at = below(now.1, member);
            if was.0.get(&member.key).is_some() || renamed.contains(member.key.as_str()) {
                continue;
            }
            if let Value::Array(items) = &member.value.value {
                // A list grows from none to one as it does from one to two.
                self.added(&now_at, 0..items.len());
                continue;
            }
            let is_free = self.missing.contains(&(was.1, &*member.key))
                || FREE.contains(&now_at.as_str())
                // Nobody could rely on a reason that was not given.
                || now_at == "/record/reason";
            if !is_free {
                let message = format!("{} is there now, and was not published", self.name(&now_at));
                self.report("", &now_at, message);
            }
        }
    }

    /// A list: what was in it is in it still. What was added is no difference.
    fn list(&mut self, was: Placed<'a, '_>, now: &'a [Node], now_at: &str) {
        let mut by_name: HashMap<&str, usize> = HashMap::new();
        let mut by_values: HashMap<String, VecDeque<usize>> = HashMap::new();
        for (at, item) in now.iter().enumerate() {
            match id(item) {
                Some(id) => {
                    by_name.entry(id).or_insert(at);
                }
                None => by_values.entry(values(item)).or_default().push_back(at),
            }
        }
        let (mut left, mut gone) = (Vec::new(), Vec::new());
        for (at, item) in was.0.items().iter().enumerate() {
            let was_at = format!("{}/{at}", was.1);
            let found = match id(item) {
                Some(id) => by_name.get(id).copied(),
                None => by_values
                    .get_mut(&values(item))
                    .and_then(VecDeque::pop_front),
            };
            match (found, id(item)) {
                (Some(at), _) => {
                    self.item((item, &was_at), (&now[at], &format!("{now_at}/{at}")));
                }
                (None, Some(_)) => gone.push(item),
                (None, None) => left.push((item, was_at)),
            }
        }
        if !gone.is_empty() {
            self.ids_gone(was.0, &gone, now, now_at);
        }
        // What is left of both was changed, or left out while something else came: it is paired off in order.
        let mut others: Vec<usize> = by_values.into_values().flatten().collect();
        others.sort_unstable();
        let mut others = others.into_iter();
        for (item, was_at) in left {
            match others.next() {
                Some(at) => self.item((item, &was_at), (&now[at], &format!("{now_at}/{at}"))),
                None => {
                    let message = format!(
                        "{} was published with {}, which is gone",
                        self.name(now_at),
                        shown(item)
                    );
                    self.report(&was_at, now_at, message);
                }
            }
        }
        let published: HashSet<_> = was.0.items().iter().filter_map(id).collect();
        let new_names = by_name
            .iter()
            .filter(|(name, _)| !published.contains(*name));
        self.added(now_at, others.chain(new_names.map(|(_, at)| *at)));
    }

    /// Notes which items of a list were added.
    fn added(&mut self, list_at: &str, items: impl IntoIterator<Item = usize>) {
        for at in items {
            self.claims_more |= !is_wording(self.now_types.get(&format!("{list_at}/{at}")));
        }
    }

    fn item(&mut self, was: Placed<'a, '_>, now: Placed<'a, '_>) {
        self.moved.insert(was.1, now.1);
        self.value(was, now);
    }

    fn ids_gone(&mut self, was: &Node, gone: &[&Node], now: &[Node], now_at: &str) {
        let content = |item| canonical_without(item, &|key, _| key == "id");
        let published: HashSet<_> = was.items().iter().filter_map(id).collect();
        let others = now
            .iter()
            .filter_map(|item| Some((id(item).filter(|id| !published.contains(id))?, item)));
        let new_ids: HashMap<_, _> = others.map(|(id, item)| (content(item), id)).collect();
        for item in gone {
            let id = id(item).unwrap_or_default();
            self.found.push(Difference {
                kind: Kind::Id,
                pointer: now_at.to_owned(),
                message: format!(
                    "{} was published with `{id}`, which is gone",
                    self.name(now_at)
                ),
                renamed_to: new_ids.get(&content(item)).map(|id| (*id).to_owned()),
            });
        }
    }

    /// The field that a place is in, and the thing with an id that it belongs to.
    fn name(&self, pointer: &str) -> String {
        let is_index = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let mut parts = pointer.rsplit('/');
        let field = parts.find(|part| !is_index(part)).unwrap_or_default();
        let items = pointer.match_indices('/').filter_map(|(end, _)| {
            let (_, last) = pointer[..end].rsplit_once('/')?;
            is_index(last).then(|| self.now_root.pointer(&pointer[..end]))?
        });
        match items.filter_map(id).next_back() {
            Some(id) => format!("`{field}` of `{id}`"),
            None => format!("`{field}`"),
        }
    }

    /// Reports a value that is not as it was; of what sort it is, its type says.
    fn report(&mut self, was_at: &str, now_at: &str, message: String) {
        let was_type = self.was_types.get(was_at);
        let kind = match is_wording(self.now_types.get(now_at).or(was_type)) {
            true => Kind::Wording,
            false => Kind::Claim,
        };
        self.add(kind, now_at, message);
    }

    fn add(&mut self, kind: Kind, pointer: &str, message: String) {
        self.found.push(Difference {
            kind,
            pointer: pointer.to_owned(),
            message,
            renamed_to: None,
        });
    }
}

/// True if values of a type are words of our own for readers and searchers.
fn is_wording(type_name: Option<&&str>) -> bool {
    matches!(type_name.copied(), Some("LocalizedText" | "Keyword"))
}
