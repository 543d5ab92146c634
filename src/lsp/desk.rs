//! What is open in an editor, and the datasets that it belongs to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil;
use lsp_types::Uri;

use crate::config;
use crate::dataset::Dataset;
use crate::finding::Finding;
use crate::validate::{Options, run_on};
use crate::workspace::{Error, Files, Item, Workspace, dataset_files, root_of};

/// A file that is open: what is in the editor, whether or not it was saved.
pub struct Open {
    /// The address by which the editor knows it, which can be written in several ways.
    pub uri: Uri,
    /// Its text.
    pub text: String,
    /// The number that the editor gave to this state of it.
    pub version: i32,
}

/// What is open, and the datasets that it belongs to.
pub struct Desk {
    open: BTreeMap<PathBuf, Open>,
    /// The datasets by their folders, each with its records as they were read last; none where something changed since.
    datasets: BTreeMap<PathBuf, Option<Workspace>>,
    /// The folders of the datasets that are to be checked.
    changed: BTreeSet<PathBuf>,
    /// The day on which the datasets are judged.
    today: fn() -> civil::Date,
}

impl Desk {
    /// An empty one; `today` tells the day, which changes while an editor is open.
    pub fn new(today: fn() -> civil::Date) -> Desk {
        Desk {
            open: BTreeMap::new(),
            datasets: BTreeMap::new(),
            changed: BTreeSet::new(),
            today,
        }
    }

    /// The day it is.
    pub fn today(&self) -> civil::Date {
        (self.today)()
    }

    /// Takes the text of a file that was opened or edited.
    pub fn take(&mut self, path: PathBuf, open: Open) {
        if let Some(root) = root_of(&path) {
            self.datasets.entry(root).or_default();
        }
        self.touch(&path);
        self.open.insert(path, open);
    }

    /// Closes a file: what is on the disk counts again.
    pub fn close(&mut self, path: &Path) {
        self.open.remove(path);
        self.touch(path);
    }

    /// Says that a file is another one now.
    pub fn touch(&mut self, path: &Path) {
        for (root, dataset) in &mut self.datasets {
            if path.starts_with(root) {
                *dataset = None;
                self.changed.insert(root.clone());
            }
        }
    }

    /// Begins with the dataset in a folder.
    pub fn enter(&mut self, root: PathBuf) {
        self.datasets.entry(root.clone()).or_default();
        self.changed.insert(root);
    }

    /// A file that is open.
    pub fn open(&self, path: &Path) -> Option<&Open> {
        self.open.get(path)
    }

    /// The paths of the files that are open in a dataset.
    pub fn open_in<'a>(&'a self, root: &'a Path) -> impl Iterator<Item = &'a PathBuf> {
        let is_own = move |path: &&PathBuf| self.root_of(path).is_some_and(|own| own == root);
        self.open.keys().filter(is_own)
    }

    /// The folders of all datasets.
    pub fn roots(&self) -> Vec<PathBuf> {
        self.datasets.keys().cloned().collect()
    }

    /// The folder of the dataset that a file belongs to.
    pub fn root_of(&self, path: &Path) -> Option<PathBuf> {
        let mut roots = self.datasets.keys().rev();
        roots.find(|root| path.starts_with(root)).cloned()
    }

    /// True if a dataset is to be checked.
    pub fn has_changed(&self) -> bool {
        !self.changed.is_empty()
    }

    /// Checks the datasets that have changed: the folder of each, and its findings.
    pub fn check(&mut self) -> Vec<(PathBuf, Result<Vec<Finding>, Error>)> {
        let changed = std::mem::take(&mut self.changed).into_iter();
        let check = |root: PathBuf| {
            let options = Options::on(self.today());
            let findings = self.files(&root).and_then(|files| {
                let mut findings = run_on(&files, &options, &|_| ())?.findings;
                findings.retain(|finding| finding.level != crate::finding::Level::Note);
                Ok(findings)
            });
            (root, findings)
        };
        changed.map(check).collect()
    }

    /// The records of a dataset, with what is open in place of the files; none if its `besluit.toml` cannot be read.
    pub fn dataset(&mut self, root: &Path) -> Option<&Workspace> {
        if self.datasets.get(root)?.is_none() {
            let read = self.files(root).ok()?.read(&|_| ());
            self.datasets.insert(root.to_owned(), Some(read));
        }
        self.datasets.get(root)?.as_ref()
    }

    fn files(&self, root: &Path) -> Result<Workspace<Files<'static>>, Error> {
        let records = root.join(config::RECORDS);
        let open = self.open.iter();
        let open = open.filter(|(path, _)| path.starts_with(&records));
        let items = open.map(|(path, open)| Item::Record {
            path: Some(path.clone()),
            content: Ok(open.text.clone().into_bytes()),
        });
        let everything = Item::Path(root.to_owned());
        dataset_files(root.to_owned(), items.chain([everything]).collect())
    }
}

/// The path of a file as its dataset has it.
pub fn path_in<'a>(workspace: &Workspace, dataset: &'a Dataset, path: &Path) -> Option<&'a str> {
    let documents = dataset.documents.iter().map(|one| one.path.as_str());
    let sidecars = dataset.sidecars.iter().map(|one| one.path.as_str());
    let mut all = documents.chain(sidecars);
    all.find(|one| workspace.locate(one) == path)
}
