//! Where the values of named types stand, kept in little memory: a record has some hundred of them.

use super::Shapes;
use crate::json::{Node, Value};

/// The places of a value's parts that are of a named type. They belong to one value and to the shapes that they were found by.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The pointers of all, one behind the other.
    pointers: String,
    /// The ways to all, one behind the other.
    paths: Vec<u32>,
    entries: Vec<Entry>,
}

/// The type of a place, and where its pointer and its way end.
#[derive(Clone, Copy, Debug)]
struct Entry {
    name: u16,
    pointer_end: u32,
    path_end: u32,
}

/// Where a value of a named type stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The name of the Rust type, which is also its name in the schema.
    pub type_name: &'a str,
    /// The value's place, as a JSON Pointer.
    pub pointer: &'a str,
    path: &'a [u32],
    root: &'a Node,
}

impl<'a> Place<'a> {
    /// The value that stands there.
    pub fn node(&self) -> &'a Node {
        let mut node = self.root;
        for step in self.path {
            node = match &node.value {
                Value::Array(items) => &items[*step as usize],
                _ => &node.members()[*step as usize].value,
            };
        }
        node
    }
}

impl Places {
    /// Finds the places in a value.
    pub fn new(shapes: &Shapes, root: &Node) -> Places {
        let mut places = Places::default();
        shapes.steps(root, &mut |step| {
            if step.name != 0 {
                places.pointers.push_str(step.pointer);
                places.paths.extend(step.path);
                places.entries.push(Entry {
                    name: step.name,
                    pointer_end: places.pointers.len() as u32,
                    path_end: places.paths.len() as u32,
                });
            }
        });
        places.pointers.shrink_to_fit();
        places.paths.shrink_to_fit();
        places.entries.shrink_to_fit();
        places
    }

    /// All places in the value, in the order of its text.
    pub fn all<'a>(
        &'a self,
        shapes: &'a Shapes,
        root: &'a Node,
    ) -> impl Iterator<Item = Place<'a>> + Clone {
        (0..self.entries.len()).map(move |at| self.place(at, shapes, root))
    }

    /// The places of the values of one type.
    pub fn of_type<'a>(
        &'a self,
        type_name: &str,
        shapes: &'a Shapes,
        root: &'a Node,
    ) -> impl Iterator<Item = Place<'a>> + Clone + use<'a> {
        let name = shapes.names.iter().position(|name| name == type_name);
        let is_it = move |(_, entry): &(usize, &Entry)| Some(usize::from(entry.name)) == name;
        let entries = self.entries.iter().enumerate().filter(is_it);
        entries.map(move |(at, _)| self.place(at, shapes, root))
    }

    fn place<'a>(&'a self, at: usize, shapes: &'a Shapes, root: &'a Node) -> Place<'a> {
        let entry = self.entries[at];
        let (pointer_start, path_start) = match at.checked_sub(1) {
            None => (0, 0),
            Some(before) => {
                let before = self.entries[before];
                (before.pointer_end, before.path_end)
            }
        };
        Place {
            type_name: &shapes.names[usize::from(entry.name)],
            pointer: &self.pointers[pointer_start as usize..entry.pointer_end as usize],
            path: &self.paths[path_start as usize..entry.path_end as usize],
            root,
        }
    }
}
