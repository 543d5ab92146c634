//! The index, files and settings that rules about several records look at.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::findings::{At, place_in, place_of};
use super::history::{Pair, pair};
use super::setting::Setting;
use super::texts::{SidecarFact, Texts};
use crate::dataset::{Dataset, Document};
use crate::derive::Moment;
use crate::derive::lifecycle::Lifecycles;
use crate::document::Called;
use crate::finding::Related;
use crate::index::{Index, Known, Pinned, SourceFact};
use crate::json::Lines;
use crate::model::{Decision, RECORD_TYPES};
use crate::suggest::Hint;
use crate::workspace::Inventory;

/// The index, files and settings that rules about several records look at.
pub(crate) struct Context<'a> {
    /// The index of all records.
    pub index: &'a Index,
    /// The settings of the run, known before any record is read.
    pub setting: &'a Setting<'a>,
    /// The files from which records are read once more, to say what is wrong with them.
    pub inventory: &'a Inventory<'a>,
    /// The files that hold no record.
    pub texts: &'a Texts<'a>,
    /// The dataset as it was published before, if it is to be compared with that.
    pub before: Option<&'a Dataset>,
    /// The names of the records of each type, once they are asked for.
    names: [OnceLock<Vec<u32>>; RECORD_TYPES.len()],
    /// What the records of each type are called, once somebody asks.
    called: [OnceLock<Called>; RECORD_TYPES.len()],
    /// The records that quote from each source, once they are asked for.
    quoting: OnceLock<HashMap<u32, Vec<u32>>>,
    /// The places of the ids of the records of which somebody asked.
    ids: Mutex<HashMap<u32, Related>>,
}

/// A record that is checked, or a file that is to hold one.
pub(crate) struct Subject<'a> {
    pub context: &'a Context<'a>,
    /// Its place in the index.
    pub at: u32,
    document: OnceCell<Document>,
    pair: OnceCell<Option<Pair>>,
}

