//! JUnit XML, for the test reports of build servers: one test case a file that has findings.
//!
//! All errors of a file are one failure, because readers show the first failure of a test case and drop the others. Warnings and
//! notes fail nothing: they are what the test case printed. A file without findings has no test case; one more test case, which
//! always passes, says what was checked, so that a report without findings is not taken for a run without tests.
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

pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let files: Vec<_> = report
        .findings
        .chunk_by(|one, next| one.file == next.file)
        .collect();
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
                        .write_inner_content(|xml| say(xml, "system-out", &summary_line(report)))?;
                    files.iter().try_for_each(|findings| file(xml, findings))
                })?;
            Ok(())
        })?;
    writeln!(out)
}

/// The test case of a file; its findings are at least one.
fn file<W: Write>(xml: &mut Writer<W>, findings: &[Finding]) -> io::Result<()> {
    let Some(first) = findings.first() else {
        return Ok(());
    };
    xml.create_element("testcase")
        .with_attributes([("name", &*legal(&first.file)), CLASS])
        .write_inner_content(|xml| {
            if let Some(error) = errors(findings).next() {
                let number = count(errors(findings).count(), "error");
                let message = format!("{number}, the first: {}", error.message);
                xml.create_element("failure")
                    .with_attributes([("message", &*legal(&message)), ("type", error.rule)])
                    .write_text_content(BytesText::new(&lines(findings, is_error)))?;
            }
            let rest = lines(findings, |finding| !is_error(finding));
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

/// Some of the findings of a file, one a line, with their hints, each once.
fn lines(findings: &[Finding], is_told: fn(&Finding) -> bool) -> String {
    let told: Vec<_> = findings
        .iter()
        .filter(|finding| is_told(finding))
        .cloned()
        .collect();
    let lines = told.iter().zip(hints_once(&told)).map(|(finding, hint)| {
        let hint = hint.map(|hint| format!("\n  hint: {}", legal(&hint)));
        format!(
            "{}{}",
            legal(&line(finding, &finding.message)),
            hint.unwrap_or_default()
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A text in one line, of characters that XML 1.0 allows: it has no way of writing the others, not even as references.
fn legal(text: &str) -> String {
    let shown = printable(text);
    shown
        .replace('\u{fffe}', "\\u{fffe}")
        .replace('\u{ffff}', "\\u{ffff}")
}
