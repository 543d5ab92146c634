//! One finding a line: `path:line:column: level[rule] message; hint`, and a last line that says what was checked.

use std::io::{self, Write};

use super::{Report, printable, summary_line, with_hint};
use crate::finding::Finding;

pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for finding in &report.findings {
        writeln!(
            out,
            "{}",
            line(finding, &finding.file, &with_hint(finding, "; "))
        )?;
    }
    writeln!(out, "{}", summary_line(report))
}

/// A finding in one line, which begins with the path of its file and ends in what is said of it.
pub fn line(finding: &Finding, file: &str, said: &str) -> String {
    format!(
        "{}:{}:{}: {}[{}] {}",
        printable(file),
        finding.start.line,
        finding.start.column,
        finding.level.as_str(),
        finding.rule,
        printable(said)
    )
}