impl<'a> Context<'a> {
    /// All of it.
    pub fn new(
        index: &'a Index,
        setting: &'a Setting<'a>,
        inventory: &'a Inventory<'a>,
        texts: &'a Texts<'a>,
        before: Option<&'a Dataset>,
    ) -> Context<'a> {
        Context {
            index,
            setting,
            inventory,
            texts,
            before,
            names: [const { OnceLock::new() }; RECORD_TYPES.len()],
            called: [const { OnceLock::new() }; RECORD_TYPES.len()],
            quoting: OnceLock::new(),
            ids: Mutex::default(),
        }
    }

    /// Reads a record once more.
    pub fn document(&self, at: u32) -> Document {
        self.inventory.document(&self.index.entry(at).origin)
    }

    /// The place of the id of a record that a finding in another one is about too. It is looked up once for each: thousands of
    /// findings may be about the same.
    pub fn id_of(&self, at: u32, label: &str) -> Related {
        let mut ids = self.ids.lock().unwrap_or_else(PoisonError::into_inner);
        let place = ids.entry(at).or_insert_with(|| self.place(at, "/id", ""));
        Related {
            label: label.to_owned(),
            ..place.clone()
        }
    }

    /// The place of a value in a record that a finding in another one is about too.
    pub fn place(&self, at: u32, pointer: &str, label: &str) -> Related {
        place_in(&self.document(at), At::Value(pointer), label)
    }

    /// The file that is pinned beside a record, whether or not it is there: what is wrong with the pin may be wrong with it.
    pub fn pinned_beside(&self, document: &Document, path: &str) -> Related {
        let folder = document.path.rsplit_once('/');
        let path = folder.map_or(path.to_owned(), |(folder, _)| format!("{folder}/{path}"));
        place_of(&path, "", &Lines::new(""), 0..0, "this file")
    }

    /// The path of the file of a record.
    pub fn path(&self, at: u32) -> &'a str {
        &self.inventory.files()[self.index.entry(at).origin.file as usize].path
    }

    /// The decisions as they look on the day on which the dataset is judged.
    pub fn lifecycles(&self) -> Lifecycles<'a> {
        Lifecycles::new(self.index, Moment::on(self.setting.as_of))
    }

    /// The facts of the sidecar that is pinned as a text, if it is there.
    pub fn file_of(&self, text: &Pinned) -> Option<&'a SidecarFact> {
        self.texts.fact(text.file?)
    }

    /// The source of a name and its text, if it pins one that is here.
    pub fn text_of(&self, source: u32) -> Option<(&'a SourceFact, &'a SidecarFact)> {
        let source = self.index.source_of(source)?;
        let fact = self.file_of(source.text.as_ref()?)?;
        fact.is_text.then_some((source, fact))
    }

    /// The files that hold no record and were read, or refused: their paths, and what is known of them.
    pub fn sidecars(&self) -> impl Iterator<Item = (&'a str, &'a SidecarFact)> {
        let (texts, files) = (self.texts, self.inventory.sidecars());
        let known = (0..).zip(files);
        known.filter_map(|(at, file)| Some((file.path.as_str(), texts.fact(at)?)))
    }

    /// Whether a source pins each of the files that hold no record.
    pub fn pinned(&self) -> Vec<bool> {
        let mut pinned = vec![false; self.inventory.sidecars().len()];
        for source in self.index.all().filter_map(|at| self.index.source(at)) {
            for file in [&source.text, &source.original].into_iter().flatten() {
                if let Some(file) = file.file {
                    pinned[file as usize] = true;
                }
            }
        }
        pinned
    }

    /// The records with quotes from a source, in order.
    pub fn quoting(&self, source: u32) -> &[u32] {
        let quoting = self.quoting.get_or_init(|| {
            let mut quoting: HashMap<u32, Vec<u32>> = HashMap::new();
            // Only texts of which something is declared are asked for.
            for at in self.index.all() {
                for quote in self.index.facts.declared.of(at) {
                    quoting.entry(quote.source).or_default();
                }
            }
            for at in self.in_order(self.index.all().collect()) {
                for quote in self.index.facts.quotes.of(at) {
                    if let Some(records) = quoting.get_mut(&quote.source)
                        && records.last() != Some(&at)
                    {
                        records.push(at);
                    }
                }
            }
            quoting
        });
        quoting.get(&source).map_or(&[], Vec::as_slice)
    }

    /// Of which type there is a record with an id.
    pub fn type_of(&self, id: &str) -> Option<&'static str> {
        let mut types = RECORD_TYPES.into_iter();
        types.find(|record_type| self.index.find(record_type, id).is_some())
    }

    /// The ids of all records of a type, in order.
    pub fn ids(&self, record_type: &str) -> impl Iterator<Item = &'a str> + use<'_, 'a> {
        let at = RECORD_TYPES.iter().position(|one| *one == record_type);
        let index = self.index;
        let names = at.map(|at| self.names[at].get_or_init(|| index.names_of(record_type)));
        let names = names.into_iter().flatten();
        names.map(move |name| index.names.name(*name).1)
    }

    /// The id of the record of a type that is called so, as what was meant; of several all of them, in words. All records of the type
    /// are read for it once.
    pub fn called(&self, record_type: &str, written: &str) -> Option<Hint> {
        let at = RECORD_TYPES.iter().position(|one| *one == record_type)?;
        let called = self.called[at].get_or_init(|| {
            let mut called = Called::default();
            let names = self.index.names_of(record_type).into_iter();
            for at in names.filter_map(|name| self.index.read(name)) {
                self.document(at)
                    .record
                    .iter()
                    .for_each(|record| called.add(record));
            }
            called
        });
        let ids = called.ids(written);
        let told: Vec<_> = ids.iter().map(|id| format!("`{id}`")).collect();
        let instead = || <[_; 1]>::try_from(ids).ok().map(|[only]| only.to_owned());
        (!told.is_empty()).then(|| Hint {
            text: told.join(" or "),
            instead: instead(),
        })
    }

    /// Records in the order of their files and lines.
    pub fn in_order(&self, mut records: Vec<u32>) -> Vec<u32> {
        records.sort_by_key(|at| self.index.order(*at));
        records
    }
}

impl<'a> Subject<'a> {
    /// The record at a place in the index.
    pub fn new(context: &'a Context<'a>, at: u32) -> Subject<'a> {
        Subject {
            context,
            at,
            document: OnceCell::new(),
            pair: OnceCell::new(),
        }
    }

    /// The index of all records.
    pub fn index(&self) -> &'a Index {
        self.context.index
    }

    /// The record, read once more.
    pub fn document(&self) -> &Document {
        self.document.get_or_init(|| self.context.document(self.at))
    }

    /// The decision that it is, read once more.
    pub fn decision(&self) -> Option<&Decision> {
        self.document().decision()
    }

    /// The record beside what was published, if it was, and is not the same.
    pub fn pair(&self) -> Option<&Pair> {
        let pair = || {
            let entry = self.index().entry(self.at);
            // Of several records with one id, only one is what references lead to.
            let is_it = self.index().is_chosen(self.at);
            let before = self.context.before?;
            (entry.has_changed && is_it).then(|| pair(before, self.document()))?
        };
        self.pair.get_or_init(pair).as_ref()
    }

    /// True if a record that is named is there and counts for nothing.
    pub fn is_withdrawn(&self, name: u32) -> bool {
        match self.index().known(name) {
            Known::Read(at) => self.index().entry(at).is_withdrawn,
            Known::Unread | Known::Absent => false,
        }
    }
}
