//! Findings for people and programs. A format is one file here and one line in [`Format`]; none of them checks anything.

use std::io::{self, Write};

use clap::ValueEnum;

use crate::check::Summary;
use crate::finding::{Finding, Level};

mod human;
mod json;

/// What a run found, ready to be written in any format.
pub struct Report<'a> {
    /// What was checked.
    pub summary: &'a Summary,
    /// What is wrong, sorted by file, place and rule.
    pub findings: &'a [Finding],
}

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One finding a line, for people, with a line at the end that says what was checked.
    Human,
    /// One JSON object: `besluit-report-1`.
    Json,
}

impl Report<'_> {
    /// How many findings there are at a level.
    pub fn count(&self, level: Level) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.level == level)
            .count()
    }

    /// Writes the report.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Human => human::write(self, out),
            Format::Json => json::write(self, out),
        }
    }
}
