//! The reasons for which parts are not joined.

use std::io;

use crate::workspace;

/// The reason why there is no part, or parts were not joined.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The dataset or a stream cannot be read.
    #[error(transparent)]
    Workspace(#[from] workspace::Error),
    /// A part cannot be read or written.
    #[error("cannot read {0}: {1}")]
    Io(String, #[source] io::Error),
    /// A file is no part.
    #[error("{0} is no part: it does not begin as one")]
    NoPart(String),
    /// A part is not as it was written.
    #[error("{0} is not as it was written: it was cut short or changed; make it anew")]
    Changed(String),
    /// A part was forged.
    #[error("{0} cannot be joined: what it holds contradicts itself; make it anew")]
    Unsound(String),
    /// Something about the shard or the parts, in words.
    #[error("{0}")]
    Refused(String),
}

/// A refusal, in words.
pub(super) fn refuse<T>(why: impl Into<String>) -> Result<T, Error> {
    Err(Error::Refused(why.into()))
}
