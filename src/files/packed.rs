//! Many bytes packed in blocks, each of which can be unpacked by itself: to look at a few records of a shard, nothing else of it is
//! unpacked.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The number of bytes of a block before it is packed. A larger one is hardly packed better, and takes longer to unpack for one record.
const BLOCK: usize = 1 << 17;

/// The number of blocks that are packed at a time, on all threads.
const AT_A_TIME: usize = 32;

/// The number of unpacked blocks that are kept at hand, of all files: findings mostly come in the order of their records, on each thread.
const AT_HAND: usize = 64;

/// Packs bytes, in memory.
#[derive(Default)]
pub struct Packer {
    /// The bytes that are not packed yet.
    open: Vec<u8>,
    /// The blocks, one behind another.
    packed: Vec<u8>,
    /// Each block.
    blocks: Vec<Block>,
    /// The number of bytes that were taken.
    taken: u64,
    hasher: Sha256,
}

/// A block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The number of its packed bytes.
    length: u32,
    /// The first half of their SHA-256.
    sha256: [u8; 16],
}

impl Block {
    fn of(packed: &[u8]) -> Block {
        let hash: [u8; 32] = Sha256::digest(packed).into();
        let mut sha256 = [0; 16];
        sha256.copy_from_slice(&hash[..16]);
        Block {
            length: packed.len() as u32,
            sha256,
        }
    }
}

/// What a packer made.
pub struct Blocks {
    /// The blocks, one behind another.
    pub packed: Vec<u8>,
    /// Each block.
    pub blocks: Vec<Block>,
    /// The number of bytes before they were packed.
    pub length: u64,
    /// The hash of those.
    pub sha256: [u8; 32],
}

impl Packer {
    /// The number of bytes that were taken so far.
    pub fn taken(&self) -> u64 {
        self.taken
    }

    /// Takes bytes.
    ///
    /// # Errors
    /// If they cannot be packed.
    pub fn take(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        self.taken += bytes.len() as u64;
        self.hasher.update(bytes);
        while !bytes.is_empty() {
            let room = (AT_A_TIME * BLOCK).saturating_sub(self.open.len());
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.open.extend_from_slice(now);
            bytes = later;
            if self.open.len() >= AT_A_TIME * BLOCK {
                self.pack()?;
            }
        }
        Ok(())
    }

    /// Packs the rest.
    ///
    /// # Errors
    /// If it cannot be packed.
    pub fn close(mut self) -> io::Result<Blocks> {
        self.pack()?;
        Ok(Blocks {
            packed: self.packed,
            blocks: self.blocks,
            length: self.taken,
            sha256: self.hasher.finalize().into(),
        })
    }

    fn pack(&mut self) -> io::Result<()> {
        let blocks: io::Result<Vec<Vec<u8>>> = self.open.par_chunks(BLOCK).map(pack).collect();
        for block in blocks? {
            self.blocks.push(Block::of(&block));
            self.packed.extend(block);
        }
        self.open.clear();
        Ok(())
    }
}

