//! Annotations of GitHub: workflow commands on standard output, and a page with every finding for the summary of the step.
//!
//! GitHub keeps ten annotations of each kind a step and fifty a job, and drops the others in silence (the repository actions/toolkit,
//! docs/problem-matchers.md, "Limitations"); the ten of each of three kinds are within the fifty. Of each level, then, all come out if there
//! are ten or fewer, and else nine and a tenth that says how many more there are; errors do not crowd out warnings. The page has
//! them all. Nothing that is somebody else's stands in the output outside of a command: the runner would obey it.

use std::io::{self, Write};

use super::{Report, printable, summary_line, with_hint};
use crate::finding::{Finding, Level};

/// The number of annotations of a kind that GitHub shows of a step.
const SHOWN: usize = 10;

pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for level in [Level::Error, Level::Warning, Level::Note] {
        let findings: Vec<_> = report
            .findings
            .iter()
            .filter(|finding| finding.level == level)
            .collect();
        let shown = if findings.len() > SHOWN {
            SHOWN - 1
        } else {
            findings.len()
        };
        for finding in &findings[..shown] {
            writeln!(
                out,
                "{}",
                annotation(finding, report.path_from_top(&finding.file))
            )?;
        }
        let more = findings.len() - shown;
        if more > 0 {
            writeln!(out, "::{} title=besluit::and {more} more", command(level))?;
        }
    }
    writeln!(out, "{}", summary_line(report))
}

/// The workflow command for findings of a level.
fn command(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    }
}

/// The workflow command that annotates the place of a finding. Columns are for a span within one line only, where the end is the
/// column after the last character, as in GitHub's own example (`col=5,endColumn=7`); the runner refuses others.
fn annotation(finding: &Finding, file: &str) -> String {
    let (start, end) = (finding.start, finding.end);
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    format!(
        "::{} file={},line={},endLine={}{columns},title={}::{}",
        command(finding.level),
        // A line break can be escaped for the runner; what else would move a cursor cannot.
        escape_property(&lines(file)),
        start.line,
        end.line,
        escape_property(finding.rule),
        escape_data(&lines(&with_hint(finding, "\nhint: "))),
    )
}

/// A text of several lines, each as it can be printed: the log of a run is a terminal to whoever reads it.
fn lines(text: &str) -> String {
    text.split('\n')
        .map(printable)
        .collect::<Vec<_>>()
        .join("\n")
}

/// A message as it stands after the second `::` of a command.
fn escape_data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A value as it stands among the properties of a command, where `:` and `,` would end it.
fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Room for the line that says how many findings are left out.
const LAST: usize = 64;

/// Every finding as a table in Markdown, the worst first, in at most `room` bytes; what does not fit is counted.
pub fn summary(report: &Report, room: usize) -> String {
    // It is appended to what other commands of the step wrote, whether or not that ends in a line break.
    let mut text = format!(
        "\n### besluit\n\n{}\n",
        escape_markdown(&summary_line(report))
    );
    if !report.findings.is_empty() {
        text += "\n| level | place | rule | finding |\n|---|---|---|---|\n";
    }
    if text.len() + LAST > room {
        return String::new();
    }
    for (at, finding) in report.worst_first().into_iter().enumerate() {
        let row = row(finding, report.path_from_top(&finding.file));
        if text.len() + row.len() + LAST > room {
            let more = report.findings.len() - at;
            text += &format!("\nand {more} more\n");
            break;
        }
        text += &row;
    }
    text
}

fn row(finding: &Finding, file: &str) -> String {
    let place = format!("{file}:{}:{}", finding.start.line, finding.start.column);
    let hint = finding.hint.iter();
    let hint: String = hint
        .map(|hint| format!("<br>hint: {}", escape_markdown(hint)))
        .collect();
    format!(
        "| {} | <code>{}</code> | {} | {}{hint} |\n",
        finding.level.as_str(),
        escape_markdown(&place),
        escape_markdown(finding.rule),
        escape_markdown(&finding.message),
    )
}

/// A text that means nothing to Markdown and HTML: whatever could mark something up is a character reference, which is shown as
/// that character and never read as markup.
fn escape_markdown(text: &str) -> String {
    let mut escaped = String::new();
    for c in printable(text).chars() {
        if c.is_ascii_punctuation() && !matches!(c, ',' | ';' | '-' | '/') {
            escaped += &format!("&#{};", u32::from(c));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_escaped() {
        assert_eq!(escape_data("100% a::b\r\n🙂,"), "100%25 a::b%0D%0A🙂,");
        assert_eq!(escape_property("100% a::b\n,🙂"), "100%25 a%3A%3Ab%0A%2C🙂");
        assert_eq!(escape_data("%0A"), "%250A");
    }

    #[test]
    fn markdown_is_escaped() {
        assert_eq!(escape_markdown("a-b, c/d; é🙂"), "a-b, c/d; é🙂");
        assert_eq!(escape_markdown("<b>|`"), "&#60;b&#62;&#124;&#96;");
        assert_eq!(escape_markdown("a\nb"), "a&#92;u&#123;a&#125;b");
        assert_eq!(
            escape_markdown("[x](y) @z &lt;"),
            "&#91;x&#93;&#40;y&#41; &#64;z &#38;lt;"
        );
    }
}
