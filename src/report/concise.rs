//! One finding a line: `path:line:column: level[rule] message; hint`, and a last line that says what was checked.

use std::io::{self, Write};

use super::{Report, printable, summary_line, with_hint};
use crate::finding::Finding;

pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for finding in &report.findings {
        writeln!(out, "{}", line(finding))?;
    }
    writeln!(out, "{}", summary_line(report))
}

/// A finding in one line.
pub fn line(finding: &Finding) -> String {
    format!(
        "{}:{}:{}: {}[{}] {}",
        printable(&finding.file),
        finding.start.line,
        finding.start.column,
        finding.level.as_str(),
        finding.rule,
        printable(&with_hint(finding, "; "))
    )
}
