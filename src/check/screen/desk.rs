//! Where one thread screens records: each is read into an outline, its quotes are looked for, and a card is left of it.

use std::sync::OnceLock;

use memchr::memmem;

use super::Screen;
use super::missing::Missing;
use super::texts::{AtHand, TextOf, Texts};
use crate::check::RULES;
use crate::dataset::{Document, StreamLine};
use crate::derive::anchor::{Claim, claims};
use crate::files::RawFile;
use crate::gist::vocabulary::NAMES;
use crate::gist::{Facts, Gist, Setting, Verdict};
use crate::links::{Card, Origin, Sheaf};
use crate::model::RECORD_TYPES;
use crate::outline::{Outline, Reader};
use crate::schema::{self, Schemas};

/// Whether a rule finds nothing in a record.
type RecordTest = fn(&Gist<'_>) -> bool;

/// How many notes a rule has about a record.
type NoteCount = fn(&Gist<'_>) -> usize;

/// What all desks go by.
pub struct Plan<'a> {
    /// What is known before any record is read.
    pub setting: Setting<'a>,
    /// Reads the text of the source of an id from where it belongs, by the name of its file or, where that is not known yet, the only
    /// one there.
    pub text: &'a TextOf<'a>,
    /// The texts that were read already.
    pub texts: Texts<'a>,
    /// Whether notes are to be told, not only counted.
    pub tells_notes: bool,
    languages: Vec<&'a str>,
    readers: [OnceLock<Reader>; RECORD_TYPES.len()],
    schemas: OnceLock<Schemas>,
    /// The tests of rules, with their bits.
    record_tests: Vec<(u64, RecordTest)>,
    note_tests: Vec<(u64, NoteCount)>,
}

impl<'a> Plan<'a> {
    /// A plan for the records of a dataset.
    pub fn new(setting: Setting<'a>, text: &'a TextOf<'a>, tells_notes: bool) -> Plan<'a> {
        let mut record_tests: Vec<(u64, RecordTest)> = Vec::new();
        let mut note_tests: Vec<(u64, NoteCount)> = Vec::new();
        for rule in RULES {
            match rule.screen {
                Screen::Record(test) | Screen::Both(test, _) => {
                    record_tests.push((rule.bit(), test));
                }
                Screen::Notes(count) => note_tests.push((rule.bit(), count)),
                Screen::Form | Screen::Links(_) | Screen::LinkNotes(_) | Screen::Apart => {}
            }
        }
        Plan {
            languages: setting
                .config
                .languages
                .iter()
                .map(|one| one.as_str())
                .collect(),
            setting,
            text,
            texts: Texts::new(text),
            tells_notes,
            readers: Default::default(),
            schemas: OnceLock::new(),
            record_tests,
            note_tests,
        }
    }

    /// The schemas, for records that are read the full way.
    pub fn schemas(&self) -> &Schemas {
        self.schemas.get_or_init(Schemas::new)
    }

    fn reader(&self, record_type: usize) -> &Reader {
        self.readers[record_type].get_or_init(|| {
            let schema = schema::committed(RECORD_TYPES[record_type]);
            Reader::new(&schema, NAMES)
        })
    }
}

/// Where one thread screens records.
pub struct Desk<'a> {
    plan: &'a Plan<'a>,
    outline: Outline,
    facts: Facts,
    texts: AtHand,
    /// The cards of the records that were accepted.
    pub sheaf: Sheaf,
    /// The records that were not, read the full way, and where.
    pub others: Vec<(Origin, Document)>,
    /// The quotes that were looked for in vain.
    pub missing: Vec<Missing>,
}

impl<'a> Desk<'a> {
    /// A desk with nothing on it.
    pub fn new(plan: &'a Plan<'a>) -> Desk<'a> {
        Desk {
            plan,
            outline: Outline::default(),
            facts: Facts::default(),
            texts: AtHand::default(),
            sheaf: Sheaf::default(),
            others: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// Screens a file that is to hold a record. `line` says that it is a line of a stream, or otherwise from elsewhere.
    #[cfg(test)]
    pub fn file(&mut self, file: RawFile, origin: Origin, line: Option<StreamLine>) {
        let path = line.is_none().then_some(file.path.as_str());
        if let Ok(bytes) = &file.content
            && self.record(bytes, path, origin)
        {
            return;
        }
        self.other(file, origin, line);
    }

    /// Reads a record the full way.
    pub fn other(&mut self, file: RawFile, origin: Origin, line: Option<StreamLine>) {
        let mut document = Document::read(file, self.plan.schemas());
        document.line = line;
        for Claim { source, quote, .. } in claims(&document) {
            let texts = &self.plan.texts;
            let verdict = self.texts.find(texts, &mut self.sheaf, source, quote);
            if verdict == Verdict::Missing {
                self.missing.push(Missing {
                    origin,
                    is_apart: true,
                    source: source.to_owned(),
                    quote: quote.to_owned(),
                });
            }
        }
        self.others.push((origin, document));
    }

    /// Screens the bytes of a record; says whether they were accepted. The path is none if it says nothing of the record.
    pub fn record(&mut self, record: &[u8], path: Option<&str>, origin: Origin) -> bool {
        let text = simdutf8::basic::from_utf8(record).ok();
        let Some((record, record_type)) = text.zip(guess_type(record)) else {
            return false;
        };
        if !self
            .plan
            .reader(record_type)
            .read(record, &mut self.outline)
        {
            return false;
        }
        self.facts
            .read(record, &self.outline, record_type, &self.plan.languages);
        self.look_for_quotes(record, origin);
        let gist = Gist {
            record,
            outline: &self.outline,
            facts: &self.facts,
            setting: self.plan.setting,
            path,
        };
        let mut told = Card {
            origin,
            ..Card::default()
        };
        for (bit, test) in &self.plan.record_tests {
            if !test(&gist) {
                told.open |= bit;
            }
        }
        told.is_suspect = told.open != 0;
        for (bit, count) in &self.plan.note_tests {
            let count = count(&gist);
            if count > 0 {
                told.open |= bit;
                let count = u16::try_from(count).unwrap_or(u16::MAX);
                told.notes = told.notes.saturating_add(count);
                told.is_suspect |= self.plan.tells_notes || told.notes == u16::MAX;
            }
        }
        self.sheaf.add(&gist, told);
        true
    }

    fn look_for_quotes(&mut self, record: &str, origin: Origin) {
        let Desk {
            plan,
            outline,
            facts,
            texts,
            sheaf,
            missing,
            ..
        } = self;
        let text_of = |at: u32| outline.text(record, &outline.marks[at as usize]);
        let mut look = |source: u32, quote: u32| {
            let (source, quote) = (text_of(source), text_of(quote));
            let verdict = texts.find(&plan.texts, sheaf, source, quote);
            if verdict == Verdict::Missing {
                missing.push(Missing {
                    origin,
                    is_apart: false,
                    source: source.to_owned(),
                    quote: quote.to_owned(),
                });
            }
            verdict
        };
        for evidence in &mut facts.evidence {
            if let Some(quote) = evidence.quote {
                evidence.verdict = look(evidence.source, quote);
            }
        }
        for (quote, verdict) in &mut facts.out_of_scope {
            *verdict = look(facts.id, *quote);
        }
    }
}

/// The type that a record seems to have. A wrong guess is declined by the reader of that type.
fn guess_type(record: &[u8]) -> Option<usize> {
    const KEY: &[u8] = b"\"type\"";
    let at = memmem::find(record.get(..record.len().min(256))?, KEY)?;
    let rest = record[at + KEY.len()..]
        .trim_ascii_start()
        .strip_prefix(b":")?;
    let name = rest.trim_ascii_start().strip_prefix(b"\"")?;
    RECORD_TYPES.iter().position(|one| {
        let rest = name.strip_prefix(one.as_bytes());
        rest.is_some_and(|rest| rest.first() == Some(&b'"'))
    })
}
