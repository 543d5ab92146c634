//! A dataset, or files that belong to none, as it lies on the disk, in streams or in memory: what there is, before it is read.

use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::{fs, io};

use crate::config::{self, Config};
use crate::dataset::Dataset;
use crate::files::{self, Failure, Found, Lines, RawFile, Refusal};
use crate::schema;

mod config_file;
mod error;
mod inventory;
mod near;
mod path;

pub use config_file::read_config;
pub use error::Error;
pub use inventory::{Content, File, Held, Inventory, PackedFile};
pub use near::near_config;
pub use path::{normal, relative, shown, top_of};

use config_file::parse_config;

/// The name of standard input where nobody said what it holds.
pub const STDIN_NAME: &str = "<stdin>";

/// Something that is to be read, or the part that was asked for.
pub enum Item {
    /// A file or folder, absolute.
    Path(PathBuf),
    /// The bytes of a record, or why they were not read. The path is absolute; without one it is unknown.
    Record {
        /// The path where it is to stand.
        path: Option<PathBuf>,
        /// The bytes of the record, or the reason why they were not read.
        content: Result<Vec<u8>, Refusal>,
    },
    /// A stream of one record a line. The path is absolute; without one it is unknown.
    Stream {
        /// The path where it stands.
        path: Option<PathBuf>,
        /// Its lines.
        lines: Lines,
    },
}

/// A dataset, or files that belong to none, and the part of it that was asked for: its records in memory, or only its files.
pub struct Workspace<T = Dataset> {
    /// The whole dataset. Its paths are relative to its folder.
    pub dataset: T,
    /// The folder of the dataset; empty if the files belong to none.
    root: PathBuf,
    /// The paths that were asked for, as those of the dataset; a file is selected if it is one of them or below one.
    selected: BTreeSet<String>,
    /// The failures to read parts of it; of files that were not read yet, none.
    pub failures: Vec<Failure>,
}

/// The files of a dataset, of which none was read but what says how they are to be.
pub struct Files<'a> {
    /// The configuration of the dataset.
    pub config: Config,
    /// The files.
    pub inventory: Inventory<'a>,
    /// True if there is a folder of schemas beside the records. Nothing in it is read.
    pub has_schemas: bool,
}

impl<T> Workspace<T> {
    /// True if a file of the dataset is among those that were asked for.
    pub fn is_selected(&self, path: &str) -> bool {
        is_selected(&self.selected, path)
    }

    /// The paths that were asked for, as those of the dataset.
    pub fn selected(&self) -> &BTreeSet<String> {
        &self.selected
    }

    /// True if the files belong to no dataset.
    pub fn is_loose(&self) -> bool {
        self.root.as_os_str().is_empty()
    }

    /// The path of a file of the dataset on the disk.
    pub fn locate(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// A path of the dataset as people are told it: relative to the working directory, with `/` between folders.
    pub fn display(&self, path: &str) -> String {
        match std::env::current_dir() {
            Ok(here) if !self.is_loose() && path != STDIN_NAME => {
                relative(&here, &normal(&self.locate(path)))
            }
            _ => path.to_owned(),
        }
    }
}

impl Workspace<Files<'static>> {
    /// The files of several runs together. `root` is the folder of the dataset that says how the records are to be, and has the texts
    /// that they quote; the records in it are passed over. `are_home` says whether the files belong to that dataset or are from elsewhere,
    /// and `selected` are the paths that were asked for.
    ///
    /// # Errors
    /// If the dataset cannot be read.
    pub fn joined(
        root: Option<PathBuf>,
        files: Vec<File<'static>>,
        are_home: bool,
        selected: BTreeSet<String>,
    ) -> Result<Workspace<Files<'static>>, Error> {
        let mut workspace = match root {
            Some(root) => dataset_files(root, Vec::new())?,
            None => loose_files(Path::new(""), Vec::new()),
        };
        workspace.dataset.inventory.replace(files, are_home);
        workspace.selected = selected;
        Ok(workspace)
    }
}

