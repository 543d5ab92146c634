//! The stable JSON report, `besluit-report-1`: one object.

use std::io::{self, Write};

use super::{Report, shape};

pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &shape::Report::new(report))?;
    writeln!(out)
}