/// Bytes, packed.
///
/// # Errors
/// If they cannot be packed.
pub fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The bytes that were packed, if there are no more than `limit`.
///
/// # Errors
/// If they were not packed like this, or are more.
pub fn unpack(packed: &[u8], limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    DeflateDecoder::new(packed)
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    bytes.shrink_to_fit();
    if bytes.len() as u64 > limit {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(bytes)
}

/// The blocks of all files that were unpacked last.
#[derive(Debug, Default)]
pub struct AtHand(Mutex<VecDeque<Unpacked>>);

/// A block that was unpacked, by its file and the byte of that at which it starts.
type Unpacked = (PathBuf, u64, Arc<Vec<u8>>);

impl AtHand {
    fn get(&self, path: &Path, start: u64) -> Option<Arc<Vec<u8>>> {
        let blocks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |(file, at, _): &&Unpacked| *at == start && file == path;
        blocks
            .iter()
            .rev()
            .find(is_it)
            .map(|(.., block)| Arc::clone(block))
    }

    fn add(&self, path: &Path, start: u64, block: &Arc<Vec<u8>>) {
        let mut blocks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        blocks.push_back((path.to_owned(), start, Arc::clone(block)));
        if blocks.len() > AT_HAND {
            blocks.pop_front();
        }
    }
}

/// Packed bytes in a file.
#[derive(Debug)]
pub struct Packed {
    path: PathBuf,
    /// Each block, and the byte of the file at which it starts.
    blocks: Vec<(u64, Block)>,
    at_hand: Arc<AtHand>,
}

impl Packed {
    /// The blocks of a file, which begin at a byte of it; nothing if no file is that long.
    pub fn new(
        path: PathBuf,
        start: u64,
        blocks: &[Block],
        at_hand: &Arc<AtHand>,
    ) -> Option<Packed> {
        let mut placed = Vec::with_capacity(blocks.len());
        let mut end = start;
        for block in blocks {
            placed.push((end, *block));
            end = end.checked_add(u64::from(block.length))?;
        }
        Some(Packed {
            path,
            blocks: placed,
            at_hand: Arc::clone(at_hand),
        })
    }

    /// The file that they are in.
    pub fn path(&self) -> &PathBuf {
        &self.path
    }

    /// Some of the bytes, from a place on.
    ///
    /// # Errors
    /// If the file cannot be read, or has not so many.
    pub fn read(&self, start: u64, length: usize) -> io::Result<Vec<u8>> {
        let too_few = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let mut bytes = Vec::new();
        let mut at = start;
        while bytes.len() < length {
            let number = usize::try_from(at / BLOCK as u64).map_err(|_| too_few())?;
            let block = self.block(number)?;
            let from = (at % BLOCK as u64) as usize;
            let rest = block.get(from..).filter(|rest| !rest.is_empty());
            let rest = rest.ok_or_else(too_few)?;
            let rest = &rest[..rest.len().min(length - bytes.len())];
            bytes.extend_from_slice(rest);
            at += rest.len() as u64;
        }
        Ok(bytes)
    }

    fn block(&self, number: usize) -> io::Result<Arc<Vec<u8>>> {
        let place = self.blocks.get(number);
        let (start, block) = place.ok_or(io::ErrorKind::UnexpectedEof)?;
        if let Some(block) = self.at_hand.get(&self.path, *start) {
            return Ok(block);
        }
        // Not kept open: there may be more parts than a program may have files.
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(*start))?;
        let mut packed = Vec::new();
        file.take(u64::from(block.length))
            .read_to_end(&mut packed)?;
        if Block::of(&packed) != *block {
            let why = "it is not as it was written; make it anew";
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        }
        let block = Arc::new(unpack(&packed, BLOCK as u64)?);
        self.at_hand.add(&self.path, *start, &block);
        Ok(block)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_read_again() {
        let bytes: Vec<u8> = (0..3 * BLOCK as u32)
            .map(|at| (at.wrapping_mul(at) >> 7) as u8)
            .collect();
        let mut packer = Packer::default();
        bytes
            .chunks(1000)
            .for_each(|some| packer.take(some).expect("it can be packed"));
        assert_eq!(packer.taken(), bytes.len() as u64);
        let blocks = packer.close().expect("it can be packed");
        assert_eq!(
            (blocks.length, blocks.blocks.len()),
            (bytes.len() as u64, 3)
        );
        let mut file = tempfile::NamedTempFile::new().expect("it can be made");
        file.write_all(b"before").expect("it can be written");
        file.write_all(&blocks.packed).expect("it can be written");
        let packed = Packed::new(file.path().to_owned(), 6, &blocks.blocks, &Arc::default());
        let packed = packed.expect("it is short");
        for (start, length) in [(0, 10), (BLOCK - 5, 10), (100, 2 * BLOCK), (bytes.len(), 0)] {
            let read = packed.read(start as u64, length).expect("it is there");
            assert_eq!(read, bytes[start..start + length]);
        }
        assert!(packed.read(bytes.len() as u64 - 1, 2).is_err());
        assert!(packed.read(u64::MAX, 1).is_err());
        assert!(unpack(&blocks.packed, 10).is_err());
    }
}
