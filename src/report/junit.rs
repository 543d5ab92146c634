//! JUnit XML, for the test reports of build servers: one test case a file that has findings.
//!
//! All errors of a file are one failure, because readers show the first failure of a test case and drop the others. Warnings and
//! notes fail nothing: they are what the test case printed. A file without findings has no test case; one more test case, which
//! always passes, says what was checked, so that a report without findings is not taken for a run without tests.
//!
//! What readers do not take is left out, the worst never, and it is said how much: GitLab parses 500,000 test cases of a job ("GitLab.com
//! settings", "CI/CD"), and libxml2, by which it reads them, no text of more than 10 million bytes (`XML_MAX_TEXT_LENGTH`).
//!
//! There are no times in it: the same dataset gives the same bytes.

use std::io::{self, Write};

use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::Writer;

use super::concise::line;
use super::{Report, count, hints_once, printable, summary_line};
use crate::finding::{Finding, Level};

/// The class that every test case belongs to.
const CLASS: (&str, &str) = ("classname", "besluit");

/// The most that is written.
#[derive(Clone, Copy)]
struct Limits {
    /// The number of files that have a test case.
    files: usize,
    /// The bytes of what is said of a file.
    text: usize,
}

/// What fits the readers, with room for the test case that says what was checked, and for the line that says how much is left out.
const LIMITS: Limits = Limits {
    files: 500_000 - 1,
    text: 8_000_000,
};

pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write_within(LIMITS, report, out)
}

fn write_within(limits: Limits, report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut files: Vec<_> = report
        .findings
        .chunk_by(|one, next| one.file == next.file)
        .collect();
    files.sort_by_key(|findings| findings.iter().map(|finding| finding.level).min());
    let mut checked = summary_line(report);
    if let Some(more) = files
        .len()
        .checked_sub(limits.files)
        .filter(|more| *more > 0)
    {
        checked += &format!(
            "\nleft out: {}, none worse than those told",
            count(more, "more file")
        );
        files.truncate(limits.files);
    }
    let failures = files
        .iter()
        .filter(|findings| errors(findings).next().is_some());
    let failures = failures.count().to_string();
    let tests = (files.len() + 1).to_string();
    let numbers = [
        ("tests", &*tests),
        ("failures", &*failures),
        ("errors", "0"),
    ];

    let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("testsuites")
        .with_attribute(("name", "besluit"))
        .with_attributes(numbers)
        .write_inner_content(|xml| {
            xml.create_element("testsuite")
                .with_attribute(("name", "besluit validate"))
                .with_attributes(numbers)
                .write_inner_content(|xml| {
                    xml.create_element("testcase")
                        .with_attributes([("name", "the dataset is read"), CLASS])
                        .write_inner_content(|xml| say(xml, "system-out", &checked))?;
                    files
                        .iter()
                        .try_for_each(|findings| file(xml, findings, limits, report))
                })?;
            Ok(())
        })?;
    writeln!(out)
}

/// The test case of a file; its findings are at least one.
fn file<W: Write>(
    xml: &mut Writer<W>,
    findings: &[Finding],
    limits: Limits,
    report: &Report,
) -> io::Result<()> {
    let Some(first) = findings.first() else {
        return Ok(());
    };
    let path = report.path_from_top(&first.file);
    let lines = |is_told| lines(findings, is_told, path, limits.text);
    xml.create_element("testcase")
        .with_attributes([("name", &*legal(path)), CLASS])
        .write_inner_content(|xml| {
            if let Some(error) = errors(findings).next() {
                let number = count(errors(findings).count(), "error");
                let message = format!("{number}, the first: {}", error.message);
                xml.create_element("failure")
                    .with_attributes([("message", &*legal(&message)), ("type", error.rule)])
                    .write_text_content(BytesText::new(&lines(is_error)))?;
            }
            let rest = lines(|finding| !is_error(finding));
            if rest.is_empty() {
                return Ok(());
            }
            say(xml, "system-out", &rest)
        })?;
    Ok(())
}

fn say<W: Write>(xml: &mut Writer<W>, element: &str, text: &str) -> io::Result<()> {
    xml.create_element(element)
        .write_text_content(BytesText::new(text))?;
    Ok(())
}

fn errors(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|finding| is_error(finding))
}

fn is_error(finding: &Finding) -> bool {
    finding.level == Level::Error
}

/// Some of the findings of a file, one a line, the worst first, with their hints, each once; in some `room` bytes.
fn lines(findings: &[Finding], is_told: fn(&Finding) -> bool, path: &str, room: usize) -> String {
    let mut told: Vec<_> = findings
        .iter()
        .filter(|finding| is_told(finding))
        .cloned()
        .collect();
    told.sort_by_key(|finding| finding.level);
    let mut text = String::new();
    for (at, (finding, hint)) in told.iter().zip(hints_once(&told)).enumerate() {
        let mut line = legal(&line(finding, path, &finding.message));
        if let Some(hint) = hint {
            line += &format!("\n  hint: {}", legal(&hint));
        }
        if text.len() + line.len() >= room {
            return text + &format!("and {} more", told.len() - at);
        }
        text += &line;
        text.push('\n');
    }
    text.pop();
    text
}

/// A text in one line, of characters that XML 1.0 allows: it has no way of writing the others, not even as references.
fn legal(text: &str) -> String {
    let shown = printable(text);
    shown
        .replace('\u{fffe}', "\\u{fffe}")
        .replace('\u{ffff}', "\\u{ffff}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(file: &str, level: Level, message: &str) -> Finding {
        Finding {
            file: file.to_owned(),
            ..Finding::example(level, message)
        }
    }

    fn written(limits: Limits, findings: Vec<Finding>) -> String {
        let report = Report {
            findings,
            ..Report::default()
        };
        let mut text = Vec::new();
        write_within(limits, &report, &mut text).expect("memory takes it");
        String::from_utf8(text).expect("it is UTF-8")
    }

    #[test]
    fn the_worst_files_are_told_and_the_rest_is_counted() {
        let findings = || {
            vec![
                finding("a", Level::Note, "fine"),
                finding("b", Level::Warning, "odd"),
                finding("c", Level::Note, "fine"),
                finding("c", Level::Error, "wrong"),
            ]
        };
        let text = written(Limits { files: 2, ..LIMITS }, findings());
        let at = |name: &str| text.find(&format!("<testcase name=\"{name}\""));
        assert!(at("c") < at("b") && at("c").is_some(), "{text}");
        assert_eq!(at("a"), None, "{text}");
        assert!(text.contains("tests=\"3\" failures=\"1\""), "{text}");
        let said = "\nleft out: 1 more file, none worse than those told<";
        assert!(text.contains(said), "{text}");
        let text = written(Limits { files: 3, ..LIMITS }, findings());
        assert!(!text.contains("left out"), "{text}");
    }

    #[test]
    fn what_is_said_of_a_file_is_bounded() {
        let message = "x".repeat(100);
        let mut findings = vec![finding("a", Level::Note, "fine")];
        findings.extend((0..9).map(|_| finding("a", Level::Warning, &message)));
        let text = written(
            Limits {
                text: 500,
                ..LIMITS
            },
            findings.clone(),
        );
        let told = text.matches("warning[").count();
        assert!((1..9).contains(&told), "{text}");
        assert!(!text.contains("note["), "{text}");
        assert!(
            text.contains(&format!("\nand {} more<", 10 - told)),
            "{text}"
        );
        let text = written(LIMITS, findings);
        assert_eq!(text.matches("warning[").count(), 9);
        assert!(text.contains("note[") && !text.contains(" more<"), "{text}");
    }
}
