//! The files that a run reads: those that are to hold a record, streams of records, and sidecars. In memory or on the disk.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::config::Config;
use crate::dataset::{Dataset, RawFile, Sidecar, StreamLine, digest};
use crate::document::{Document, Memory, source_beside};
use crate::files::{Buffer, Failure, Found, Lines, MAX_RECORD, Packed, Refusal, limit_of};
#[cfg(feature = "cli")]
use crate::git::WorkTree;
use crate::index::Origin;
use crate::schema::Schemas;

/// A file of a run.
pub struct File<'a> {
    /// The path that it goes by.
    pub path: String,
    /// The place where it is, on the disk or in memory.
    pub held: Held<'a>,
}

impl File<'_> {
    /// The path of the file on the disk, if that is where it is read from. Not every path can be shown as it is.
    pub fn on_disk(&self) -> Option<&Path> {
        match &self.held {
            Held::Disk(found) => Some(&found.path),
            _ => None,
        }
    }
}

/// The place where a file is, on the disk or in memory.
pub enum Held<'a> {
    /// On the disk.
    Disk(Found),
    /// In memory: its bytes, or why they were not read.
    Memory(Result<Vec<u8>, Refusal>),
    /// It is a stream of one record a line.
    Lines(Mutex<Lines>),
    /// It is packed in a part.
    Packed(PackedFile),
    /// It was read as a record.
    Document(&'a Document),
    /// It was read, and holds no record.
    Sidecar(&'a Sidecar),
}

/// A file of a shard that was read before, packed in the part of that.
pub struct PackedFile {
    /// The files of the shard, one behind another.
    pub packed: Arc<Packed>,
    /// The byte at which this one begins among them.
    pub start: u64,
    /// The number of its bytes, or the reason why it was not read.
    pub length: Result<u64, Refusal>,
    /// True if it is a stream of one record a line.
    pub is_stream: bool,
}

/// The files of a run.
#[derive(Default)]
pub struct Inventory<'a> {
    /// The files that are to hold a record each, then those from elsewhere: single records and streams.
    files: Vec<File<'a>>,
    /// The number of files that belong to the dataset. Those behind them are from elsewhere, and take the place of others.
    own: usize,
    /// The files that hold no record.
    sidecars: Vec<File<'a>>,
    /// The sidecars by their paths.
    by_path: HashMap<String, u32, RandomState>,
    /// The sidecars in the folder of each source, by its id.
    of_source: HashMap<String, Vec<u32>, RandomState>,
    failures: Mutex<Vec<Failure>>,
    schemas: Schemas,
}

