//! The stable JSON report, `besluit-report-1`.
//!
//! Its shape is written out here, apart from the types of the program, so that a change inside cannot change what other programs
//! rely on: fields may be added, never changed.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::Report;
use crate::finding::Level;

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    summary: Summary,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Summary {
    records: BTreeMap<&'static str, usize>,
    quotes: usize,
    sources: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    level: &'static str,
    message: &'a str,
    file: &'a str,
    pointer: &'a str,
    span: [usize; 2],
    start: Position,
    end: Position,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let position = |place: crate::json::Position| Position {
        line: place.line,
        column: place.column,
    };
    let document = Document {
        format: "besluit-report-1",
        summary: Summary {
            records: report.summary.records.iter().copied().collect(),
            quotes: report.summary.quotes,
            sources: report.summary.sources,
            errors: report.count(Level::Error),
            warnings: report.count(Level::Warning),
            notes: report.notes,
        },
        findings: report
            .findings
            .iter()
            .map(|finding| Finding {
                rule: finding.rule,
                level: finding.level.as_str(),
                message: &finding.message,
                file: &finding.file,
                pointer: &finding.pointer,
                span: [finding.span.start, finding.span.end],
                start: position(finding.start),
                end: position(finding.end),
                hint: finding.hint.as_deref(),
                fingerprint: &finding.fingerprint,
            })
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}
