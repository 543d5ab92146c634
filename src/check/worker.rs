//! A worker reads records on one thread: it checks each by itself while it is at hand, looks for its quotes, and keeps its facts.

use std::collections::HashSet;

use super::rules::is_odd_length;
use super::texts::{Texts, TextsAtHand};
use super::{Rule, Setting, check_records};
use crate::dataset::{Dataset, Refusal};
use crate::derive::digest;
use crate::document::{Document, Memory};
use crate::finding::Finding;
use crate::index::{self, Entry, Facts, Kind, Naming, Origin, Verdict};
use crate::workspace::Inventory;

/// The settings, files and ids that all workers share.
pub struct Plan<'a> {
    /// The settings of the run, known before any record is read.
    pub setting: &'a Setting<'a>,
    /// The rules that are asked.
    pub rules: &'a [Rule],
    /// The files that are read.
    pub inventory: &'a Inventory<'a>,
    /// The texts that records quote.
    pub texts: &'a Texts<'a>,
    /// The numbers of all ids.
    pub naming: &'a Naming,
    /// The dataset as it was published before, if it is to be compared with that.
    pub before: Option<&'a Dataset>,
}

/// The number of records that are read before they are checked: so few that they stay in the caches of a processor, and so many
/// that the code of each rule does.
const BATCH: usize = 8;

/// A worker, which reads records on one thread.
pub struct Worker<'a> {
    plan: &'a Plan<'a>,
    /// The records that were read and are to be checked.
    read: Vec<(Document, Origin)>,
    memory: Vec<Memory>,
    at_hand: AtHand<'a>,
    /// The numbers of the ids whose records are replaced, and not looked at.
    replaced: &'a HashSet<u32>,
    /// The facts of the records.
    pub facts: Facts,
    /// The findings in each record by itself.
    pub found: Vec<Finding>,
}

/// The texts of a worker.
struct AtHand<'a> {
    plan: &'a Plan<'a>,
    texts: TextsAtHand,
    /// The source that was asked for last, and the file that is likely to be its text.
    last: Option<(u32, Option<u32>)>,
}

impl index::Texts for AtHand<'_> {
    fn find(&mut self, source: &str, number: u32, quote: &str) -> Verdict {
        let file = match self.last {
            Some((last, file)) if last == number => file,
            _ => {
                let file = self.plan.inventory.likely_text(source);
                self.last = Some((number, file));
                file
            }
        };
        match file {
            Some(file) => self.texts.find(self.plan.texts, file, quote),
            None => Verdict::NoText,
        }
    }

    fn file(&self, path: &str) -> Option<u32> {
        self.plan.inventory.sidecar_at(path)
    }

    fn is_odd(&self, quote: &str) -> bool {
        is_odd_length(quote)
    }
}

impl<'a> Worker<'a> {
    /// A worker with nothing on it. `replaced` are the numbers of the ids whose records are from elsewhere.
    pub fn new(plan: &'a Plan<'a>, replaced: &'a HashSet<u32>) -> Worker<'a> {
        Worker {
            plan,
            read: Vec::new(),
            memory: Vec::new(),
            at_hand: AtHand {
                plan,
                texts: TextsAtHand::default(),
                last: None,
            },
            replaced,
            facts: Facts::default(),
            found: Vec::new(),
        }
    }

    /// The files that are read.
    pub fn inventory(&self) -> &'a Inventory<'a> {
        self.plan.inventory
    }

    /// Reads what is to be a record.
    pub fn read(&mut self, content: Result<&[u8], Refusal>, origin: Origin) {
        let place = self.plan.inventory.place(&origin);
        let memory = self.memory.pop().unwrap_or_default();
        let document = Document::scan(place, content, memory);
        self.read.push((document, origin));
        if self.read.len() == BATCH {
            self.check();
        }
    }

    /// Checks what was read.
    pub fn check(&mut self) {
        let mut read = std::mem::take(&mut self.read);
        for (document, _) in &mut read {
            document.finish(self.plan.inventory.schemas());
        }
        read.retain(|(document, _)| !self.is_replaced(document));
        check_records(
            read.iter().map(|(document, _)| document),
            self.plan.rules,
            self.plan.setting,
            &mut self.found,
        );
        for (document, origin) in &read {
            self.add(document, *origin);
        }
        let memory = read.into_iter().map(|(document, _)| document.into_memory());
        self.memory.extend(memory);
    }

    /// Takes a document that was read before.
    pub fn take(&mut self, document: &Document, origin: Origin) {
        check_records(
            std::iter::once(document),
            self.plan.rules,
            self.plan.setting,
            &mut self.found,
        );
        self.add(document, origin);
    }

    fn add(&mut self, document: &Document, origin: Origin) {
        let told = Entry {
            origin,
            has_changed: self.has_changed(document),
            ..Entry::default()
        };
        self.facts
            .add(self.plan.naming, document, &mut self.at_hand, told);
        if self.plan.setting.digest {
            let record = document.record.as_ref();
            self.facts
                .digests
                .push(record.map(|record| digest(record).0));
        }
    }

    fn is_replaced(&self, document: &Document) -> bool {
        if self.replaced.is_empty() {
            return false;
        }
        let name = document.identity().and_then(|(record_type, id)| {
            let kind = Kind::of(record_type)?;
            Some(self.plan.naming.number(kind, id))
        });
        name.is_some_and(|name| self.replaced.contains(&name))
    }

    fn has_changed(&self, document: &Document) -> bool {
        let was = || {
            let before = self.plan.before?;
            let (record_type, id) = document.identity()?;
            before.document(record_type, id)
        };
        was().is_some_and(|was| was.text != document.text)
    }
}