impl<'a> Workspace<Files<'a>> {
    /// A dataset in memory, all of it.
    pub fn of(dataset: &'a Dataset) -> Workspace<Files<'a>> {
        Workspace {
            dataset: Files {
                config: dataset.config.clone(),
                inventory: Inventory::of_dataset(dataset),
                has_schemas: false,
            },
            root: PathBuf::from(if dataset.is_loose { "" } else { "." }),
            selected: BTreeSet::from([String::new()]),
            failures: Vec::new(),
        }
    }

    /// Leaves out the records of the dataset that were not asked for.
    pub fn leave_others_out(&mut self) {
        let selected = &self.selected;
        let inventory = &mut self.dataset.inventory;
        inventory.retain(&|path| is_selected(selected, path));
    }

    /// Reads everything but what is from elsewhere into memory; `progress` is told of each record.
    pub fn read(self, progress: &(dyn Fn(usize) + Sync)) -> Workspace {
        let is_loose = self.is_loose();
        let Files {
            config, inventory, ..
        } = self.dataset;
        let (dataset, failures) = inventory.into_dataset(config, is_loose, progress);
        Workspace {
            dataset,
            root: self.root,
            selected: self.selected,
            failures,
        }
    }
}

/// True if a path, or a folder above it, is among those that were asked for.
fn is_selected(selected: &BTreeSet<String>, path: &str) -> bool {
    // Mostly one folder or file was asked for.
    if let (Some(only), 1) = (selected.first(), selected.len()) {
        let rest = path.strip_prefix(only.as_str());
        return rest
            .is_some_and(|rest| only.is_empty() || rest.is_empty() || rest.starts_with('/'));
    }
    let folders = path.match_indices('/').map(|(end, _)| &path[..end]);
    let mut places = ["", path].into_iter().chain(folders);
    places.any(|one| selected.contains(one))
}

/// The nearest folder above a path, itself included, that has a `besluit.toml`, whatever that is.
pub fn root_of(path: &Path) -> Option<PathBuf> {
    let has_config = |folder: &&Path| folder.join(config::FILE_NAME).symlink_metadata().is_ok();
    path.ancestors().find(has_config).map(Path::to_owned)
}

/// The folders of the datasets below a folder, which is none itself, in order; within a dataset there is no other, and links and what
/// begins with a dot are passed over. At most so many folders are looked into, those near the top first.
pub fn datasets_below(folder: &Path, most: usize) -> Vec<PathBuf> {
    let mut datasets = Vec::new();
    let mut folders = VecDeque::from([folder.to_owned()]);
    for _ in 0..most {
        let Some(folder) = folders.pop_front() else {
            break;
        };
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if !is_folder || entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let path = entry.path();
            match root_of(&path).is_some_and(|root| root == path) {
                true => datasets.push(path),
                false => folders.push_back(path),
            }
        }
    }
    datasets.sort();
    datasets
}

/// The files of a dataset with a `besluit.toml`: all of its records, whatever part was asked for, and records from elsewhere.
///
/// # Errors
/// If its `besluit.toml` or a record from elsewhere cannot be read, or a path is not among its records.
pub fn dataset_files<'a>(root: PathBuf, items: Vec<Item>) -> Result<Workspace<Files<'a>>, Error> {
    let config = read_config(&root.join(config::FILE_NAME))?;
    let records = root.join(config::RECORDS);
    let cannot = |path: &Path| {
        let path = shown(path);
        move |error| Error::Read(path, error)
    };
    let metadata = records.symlink_metadata().map_err(|error| {
        let near = near::near_records(&root);
        near.map_or_else(|| cannot(&records)(error), Error::Misnamed)
    })?;
    if !metadata.is_dir() {
        return Err(Error::NoRecords(shown(&records)));
    }
    let name = |path: &Path| below(&root, path);
    let mut gathered = Gathered::default();
    gathered.list(&records, &name);
    let mut selected = BTreeSet::new();
    for item in items {
        match item {
            // What stands above the records asks for all of them, and so does what says how they are to be.
            Item::Path(path)
                if records.starts_with(&path) || path == root.join(config::FILE_NAME) =>
            {
                selected.insert(String::new());
            }
            Item::Path(path) if path.starts_with(&records) => {
                selected.insert(name(&path));
            }
            Item::Path(path) if root_of(&path).as_deref() != Some(&root) && !path.is_dir() => {
                let content = files::read(&path, files::MAX_RECORD).map_err(cannot(&path))?;
                let path = name(&path);
                selected.insert(path.clone());
                gathered.add_elsewhere(path, Held::Memory(content));
            }
            Item::Path(path) => return Err(Error::Outside(shown(&path), shown(&records))),
            Item::Record { path, content } => {
                let is_home = path.as_ref().is_some_and(|path| path.starts_with(&records));
                let path = path.map_or(STDIN_NAME.to_owned(), |path| name(&path));
                selected.insert(path.clone());
                match is_home {
                    true => gathered.replace(path, Held::Memory(content)),
                    false => gathered.add_elsewhere(path, Held::Memory(content)),
                }
            }
            Item::Stream { path, lines } => {
                let path = path.map_or(STDIN_NAME.to_owned(), |path| name(&path));
                selected.insert(path.clone());
                gathered.add_elsewhere(path, Held::Lines(Mutex::new(lines)));
            }
        }
    }
    Ok(gathered.workspace(config, root, selected))
}

