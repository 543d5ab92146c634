//! The kinds of errors, and one case of a kind: the files with the error in them, and where it has to be found.

use besluit::bench::Span;
use besluit::dataset::Document;
use besluit::finding::{Finding, Level};

use crate::support::random::Random;
use crate::world::{World, tree};

/// The layers of the check, in the order in which a record meets them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    Bytes,
    Shape,
    Record,
    Links,
    Evidence,
    History,
}

/// The reach of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It stands in one record, whose reader is told of it first of all.
    Record,
    /// It stands between records, so others may be told of it as well.
    Dataset,
}

/// A place that a finding may stand at, as seen from the error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The value that was changed.
    Here,
    /// The key that was changed or added.
    Key,
    /// The value that the changed value stands in.
    Around,
    /// The next value in the text: where a reader notices that something is missing before it.
    Next,
    /// The end of the text.
    End,
    /// Another part of the same record, which the changed one has to agree with.
    Beside,
    /// A value in another place that is just as wrong, such as each link of a circle.
    Twin,
    /// A reference to the changed record.
    From,
}

/// One kind of error: a row of the table.
pub struct Kind {
    pub name: &'static str,
    pub layer: Layer,
    /// The level of its finding, as the rule documents it.
    pub level: Level,
    pub reach: Reach,
    /// Which rules may find it where.
    pub accepted: &'static [(&'static str, Spot)],
    /// Plants one such error in a place drawn at random; nothing if the draw was no good, and the next may be.
    pub plant: fn(&World, &mut Random) -> Option<Mutation>,
}

type Plant = fn(&World, &mut Random) -> Option<Mutation>;
type Accepted = &'static [(&'static str, Spot)];

impl Kind {
    /// An error within one record.
    pub const fn within(
        layer: Layer,
        name: &'static str,
        accepted: Accepted,
        plant: Plant,
    ) -> Kind {
        Kind {
            name,
            layer,
            level: Level::Error,
            reach: Reach::Record,
            accepted,
            plant,
        }
    }

    /// An error between records.
    pub const fn across(
        layer: Layer,
        name: &'static str,
        accepted: Accepted,
        plant: Plant,
    ) -> Kind {
        Kind {
            reach: Reach::Dataset,
            ..Kind::within(layer, name, accepted, plant)
        }
    }

    /// The same, but no more than a warning.
    pub const fn warning(self) -> Kind {
        Kind {
            level: Level::Warning,
            ..self
        }
    }

    /// The same, but no more than a note, which is looked for where notes are asked for.
    pub const fn note(self) -> Kind {
        Kind {
            level: Level::Note,
            ..self
        }
    }

    /// True if a finding is by one of the rules of this kind, at one of its places.
    pub fn accepts(&self, mutation: &Mutation, finding: &Finding) -> bool {
        self.accepted.iter().any(|(rule, spot)| {
            let mut places = mutation.places.iter();
            finding.rule == *rule && places.any(|(at, place)| at == spot && place.holds(finding))
        })
    }
}

/// A place in the changed files. The line is counted here, not by the program.
#[derive(Clone, Debug)]
pub struct Place {
    pub file: String,
    /// The JSON Pointer; none where the text is no JSON.
    pub pointer: Option<String>,
    pub line: usize,
}

impl Place {
    fn holds(&self, finding: &Finding) -> bool {
        let pointer = self.pointer.as_deref().unwrap_or_default();
        (self.file.as_str(), pointer, self.line)
            == (
                finding.file.as_str(),
                finding.pointer.as_str(),
                finding.start.line,
            )
    }
}

/// One case of a kind.
pub struct Mutation {
    /// The files that differ, with their new bytes; none if the file is gone.
    pub files: Vec<(String, Option<Vec<u8>>)>,
    pub places: Vec<(Spot, Place)>,
    /// The number of links that are bound to break besides.
    pub unavoidable: usize,
    /// The suggestion that the finding has to make, if anything is right for sure.
    pub suggestion: Option<String>,
}

impl Mutation {
    /// A record in which something else stands in the place of a part of its text.
    pub fn edit(document: &Document, span: Span, with: impl AsRef<[u8]>) -> Mutation {
        let text = document.text.as_bytes();
        let bytes = [&text[..span.start], with.as_ref(), &text[span.end..]].concat();
        Mutation::file(&document.path, Some(bytes))
    }

    /// A file with other bytes, a new file, or one that is gone.
    pub fn file(path: &str, bytes: Option<Vec<u8>>) -> Mutation {
        Mutation {
            files: vec![(path.to_owned(), bytes)],
            places: Vec::new(),
            unavoidable: 0,
            suggestion: None,
        }
    }

    /// Another file that differs.
    pub fn and(mut self, path: &str, bytes: Option<Vec<u8>>) -> Mutation {
        self.files.push((path.to_owned(), bytes));
        self
    }

    /// That a finding may stand at a byte of the changed file, in a text that is no JSON any more.
    pub fn at_byte(self, spot: Spot, offset: usize) -> Mutation {
        self.place(spot, None, offset)
    }

    /// That a finding may stand at a value of the changed file, which begins at that byte.
    pub fn at(self, spot: Spot, pointer: impl Into<String>, offset: usize) -> Mutation {
        self.place(spot, Some(pointer.into()), offset)
    }

    fn place(mut self, spot: Spot, pointer: Option<String>, offset: usize) -> Mutation {
        let (file, bytes) = &self.files[0];
        let before = &bytes.as_deref().unwrap_or_default()[..offset];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let file = file.clone();
        self.places.push((
            spot,
            Place {
                file,
                pointer,
                line,
            },
        ));
        self
    }

    /// That a finding may stand at a value of a file that was not changed.
    pub fn at_value(mut self, spot: Spot, document: &Document, pointer: &str) -> Mutation {
        let root = tree(document);
        let start = root
            .pointer(pointer)
            .expect("the value is there")
            .span
            .start;
        let place = Place {
            file: document.path.clone(),
            pointer: Some(pointer.to_owned()),
            line: document.text[..start].matches('\n').count() + 1,
        };
        self.places.push((spot, place));
        self
    }

    /// Sets the suggestion that the finding has to make.
    pub fn suggest(mut self, suggestion: impl Into<String>) -> Mutation {
        self.suggestion = Some(suggestion.into());
        self
    }

    /// Sets the number of links that are bound to break besides.
    pub fn breaking(mut self, links: usize) -> Mutation {
        self.unavoidable = links;
        self
    }
}
