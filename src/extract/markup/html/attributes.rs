//! How many attributes a tag has, before it is parsed: the parser compares each of them with all before it.

/// The most attributes that a tag may have.
const MAX_ATTRIBUTES: i32 = 1000;

/// Where in a tag a character stands. More than one may be true, as not every `<` begins a tag.
#[derive(Clone, Copy)]
enum Place {
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    InDouble,
    InSingle,
    Unquoted,
}

use Place::{AfterName, BeforeName, BeforeValue, InDouble, InSingle, Name, TagName, Unquoted};

/// Counts the attributes of each tag that a text could have.
///
/// Where a tag really begins depends on all that is before it, so that any `<` before a letter counts. What is counted is the most, in
/// each place that could be true, so that no tag has more.
#[derive(Debug)]
pub(super) struct Counter {
    /// The most attributes that a tag may have so far, by the place; -1 where the text cannot stand there.
    most: [i32; 8],
    /// The two bytes before.
    before: [u8; 2],
}

impl Default for Counter {
    fn default() -> Self {
        Self {
            most: [-1; 8],
            before: [0; 2],
        }
    }
}

impl Counter {
    /// True if all tags have few enough attributes, with those of the next piece.
    pub(super) fn allows(&mut self, piece: &str) -> bool {
        piece.bytes().all(|byte| {
            self.step(byte);
            let [before, last] = self.before;
            if byte.is_ascii_alphabetic() && (last == b'<' || last == b'/' && before == b'<') {
                self.raise(TagName, 0);
            }
            self.before = [last, byte];
            self.most[Name as usize] <= MAX_ATTRIBUTES
        })
    }

    fn step(&mut self, byte: u8) {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' => {
                self.go(TagName, BeforeName);
                self.go(Name, AfterName);
                self.go(Unquoted, BeforeName);
            }
            b'/' => {
                self.begin_value();
                self.go(TagName, BeforeName);
                self.go(Name, BeforeName);
                self.go(AfterName, BeforeName);
            }
            b'>' => {
                for place in [TagName, BeforeName, Name, AfterName, BeforeValue, Unquoted] {
                    self.most[place as usize] = -1;
                }
            }
            b'=' => {
                self.begin_value();
                self.go(Name, BeforeValue);
                self.go(AfterName, BeforeValue);
                self.begin_name(BeforeName);
            }
            b'"' => {
                let (inside, before) = (self.take(InDouble), self.take(BeforeValue));
                self.begin_names();
                self.raise(InDouble, before);
                self.raise(BeforeName, inside);
            }
            b'\'' => {
                let (inside, before) = (self.take(InSingle), self.take(BeforeValue));
                self.begin_names();
                self.raise(InSingle, before);
                self.raise(BeforeName, inside);
            }
            _ => {
                self.begin_value();
                self.begin_names();
            }
        }
    }

    fn begin_names(&mut self) {
        self.begin_name(BeforeName);
        self.begin_name(AfterName);
    }

    fn begin_name(&mut self, from: Place) {
        let most = self.take(from);
        if most >= 0 {
            self.raise(Name, most + 1);
        }
    }

    fn begin_value(&mut self) {
        self.go(BeforeValue, Unquoted);
    }

    fn go(&mut self, from: Place, to: Place) {
        let most = self.take(from);
        self.raise(to, most);
    }

    fn take(&mut self, place: Place) -> i32 {
        std::mem::replace(&mut self.most[place as usize], -1)
    }

    fn raise(&mut self, place: Place, most: i32) {
        let place = &mut self.most[place as usize];
        *place = most.max(*place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted() {
        let many = |attribute: &str| attribute.repeat(1001);
        let allows = |text: &str| Counter::default().allows(text);
        for attribute in [" a", " a=b", " a='b > c'", "/a", " a = \"b\""] {
            assert!(!allows(&format!("<p{}", many(attribute))), "{attribute}");
            assert!(!allows(&format!("</p {}", many(attribute))), "{attribute}");
        }
        assert!(allows(&format!("<p>{}", many(" a"))));
        assert!(allows(&format!("<p a=\"{}\">", many(" a"))));
        assert!(allows(&many("<p a=b c='d' e>x</p>")));
        assert!(allows(&format!("een < {}", many(" a"))));
    }
}