/// A dataset of which all files were read from elsewhere than its folder: its `besluit.toml`, and what is among its records.
///
/// # Errors
/// If there is no `besluit.toml` among them, or it makes no sense.
pub fn dataset_of(root: PathBuf, files: Vec<RawFile>) -> Result<Workspace<Files<'static>>, Error> {
    let path = root.join(config::FILE_NAME);
    let (configs, files): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|file| file.path == config::FILE_NAME);
    let config = configs.into_iter().next();
    let config = config.ok_or_else(|| {
        let error = io::ErrorKind::NotFound.into();
        Error::Read(format!("{} in the index of git", shown(&path)), error)
    })?;
    let config = parse_config(&path, config.content)?;
    let mut gathered = Gathered::default();
    for RawFile { path, content } in files {
        let is_record = files::is_record(Path::new(&path));
        let held = Held::Memory(content);
        match is_record {
            true => gathered.home.push(File { path, held }),
            false => gathered.others.push(File { path, held }),
        }
    }
    Ok(gathered.workspace(config, root, BTreeSet::from([String::new()])))
}

/// Files that belong to no dataset are checked by themselves, with no language and no prefix asked of them.
pub fn loose_files<'a>(here: &Path, items: Vec<Item>) -> Workspace<Files<'a>> {
    let name = |path: &Path| relative(here, path);
    let mut gathered = Gathered::default();
    for item in items {
        match item {
            Item::Path(path) => gathered.list(&path, &name),
            Item::Record {
                path: None,
                content,
            } => {
                gathered.add_elsewhere(STDIN_NAME.to_owned(), Held::Memory(content));
            }
            Item::Record {
                path: Some(path),
                content,
            } => gathered.replace(name(&path), Held::Memory(content)),
            Item::Stream { path, lines } => {
                let path = path.map_or(STDIN_NAME.to_owned(), |path| name(&path));
                gathered.add_elsewhere(path, Held::Lines(Mutex::new(lines)));
            }
        }
    }
    let everything = BTreeSet::from([String::new()]);
    gathered.workspace(Config::default(), PathBuf::new(), everything)
}

/// The files of a dataset, as they are gathered.
#[derive(Default)]
struct Gathered<'a> {
    home: Vec<File<'a>>,
    elsewhere: Vec<File<'a>>,
    others: Vec<File<'a>>,
    failures: Vec<Failure>,
}

impl<'a> Gathered<'a> {
    /// Adds every file below a path, or the one at it.
    fn list(&mut self, path: &Path, name: &dyn Fn(&Path) -> String) {
        let (found, failures) = files::list(path);
        self.failures.extend(failures);
        for found in found {
            let file = |found: Found| File {
                path: name(&found.path),
                held: Held::Disk(found),
            };
            match files::is_record(&found.path) {
                true => self.home.push(file(found)),
                false => self.others.push(file(found)),
            }
        }
    }

    /// Adds what stands for the file at a path, whether or not that is there.
    fn replace(&mut self, path: String, held: Held<'a>) {
        let files = match files::is_record(Path::new(&path)) {
            true => &mut self.home,
            false => &mut self.others,
        };
        files.retain(|file| file.path != path);
        files.push(File { path, held });
    }

    fn add_elsewhere(&mut self, path: String, held: Held<'a>) {
        self.elsewhere.push(File { path, held });
    }

    fn workspace(
        mut self,
        config: Config,
        root: PathBuf,
        selected: BTreeSet<String>,
    ) -> Workspace<Files<'a>> {
        // Of files that belong to no dataset one may have been named twice. Two that only go by the same path, because that cannot show
        // how they differ, are two.
        for files in [&mut self.home, &mut self.others] {
            files.sort_by(|one, other| {
                (&one.path, one.on_disk()).cmp(&(&other.path, other.on_disk()))
            });
            files.dedup_by(|one, other| {
                (&one.path, one.on_disk()) == (&other.path, other.on_disk())
            });
        }
        let has_schemas = !root.as_os_str().is_empty() && root.join(schema::FOLDER).is_dir();
        let inventory = Inventory::new(self.home, self.elsewhere, self.others, self.failures);
        Workspace {
            dataset: Files {
                config,
                inventory,
                has_schemas,
            },
            root,
            selected,
            failures: Vec::new(),
        }
    }
}

/// A path below a folder as the dataset has it.
fn below(root: &Path, path: &Path) -> String {
    let plain = || {
        path.strip_prefix(root)
            .ok()?
            .to_str()
            .filter(|path| !path.contains('\\'))
    };
    plain().map_or_else(|| relative(root, path), str::to_owned)
}
