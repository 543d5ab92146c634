//! The stable JSON report in lines: one finding a line, and as the last line what was checked. For streams, and for tools that
//! work line by line.

use std::io::{self, Write};

use super::Report;
use super::shape::{Finding, Summary, SummaryLine};

pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for finding in &report.findings {
        serde_json::to_writer(&mut *out, &Finding::new(finding))?;
        writeln!(out)?;
    }
    let summary = Summary::new(report);
    serde_json::to_writer(&mut *out, &SummaryLine { summary })?;
    writeln!(out)
}
