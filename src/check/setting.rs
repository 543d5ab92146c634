//! The settings of a run, known before any record is read.

use jiff::civil;

use crate::config::Config;

/// The settings of a run, known before any record is read.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    /// The configuration of the dataset.
    pub config: &'a Config,
    /// True if the records belong to no dataset: then they may stand anywhere.
    pub is_loose: bool,
    /// True if the dataset has a folder of schemas: then each record leads to the one of its type there.
    pub has_schemas: bool,
    /// The day on which the dataset is judged.
    pub as_of: civil::Date,
    /// True if notes are looked for.
    pub notes: bool,
    /// True if somebody wants the digest of the dataset, for which each record is written out and hashed.
    pub digest: bool,
}
