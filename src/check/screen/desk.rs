//! Where one thread screens records: each is read and checked by itself, its quotes are looked for, and a card is left of it.

use super::Screen;
use super::missing::Missing;
use super::texts::{AtHand, TextOf, Texts};
use crate::check::{RULES, Setting, check_record};
use crate::dataset::{Document, StreamLine};
use crate::files::RawFile;
use crate::finding::Finding;
use crate::gist::{Facts, Gist, Verdict};
use crate::links::{Card, Origin, Sheaf};
use crate::model::RECORD_TYPES;
use crate::outline::Outline;
use crate::schema::Schemas;

/// Whether a rule finds nothing in a record.
type RecordTest = fn(&Gist<'_>) -> bool;

/// What all desks go by.
pub struct Plan<'a> {
    /// What is known before any record is read.
    pub setting: Setting<'a>,
    /// Reads the text of the source of an id from where it belongs, by the name of its file or, where that is not known yet, the only
    /// one there.
    pub text: &'a TextOf<'a>,
    /// The texts that were read already.
    pub texts: Texts<'a>,
    schemas: Schemas,
    /// The tests of rules, with their bits.
    record_tests: Vec<(u64, RecordTest)>,
}

impl<'a> Plan<'a> {
    /// A plan for the records of a dataset.
    pub fn new(setting: Setting<'a>, text: &'a TextOf<'a>) -> Plan<'a> {
        let tests = RULES.iter().filter_map(|rule| match rule.check.all() {
            Some((Screen::Record(test) | Screen::Both(test, _), _)) => Some((rule.bit(), *test)),
            _ => None,
        });
        Plan {
            setting,
            text,
            texts: Texts::new(text),
            schemas: Schemas::new(),
            record_tests: tests.collect(),
        }
    }

    /// The schemas, for records that the fast reader declines.
    pub fn schemas(&self) -> &Schemas {
        &self.schemas
    }
}

/// Where one thread screens records.
pub struct Desk<'a> {
    plan: &'a Plan<'a>,
    outline: Outline,
    facts: Facts,
    texts: AtHand,
    /// The cards of the records that could be read.
    pub sheaf: Sheaf,
    /// What was found in them, by the places of their cards.
    pub found: Vec<(u32, Vec<Finding>)>,
    /// The files that could not be read as a record.
    pub others: Vec<Document>,
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
            found: Vec::new(),
            others: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// Screens a file that is to hold a record. `line` says that it is a line of a stream, or otherwise from elsewhere.
    pub fn file(&mut self, file: RawFile, origin: Origin, line: Option<StreamLine>) {
        let outline = std::mem::take(&mut self.outline);
        let mut document = Document::read_into(file, &self.plan.schemas, outline);
        document.line = line;
        let record = document.record.as_ref();
        let Some((record_type, outline)) = record
            .map(|record| record.record_type())
            .zip(document.outline())
        else {
            return self.others.push(document);
        };
        let kind = RECORD_TYPES.iter().position(|one| *one == record_type);
        self.facts
            .read(&document.text, outline, kind.unwrap_or_default());
        self.look_for_quotes(&document.text, outline, origin);
        self.check(&document, outline, origin);
        self.outline = document.into_outline();
    }

    /// Applies to a record what needs no other one, and leaves its card.
    fn check(&mut self, document: &Document, outline: &Outline, origin: Origin) {
        let plan = self.plan;
        let gist = Gist {
            record: &document.text,
            outline,
            facts: &self.facts,
            path: document.line.is_none().then_some(document.path.as_str()),
        };
        let found = check_record(document, &plan.setting);
        if !found.is_empty() {
            self.found.push((self.sheaf.cards.len() as u32, found));
        }
        let mut told = Card {
            origin,
            ..Card::default()
        };
        for (bit, test) in &plan.record_tests {
            if !test(&gist) {
                told.open |= bit;
            }
        }
        told.is_suspect = told.open != 0;
        self.sheaf.add(&gist, told);
    }

    fn look_for_quotes(&mut self, record: &str, outline: &Outline, origin: Origin) {
        let Desk {
            plan,
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
