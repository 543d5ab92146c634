//! What is checked, and what was read of it.

use super::{Rule, Setting};
use crate::dataset::Dataset;
use crate::finding::Finding;
use crate::index::{Facts, Naming};
use crate::workspace::Inventory;

/// What is checked, and how.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// The files that are read.
    pub inventory: &'a Inventory<'a>,
    /// The rules that are asked.
    pub rules: &'a [Rule],
    /// The settings of the run.
    pub setting: &'a Setting<'a>,
    /// The dataset as it was published, if it is to be compared with that.
    pub before: Option<&'a Dataset>,
}

/// What was read of records: the names in them, the facts of each, and the findings in each by itself.
pub struct Gathered {
    /// The numbers of the names.
    pub naming: Naming,
    /// The facts of each record.
    pub facts: Facts,
    /// The findings in each record by itself.
    pub findings: Vec<Finding>,
}
