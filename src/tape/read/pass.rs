//! Passing over a value of which the schema says nothing: it has to be strict JSON, and leaves no element.

use super::{MAX_DEPTH, Reading};
use crate::tape::scan::space_until;

impl Reading<'_> {
    /// Any value, of which nothing is kept. There is one in a record at most, so it stays out of the way of the others.
    #[cold]
    #[inline(never)]
    pub(super) fn anything(&mut self, at: usize) -> Option<usize> {
        let decoded = self.tape.decoded.len();
        let end = self.pass_over(at);
        self.tape.decoded.truncate(decoded);
        end
    }

    /// A value that is passed over. The keys of an object have elements as long as it is read, to find one that is there twice.
    fn pass_over(&mut self, at: usize) -> Option<usize> {
        let first = *self.record.get(at)?;
        match first {
            b'"' => self.text(at, None).map(|(_, _, after)| after),
            b'{' | b'[' => {
                self.depth += 1;
                let keys = self.tape.elements.len();
                let is_shallow = self.depth <= MAX_DEPTH;
                let end = is_shallow.then(|| self.pass_over_parts(first, keys, at))?;
                self.tape.elements.truncate(keys);
                self.depth -= 1;
                end
            }
            b't' | b'f' | b'n' => {
                let words: [&[u8]; 3] = [b"true", b"false", b"null"];
                let rest = &self.record[at..];
                let word = words.into_iter().find(|word| rest.starts_with(word))?;
                Some(at + word.len())
            }
            _ => self.number(at, 0, None),
        }
    }

    /// The parts of an object or array, which begins with the byte `first`; the elements of its keys begin at the number `keys`.
    fn pass_over_parts(&mut self, first: u8, keys: usize, at: usize) -> Option<usize> {
        // The closing bracket of either comes two after the opening one in ASCII.
        let last = first + 2;
        let mut at = self.eat(at, first)?;
        if self.record.get(at) == Some(&last) {
            return Some(at + 1);
        }
        loop {
            if first == b'{' {
                let (start, end, after) = self.text(at, None)?;
                if self.is_known(keys, 1, start..end) {
                    return None;
                }
                self.own_key(start..end);
                at = self.eat(space_until(self.record, after), b':')?;
            }
            let end = self.pass_over(at)?;
            at = space_until(self.record, end);
            match self.eat(at, b',') {
                Some(next) => at = next,
                None => return (self.record.get(at) == Some(&last)).then_some(at + 1),
            }
        }
    }
}
