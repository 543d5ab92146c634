//! Files in and out. ARCHITECTURE.md says which other parts touch the disk; none of them reads or writes a file's bytes but `git`.
//!
//! Reading is bounded and never blocks: a size is not believed but read up to a limit, and only regular files are opened, so
//! that a pipe or a device cannot hang the run. Links are not followed: a record is where it stands, and a loop leads nowhere.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

#[cfg(feature = "cli")]
mod folder;
mod lines;
mod list;
mod packed;
#[cfg(feature = "cli")]
mod write;

#[cfg(feature = "cli")]
pub use folder::replace;
pub use lines::{Lines, Piece};
pub use list::{Found, list};
pub use packed::{AtHand, Block, Blocks, Packed, Packer, pack, unpack};
#[cfg(feature = "cli")]
pub use write::{Writer, is_made, write_among_others};

/// The largest record that is read, in bytes: 16 MiB.
pub const MAX_RECORD: usize = crate::json::MAX_BYTES;

/// The largest text that is read, in bytes: 4 MiB, some thousand pages.
pub const MAX_TEXT: usize = 4 * 1024 * 1024;

/// A file that was found, and what came of reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawFile {
    /// Its path, with `/` between folders.
    pub path: String,
    /// Its bytes, or why it was not read.
    pub content: Result<Vec<u8>, Refusal>,
}

/// The reason why a file that was found was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not a regular file, but this.
    NotAFile(&'static str),
    /// It is larger than a file of its name may be: a record 16 MiB, a text 4 MiB, an original 16 MiB.
    TooLarge,
}

/// What a file can be that is none.
const OTHERS: [&str; 3] = ["a folder", "a symbolic link", "a device, pipe or socket"];

impl Refusal {
    /// A number for the reason, by which it is written down.
    pub fn number(self) -> u8 {
        match self {
            Refusal::TooLarge => 0,
            Refusal::NotAFile(what) => {
                let at = OTHERS.iter().position(|one| *one == what);
                at.map_or(OTHERS.len(), |at| at + 1) as u8
            }
        }
    }

    /// The reason with a number; none if no reason has it.
    pub fn of(number: u8) -> Option<Refusal> {
        match number.checked_sub(1) {
            None => Some(Refusal::TooLarge),
            Some(at) => OTHERS.get(usize::from(at)).copied().map(Refusal::NotAFile),
        }
    }

    /// The reason in words, where at most `limit` bytes are read.
    pub fn describe(self, limit: usize) -> String {
        match self {
            Refusal::NotAFile(what) => format!("this is {what}, not a file"),
            Refusal::TooLarge => format!("it is larger than {limit} bytes"),
        }
    }
}

/// A file or folder that the system would not let us read.
#[derive(Debug)]
pub struct Failure {
    /// Its path.
    pub path: PathBuf,
    /// The error of the system.
    pub error: io::Error,
}

/// The files below a path, or the path itself if it is no folder, in the order of their paths; those whose name begins with a
/// dot are left out. `name` gives each the path that it goes by.
pub fn read_all(
    path: &Path,
    name: &(dyn Fn(&Path) -> String + Sync),
) -> (Vec<RawFile>, Vec<Failure>) {
    let (found, mut failures) = list(path);
    let read: Vec<_> = found
        .into_par_iter()
        .map(|Found { path, .. }| (read(&path, limit_of(&path)), path))
        .collect();
    let mut files = Vec::with_capacity(read.len());
    for (content, path) in read {
        match content {
            Ok(content) => files.push(RawFile {
                path: name(&path),
                content,
            }),
            Err(error) => failures.push(Failure { path, error }),
        }
    }
    (files, failures)
}

/// The largest file that a text was taken from, in bytes: 16 MiB.
pub const MAX_ORIGINAL: usize = 16 * 1024 * 1024;

/// The most bytes that are read of a file of that name.
pub fn limit_of(path: &Path) -> usize {
    if is_record(path) {
        MAX_RECORD
    } else if path.extension().is_some_and(|ending| ending == "txt") {
        MAX_TEXT
    } else {
        MAX_ORIGINAL
    }
}

/// What the names of files begin with that are not whole yet: a run that is killed leaves one.
pub const UNFINISHED: &str = ".besluit-";

/// True if a run that was killed left a file by that name: one that was never whole.
pub fn is_unfinished(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(UNFINISHED.as_bytes())
}

/// True if a file by that name is to hold a record.
pub fn is_record(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "json")
}

/// Memory into which one file after another is read.
#[derive(Debug, Default)]
pub struct Buffer {
    /// Never made smaller, so that nothing has to be written there before a file is read.
    memory: Vec<u8>,
    length: usize,
}

/// A buffer that holds bytes already.
impl From<Vec<u8>> for Buffer {
    fn from(memory: Vec<u8>) -> Buffer {
        let length = memory.len();
        Buffer { memory, length }
    }
}

impl Buffer {
    /// As much as nearly every record has, so that one call reads it.
    const BEGINNING: usize = 1 << 16;

    /// The bytes of the file that was read last.
    pub fn bytes(&self) -> &[u8] {
        &self.memory[..self.length]
    }

    /// Reads a file that was found; says why, if it is not read. One that has more than `limit` bytes is not.
    ///
    /// # Errors
    /// If the system cannot open or read it.
    pub fn read(&mut self, found: &Found, limit: usize) -> io::Result<Option<Refusal>> {
        self.length = 0;
        if !found.file_type.is_file() {
            return Ok(Some(Refusal::NotAFile(describe(found.file_type))));
        }
        let mut file = File::open(&found.path)?;
        loop {
            if self.length > limit {
                return Ok(Some(Refusal::TooLarge));
            }
            if self.length == self.memory.len() {
                let larger = (2 * self.length).max(Buffer::BEGINNING);
                self.memory.resize(larger, 0);
            }
            match file.read(&mut self.memory[self.length..]) {
                Ok(0) => return Ok(None),
                Ok(count) => self.length += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// The bytes of a file, or why it is not read; one that has more than `limit` bytes is not.
///
/// # Errors
/// If the system cannot open or read it.
pub fn read(path: &Path, limit: usize) -> io::Result<Result<Vec<u8>, Refusal>> {
    if let Some(refusal) = refusal(path)? {
        return Ok(Err(refusal));
    }
    let file = File::open(path)?;
    // What the file says of its size is not believed, but it is a good guess at the memory that one call fills.
    let guess = file.metadata()?.len().min(limit as u64 + 1);
    let mut bytes = Vec::with_capacity(usize::try_from(guess).unwrap_or(0) + 1);
    file.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() > limit {
        Err(Refusal::TooLarge)
    } else {
        Ok(bytes)
    })
}

/// The reason why a path is not read, if it is no regular file.
///
/// # Errors
/// If the system cannot tell.
pub fn refusal(path: &Path) -> io::Result<Option<Refusal>> {
    let file_type = fs::symlink_metadata(path)?.file_type();
    Ok((!file_type.is_file()).then(|| Refusal::NotAFile(describe(file_type))))
}

fn describe(file_type: fs::FileType) -> &'static str {
    if file_type.is_dir() {
        OTHERS[0]
    } else if file_type.is_symlink() {
        OTHERS[1]
    } else {
        OTHERS[2]
    }
}
