//! What a part holds beside the facts: its files, names and findings, in the form in which they are written.

use serde::{Deserialize, Serialize};

use crate::check::RULES;
use crate::files::Block;
use crate::finding::{Excerpt, Finding, Fix, Level, Position, Related};
use crate::index::{Facts, Kind};

/// The files and names of a part, by whose places the facts name them.
#[derive(Serialize, Deserialize)]
pub(super) struct Contents {
    /// The paths that were asked for, as those of the dataset.
    pub selected: Vec<String>,
    /// True if the files belong to the dataset; else they are from elsewhere.
    pub are_home: bool,
    /// The files of the shard.
    pub files: Vec<PartFile>,
    /// The files beside the records that were read, or that a record pins.
    pub sidecars: Vec<PartSidecar>,
    /// The names, in order.
    pub names: Vec<(Kind, String)>,
}

impl Contents {
    /// True if each record has the id of a record, and not that of a part of one. The numbers of the facts are still those of the part.
    pub fn fit(&self, facts: &Facts) -> bool {
        let is_of_record = |name: u32| {
            let name = self.names.get(name as usize);
            name.is_some_and(|(kind, _)| kind.record_type().is_some())
        };
        let names = facts.entries.iter().filter_map(|entry| entry.name);
        let residents = facts.residents.iter().map(|(name, _)| *name);
        names.chain(residents).all(is_of_record)
    }
}

/// A file of the shard.
#[derive(Serialize, Deserialize)]
pub(super) struct PartFile {
    /// Its path.
    pub path: String,
    /// The byte at which it begins among the files of the shard.
    pub start: u64,
    /// The number of its bytes.
    pub length: u64,
    /// The number of the reason why it was not read, if it was not.
    pub refusal: Option<u8>,
    /// True if it is a stream of one record a line.
    pub is_stream: bool,
}

/// A file beside the records.
#[derive(Serialize, Deserialize)]
pub(super) struct PartSidecar {
    /// Its path.
    pub path: String,
    /// If it was read, the hash that it had; none if it is not to be read.
    pub sha256: Option<Option<[u8; 32]>>,
}

/// Where what a part holds stands in its file, in bytes.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Section {
    /// The first byte.
    pub start: u64,
    /// The number of packed bytes.
    pub packed: u64,
    /// The number of bytes before they were packed.
    pub length: u64,
}

/// Where everything stands.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Trailer {
    /// The byte at which the packed files begin.
    pub start: u64,
    /// Their blocks.
    pub blocks: Vec<Block>,
    pub contents: Section,
    pub facts: Section,
    pub findings: Section,
}

/// A finding as it is written.
#[derive(Serialize, Deserialize)]
pub(super) struct Found {
    rule: String,
    level: u8,
    message: String,
    record: Option<String>,
    pointer: String,
    place: Place,
    related: Vec<(String, Place)>,
    hint: Option<String>,
    /// What the edit does that mends it, which bytes it replaces, and by what.
    fix: Option<(String, (usize, usize), String)>,
    /// The name that becomes its fingerprint.
    name: String,
}

/// A place in a file, and what is there.
#[derive(Serialize, Deserialize)]
struct Place {
    file: String,
    span: (usize, usize),
    start: (usize, usize),
    end: (usize, usize),
    excerpt: (String, usize, usize, bool, bool),
}

const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Note];

impl From<Finding> for Found {
    fn from(finding: Finding) -> Found {
        let Finding {
            rule,
            level,
            message,
            file,
            record,
            pointer,
            span,
            start,
            end,
            excerpt,
            related,
            hint,
            fix,
            fingerprint,
        } = finding;
        let place = Related {
            label: String::new(),
            file,
            span,
            start,
            end,
            excerpt,
        };
        let related = related.into_iter();
        Found {
            rule: rule.to_owned(),
            level: level as u8,
            message,
            record,
            pointer,
            place: Place::of(place).1,
            related: related.map(Place::of).collect(),
            hint,
            fix: fix.map(|fix| (fix.title, (fix.span.start, fix.span.end), fix.text)),
            name: fingerprint,
        }
    }
}

impl Found {
    /// The finding; none if there is no such rule, or no file has such a place.
    pub fn finding(self) -> Option<Finding> {
        let rule = RULES.iter().find(|rule| rule.about.name == self.rule)?;
        let place = self.place.related(String::new())?;
        let related = self.related.into_iter();
        let related = related.map(|(label, place)| place.related(label));
        let fix = self.fix.map(|(title, (start, end), text)| Fix {
            title,
            span: start..end,
            text,
        });
        Some(Finding {
            rule: rule.about.name,
            level: *LEVELS.get(usize::from(self.level))?,
            message: self.message,
            file: place.file,
            record: self.record,
            pointer: self.pointer,
            span: place.span,
            start: place.start,
            end: place.end,
            excerpt: place.excerpt,
            related: related.collect::<Option<_>>()?,
            hint: self.hint,
            fix,
            fingerprint: self.name,
        })
    }
}

impl Place {
    /// The label of a place, and the place.
    fn of(related: Related) -> (String, Place) {
        let Related {
            label,
            file,
            span,
            start,
            end,
            excerpt,
        } = related;
        let Excerpt {
            text,
            start: from,
            line,
            is_cut_before,
            is_cut_after,
        } = excerpt;
        let place = Place {
            file,
            span: (span.start, span.end),
            start: (start.line, start.column),
            end: (end.line, end.column),
            excerpt: (text, from, line, is_cut_before, is_cut_after),
        };
        (label, place)
    }

    fn related(self, label: String) -> Option<Related> {
        let position = |(line, column)| Position { line, column };
        let (text, start, line, is_cut_before, is_cut_after) = self.excerpt;
        let excerpt = Excerpt {
            text,
            start,
            line,
            is_cut_before,
            is_cut_after,
        };
        let span = self.span.0..self.span.1;
        (span.start <= span.end).then(|| Related {
            label,
            file: self.file,
            span,
            start: position(self.start),
            end: position(self.end),
            excerpt,
        })
    }
}
