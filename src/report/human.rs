//! For people: each finding with its hint, and a last line that says what was checked.

use std::io::{self, Write};

use super::{Report, printable, summary_line};

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
