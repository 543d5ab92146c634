//! The facts of sources: when they were written and public, by whom, and which files they pin. Ids go by their numbers.

use jiff::civil;
use serde::{Deserialize, Serialize};

/// An author of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorFact {
    /// The author.
    pub actor: u32,
    /// The office in which the author wrote, if the source names one.
    pub office: Option<u32>,
}

/// The facts of a source beside its lists.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct SourceFact {
    /// The first day that it can be of; none if its date is none.
    pub earliest: Option<civil::Date>,
    /// The last day that it names as its own; none if a date of it is none.
    pub latest: Option<civil::Date>,
    /// The day by which it was public, if it was.
    pub public_by: Option<civil::Date>,
    /// The text that it pins, if it pins one.
    pub text: Option<Pinned>,
    /// The file that the text was taken from, if the source pins one.
    pub original: Option<Pinned>,
    /// True if the text that it pins is some passages of it.
    pub is_excerpt: bool,
    /// True if it is a report of the press or a page of a web site.
    pub is_press: bool,
}

/// A file that a source pins.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Pinned {
    /// Which of the files that hold no record it is, as whoever reads them counts them; none if it is not there.
    pub file: Option<u32>,
    /// Its hash, as it was pinned; none if that is no hash.
    pub sha256: Option<[u8; 32]>,
}
