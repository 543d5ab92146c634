//! The texts of sources, and whatever else is no record.

use std::ops::Range;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::files::{RawFile, Refusal};
use crate::json::{Lines, Position};
use crate::passage::{self, NormalText};

/// A file that holds no record, such as a pinned text.
#[derive(Clone, Debug)]
pub struct Sidecar {
    /// Its path, with `/` between folders.
    pub path: String,
    /// The SHA-256 hash of its bytes, or why it was not read.
    pub sha256: Result<[u8; 32], Refusal>,
    /// The number of its bytes; none if it was not read.
    pub bytes: u64,
    /// Its text in the normal view, if it is UTF-8.
    pub text: Option<SourceText>,
    /// Its bytes, if they are not UTF-8; none if they are, or if it was not read.
    pub binary: Vec<u8>,
}

/// A text, and the view of it that quotes are compared with.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// The text as it stands in the file.
    pub text: String,
    /// Its normal view, once somebody has asked for it: a text that nothing quotes is never read that closely.
    normal: OnceLock<NormalText>,
    lines: OnceLock<Lines>,
}

impl SourceText {
    /// A text as it stands in its file.
    pub(crate) fn new(text: String) -> SourceText {
        SourceText {
            text,
            normal: OnceLock::new(),
            lines: OnceLock::new(),
        }
    }

    /// The view of the text that quotes are compared with.
    pub(crate) fn normal(&self) -> &NormalText {
        self.normal.get_or_init(|| passage::normal(&self.text))
    }

    /// The position in the file at which a passage of the normal view starts.
    pub fn position(&self, passage: &Range<usize>) -> Position {
        self.lines().position(
            &self.text,
            self.normal().source_range(passage.clone()).start,
        )
    }

    /// The lines of the file.
    pub(crate) fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(&self.text))
    }
}

/// The SHA-256 hash of some bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&digest(bytes))
}

/// A hash in hexadecimal.
pub fn hexadecimal(hash: &[u8; 32]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The SHA-256 hash of some bytes.
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

impl Sidecar {
    /// Reads a file that holds no record.
    pub fn read(file: RawFile) -> Sidecar {
        let mut sidecar = Sidecar {
            path: file.path,
            sha256: Err(Refusal::TooLarge),
            bytes: 0,
            text: None,
            binary: Vec::new(),
        };
        match file.content {
            Err(refusal) => sidecar.sha256 = Err(refusal),
            Ok(bytes) => {
                sidecar.sha256 = Ok(digest(&bytes));
                sidecar.bytes = bytes.len() as u64;
                match String::from_utf8(bytes) {
                    Ok(text) => sidecar.text = Some(SourceText::new(text)),
                    Err(error) => sidecar.binary = error.into_bytes(),
                }
            }
        }
        sidecar
    }
}
