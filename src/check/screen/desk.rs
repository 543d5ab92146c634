//! Where one thread screens records: each is read into an outline, its quotes are looked for, and a card is left of it.

use std::sync::OnceLock;

use hashbrown::HashMap;
use memchr::memmem;

use super::Screen;
use crate::check::RULES;
use crate::dataset::{Document, StreamLine, digest};
use crate::files::RawFile;
use crate::gist::vocabulary::NAMES;
use crate::gist::{Facts, Gist, Setting, Verdict};
use crate::links::{Origin, SOURCE, Sheaf, TEXT, TextCard};
use crate::model::RECORD_TYPES;
use crate::outline::{Outline, Reader};
use crate::passage::{self, Index};
use crate::schema::{self, Schemas};

/// How many bytes of texts a desk keeps at hand. Quotes of one text mostly come close together.
const TEXTS: usize = 4 << 20;

/// Reads the text of a source, by its id and the name of its file, if that is known.
pub type TextOf<'a> = dyn Fn(&str, Option<&str>) -> Option<RawFile> + Sync + 'a;

/// What all desks go by.
pub struct Plan<'a> {
    /// What is known before any record is read.
    pub setting: Setting<'a>,
    /// Reads the text of the source of an id from where it belongs, by the name of its file or, where that is not known yet, the only
    /// one there.
    pub text: &'a TextOf<'a>,
    /// Whether notes are to be told, not only counted.
    pub tells_notes: bool,
    languages: Vec<&'a str>,
    readers: [OnceLock<Reader>; RECORD_TYPES.len()],
    schemas: OnceLock<Schemas>,
    record_tests: Vec<fn(&Gist<'_>) -> bool>,
    note_tests: Vec<fn(&Gist<'_>) -> usize>,
}

impl<'a> Plan<'a> {
    /// A plan for the records of a dataset.
    pub fn new(setting: Setting<'a>, text: &'a TextOf<'a>, tells_notes: bool) -> Plan<'a> {
        let mut record_tests: Vec<fn(&Gist<'_>) -> bool> = Vec::new();
        let mut note_tests: Vec<fn(&Gist<'_>) -> usize> = Vec::new();
        for rule in RULES {
            match rule.screen {
                Screen::Record(test) | Screen::Both(test, _) => record_tests.push(test),
                Screen::Notes(count) => note_tests.push(count),
                Screen::Never => record_tests.push(|_| false),
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
    texts: Texts,
    /// The cards of the records that were accepted.
    pub sheaf: Sheaf,
    /// The records that were not, read the full way, and where.
    pub others: Vec<(Origin, Document)>,
    /// The quotes that were looked for in vain, and in which records.
    pub missing: Vec<(Origin, String)>,
}

impl<'a> Desk<'a> {
    /// A desk with nothing on it.
    pub fn new(plan: &'a Plan<'a>) -> Desk<'a> {
        Desk {
            plan,
            outline: Outline::default(),
            facts: Facts::default(),
            texts: Texts::default(),
            sheaf: Sheaf::default(),
            others: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// Screens a file that is to hold a record. `line` says that it is a line of a stream, or otherwise from elsewhere.
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
        let document = Document {
            line,
            ..Document::read(file, self.plan.schemas())
        };
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
        let notes: usize = self.plan.note_tests.iter().map(|count| count(&gist)).sum();
        let is_told = notes > usize::from(u16::MAX) || (notes > 0 && self.plan.tells_notes);
        let is_clear = !is_told && self.plan.record_tests.iter().all(|test| test(&gist));
        self.sheaf.add(&gist, origin, !is_clear, notes);
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
            let quote = text_of(quote);
            let verdict = texts.find(plan, sheaf, text_of(source), quote);
            if verdict == Verdict::Missing {
                missing.push((origin, quote.to_owned()));
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

/// The texts that a desk has at hand.
#[derive(Default)]
struct Texts {
    /// By the number of its source in the sheaf; none where there is no text.
    of: HashMap<u32, Option<Text>, foldhash::fast::RandomState>,
    /// How many bytes they have together.
    bytes: usize,
    /// The source that was asked for last.
    last: Option<(String, u32)>,
}

/// A text in its normal view, and where quotes may begin in it.
struct Text {
    view: String,
    index: Index,
}

impl Texts {
    fn find(&mut self, plan: &Plan<'_>, sheaf: &mut Sheaf, source: &str, quote: &str) -> Verdict {
        let number = match &self.last {
            Some((last, number)) if last == source => *number,
            _ => {
                let number = sheaf.names.number(SOURCE, source);
                self.last = Some((source.to_owned(), number));
                number
            }
        };
        if !self.of.contains_key(&number) {
            if self.bytes > TEXTS {
                self.of.clear();
                self.bytes = 0;
            }
            let text = read_text(plan, sheaf, number, source);
            self.bytes += text.as_ref().map_or(0, |text| 2 * text.view.len());
            self.of.insert(number, text);
        }
        match self.of.get_mut(&number) {
            Some(Some(text)) => match text.index.find(&text.view, quote, 2).as_slice() {
                [once] => Verdict::Once(once.start as u32, once.end as u32),
                [] => Verdict::Missing,
                _ => Verdict::Ambiguous,
            },
            _ => Verdict::NoText,
        }
    }
}

/// The text of a source, of which a card is left.
fn read_text(plan: &Plan<'_>, sheaf: &mut Sheaf, number: u32, source: &str) -> Option<Text> {
    let file = (plan.text)(source, None)?;
    let (card, text) = text_card(sheaf, number, &file)?;
    sheaf.texts.push(card);
    let view = passage::normal(text).view;
    let index = Index::new(&view);
    Some(Text { view, index })
}

/// The card of a text, if it could be read.
fn text_card<'f>(sheaf: &mut Sheaf, source: u32, file: &'f RawFile) -> Option<(TextCard, &'f str)> {
    let bytes = file.content.as_ref().ok()?;
    let text = simdutf8::basic::from_utf8(bytes).ok()?;
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let card = TextCard {
        source,
        file: sheaf.names.number(TEXT, name),
        sha256: digest(bytes),
    };
    Some((card, text))
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
