//! Plain text: `path:line:column: level[rule] message`, a hint below it, and a last line that says what was checked.

use std::io::{self, Write};

use super::{Report, printable};
use crate::finding::Level;

pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.findings {
        let start = finding.start;
        writeln!(
            out,
            "{}:{}:{}: {}[{}] {}",
            printable(&finding.file),
            start.line,
            start.column,
            finding.level.as_str(),
            finding.rule,
            printable(&finding.message)
        )?;
        if let Some(hint) = &finding.hint {
            writeln!(out, "  hint: {}", printable(hint))?;
        }
    }
    writeln!(out, "{}", summary_line(report))
}

/// What was checked and what came of it, in one line.
fn summary_line(report: &Report<'_>) -> String {
    let summary = report.summary;
    let records: Vec<_> = summary
        .records
        .iter()
        .map(|(name, number)| count(*number, name))
        .collect();
    format!(
        "checked {}; {} anchored in {}; {}, {}, {}",
        records.join(", "),
        count(summary.quotes, "quote"),
        count(summary.sources, "pinned text"),
        count(report.count(Level::Error), "error"),
        count(report.count(Level::Warning), "warning"),
        count(report.notes, "note"),
    )
}

/// A number of things, in the singular or the plural.
fn count(number: usize, name: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {name}{plural}")
}
