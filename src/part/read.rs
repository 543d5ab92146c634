//! Reading a part, and making sure that it is as it was written.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::contents::{Contents, Found, Section, Trailer};
use super::error::Error;
use super::header::{FORM, Header};
use crate::files::{AtHand, Packed, unpack};
use crate::finding::Finding;
use crate::index::Facts;
use crate::workspace::shown;

/// The most bytes of a header.
const MAX_HEADER: u64 = 1 << 20;

/// The bytes behind the trailer: its length, and the hash of everything before.
const END: u64 = 8 + 32;

/// A part whose bytes are as they were written. What it holds is read when it is asked for, and not kept.
pub(super) struct Part {
    path: PathBuf,
    /// The path as people are told it.
    pub name: String,
    pub header: Header,
    trailer: Trailer,
}

impl Part {
    /// Opens a part.
    ///
    /// # Errors
    /// If it cannot be read, is none, or is not as it was written.
    pub fn open(path: &Path) -> Result<Part, Error> {
        let name = shown(path);
        let cannot = |error| Error::Io(name.clone(), error);
        if crate::files::refusal(path).map_err(cannot)?.is_some() {
            return Err(Error::NoPart(name));
        }
        let mut file = BufReader::new(File::open(path).map_err(cannot)?);
        let header = header(&mut file).map_err(cannot)?;
        let Some(header) = header else {
            return Err(Error::NoPart(name));
        };
        let changed = || Error::Changed(name.clone());
        let trailer = trailer(&mut file).map_err(cannot)?;
        let trailer = trailer.ok_or_else(changed)?;
        if !is_whole(&mut file, &trailer).map_err(cannot)? {
            return Err(changed());
        }
        Ok(Part {
            path: path.to_owned(),
            name,
            header,
            trailer,
        })
    }

    /// The files and names.
    ///
    /// # Errors
    /// If they cannot be read, or contradict themselves.
    pub fn contents(&self) -> Result<Contents, Error> {
        self.section(&self.trailer.contents)
    }

    /// The facts of its records, under its own numbers.
    ///
    /// # Errors
    /// If they cannot be read, or contradict themselves.
    pub fn facts(&self) -> Result<Facts, Error> {
        self.section(&self.trailer.facts)
    }

    /// The findings in each record by itself.
    ///
    /// # Errors
    /// If they cannot be read, or contradict themselves.
    pub fn findings(&self) -> Result<Vec<Finding>, Error> {
        let found: Vec<Found> = self.section(&self.trailer.findings)?;
        let findings: Option<_> = found.into_iter().map(Found::finding).collect();
        findings.ok_or_else(|| self.unsound())
    }

    /// The files of the shard.
    ///
    /// # Errors
    /// If no file is that long.
    pub fn packed(&self, at_hand: &Arc<AtHand>) -> Result<Packed, Error> {
        let Trailer { start, blocks, .. } = &self.trailer;
        let packed = Packed::new(self.path.clone(), *start, blocks, at_hand);
        packed.ok_or_else(|| self.unsound())
    }

    /// That it contradicts itself.
    pub fn unsound(&self) -> Error {
        Error::Unsound(self.name.clone())
    }

    fn section<T: DeserializeOwned>(&self, section: &Section) -> Result<T, Error> {
        let read = || {
            let mut file = File::open(&self.path)?;
            file.seek(SeekFrom::Start(section.start))?;
            let mut packed = Vec::new();
            file.take(section.packed).read_to_end(&mut packed)?;
            Ok(packed)
        };
        let packed = read().map_err(|error| Error::Io(self.name.clone(), error))?;
        let bytes = unpack(&packed, section.length).map_err(|_| self.unsound())?;
        drop(packed);
        postcard::from_bytes(&bytes).map_err(|_| self.unsound())
    }
}

/// The header with which a file begins, if it begins with one.
fn header(file: &mut BufReader<File>) -> io::Result<Option<Header>> {
    let mut line = Vec::new();
    file.take(MAX_HEADER).read_until(b'\n', &mut line)?;
    let header: Option<Header> = serde_json::from_slice(&line).ok();
    Ok(header.filter(|header| header.form == FORM))
}

/// The trailer of a file; none if it makes no sense.
fn trailer(file: &mut BufReader<File>) -> io::Result<Option<Trailer>> {
    let length = file.seek(SeekFrom::End(0))?;
    let Some(end) = length.checked_sub(END) else {
        return Ok(None);
    };
    file.seek(SeekFrom::Start(end))?;
    let mut count = [0; 8];
    file.read_exact(&mut count)?;
    let count = u64::from_le_bytes(count);
    let Some(start) = end.checked_sub(count) else {
        return Ok(None);
    };
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(count).read_to_end(&mut bytes)?;
    Ok(postcard::from_bytes(&bytes).ok())
}

/// Whether all of a file but its blocks is as it was written.
fn is_whole(file: &mut BufReader<File>, trailer: &Trailer) -> io::Result<bool> {
    let length = file.seek(SeekFrom::End(0))?;
    let (start, end) = (trailer.start, trailer.contents.start);
    let Some(hashed) = length
        .checked_sub(32)
        .filter(|last| start <= end && end <= *last)
    else {
        return Ok(false);
    };
    let mut hasher = Sha256::new();
    hash(file, 0..start, &mut hasher)?;
    hash(file, end..hashed, &mut hasher)?;
    let mut written = [0; 32];
    file.seek(SeekFrom::Start(hashed))?;
    file.read_exact(&mut written)?;
    Ok(written == <[u8; 32]>::from(hasher.finalize()))
}

/// Adds some bytes of a file to a hash.
fn hash(file: &mut BufReader<File>, bytes: Range<u64>, hasher: &mut Sha256) -> io::Result<()> {
    file.seek(SeekFrom::Start(bytes.start))?;
    let mut some = file.take(bytes.end - bytes.start);
    loop {
        let read = some.fill_buf()?;
        if read.is_empty() {
            return Ok(());
        }
        hasher.update(read);
        let count = read.len();
        some.consume(count);
    }
}
