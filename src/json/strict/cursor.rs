//! The position up to which a text is read.

use super::super::{Member, Node};

/// The position up to which a text is read. `at` is always at a character's first byte.
pub struct Cursor<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The offset of the next byte.
    pub at: usize,
    /// The number of values that were begun.
    pub values: usize,
    /// The positions of the brackets that are not closed yet.
    pub open: Vec<usize>,
    /// The members so far of the objects that are not closed yet, so that each object takes no more memory than it has to.
    pub members: Vec<Member>,
    /// The items so far of the arrays that are not closed yet.
    pub items: Vec<Node>,
}

impl Cursor<'_> {
    /// The beginning of a text, or a place in it.
    pub fn new(text: &str, at: usize) -> Cursor<'_> {
        Cursor {
            text,
            at,
            values: 0,
            open: Vec::new(),
            members: Vec::new(),
            items: Vec::new(),
        }
    }
}

/// The next byte, unless the text ends.
pub fn peek(cursor: &Cursor) -> Option<u8> {
    cursor.text.as_bytes().get(cursor.at).copied()
}

/// Steps over the next byte if it is this one; says whether it was.
pub fn eat(cursor: &mut Cursor, byte: u8) -> bool {
    let found = peek(cursor) == Some(byte);
    cursor.at += usize::from(found);
    found
}
