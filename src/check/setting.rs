//! What a run goes by, before any record is read.

use jiff::civil;

use crate::config::Config;

/// What is known before any record is read.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    /// What the dataset says about itself.
    pub config: &'a Config,
    /// Whether the records belong to no dataset: then they may stand anywhere.
    pub is_loose: bool,
    /// The day on which the dataset is judged.
    pub as_of: civil::Date,
    /// Whether notes are looked for.
    pub notes: bool,
}