/// The content of a sidecar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content<'b> {
    /// It was not read.
    Refused(Refusal),
    /// It is not UTF-8: its bytes.
    Binary(&'b [u8]),
    /// It is a text.
    Text(&'b str),
}

impl<'a> Inventory<'a> {
    /// Files that are to hold a record, records and streams from elsewhere, which take the place of those of the same type and id, and
    /// files that hold no record.
    pub fn new(
        mut home: Vec<File<'a>>,
        elsewhere: Vec<File<'a>>,
        sidecars: Vec<File<'a>>,
        failures: Vec<Failure>,
    ) -> Inventory<'a> {
        let own = home.len();
        home.extend(elsewhere);
        let mut by_path = HashMap::default();
        let mut of_source: HashMap<String, Vec<u32>, RandomState> = HashMap::default();
        for (at, file) in (0..).zip(&sidecars) {
            by_path.insert(file.path.clone(), at);
            if let Some(id) = source_beside(&file.path) {
                of_source.entry(id.to_owned()).or_default().push(at);
            }
        }
        Inventory {
            files: home,
            own,
            sidecars,
            by_path,
            of_source,
            failures: Mutex::new(failures),
            schemas: Schemas::new(),
        }
    }

    /// A dataset that was read.
    pub fn of_dataset(dataset: &'a Dataset) -> Inventory<'a> {
        let documents = dataset.documents.iter().map(|document| File {
            path: document.path.clone(),
            held: Held::Document(document),
        });
        let sidecars = dataset.sidecars.iter().map(|sidecar| File {
            path: sidecar.path.clone(),
            held: Held::Sidecar(sidecar),
        });
        Inventory::new(
            documents.collect(),
            Vec::new(),
            sidecars.collect(),
            Vec::new(),
        )
    }

    /// Takes other files that are to hold records in place of all that were there.
    pub fn replace(&mut self, files: Vec<File<'a>>, are_home: bool) {
        self.own = if are_home { files.len() } else { 0 };
        self.files = files;
    }

    /// Leaves out the files of the dataset that are not wanted, by their paths.
    pub fn retain(&mut self, is_wanted: &dyn Fn(&str) -> bool) {
        let elsewhere = self.files.split_off(self.own);
        self.files.retain(|file| is_wanted(&file.path));
        self.own = self.files.len();
        self.files.extend(elsewhere);
    }

    /// Every file that is to hold records.
    pub fn files(&self) -> &[File<'a>] {
        &self.files
    }

    /// The number of them that belong to the dataset; the others are from elsewhere.
    pub fn own(&self) -> usize {
        self.own
    }

    /// Every file that holds no record.
    pub fn sidecars(&self) -> &[File<'a>] {
        &self.sidecars
    }

    /// Which of the files that hold no record is at a path.
    pub fn sidecar_at(&self, path: &str) -> Option<u32> {
        self.by_path.get(path).copied()
    }

    /// The file that is likely to be the text of a source, as long as the record of that was not read: the only one in its folder, or
    /// the one that is called `text.txt`.
    pub fn likely_text(&self, source: &str) -> Option<u32> {
        let there = self.of_source.get(source)?;
        let is_it = |at: &&u32| self.sidecars[**at as usize].path.ends_with("/text.txt");
        match there.as_slice() {
            [only] => Some(*only),
            several => several.iter().find(is_it).copied(),
        }
    }

    /// The schemas, for records that the fast reader declines.
    pub fn schemas(&self) -> &Schemas {
        &self.schemas
    }

    /// The path of a record, and the line that it is, unless it stands in a file of its own at home.
    pub fn place(&self, origin: &Origin) -> (String, Option<StreamLine>) {
        let at = origin.file as usize;
        let file = &self.files[at];
        let line = (at >= self.own).then_some(StreamLine {
            before: origin.before as usize,
            start: origin.start as usize,
            in_stream: match &file.held {
                Held::Packed(packed) => packed.is_stream,
                held => matches!(held, Held::Lines(_)),
            },
        });
        (file.path.clone(), line)
    }

    /// Reads a file that is to hold one record: its bytes, or why they were not read. Nothing of a file that holds several, or was
    /// read before.
    pub fn read<'b>(
        &'b self,
        at: usize,
        buffer: &'b mut Buffer,
    ) -> Option<Result<&'b [u8], Refusal>> {
        self.bytes(&self.files[at].held, MAX_RECORD, buffer)
    }

    fn bytes<'b>(
        &self,
        held: &'b Held<'_>,
        limit: usize,
        buffer: &'b mut Buffer,
    ) -> Option<Result<&'b [u8], Refusal>> {
        Some(match held {
            Held::Disk(found) => match buffer.read(found, limit) {
                Ok(None) => Ok(buffer.bytes()),
                Ok(Some(refusal)) => Err(refusal),
                Err(error) => return self.fail(found.path.clone(), error),
            },
            Held::Memory(content) => content.as_deref().map_err(|refusal| *refusal),
            Held::Lines(_) | Held::Packed(_) | Held::Document(_) | Held::Sidecar(_) => return None,
        })
    }

    /// Reads a record once more.
    pub fn document(&self, origin: &Origin) -> Document {
        let file = &self.files[origin.file as usize];
        let mut buffer = Buffer::default();
        let content = match &file.held {
            Held::Document(document) => return (*document).clone(),
            Held::Lines(lines) => {
                let lines = || lines.lock().unwrap_or_else(PoisonError::into_inner);
                let read = |start, length| lines().again(start, length);
                self.line_again(Path::new(&file.path), read, origin, &mut buffer)
            }
            Held::Packed(packed) => self.unpacked(packed, origin, &mut buffer),
            _ => self.read(origin.file as usize, &mut buffer),
        };
        // What cannot be read any more is told as a failure, and nothing more is found in it.
        let content = content.unwrap_or(Ok(&[]));
        let place = self.place(origin);
        Document::read_into(place, content, &self.schemas, Memory::default())
    }

    fn line_again<'b>(
        &self,
        path: &Path,
        read: impl FnOnce(u64, usize) -> io::Result<Vec<u8>>,
        origin: &Origin,
        buffer: &'b mut Buffer,
    ) -> Option<Result<&'b [u8], Refusal>> {
        if origin.length as usize > MAX_RECORD {
            return Some(Err(Refusal::TooLarge));
        }
        match read(origin.start, origin.length as usize) {
            Ok(bytes) => {
                *buffer = Buffer::from(bytes);
                // The line was cut where it ends, and a carriage return belongs to its end.
                let line = buffer.bytes();
                Some(Ok(line.strip_suffix(b"\r").unwrap_or(line)))
            }
            Err(error) => self.fail(path.to_owned(), error),
        }
    }

    fn unpacked<'b>(
        &self,
        file: &PackedFile,
        origin: &Origin,
        buffer: &'b mut Buffer,
    ) -> Option<Result<&'b [u8], Refusal>> {
        let packed = &file.packed;
        if file.is_stream {
            let read = |start, length| packed.read(file.start.saturating_add(start), length);
            return self.line_again(packed.path(), read, origin, buffer);
        }
        let length = match file.length {
            Err(refusal) => return Some(Err(refusal)),
            Ok(length) if length > MAX_RECORD as u64 => return Some(Err(Refusal::TooLarge)),
            Ok(length) => length as usize,
        };
        match packed.read(file.start, length) {
            Ok(bytes) => {
                *buffer = Buffer::from(bytes);
                Some(Ok(buffer.bytes()))
            }
            Err(error) => self.fail(packed.path().to_owned(), error),
        }
    }

    /// The content of a sidecar. One that cannot be read is told as a failure, and counts as not there.
    pub fn sidecar<'b>(&'b self, at: u32, buffer: &'b mut Buffer) -> Option<Content<'b>> {
        if let Held::Sidecar(sidecar) = &self.sidecars[at as usize].held {
            return Some(match (&sidecar.sha256, &sidecar.text) {
                (Err(refusal), _) => Content::Refused(*refusal),
                (Ok(_), Some(text)) => Content::Text(&text.text),
                (Ok(_), None) => Content::Binary(&sidecar.binary),
            });
        }
        let file = &self.sidecars[at as usize];
        let limit = limit_of(Path::new(&file.path));
        Some(match self.bytes(&file.held, limit, buffer)? {
            Err(refusal) => Content::Refused(refusal),
            Ok(bytes) => match simdutf8::basic::from_utf8(bytes) {
                Ok(text) => Content::Text(text),
                Err(_) => Content::Binary(bytes),
            },
        })
    }

    /// The bytes of a sidecar, if it was read.
    pub fn sidecar_bytes<'b>(&'b self, at: u32, buffer: &'b mut Buffer) -> Option<&'b [u8]> {
        match self.sidecar(at, buffer)? {
            Content::Refused(_) => None,
            Content::Binary(bytes) => Some(bytes),
            Content::Text(text) => Some(text.as_bytes()),
        }
    }

    /// The bytes that a sidecar on the disk had when it was pinned by their hash, and the commit that still has them.
    #[cfg(feature = "cli")]
    pub fn pinned(&self, at: u32, sha256: &[u8; 32]) -> Option<(String, Vec<u8>)> {
        let Held::Disk(found) = &self.sidecars[at as usize].held else {
            return None;
        };
        let name = found.path.file_name()?.to_str()?;
        // That there is no history is no failure: it only says less of what was changed.
        let tree = WorkTree::at(found.path.parent()?).ok()?;
        let former = tree.former(name, |bytes| digest(bytes) == *sha256);
        former.ok().flatten()
    }

    /// Nothing: without the command no other program is run.
    #[cfg(not(feature = "cli"))]
    pub fn pinned(&self, _: u32, _: &[u8; 32]) -> Option<(String, Vec<u8>)> {
        None
    }

    /// Everything but what is from elsewhere, read into memory as far as it can be read; `progress` is told of each record.
    pub fn into_dataset(
        self,
        config: Config,
        is_loose: bool,
        progress: &(dyn Fn(usize) + Sync),
    ) -> (Dataset, Vec<Failure>) {
        let read = |buffer: &mut Buffer, at: usize| {
            let content = self.read(at, buffer)?;
            progress(1);
            let place = (self.files[at].path.clone(), None);
            let memory = Memory::default();
            Some(Document::read_into(place, content, &self.schemas, memory))
        };
        let home = (0..self.own).into_par_iter();
        let home = home.map_init(Buffer::default, read).flatten();
        let sidecar = |buffer: &mut Buffer, at: usize| {
            let file = &self.sidecars[at];
            let limit = limit_of(Path::new(&file.path));
            let content = self.bytes(&file.held, limit, buffer)?;
            Some(Sidecar::read(RawFile {
                path: file.path.clone(),
                content: content.map(<[u8]>::to_vec),
            }))
        };
        let others = (0..self.sidecars.len()).into_par_iter();
        let others = others.map_init(Buffer::default, sidecar).flatten();
        let mut dataset = Dataset::assemble::<Document>(config, home.collect(), others.collect());
        dataset.is_loose = is_loose;
        (dataset, self.take_failures())
    }

    /// Notes that something could not be read.
    pub fn fail<T>(&self, path: PathBuf, error: io::Error) -> Option<T> {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.push(Failure { path, error });
        None
    }

    /// The failures to read files that were not told yet.
    pub fn take_failures(&self) -> Vec<Failure> {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let mut failures = std::mem::take(&mut *failures);
        // Several threads may have asked for the same file, in whatever order.
        failures.sort_by(|one, other| one.path.cmp(&other.path));
        failures.dedup_by(|one, other| one.path == other.path);
        failures
    }
}
