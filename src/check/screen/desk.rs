//! Where one thread screens records: each is read and checked by itself, its quotes are looked for, and a card is left of it.

use super::missing::Missing;
use super::texts::{TextOf, Texts, TextsAtHand};
use super::{AtHand, Screen};
use crate::check::{RULES, Setting, check_record};
use crate::dataset::{Document, StreamLine};
use crate::files::RawFile;
use crate::finding::Finding;
use crate::links::{Card, Origin, Quoted, Sheaf, Verdict};
use crate::model::Record;
use crate::outline::Outline;
use crate::schema::Schemas;
use crate::schema::vocabulary::{key, of_type};

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
    record_tests: Vec<(u64, AtHand)>,
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
    texts: TextsAtHand,
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
            texts: TextsAtHand::default(),
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
        match &document.record {
            None => self.others.push(document),
            Some(record) => {
                self.record(&document, record, origin);
                self.outline = document.into_outline();
            }
        }
    }

    /// Applies to a record what needs no other one, and leaves its card.
    fn record(&mut self, document: &Document, record: &Record, origin: Origin) {
        let found = check_record(document, &self.plan.setting);
        if !found.is_empty() {
            self.found.push((self.sheaf.cards.len() as u32, found));
        }
        let quoted = self.look_for_quotes(document, record, origin);
        let mut told = Card {
            origin,
            ..Card::default()
        };
        for (bit, test) in &self.plan.record_tests {
            if !test(document, &quoted) {
                told.open |= bit;
            }
        }
        self.sheaf.add(document, record, &quoted, told);
    }

    /// What a record says stands in sources.
    fn look_for_quotes<'d>(
        &mut self,
        document: &'d Document,
        record: &'d Record,
        origin: Origin,
    ) -> Vec<Quoted<'d>> {
        let mut quoted = Vec::new();
        for place in document.places() {
            let is_evidence = place.is(of_type::EVIDENCE);
            if !is_evidence && !place.is(of_type::OUT_OF_SCOPE) {
                continue;
            }
            let member = |key| place.get(key).and_then(|value| value.as_str());
            let source = match is_evidence {
                true => member(key::SOURCE).unwrap_or_default(),
                false => record.id(),
            };
            let quote = member(key::QUOTE).map(|quote| {
                let texts = &self.plan.texts;
                let verdict = self.texts.find(texts, &mut self.sheaf, source, quote);
                if verdict == Verdict::Missing {
                    self.missing.push(Missing {
                        origin,
                        source: source.to_owned(),
                        quote: quote.to_owned(),
                    });
                }
                (quote, verdict)
            });
            quoted.push(Quoted {
                source,
                is_evidence,
                quote,
            });
        }
        quoted
    }
}
