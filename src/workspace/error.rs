//! The errors that keep a dataset from being read at all.

use std::io;

/// The reason why there is nothing to work on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Something cannot be read: what, and why.
    #[error("cannot read {0}")]
    Read(String, #[source] io::Error),
    /// Something is not read: what, and why.
    #[error("cannot read {0}: {1}")]
    Refused(String, String),
    /// A `besluit.toml` makes no sense: its path, and why.
    #[error("cannot make sense of {0}: {1}")]
    Config(String, String),
    /// There is no folder of records: where it should be.
    #[error("{0} is not a folder")]
    NoRecords(String),
    /// A file or folder has nearly the name of what is not there: which, and what to do.
    #[error("{0}")]
    Misnamed(String),
    /// A path is not among the records of its dataset: the path, and their folder.
    #[error("{0} is not among the records of its dataset, {1}; name a dataset or its records")]
    Outside(String, String),
}
